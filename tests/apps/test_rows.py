"""Rows by value give what the query builder gives, on either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jurdil.apps import rows
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Draft

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 14, 2, 0, tzinfo=UTC)
ANSWERS = {"kejadian": {"act": "give_money"}, "cerita": {"narrative": "Amplop “biru” 🙂"}}


def a_draft(digest: str = "a" * 64) -> Draft:
    draft = Draft(code_digest=digest, answers=ANSWERS, started_at=NOW, expires_at=NOW + timedelta(hours=72))
    rows.insert(draft)
    return draft


def an_item() -> EvidenceItem:
    item = EvidenceItem(
        sha256="0" * 64,
        size=3,
        media_type="image/jpeg",
        kind="photo",
        filename="foto.jpg",
        received_at=NOW,
        warnings=["truncated"],
    )
    rows.insert(item)
    return item


def test_what_is_inserted_is_read_back_the_same_by_both() -> None:
    for row, where in ((a_draft(), {"code_digest": "a" * 64}), (an_item(), {"sha256": "0" * 64})):
        (ours,) = rows.fetch(type(row), **where)
        theirs = type(row).objects.get(**where)
        names = [field.attname for field in row._meta.concrete_fields]
        assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
        assert [getattr(ours, name) for name in names] == [getattr(row, name) for name in names]


def test_a_row_is_found_only_while_every_value_holds() -> None:
    a_draft()
    assert rows.first(Draft, code_digest="a" * 64, expires_at__gt=NOW) is not None
    assert rows.first(Draft, code_digest="a" * 64, expires_at__gt=NOW + timedelta(hours=72)) is None
    assert rows.first(Draft, code_digest="b" * 64) is None
    assert rows.values(Draft, ("revision", "answers"), code_digest="a" * 64) == [[0, ANSWERS]]


def test_a_guarded_change_says_whether_it_met_its_row() -> None:
    a_draft()
    assert rows.change(Draft, {"answers": {}, "revision": 1}, code_digest="a" * 64, revision=0) == 1
    assert rows.change(Draft, {"answers": ANSWERS, "revision": 1}, code_digest="a" * 64, revision=0) == 0
    assert Draft.objects.get().answers == {}


def test_only_the_rows_with_these_values_are_removed() -> None:
    a_draft("a" * 64)
    a_draft("b" * 64)
    assert rows.remove(Draft, code_digest="a" * 64, revision=7) == 0
    assert rows.remove(Draft, code_digest="a" * 64, revision=0) == 1
    assert [draft.pk for draft in Draft.objects.all()] == ["b" * 64]


def test_values_never_become_part_of_the_query() -> None:
    a_draft()
    assert rows.fetch(Draft, code_digest="' OR 1=1 --") == []
    with pytest.raises(KeyError):
        rows.fetch(Draft, **{"code_digest = '' OR 1=1 --": ""})
