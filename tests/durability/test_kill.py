"""The server is killed at random moments, as by a power cut: what was acknowledged is there, and nothing else is."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

from tests.serving import ROOT, Server, free_port, prepare
from tests.witness import Refused, Witness, a_photo

KILLS = int(os.environ.get("JURDIL_KILLS", "20"))
PHONES = 3
SEED = 20250419

# Run in the instance's own process: for each code the hashes of its originals; what lies around besides.
AFTERWARDS = """
import json, sys
import django
django.setup()
from django.conf import settings
from jurdil.adapters.blob_store import BlobStore
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.codes import digest_of
from jurdil.apps.intake.models import Draft, DraftEvidence, Report
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from jurdil.core.errors import EvidenceMismatch
store = BlobStore(settings.INSTANCE.originals)
def broken(item):
    try:
        return store.verify(item.sha256) != item.size
    except EvidenceMismatch:
        return True
found = {}
for code in json.load(sys.stdin):
    report = Report.objects.filter(code_digest=digest_of(code)).first()
    found[code] = None if report is None else {
        "photos": sorted(one.item.sha256 for one in report.evidence.all()),
        "story": report.narrative,
    }
fault = verify_chain()
reports = list(Report.objects.all())
told = set(JournalEntry.objects.filter(verb="report_registered").values_list("subject", flat=True))
print(json.dumps({
    "found": found,
    "broken": [str(item.pk) for item in EvidenceItem.objects.all() if broken(item)],
    "journal": fault and [fault.seq, fault.kind],
    "reports": len(reports),
    "untold": [str(report.pk) for report in reports if report.subject not in told],
    "told_only": sorted(told - {report.subject for report in reports}),
    "half": [str(report.pk) for report in reports if not report.narrative or not report.act or not report.evidence.exists()],
    "twice": len(reports) - len({report.narrative for report in reports}),
    "both": Draft.objects.filter(pk__in=[report.code_digest for report in reports]).count(),
}))
"""


class Told:
    """What one phone was promised: code → (story, SHA-256 of its photo)."""

    def __init__(self) -> None:
        self.acknowledged: dict[str, tuple[str, str]] = {}
        self.cut_off = 0
        self.sent_again = 0


def keep_telling(server: Server, told: Told, number: int, stop: Event, photos: list[tuple[bytes, str]]) -> None:
    """Sends report after report. One that is cut off before its last page is given up; on the last page it is sent again."""
    count = 0
    while not stop.is_set():
        photo, sha256 = photos[count % len(photos)]
        story = f"telepon {number}, cerita {count}"
        count += 1
        phone = Witness("127.0.0.1", server.port, timeout=10)
        try:
            phone.begin()
            phone.answer(story)
            phone.add_photo(photo)
            told.acknowledged[sent_at_last(phone, told, stop)] = (story, sha256)
        except (OSError, HTTPException, Refused):
            told.cut_off += 1
            time.sleep(0.02)
        finally:
            phone.close()


def sent_at_last(phone: Witness, told: Told, stop: Event) -> str:
    """Presses "send" until the receipt is there: a report that is sent twice stays one."""
    while True:
        try:
            return phone.send()
        except (OSError, HTTPException):
            told.cut_off += 1
            told.sent_again += 1
            if stop.is_set():
                raise
            phone.close()
            time.sleep(0.05)


def test_a_server_killed_at_random_moments_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    environment = prepare(tmp_path / "home")
    server = Server("jurdil.config.wsgi:application", free_port(), environment, log=tmp_path / "server.log")
    told, stop = Told(), Event()
    photos = [(photo, hashlib.sha256(photo).hexdigest()) for photo in (a_photo(120_000) for _ in range(5))]
    phones = [Thread(target=keep_telling, args=(server, told, number, stop, photos)) for number in range(PHONES)]
    server.start()
    for phone in phones:
        phone.start()
    try:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 0.9))
            server.kill()
            server.start()
        time.sleep(0.5)
    finally:
        stop.set()
        for phone in phones:
            phone.join(30)
        server.kill()
    assert told.cut_off >= KILLS // 2, "the kills hit nobody: the test proves nothing"
    assert len(told.acknowledged) >= KILLS, f"only {len(told.acknowledged)} reports were acknowledged"

    done = subprocess.run(
        [sys.executable, "-c", AFTERWARDS], env=environment, cwd=ROOT, input=json.dumps(list(told.acknowledged)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    after = json.loads(done.stdout)
    lost = [code for code, report in after["found"].items() if report is None]
    assert not lost, f"{len(lost)} of {len(told.acknowledged)} acknowledged reports are gone"
    for code, (story, sha256) in told.acknowledged.items():
        assert after["found"][code] == {"photos": [sha256], "story": story}
    assert after["broken"] == [], "originals that are gone or changed"
    assert after["half"] == [], "reports without their words or their photo"
    assert (after["journal"], after["untold"], after["told_only"]) == (None, [], []), "reports and journal differ"
    assert after["twice"] == 0, "one telling made two reports"
    assert after["both"] == 0, "a report whose draft is still there"
    print(f"{KILLS} kills, {len(told.acknowledged)} acknowledged, {told.sent_again} sent again, {after['reports']} reports")
