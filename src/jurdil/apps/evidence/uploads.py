"""Takes what a browser sends straight into the store's incoming folder, hashed on the way, never more than the limit.

A file that is too large or finds the disk full is left out and noted on the request as `refused_files`; the words and the
other files of the form arrive all the same. Memory stays flat whatever is sent.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from jurdil.adapters.blob_store import BlobStore, Incoming
from jurdil.core.errors import RefusedFile, StorageFull
from jurdil.core.evidence import clean_filename

FILES_A_FORM = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """`fault`: "too_large", "full" or "many"."""

    field: str
    filename: str
    fault: str


def refused_files(request: HttpRequest) -> list[Refused]:
    """The files of this form that were not taken in."""
    return list(getattr(request, "refused_files", []))


class ReceivedFile(UploadedFile):
    """A file that lies in the incoming folder, already hashed. Reading it works as with any upload; closing it drops it."""

    def __init__(self, incoming: Incoming, name: str, content_type: str) -> None:
        incoming.settle()
        super().__init__(incoming.path.open("rb"), name, content_type, incoming.size)
        self.incoming = incoming

    def close(self) -> None:
        with contextlib.suppress(OSError):
            super().close()
        self.incoming.discard()


class EvidenceUploadHandler(FileUploadHandler):
    """Django's hook for the files of a form."""

    incoming: Incoming | None = None
    files = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> None:
        self.sent = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files += 1
        if self.files > FILES_A_FORM:
            self._refuse("many")
            raise SkipFile
        self.incoming = BlobStore(settings.INSTANCE.originals).incoming(limit=settings.EVIDENCE_MAX_BYTES)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.incoming is None:
            raise RuntimeError("a chunk without a file")
        try:
            self.incoming.write(raw_data)
        except RefusedFile:
            self._refuse("too_large")
            # A little too large: read on, so that the browser shows our page. Far too large: do not let it all pass by.
            if self.sent > 2 * settings.EVIDENCE_MAX_BYTES:
                raise StopUpload(connection_reset=True) from None
            raise SkipFile from None
        except StorageFull:
            self._refuse("full")
            raise SkipFile from None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        incoming, self.incoming = self.incoming, None
        if incoming is None or not self.file_name:
            return None
        try:
            return ReceivedFile(incoming, self.file_name, self.content_type or "")
        except StorageFull:
            self.incoming = incoming
            self._refuse("full")
            return None

    def upload_interrupted(self) -> None:
        if self.incoming is not None:
            self.incoming.discard()

    def _refuse(self, fault: str) -> None:
        if self.incoming is not None:
            self.incoming.discard()
            self.incoming = None
        if self.request is None:
            return
        refused = Refused(field=self.field_name or "", filename=clean_filename(self.file_name or ""), fault=fault)
        self.request.refused_files = [*refused_files(self.request), refused]  # type: ignore[attr-defined]
