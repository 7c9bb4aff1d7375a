"""Photos: what they say of themselves is read apart, the copy says nothing, hostile ones harm nobody."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.test import Client
from PIL import Image

from jurdil.apps.accounts.models import Person
from jurdil.apps.evidence import actions
from jurdil.apps.evidence.models import CustodyEntry, EvidenceItem
from jurdil.apps.journal.models import JournalEntry
from tests.conftest import NOW, signed_in


def a_jpeg(*, gps: tuple[float, float] | None = None, size: tuple[int, int] = (400, 300)) -> bytes:
    image = Image.effect_noise(size, 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Merek", "Telepon 5"
    exif.get_ifd(0x8769)[0x9003] = "2025:04:12 09:30:00"
    if gps:
        latitude, longitude = gps
        exif.get_ifd(0x8825).update(
            {1: "S" if latitude < 0 else "N", 2: (abs(latitude), 0.0, 0.0), 3: "E", 4: (abs(longitude), 0.0, 0.0)}
        )
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


def received(data: bytes, name: str = "foto.jpg") -> EvidenceItem:
    return actions.receive_evidence(upload=io.BytesIO(data), filename=name, actor="witness", now=NOW)


@pytest.mark.django_db
def test_a_photo_tells_time_camera_and_place_and_its_copy_tells_nothing() -> None:
    item = actions.examine(item_id=received(a_jpeg(gps=(-6.1, 106.1))).pk, now=NOW)
    assert item.facts["taken_at"] == "2025-04-12T09:30:00" and item.facts["camera"] == "Merek Telepon 5"
    assert (item.facts["latitude"], item.facts["longitude"]) == (-6.1, 106.1)
    copy = item.copies.get()
    with Image.open(actions.store().path(copy.sha256)) as image:
        assert image.format == "WEBP" and not dict(image.getexif()) and "exif" not in image.info


@pytest.mark.django_db
def test_zero_zero_is_no_place() -> None:
    item = actions.examine(item_id=received(a_jpeg(gps=(0.0, 0.0))).pk, now=NOW)
    assert "latitude" not in item.facts


@pytest.mark.django_db
def test_a_truncated_photo_is_kept_with_a_remark_and_a_copy() -> None:
    whole = a_jpeg(size=(1200, 900))
    item = received(whole[: len(whole) // 2])
    assert item.warnings == ["truncated"]
    item = actions.examine(item_id=item.pk, now=NOW)
    assert item.warnings == ["truncated"] and item.copies.exists()


@pytest.mark.django_db
def test_a_decompression_bomb_harms_nobody() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")
    item = actions.examine(item_id=received(bomb, "bom.png").pk, now=NOW)
    assert item.warnings == ["too_many_pixels"] and not item.copies.exists()


@pytest.mark.django_db
def test_a_file_that_only_begins_like_a_photo_is_kept_and_said_to_be_unreadable() -> None:
    item = actions.examine(item_id=received(b"\xff\xd8\xff\xe0bukan foto\xff\xd9").pk, now=NOW)
    assert "unreadable" in item.warnings or "no_copy" in item.warnings


@pytest.mark.django_db
def test_only_the_desk_sees_copies_and_gets_originals_and_each_original_is_noted(reviewer: Person, outsider: Person) -> None:
    data = a_jpeg()
    item = received(data)
    copy, original = f"/bukti/{item.pk}/salinan", f"/bukti/{item.pk}/asli"
    for address in (copy, original):
        assert Client().get(address).status_code in (302, 404)
        assert signed_in(outsider).get(address).status_code == 403
    desk = signed_in(reviewer)
    assert desk.get(copy)["Content-Type"] == "image/webp"
    response = desk.get(original)
    assert b"".join(response.streaming_content) == data  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment") and response["X-Content-Type-Options"] == "nosniff"
    assert CustodyEntry.objects.filter(item=item, what="viewed", actor=reviewer.actor).count() == 1
    assert JournalEntry.objects.filter(verb="original_handed_out").count() == 1


@pytest.mark.django_db
def test_what_nothing_refers_to_is_let_go_with_its_copy() -> None:
    item = actions.examine(item_id=received(a_jpeg()).pk, now=NOW)
    hashes = actions.let_go(item_ids=[item.pk])
    assert len(hashes) == 2 and not EvidenceItem.objects.exists() and not CustodyEntry.objects.exists()
