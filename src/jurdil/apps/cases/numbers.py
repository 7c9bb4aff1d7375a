"""Which number does the next case get? JRD-<year>-<four digits>, each once, without gaps of lost transactions."""

from __future__ import annotations

from django.db import connection

from .models import CaseCounter


def next_number(year: int) -> str:
    """The next number of that year. Must be called inside a transaction; the counter is locked until it ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("a case number is given inside the transaction that opens the case")
    CaseCounter.objects.bulk_create([CaseCounter(year=year)], ignore_conflicts=True)
    counter = CaseCounter.objects.select_for_update().get(pk=year)
    CaseCounter.objects.filter(pk=year).update(last=counter.last + 1)
    return f"JRD-{year}-{counter.last + 1:04d}"
