"""What a witness may know of the way of their report after it was taken up: steps and days, no names and no numbers."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jurdil.apps.cases.models import Case
from jurdil.apps.intake.models import Report
from jurdil.apps.intake.progress import Line

from .models import AuthorityEvent, Filing


def tell(report: Report) -> Iterator[Line]:
    """Lodgings and what authorities did, oldest first."""
    case = Case.objects.filter(incident__tellings__report=report).first()
    if case is None:
        return
    steps = [(localdate(filing.lodged_at), 0, _("Dilaporkan ke Bawaslu")) for filing in Filing.objects.filter(case=case)]
    steps += [(event.on_date, 1, str(event.get_kind_display())) for event in AuthorityEvent.objects.filter(case=case)]
    for day, _order, what in sorted(steps):
        yield "done", what, date_format(day, "l, j F Y")
