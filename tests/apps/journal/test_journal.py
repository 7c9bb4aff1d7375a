"""The journal: every change in its transaction, no entry changed unseen."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from jurdil.apps.journal import actions
from jurdil.apps.journal.models import JournalEntry

AT = datetime(2025, 4, 15, 2, 0, tzinfo=UTC)


def write(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            actions.record(verb="report_received", subject=f"report:{number}", actor="witness", at=AT, detail={"n": number})


@pytest.mark.django_db
def test_an_untouched_journal_verifies() -> None:
    write(3)
    assert actions.verify_chain() is None


@pytest.mark.django_db
def test_a_changed_entry_is_found() -> None:
    write(3)
    JournalEntry.objects.filter(seq=2).update(detail={"n": 99})
    fault = actions.verify_chain()
    assert fault is not None
    assert (fault.seq, fault.kind) == (2, "content")


@pytest.mark.django_db
@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_removed_entry_is_found_even_the_last(missing: int) -> None:
    write(3)
    JournalEntry.objects.filter(seq=missing).delete()
    fault = actions.verify_chain()
    assert fault is not None
    assert fault.kind == "link"


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        actions.record(verb="x", subject="y", actor="system", at=AT)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.record(verb="x", subject="y", actor="system", at=AT)
        raise ZeroDivisionError
    assert JournalEntry.objects.count() == 0
    assert actions.verify_chain() is None
