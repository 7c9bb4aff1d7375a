"""A bundle is whole for two independent checkers, and one flipped bit anywhere is seen by both."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from jurdil.adapters.bag import BagFile, write_bundle
from jurdil.adapters.bundle_check import verify_bundle
from jurdil.core.dossier import dossier_digest
from jurdil.core.errors import EvidenceMismatch
from tests.dossier_samples import bundle, bundle_files, dossier, journal_extract

CONTENTS = (b"foto satu" * 1000, b"foto dua" * 200_000)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("bundle") / "berkas.zip"
    return path, bundle(path, CONTENTS)


@pytest.fixture
def unzipped(whole, tmp_path):
    with zipfile.ZipFile(whole[0]) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "2025-014-v1"


def rezip(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{folder.name}/{file.relative_to(folder).as_posix()}")
    return path


def seal_again(folder: Path) -> None:
    """Recomputes both manifests, as somebody would who wants to hide a change."""
    for name, files in (
        ("manifest-sha256.txt", sorted(file for file in (folder / "data").rglob("*") if file.is_file())),
        ("tagmanifest-sha256.txt", sorted(file for file in folder.iterdir() if file.is_file())),
    ):
        files = [file for file in files if file.name != "tagmanifest-sha256.txt"]
        lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(folder).as_posix()}\n" for f in files]
        (folder / name).write_text("".join(lines))


def test_a_new_bundle_is_whole(whole):
    path, data = whole
    result = verify_bundle(path)
    assert result.faults == ()
    assert (result.case_number, result.version, result.exhibits) == ("2025-014", 1, 2)
    assert result.journal_entries == len(journal_extract())
    assert result.dossier_digest == dossier_digest(data)


def test_the_library_of_congress_finds_it_valid_too(unzipped):
    assert bagit.Bag(str(unzipped)).validate()
    assert verify_bundle(unzipped).ok


def test_the_digest_on_the_cover_is_that_of_dossier_json(whole, unzipped):
    assert hashlib.sha256((unzipped / "data/dossier.json").read_bytes()).hexdigest() == dossier_digest(whole[1])
    assert dossier_digest(whole[1]) in (unzipped / "BACA-SAYA.txt").read_text()


def test_the_same_dossier_makes_the_same_bundle(tmp_path):
    bundle(tmp_path / "a.zip", CONTENTS)
    bundle(tmp_path / "b.zip", CONTENTS)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_nothing_in_a_bundle_is_compressed(whole):
    with zipfile.ZipFile(whole[0]) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_one_flipped_bit_in_any_file_fails_both_checkers(unzipped, tmp_path):
    for file in sorted(file for file in unzipped.rglob("*") if file.is_file()):
        kept = file.read_bytes()
        file.write_bytes(bytes([kept[0] ^ 1]) + kept[1:])
        name = file.relative_to(unzipped).as_posix()
        faults = verify_bundle(unzipped).faults
        assert faults, name
        zipped = verify_bundle(rezip(unzipped, tmp_path / "again.zip"))
        assert not zipped.ok, name
        if name != "tagmanifest-sha256.txt":
            assert any(fault.file == name or name in fault.indonesian for fault in faults), name
        with pytest.raises(bagit.BagError):
            bagit.Bag(str(unzipped)).validate()
        file.write_bytes(kept)
    assert verify_bundle(unzipped).ok


def test_one_flipped_bit_in_the_zip_itself_is_seen(whole, tmp_path):
    raw = bytearray(whole[0].read_bytes())
    with zipfile.ZipFile(whole[0]) as archive:
        places = [entry.header_offset + at for entry in archive.infolist() for at in (40, 30 + len(entry.filename) + 21)]
    for at in places:
        raw[at] ^= 4
        (tmp_path / "b.zip").write_bytes(raw)
        raw[at] ^= 4
        assert not verify_bundle(tmp_path / "b.zip").ok, at


def test_each_fault_names_its_file_in_both_languages(unzipped):
    (unzipped / "data/dokumen/0-sampul.pdf").unlink()
    fault = next(one for one in verify_bundle(unzipped).faults if one.file == "data/dokumen/0-sampul.pdf")
    assert fault.indonesian == "data/dokumen/0-sampul.pdf tercatat tetapi tidak ada."
    assert fault.english == "data/dokumen/0-sampul.pdf is stated but missing."


@pytest.mark.parametrize("name", ["data/bukti/tambahan.jpg", "catatan.txt", "data/x/y.bin"])
def test_a_file_that_was_added_is_seen(unzipped, name):
    added = unzipped / name
    added.parent.mkdir(exist_ok=True)
    added.write_bytes(b"x")
    assert name in {fault.file for fault in verify_bundle(unzipped).faults}


def test_an_exhibit_exchanged_with_its_hashes_still_contradicts_the_dossier(unzipped):
    exchanged = unzipped / "data/bukti/P-01-IMG-20250418-WA0000.jpg"
    exchanged.write_bytes(exchanged.read_bytes()[::-1])
    seal_again(unzipped)
    assert bagit.Bag(str(unzipped)).validate()
    assert any("dossier.json" in fault.english for fault in verify_bundle(unzipped).faults)


def test_a_changed_journal_entry_is_seen_even_when_all_hashes_were_made_anew(unzipped):
    journal = unzipped / "data/jurnal.jsonl"
    journal.write_text(journal.read_text().replace("take_up_case", "set_aside", 1))
    seal_again(unzipped)
    assert "data/jurnal.jsonl: entry 1 was changed." in {fault.english for fault in verify_bundle(unzipped).faults}


def test_a_journal_entry_that_was_moved_is_seen(unzipped):
    journal = unzipped / "data/jurnal.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join([lines[1], lines[0], *lines[2:]]))
    seal_again(unzipped)
    assert any("chain breaks" in fault.english for fault in verify_bundle(unzipped).faults)


def test_an_original_that_is_no_longer_what_was_hashed_is_never_bundled():
    data = dossier(CONTENTS)
    files = bundle_files(data, CONTENTS, papers=False)
    spoiled = [replace(files[0], open=lambda: io.BytesIO(b"berubah")), *files[1:]]
    with pytest.raises(EvidenceMismatch):
        write_bundle(io.BytesIO(), data=data, files=spoiled, journal=[])
    with pytest.raises(EvidenceMismatch):
        write_bundle(io.BytesIO(), data=data, files=files[1:], journal=[])


def zipped(tmp_path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], compress: int = zipfile.ZIP_STORED) -> Path:
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w", compress) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["../luar.txt", "/etc/passwd", "b/../../x", "C:/x", "b\\..\\x"])
def test_a_path_that_leaves_the_bundle_is_named_and_never_followed(tmp_path, name):
    result = verify_bundle(zipped(tmp_path, (name, b"x"), ("b/bagit.txt", b"x")))
    assert any("points outside" in fault.english for fault in result.faults)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    result = verify_bundle(zipped(tmp_path, ("b/data/nol", bytes(50_000_000)), compress=zipfile.ZIP_DEFLATED))
    assert [fault.english for fault in result.faults] == ["The bundle was not opened: what it holds is far larger than itself."]


def test_a_link_inside_a_bundle_is_refused(tmp_path, unzipped):
    link = zipfile.ZipInfo("b/data/tautan")
    link.external_attr = 0o120777 << 16
    assert any("is a link" in fault.english for fault in verify_bundle(zipped(tmp_path, (link, b"/etc/passwd"))).faults)
    (unzipped / "data/tautan").symlink_to("/etc/passwd")
    assert any("is a link" in fault.english for fault in verify_bundle(unzipped).faults)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 putus", b"bukan zip" * 100, b"%PDF-1.7"])
def test_what_is_no_bundle_gets_one_clear_sentence(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert [fault.english for fault in verify_bundle(path).faults] == ["The bundle is damaged or not a zip file."]


def test_a_bundle_that_is_not_there_is_said_so(tmp_path):
    assert verify_bundle(tmp_path / "tidak-ada.zip").faults[0].indonesian == "Paket tidak ditemukan."


def test_a_bundle_cut_short_is_not_whole(whole, tmp_path):
    raw = whole[0].read_bytes()
    for part in (10, len(raw) // 2, len(raw) - 10):
        (tmp_path / "c.zip").write_bytes(raw[:part])
        assert not verify_bundle(tmp_path / "c.zip").ok


@pytest.mark.parametrize("content", [b"[]", b"null", b'{"exhibits": [1, null, {}]}', b"{" * 100_000, b"\xff\xfe"])
def test_a_dossier_json_that_makes_no_sense_is_a_fault_and_no_crash(unzipped, content):
    (unzipped / "data/dossier.json").write_bytes(content)
    (unzipped / "data/jurnal.jsonl").write_bytes(content + b'\n{"seq": 1}\n')
    seal_again(unzipped)
    assert not verify_bundle(unzipped).ok


def test_a_large_original_is_copied_in_pieces_with_the_right_digest(tmp_path):
    content = b"\0" * (5 << 20) + b"akhir"
    data = dossier((content,))
    files = [BagFile(path=data.exhibits[0].path, open=lambda: io.BytesIO(content), sha256=data.exhibits[0].sha256)]
    with (tmp_path / "big.zip").open("wb") as out:
        packed = write_bundle(out, data=data, files=files, journal=journal_extract())
    assert packed[0].sha256 == hashlib.sha256(content).hexdigest()
    raw = (tmp_path / "big.zip").read_bytes()
    assert all(hashlib.sha256(raw[item.offset : item.offset + item.size]).hexdigest() == item.sha256 for item in packed)
    assert verify_bundle(tmp_path / "big.zip").ok


def test_the_answer_can_be_written_as_json(whole):
    from dataclasses import asdict

    assert json.dumps(asdict(verify_bundle(whole[0])))
