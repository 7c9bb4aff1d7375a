"""Photos of real phones, and odd ones that broke decoders elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from jurdil.apps.evidence import actions
from jurdil.apps.evidence.models import EvidenceItem
from tests.conftest import NOW
from tests.samples import NEEDED, real


def looked_at(name: str) -> EvidenceItem:
    path = real(name)
    if path is None:
        pytest.skip(NEEDED)
    with path.open("rb") as file:
        item = actions.receive_evidence(upload=file, filename=name, actor="witness", now=NOW)
    return actions.examine(item_id=item.pk, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "media_type", "facts"),
    [
        ("pixel.jpg", "image/jpeg", {"latitude": 30.63, "longitude": 119.74, "day": "2024-05-07"}),
        ("xiaomi.heic", "image/heic", {"latitude": 47.23, "longitude": 39.70}),
        ("iphone.heic", "image/heic", {"latitude": 44.85, "longitude": 34.98}),
    ],
)
def test_a_phones_photo_says_where_and_its_copy_does_not(name: str, media_type: str, facts: dict[str, Any]) -> None:
    item = looked_at(name)
    assert item.media_type == media_type
    assert item.facts["latitude"] == pytest.approx(facts["latitude"], abs=0.01)
    assert item.facts["longitude"] == pytest.approx(facts["longitude"], abs=0.01)
    assert item.facts["camera"] and item.facts["taken_at"].startswith(facts.get("day", ""))
    with Image.open(actions.store().path(item.copies.get().sha256)) as copy:
        assert not dict(copy.getexif()) and max(copy.size) <= 1600


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["cut.jpg", "pixel.jpg"])  # the second hides it: its small preview is whole
def test_a_photo_that_was_cut_off_is_shown_as_far_as_it_goes(name: str) -> None:
    item = looked_at(name)
    assert "truncated" in item.warnings and item.copies.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bad-exif.jpg", "bomb.gif"])
def test_what_broke_decoders_elsewhere_is_kept_and_harms_nobody(name: str) -> None:
    item = looked_at(name)
    assert "examined" in item.facts and "latitude" not in item.facts
    assert actions.store().verify(item.sha256) == item.size
