"""When does a rehearsal begin? On the Tuesday before the re-vote at nine, so that the seven days are running."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

BEGIN = datetime(2025, 4, 15, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def ahead_of(now: datetime) -> timedelta:
    """How far the rehearsal's clock must run before (negative: behind) the machine's, so that it reads `BEGIN` now."""
    return BEGIN - now
