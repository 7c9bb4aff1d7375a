"""Log lines that hold no words of a person: the place in our code and the kind of error, nothing of its content."""

from __future__ import annotations

import logging
import traceback


class WithoutWords(logging.Formatter):
    """Formats a record without its arguments' values where they come from a request, and without error messages."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: "
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])[-3:]
            where = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
            return f"{line}{record.exc_info[0].__name__} at {where}"
        if record.name.startswith("django.request") or record.name.startswith("django.security"):
            return f"{line}status {getattr(record, 'status_code', '?')}"
        return line + record.getMessage()
