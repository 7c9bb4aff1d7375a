"""What time is it? The machine's clock, or the rehearsal's, which starts at a chosen moment and runs on from there."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """`ahead`: how far this clock runs before (or, negative, behind) the machine's."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC) + self.ahead


def starting_at(moment: datetime) -> Clock:
    """A clock that reads `moment` now. Raises `ValueError` if the moment has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("JURDIL_NOW needs a time zone, for example 2025-04-15T09:00:00+07:00")
    return Clock(moment - datetime.fromtimestamp(time.time(), UTC))
