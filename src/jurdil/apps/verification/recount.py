"""Do the limits in the queue still follow from the law and the calendar? If either changed, they are counted again.

Reports that became known on the same day in the same election share one limit, so a change costs one count a day, not
one a report. What a limit was before stays beside it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from jurdil.apps.elections.law import current_law
from jurdil.apps.elections.models import CalendarDay, CalendarYear, Election, ExtraDayOff
from jurdil.apps.intake.clock import filing_clock
from jurdil.apps.intake.models import Report
from jurdil.apps.journal.actions import record
from jurdil.core.assessment import OPEN_STAGES
from jurdil.core.journal import canonical

from . import hooks
from .models import LimitChange, Recount

DATES = ("quiet_from", "quiet_to", "voting_day", "office_timezone", "regime")


def fingerprint() -> str:
    """Changes when anything changes that a limit depends on."""
    parts = [
        current_law().digest,
        [[str(value) for value in row] for row in CalendarDay.objects.order_by("pk").values_list("day", "category", "removed")],
        [[str(value) for value in row] for row in CalendarYear.objects.order_by("pk").values_list("year", "version")],
        [[str(value) for value in row] for row in ExtraDayOff.objects.order_by("pk").values_list("election_id", "day")],
        [[str(value) for value in row] for row in Election.objects.order_by("pk").values_list("pk", *DATES)],
    ]
    return hashlib.sha256(canonical(parts)).hexdigest()


def recount_if_changed(now: datetime) -> Recount:
    """The recount that holds; a new one, with every open limit counted again, if law or calendar changed since."""
    seen = fingerprint()
    last = Recount.objects.order_by("pk").last()
    if last is not None and last.fingerprint == seen:
        return last
    if last is None:  # the limits were counted by today's law when the reports came in
        return Recount.objects.create(fingerprint=seen, at=now)
    return _recount(seen, now)


@transaction.atomic
def _recount(seen: str, now: datetime) -> Recount:
    last = Recount.objects.select_for_update().order_by("pk").last()
    if last is not None and last.fingerprint == seen:
        return last
    recount = Recount.objects.create(fingerprint=seen, at=now)
    days = (
        Report.objects.filter(stage__in=OPEN_STAGES, known_date__isnull=False)
        .order_by()
        .values_list("election_id", "known_date")
        .distinct()
    )
    elections = {row.pk: row for row in Election.objects.all()}
    for election_id, known_date in list(days):
        clock = filing_clock(elections[election_id], known_date)
        safe, outer = (clock.safe_last_moment, clock.outer_last_day) if clock else (None, None)
        rows = Report.objects.filter(stage__in=OPEN_STAGES, election_id=election_id, known_date=known_date)
        moved = [
            LimitChange(recount=recount, report_id=key, old_safe=old_safe, old_outer=old_outer, new_safe=safe, new_outer=outer)
            for key, old_safe, old_outer in rows.values_list("pk", "safe_last_moment", "outer_last_day")
            if (old_safe, old_outer) != (safe, outer)
        ]
        LimitChange.objects.bulk_create(moved, batch_size=500)
        rows.update(safe_last_moment=safe, outer_last_day=outer)
        recount.changed += len(moved)
    Recount.objects.filter(pk=recount.pk).update(changed=recount.changed)
    record(
        verb="limits_recounted", subject=f"law:{current_law().digest[:12]}", actor="system", at=now,
        detail={"changed": recount.changed, "fingerprint": seen},
    )  # fmt: skip
    hooks.recounted(now)
    return recount
