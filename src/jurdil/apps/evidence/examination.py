"""Looks into photos after the witness has had an answer: one at a time, in a thread that ends with the process.

Nothing depends on it. What it did not come to is done when somebody of the desk first opens the photo.
"""

from __future__ import annotations

import logging
import queue
import threading
import uuid

from django.conf import settings
from django.db import close_old_connections, connection

_waiting: queue.Queue[uuid.UUID] = queue.Queue(maxsize=500)
_lock = threading.Lock()
_worker: threading.Thread | None = None


def soon(item_id: uuid.UUID) -> None:
    """Puts a photo in the line, if this instance examines in the background."""
    global _worker
    if not settings.EVIDENCE_EXAMINE_SOON:
        return
    try:
        _waiting.put_nowait(item_id)
    except queue.Full:
        return
    with _lock:
        if _worker is None or not _worker.is_alive():
            _worker = threading.Thread(target=_work, name="examination", daemon=True)
            _worker.start()


def _work() -> None:
    from .actions import examine

    while True:
        item_id = _waiting.get()
        close_old_connections()
        try:
            examine(item_id=item_id, now=settings.CLOCK.now())
        except Exception:  # the desk's first look tries again; the line must go on
            logging.getLogger("jurdil").warning("a photo could not be examined", exc_info=True)
        finally:
            if _waiting.empty():
                connection.close()
