"""Filing a case: who signs is sealed, a frozen version never changes, and each opening is on the record."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from jurdil.adapters.bundle_check import verify_bundle
from jurdil.adapters.sealing import BrokenSeal
from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.dossier import actions
from jurdil.apps.dossier.models import Dossier, Invitation, ReporterOfRecord
from jurdil.apps.dossier.seals import link_seal, open_particulars, open_reporter, reporter_seal
from jurdil.apps.elections.models import Election, Region
from jurdil.apps.evidence import actions as evidence
from jurdil.apps.evidence.models import CustodyEntry
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from jurdil.apps.verification.models import IncidentReport
from jurdil.core.dossier import Reporter
from jurdil.core.errors import EvidenceMismatch, NotAllowed, StaleCase
from tests.apps.dossier_cases import NOW, taken_up, told

RATNA = Reporter(
    name="Ratna Rekaan",
    birth_place="Serang",
    birth_date=date(1990, 2, 3),
    sex="Perempuan",
    citizenship="WNI",
    address="Kp. Rekaan RT 003/RW 002",
    id_number="3604054302900003",
    capacity="citizen",
)


@pytest.fixture
def case(election: Election) -> Case:
    return taken_up(told(election))


def choose(case: Case, by: Person, reporter: Reporter = RATNA, *, same_person: bool = False) -> ReporterOfRecord:
    return actions.choose_reporter(
        case_id=case.pk, reporter=reporter, capacity="citizen", voter_here=True, same_person=same_person, by=by, now=NOW
    )


def freeze(case: Case, by: Person, *, seen: int = 0) -> Dossier:
    return actions.freeze_dossier(case_id=case.pk, by=by, now=NOW + timedelta(hours=1), seen_version=seen)


def whole(row: Dossier, by: Person) -> bytes:
    return b"".join(actions.open_bundle(dossier_id=row.pk, by=by, now=NOW)[1])


def everything_stored() -> bytes:
    out = io.StringIO()
    call_command("dumpdata", stdout=out, verbosity=0)
    return out.getvalue().encode()


def test_who_signs_is_nowhere_in_the_database(case, advocate):
    row = choose(case, advocate)
    stored = everything_stored()
    assert b"Ratna" not in stored
    assert b"3604054302900003" not in stored
    assert open_reporter(row) == RATNA


def test_that_signer_and_witness_are_one_person_is_a_secret_of_its_own(case, advocate):
    row = choose(case, advocate, same_person=True)
    assert link_seal().open_record(bytes(row.link.sealed)) == {"report": str(case.report.pk), "same_person": True}
    with pytest.raises(BrokenSeal):
        reporter_seal().open(bytes(row.link.sealed))
    assert b"same_person" not in everything_stored()


def test_a_new_choice_keeps_the_old_one(case, advocate):
    choose(case, advocate)
    choose(case, advocate, Reporter(name="Orang Kedua"))
    assert [open_reporter(row).name for row in case.reporters.order_by("pk")] == ["Ratna Rekaan", "Orang Kedua"]
    assert JournalEntry.objects.filter(verb="reporter_chosen").count() == 2


def test_nothing_is_frozen_without_a_reporter_of_record(case, advocate):
    with pytest.raises(NotAllowed) as refused:
        freeze(case, advocate)
    assert refused.value.facts["reason"] == "no_reporter"
    assert not Dossier.objects.exists()


def test_a_frozen_version_passes_the_check_and_holds_originals_papers_and_journal(case, advocate, tmp_path):
    choose(case, advocate)
    row = freeze(case, advocate)
    path = tmp_path / "berkas.zip"
    path.write_bytes(whole(row, advocate))
    result = verify_bundle(path)
    assert result.faults == ()
    assert (result.case_number, result.version, result.draft, result.exhibits) == ("JRD-2025-0001", 1, False, 2)
    assert result.dossier_digest == row.data_digest
    assert path.stat().st_size == row.bundle_size
    with zipfile.ZipFile(path) as archive:
        names = [name.split("/", 1)[1] for name in archive.namelist()]
        assert sum(name.startswith("data/bukti/") for name in names) == 2
        assert sum(name.startswith("data/dokumen/") for name in names) == 16
        verbs = [json.loads(line)["verb"] for line in archive.read("JRD-2025-0001-v1/data/jurnal.jsonl").splitlines()]
    assert "report_registered" in verbs
    assert "reporter_chosen" in verbs


def test_the_form_carries_both_reported_people_office_first_and_the_reporter(case, advocate):
    choose(case, advocate)
    row = freeze(case, advocate)
    content = actions.open_document(dossier_id=row.pk, name="dokumen/1-formulir-laporan.pdf", by=advocate, now=NOW)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    for part in (
        "Ratna Rekaan",
        "3604054302900003",
        "Guru SD, SDN Rekaan",
        "Sekretaris desa",
        "Tuan Rekaan",
        "Sabtu, 12 April",
    ):
        assert part in text
    assert "Desa/Kel. Kramatwatu" in " ".join(text.split())
    assert "Saksi Tersembunyi" not in text


def test_the_cover_names_every_requirement(case, advocate):
    choose(case, advocate)
    ready = actions.assemble.of_case(case, now=NOW, version=1, draft=False)
    assert [row.requirement for row in ready.data.requirements] == [
        "reporter_identity", "reported_party", "within_deadline", "signature_match",
        "time_place", "description", "evidence", "witnesses",
    ]  # fmt: skip
    states = {row.requirement: str(row.state) for row in ready.data.requirements}
    assert states["reporter_identity"] == "met"
    assert states["witnesses"] == "doubtful", "three people saw it, but nobody is named on the papers yet"
    assert any("aman sampai" in row.where for row in ready.data.requirements)
    assert ready.data.provisions


def test_the_stored_bundle_is_sealed(case, advocate):
    choose(case, advocate)
    row = freeze(case, advocate)
    sealed = evidence.store().path(row.sealed_sha256).read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1")
    assert b"PK\x03\x04" not in sealed[:4096]
    assert b"Ratna" not in sealed
    assert b"Ratna" not in everything_stored()


def test_a_later_change_makes_a_second_version_and_leaves_the_first_alone(case, advocate):
    choose(case, advocate)
    first = freeze(case, advocate)
    before = whole(first, advocate)
    actions.save_particulars(
        case_id=case.pk,
        particulars={
            "what": "Dugaan ajakan memilih",
            "narrative": "Uraian baru.",
            "witnesses": [{"name": "Saksi Rela", "address": "", "phone": "", "saw": "Mendengar ajakan"}],
            "counsel": None,
        },
        by=advocate,
        now=NOW,
    )
    second = freeze(case, advocate, seen=1)
    assert (first.version, second.version) == (1, 2)
    assert whole(first, advocate) == before
    assert first.data_digest != second.data_digest
    dossier = json.loads(actions.open_document(dossier_id=second.pk, name="dossier.json", by=advocate, now=NOW))
    assert dossier["witnesses"][0]["name"] == "Saksi Rela"
    assert dossier["narrative"] == "Uraian baru."
    assert open_particulars(case.particulars.last())["what"] == "Dugaan ajakan memilih"
    assert b"Saksi Rela" not in everything_stored()


def test_two_people_who_freeze_at_once_do_not_make_two_first_versions(case, advocate, coordinator):
    choose(case, advocate)
    freeze(case, advocate)
    with pytest.raises(StaleCase):
        freeze(case, coordinator)
    assert Dossier.objects.count() == 1


def test_an_original_that_changed_on_the_disk_stops_the_freezing(case, advocate):
    choose(case, advocate)
    item = case.report.evidence.first().item
    path = evidence.store().path(item.sha256)
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    try:
        with pytest.raises(EvidenceMismatch):
            freeze(case, advocate)
        assert not Dossier.objects.exists()
        assert not list((evidence.store().root / "incoming").glob("*"))
    finally:
        path.write_bytes(kept)
        path.chmod(0o400)


def test_every_opening_and_export_is_on_the_record(case, advocate):
    choose(case, advocate)
    row = freeze(case, advocate)
    whole(row, advocate)
    actions.open_document(dossier_id=row.pk, name="dokumen/0-sampul.docx", by=advocate, now=NOW)
    actions.draft_document(case_id=case.pk, name="3-kronologi.pdf", by=advocate, now=NOW)
    seen = list(JournalEntry.objects.filter(case=case.subject).order_by("seq").values_list("verb", "detail"))
    assert [verb for verb, _ in seen] == [
        "reporter_chosen", "dossier_frozen", "dossier_opened", "dossier_opened", "draft_opened",
    ]  # fmt: skip
    assert [detail.get("document") for _, detail in seen[2:]] == ["bundle", "dokumen/0-sampul.docx", "3-kronologi.pdf"]
    assert CustodyEntry.objects.filter(what="exported").count() == 2
    assert verify_chain() is None


@pytest.mark.parametrize("name", ["dokumen/x.pdf", "../secrets/django", ""])
def test_what_is_not_in_a_version_cannot_be_opened(case, advocate, name):
    choose(case, advocate)
    row = freeze(case, advocate)
    with pytest.raises(LookupError):
        actions.open_document(dossier_id=row.pk, name=name, by=advocate, now=NOW)
    with pytest.raises(LookupError):
        actions.draft_document(case_id=case.pk, name=name, by=advocate, now=NOW)


def test_the_exhibits_of_every_telling_go_in_once(case, election, advocate):
    again = told(election, photos=3)
    IncidentReport.objects.create(incident=case.incident, report=again)
    ready = actions.assemble.of_case(case, now=NOW, version=1, draft=True)
    assert [one.number for one in ready.data.exhibits] == ["P-1", "P-2", "P-3"]


def test_an_invited_person_gives_their_own_identity_once(case, advocate):
    token = actions.invite_reporter(case_id=case.pk, by=advocate, now=NOW)
    assert token not in everything_stored().decode()
    row = actions.accept_invitation(
        token=token, reporter=RATNA, capacity="citizen", voter_here=True, same_person=False, now=NOW
    )
    assert open_reporter(row).name == "Ratna Rekaan"
    with pytest.raises(actions.InvitationOver):
        actions.accept_invitation(token=token, reporter=RATNA, capacity="citizen", voter_here=True, same_person=False, now=NOW)


def test_an_invitation_ends_after_seven_days(case, advocate):
    token = actions.invite_reporter(case_id=case.pk, by=advocate, now=NOW)
    actions.live_invitation(token=token, now=NOW + timedelta(days=7, seconds=-1))
    with pytest.raises(actions.InvitationOver):
        actions.live_invitation(token=token, now=NOW + timedelta(days=7))
    with pytest.raises(actions.InvitationOver):
        actions.live_invitation(token="salah", now=NOW)


def test_a_witness_invited_through_the_code_is_linked_as_the_same_person(case, advocate):
    token = actions.invite_reporter(case_id=case.pk, by=advocate, now=NOW, to_witness=True)
    actions.ask_witness_to_sign(case_id=case.pk, text=f"Bersedia? {token}", by=advocate, now=NOW)
    assert case.report.messages.last().from_witness is False
    row = actions.accept_invitation(
        token=token, reporter=RATNA, capacity="citizen", voter_here=True, same_person=False, now=NOW
    )
    assert link_seal().open_record(bytes(row.link.sealed))["same_person"] is True


def test_a_closed_case_takes_no_reporter_and_no_version(case, advocate):
    choose(case, advocate)
    Case.objects.filter(pk=case.pk).update(stage="closed")
    for step in (lambda: choose(case, advocate), lambda: freeze(case, advocate)):
        with pytest.raises(NotAllowed):
            step()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"narrative": "😀 \u202e balik \u200f kata " * 2000, "place": "😀" * 100},
        {"narrative": "x" * 60_000},
        {"parties": (), "event_date": None, "known_date": None, "narrative": "", "place": "", "region": ""},
        {"act": "", "circumstances": (), "beneficiary": "none"},
    ],
    ids=["signs", "one-word", "nothing-known", "no-act"],
)
def test_any_report_yields_a_draft_that_passes_the_check(election, tmp_path, said):
    report = told(election, photos=1, **said)
    path: Path = tmp_path / "konsep.zip"
    with path.open("wb") as out:
        written = actions.write_draft(out=out, now=NOW, report=report)
    result = verify_bundle(path)
    assert result.faults == ()
    assert result.draft is True
    assert "reporter_identity" in written.missing


def test_the_papers_name_the_office_of_the_place_and_never_that_of_another(election, regions):
    here = actions.assemble.of_report(told(election, photos=0), now=NOW).data.office
    assert here.name == "Bawaslu Kabupaten (latihan)"
    Region.objects.create(code="35", parent=None, name="Jawa Timur", folded="jawatimur", source="test")
    Region.objects.create(code="35.78", parent_id="35", name="Kota Surabaya", folded="kotasurabaya", source="test")
    far = actions.assemble.of_report(told(election, photos=0, region="35.78"), now=NOW).data.office
    assert (far.name, far.address) == ("Bawaslu Kota Surabaya", None)
    Election.objects.update(region=None)
    nowhere = told(election, photos=0, region="")
    nowhere.election.refresh_from_db()
    assert actions.assemble.of_report(nowhere, now=NOW).data.office.name == "Bawaslu (kantor belum ditentukan)"
