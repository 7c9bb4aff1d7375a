"""A file is what its bytes say. Its name only ever adds a remark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from jurdil.core.errors import RefusedFile
from jurdil.core.evidence import as_place, clean_filename, recognise, safe_name

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40 + b"\xff\xd9"


def seen(data: bytes, name: str, **more: object) -> object:
    return recognise(head=data[:4096], tail=data[-65536:], size=len(data), filename=name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (JPEG, "a.jpg", "image/jpeg", "photo"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a.heic", "image/heic", "photo"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "a.heic", "image/heic", "photo"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41", "a.mp4", "video/mp4", "video"),
        (b"\x00\x00\x00\x14ftyp3gp4\x00\x00\x00\x003gp4", "a.3gp", "video/3gpp", "video"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42", "a.m4a", "audio/mp4", "audio"),
        (b"OggS\x00\x02" + b"\x00" * 30, "PTT-20250412-WA0003.opus", "audio/ogg", "audio"),
        (b"#!AMR\n" + b"\x00" * 20, "a.amr", "audio/amr", "audio"),
        (b"%PDF-1.7\n...%%EOF\n", "a.pdf", "application/pdf", "document"),
        ("12/4/25 09.12 - Pak RT: hadir semua ya 🙏".encode(), "chat.txt", "text/plain", "document"),
    ],
)
def test_what_phones_send_is_recognised(data: bytes, name: str, media_type: str, kind: str) -> None:
    recognised = recognise(head=data, tail=data, size=len(data), filename=name)
    assert (recognised.media_type, recognised.kind, recognised.warnings) == (media_type, kind, ())


def test_a_lying_ending_is_taken_with_a_remark() -> None:
    assert recognise(head=JPEG, tail=JPEG, size=len(JPEG), filename="video.mp4").warnings == ("ending_differs",)


def test_a_truncated_jpeg_is_still_evidence() -> None:
    assert recognise(head=JPEG[:30], tail=JPEG[:30], size=30, filename="a.jpg").warnings == ("truncated",)


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"", "kosong.jpg", "empty"),
        (b"MZ\x90\x00" + b"\x00" * 60, "foto.jpg", "executable"),
        (b"\x7fELF\x02\x01\x01", "foto.jpg", "executable"),
        (b"#!/bin/sh\nrm -rf ~\n", "catatan.txt", "executable"),
        (b"Set x = CreateObject(...)", "catatan.vbs", "executable"),
        (b"<!DOCTYPE html><html><script>1</script>", "foto.jpg", "markup"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "gambar.svg", "markup"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "gambar.png", "markup"),
        (b"Rar!\x1a\x07\x00", "semua.rar", "archive"),
        (b"PK\x03\x04" + b"\x00" * 40, "semua.zip", "archive"),
        (b"\x00\x01\x02\x03\x04", "apa", "unknown"),
    ],
)
def test_what_could_harm_or_is_nothing_is_refused(data: bytes, name: str, fault: str) -> None:
    with pytest.raises(RefusedFile) as refusal:
        seen(data, name)
    assert refusal.value.facts["fault"] == fault


def test_a_phones_program_is_no_office_document() -> None:
    with pytest.raises(RefusedFile) as refusal:
        seen(b"PK\x03\x04" + b"\x00" * 40, "surat.docx", zip_names=("AndroidManifest.xml", "classes.dex"))
    assert refusal.value.facts["fault"] == "executable"


@given(some.binary(max_size=6000), some.text(max_size=30))
def test_any_bytes_are_recognised_or_refused(data: bytes, name: str) -> None:
    try:
        recognise(head=data[:4096], tail=data[-65536:], size=len(data), filename=name)
    except RefusedFile as refusal:
        assert refusal.facts["fault"] in ("empty", "executable", "markup", "archive", "unknown")


@given(some.text(max_size=400))
def test_a_cleaned_name_is_one_name_without_folders_or_hidden_signs(name: str) -> None:
    cleaned = clean_filename(name)
    assert cleaned and "/" not in cleaned and "\\" not in cleaned and "\u202e" not in cleaned and len(cleaned) <= 120


def test_places_that_a_phone_does_not_know_are_no_places() -> None:
    assert as_place(0.0, 0.0) is None and as_place(float("nan"), 106.0) is None and as_place(-6.1, 200) is None
    assert as_place(-6.1234567, 106.1) == (-6.123457, 106.1)


def test_a_photo_that_calls_itself_a_web_page_is_saved_again_as_a_photo() -> None:
    assert safe_name("x.html", "image/jpeg", ("ending_differs",)) == "x.html.jpg"
    assert safe_name("foto.JPG", "image/jpeg", ()) == "foto.JPG"
