"""Facts of reports that lie in this instance, for the command line: by their own id, the id of an import, or a case number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from . import django_on


def facts_of_known(name: str) -> dict[str, Any] | None:
    """The facts of the report that goes by this name here; None where there is no instance or no such report."""
    if not (django_on.home() / "instance.json").exists():
        return None
    django_on.start()
    from django.conf import settings

    from jurdil.apps.cases.models import Case
    from jurdil.apps.intake.facts import facts_of
    from jurdil.apps.intake.models import Report

    case = Case.objects.filter(number=name).first()
    report = case.report if case else Report.objects.filter(external_id=name).first()
    if report is None:
        try:
            report = Report.objects.filter(pk=UUID(name)).first()
        except ValueError:
            return None
    return facts_of(report, settings.CLOCK.now()) if report else None
