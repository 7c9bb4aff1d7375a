"""Is this instance well? Looks at everything an operator must be able to rely on, and changes nothing.

Each check is a function that gives its findings. A check that cannot run is a failed check, never a silent one.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from jurdil.adapters import clock, instance
from jurdil.adapters.blob_store import BlobStore
from jurdil.adapters.law_files import load_law
from jurdil.adapters.sealing import BrokenSeal, seal_of
from jurdil.apps.dossier.models import Dossier, Particulars, ReporterOfRecord, WitnessLink
from jurdil.apps.elections.models import CalendarDay, CalendarYear, Election, Office, Region
from jurdil.apps.evidence.actions import named
from jurdil.apps.evidence.models import EvidenceItem
from jurdil.apps.intake.models import Draft, WitnessContact
from jurdil.apps.journal.actions import verify_chain
from jurdil.apps.journal.models import JournalEntry
from jurdil.core import doctor
from jurdil.core.doctor import Examination, Finding
from jurdil.core.errors import EvidenceMismatch, LawFault
from jurdil.core.law.check import check_law

GIGABYTE = 1 << 30
DISK_FAIL, DISK_WARN = GIGABYTE // 2, 2 * GIGABYTE
CLOCK_SLACK = timedelta(minutes=5)
LOCAL_NAMES = {"127.0.0.1", "localhost", "[::1]", "::1"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the checks look at. `environment`: the variables that the instance was started with."""

    instance: instance.Instance
    now: datetime  # the instance's clock
    machine_now: datetime
    environment: dict[str, str]
    progress: Progress


Check = Callable[[Context], Iterator[Finding]]


def examine(progress: Progress = lambda done, of: None) -> Examination:
    """Runs every check on the instance that the settings name."""
    context = Context(
        instance=settings.INSTANCE,
        now=settings.CLOCK.now(),
        machine_now=clock.Clock().now(),
        environment=dict(os.environ),
        progress=progress,
    )
    return Examination.of(finding for check in CHECKS for finding in guarded(check, context))


def guarded(check: Check, context: Context) -> list[Finding]:
    """The findings of a check; if it breaks, a finding that says so."""
    name = check.__name__
    try:
        return list(check(context))
    except Exception as error:
        return [
            doctor.fail(
                name,
                (
                    f"Pemeriksaan {name} tidak bisa berjalan ({type(error).__name__}).",
                    f"The check {name} could not run ({type(error).__name__}).",
                ),
                (
                    "Perbaiki dulu yang gagal di atas, lalu periksa lagi. Bila tetap gagal, pulihkan dari cadangan.",
                    "Mend what failed above, then examine again. If it still fails, restore from your backup.",
                ),
            )
        ]


def migrations(context: Context) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        names = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
        command = "jurdil demo" if context.instance.rehearsal else "jurdil init"
        yield doctor.fail(
            "migrations",
            (f"{len(plan)} perubahan basis data belum dijalankan.", f"{len(plan)} changes of the database have not been made."),
            (
                f"Buat cadangan, lalu jalankan: {command}. Data tetap ada.",
                f"Make a backup, then run: {command}. Data are kept.",
            ),
            pending=names,
        )
    else:
        yield doctor.ok("migrations", "Basis data sesuai dengan program.", "The database fits the program.")


def database(context: Context) -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        yield doctor.ok("database", f"Basis data: {connection.vendor}.", f"Database: {connection.vendor}.")
        return
    try:
        with connection.cursor() as cursor:
            said = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
            mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            level = cursor.execute("PRAGMA synchronous").fetchone()[0]
    except DatabaseError as error:  # no database at all, such as half a file
        said, mode, level = str(error), "", 0
    if said != "ok":
        yield doctor.fail(
            "database",
            ("Berkas basis data rusak.", "The database file is damaged."),
            (
                "Hentikan server. Pulihkan jurdil.sqlite3 dari cadangan terakhir.",
                "Stop the server. Restore jurdil.sqlite3 from the last backup.",
            ),
            quick_check=said,
        )
    elif level < 2 or mode not in ("wal", "memory"):
        yield doctor.fail(
            "database",
            ("Basis data tidak menulis dengan aman.", "The database does not write safely."),
            (
                "Pakai setelan bawaan: journal_mode=WAL, synchronous=FULL.",
                "Use the default settings: journal_mode=WAL, synchronous=FULL.",
            ),
            journal_mode=mode,
            synchronous=level,
        )
    else:
        yield doctor.ok("database", "Basis data utuh.", "The database is sound.", journal_mode=mode)


def journal(context: Context) -> Iterator[Finding]:
    fault = verify_chain()
    if fault is None:
        count = JournalEntry.objects.count()
        yield doctor.ok(
            "journal", f"Rantai jurnal utuh: {count} catatan.", f"The journal's chain is whole: {count} entries.", entries=count
        )
        return
    kinds = {
        "content": ("isinya berubah", "its content was changed"),
        "link": ("ada catatan yang hilang atau dipindah", "an entry is missing or was moved"),
    }
    id_, en = kinds[fault.kind]
    yield doctor.fail(
        "journal",
        (f"Rantai jurnal putus di catatan {fault.seq}: {id_}.", f"The journal's chain breaks at entry {fault.seq}: {en}."),
        (
            "Jangan ubah apa pun. Simpan salinan seluruh folder. Bandingkan catatan itu dengan cadangan terakhir.",
            "Change nothing. Keep a copy of the whole folder. Compare that entry with your last backup.",
        ),
        seq=fault.seq,
        kind=fault.kind,
    )


def originals(context: Context) -> Iterator[Finding]:
    """Every original that a row points to is there and is still what was hashed."""
    store = BlobStore(context.instance.originals)
    wanted = set(EvidenceItem.objects.values_list("sha256", flat=True)) | set(
        Dossier.objects.values_list("sealed_sha256", flat=True)
    )
    missing, changed = [], []
    for number, sha256 in enumerate(sorted(wanted), start=1):
        try:
            store.verify(sha256)
        except EvidenceMismatch:
            (changed if store.exists(sha256) else missing).append(sha256)
        context.progress(number, len(wanted))
    restore = (
        "Pulihkan berkas itu dari cadangan. Nama berkasnya sama dengan kode SHA-256 di bawah.",
        "Restore these files from your backup. Each is named by its SHA-256, listed below.",
    )
    if missing:
        said = (f"{len(missing)} berkas asli hilang.", f"{len(missing)} originals are missing.")
        yield doctor.fail("originals_missing", said, restore, sha256=missing)
    if changed:
        said = (f"{len(changed)} berkas asli berubah.", f"{len(changed)} originals are no longer what was hashed.")
        yield doctor.fail("originals_changed", said, restore, sha256=changed)
    if not (missing or changed):
        yield doctor.ok(
            "originals", f"{len(wanted)} berkas asli utuh.", f"{len(wanted)} originals are whole.", count=len(wanted)
        )
    damaged = store.damaged()
    if damaged:
        yield doctor.warn(
            "originals_damaged",
            (
                f"{len(damaged)} berkas asli pernah rusak di disk; kiriman ulang yang utuh menggantikannya.",
                f"{len(damaged)} originals were damaged on the disk; a whole copy sent again took their place.",
            ),
            (
                "Periksa disk (dmesg, smartctl). Yang rusak ada di originals/damaged; simpan sampai sebabnya diketahui.",
                "Check the disk (dmesg, smartctl). The damaged ones lie in originals/damaged; keep them until you know why.",
            ),
            files=damaged,
        )
    stray = [sha256 for sha256 in store.all() if sha256 not in wanted and not named(sha256)]
    if stray:
        yield doctor.warn(
            "originals_stray",
            (f"{len(stray)} berkas tidak dirujuk apa pun.", f"{len(stray)} files are referred to by nothing."),
            (
                "Ini sisa unggahan yang terputus. Tidak berbahaya; hapus bila berumur lebih dari sehari dan sudah dicadangkan.",
                "These are left from interrupted uploads. Harmless; delete them once they are a day old and backed up.",
            ),
            sha256=stray,
        )


def disk(context: Context) -> Iterator[Finding]:
    free = shutil.disk_usage(context.instance.home).free
    words = (f"Ruang kosong {free / GIGABYTE:.1f} GB.", f"{free / GIGABYTE:.1f} GB free.")
    todo = (
        "Kosongkan disk atau pindahkan JURDIL_HOME ke disk yang lebih besar. Jangan hapus apa pun di dalamnya.",
        "Free some space or move JURDIL_HOME to a larger disk. Delete nothing inside it.",
    )
    if free < DISK_FAIL:
        yield doctor.fail("disk", words, todo, free=free)
    elif free < DISK_WARN:
        yield doctor.warn("disk", words, todo, free=free)
    else:
        yield doctor.ok("disk", *words, free=free)


def clocks(context: Context) -> Iterator[Finding]:
    """Does time run forward from the last entry? Deadlines are counted on this clock."""
    last = JournalEntry.objects.order_by("-seq").values_list("at", flat=True).first()
    known = [datetime.fromisoformat(last)] if last else []
    if not context.instance.rehearsal:  # a rehearsal plays on a day of its own; its folder was made today
        described = json.loads((context.instance.home / "instance.json").read_text("utf-8"))
        known.append(datetime.fromisoformat(described["created"]))
    latest = max(known, default=context.now)
    if context.environment.get("JURDIL_NOW") and context.instance.rehearsal:
        shown = context.now.isoformat(timespec="minutes")
        yield doctor.ok("clock", f"Jam latihan: {shown}.", f"The rehearsal's clock: {shown}.", now=shown)
    elif context.now + CLOCK_SLACK < latest:
        said = (
            f"Jam mesin mundur: catatan terakhir {latest.isoformat(timespec='minutes')}.",
            f"The machine's clock is behind: the last entry is of {latest.isoformat(timespec='minutes')}.",
        )
        todo = (
            "Setel jam mesin (timedatectl, NTP), lalu periksa lagi.",
            "Set the machine's clock (timedatectl, NTP), then examine again.",
        )
        report = doctor.warn if context.instance.rehearsal else doctor.fail
        yield report("clock", said, todo, last_entry=latest.isoformat())
    else:
        yield doctor.ok("clock", "Jam mesin masuk akal.", "The machine's clock makes sense.")
    if context.environment.get("JURDIL_NOW") and not context.instance.rehearsal:
        yield doctor.fail(
            "clock_rehearsal",
            ("JURDIL_NOW terpasang pada instansi sungguhan.", "JURDIL_NOW is set on a real instance."),
            ("Hapus JURDIL_NOW dari lingkungan server.", "Unset JURDIL_NOW where the server is started."),
        )


def secrets(context: Context) -> Iterator[Finding]:
    """Secrets are there, and only their owner can read them."""
    home = context.instance.home
    names = [*instance.KEYS, *(f"{seal}.agekey" for seal in instance.SEALS)]
    paths = [home / "secrets" / name for name in names]
    lost = [path.name for path in paths if not path.is_file() or not path.read_bytes().strip()]
    if lost:
        yield doctor.fail(
            "secrets_missing",
            (f"Kunci hilang: {', '.join(lost)}.", f"Secrets are missing: {', '.join(lost)}."),
            (
                "Pulihkan folder secrets dari cadangan. Jangan buat kunci baru: yang sudah disegel tidak bisa dibuka lagi.",
                "Restore the folder secrets from your backup. Do not make new ones: what was sealed could not be opened again.",
            ),
        )
    files = [path for path in (*paths, home / "jurdil.sqlite3") if path.is_file()]
    open_ones = [path for path in files if path.parent.name == "secrets" and _mode(path) & 0o077]
    folders = [
        folder
        for folder in (home, home / "secrets", home / "originals", home / "incoming")
        if folder.is_dir() and _mode(folder) & 0o077
    ]
    if open_ones or folders:
        commands = [f"chmod 600 {path}" for path in open_ones] + [f"chmod 700 {folder}" for folder in folders]
        shown = ", ".join(path.relative_to(home).as_posix() for path in (*open_ones, *folders))
        yield doctor.fail(
            "secrets_mode",
            (f"Orang lain di mesin ini bisa membaca: {shown}.", f"Others on this machine can read: {shown}."),
            (f"Jalankan: {'; '.join(commands)}", f"Run: {'; '.join(commands)}"),
            paths=[str(path) for path in (*open_ones, *folders)],
        )
    if not (lost or open_ones or folders):
        yield doctor.ok("secrets", "Kunci lengkap dan tertutup.", "The secrets are complete and closed.")


SEALED: dict[str, tuple[type[Model], ...]] = {
    "witness": (WitnessContact,),
    "reporter": (ReporterOfRecord, Particulars),
    "link": (WitnessLink,),
}


def seals(context: Context) -> Iterator[Finding]:
    """Does each key still open what was sealed with it? The first and the last row of each kind are tried, not read."""
    broken = []
    for domain, kinds in SEALED.items():
        if not (context.instance.home / "secrets" / f"{domain}.agekey").is_file():
            continue  # `secrets` says so already
        try:
            seal = seal_of(context.instance, domain)
            for kind in kinds:
                rows = kind._default_manager.order_by("pk").values_list("sealed", flat=True)
                for sealed in filter(None, {bytes(row) for row in (rows.first(), rows.last()) if row}):
                    seal.open(sealed)
        except BrokenSeal:
            broken.append(f"{domain}.agekey")
    if broken:
        yield doctor.fail(
            "seals",
            (
                f"Kunci ini tidak membuka yang dulu disegel: {', '.join(broken)}.",
                f"These keys do not open what was sealed: {', '.join(broken)}.",
            ),
            (
                "Hentikan server. Pulihkan berkas kunci itu dari cadangan; jangan buat yang baru. Lalu periksa lagi.",
                "Stop the server. Restore these key files from your backup; make no new ones. Then examine again.",
            ),
            keys=broken,
        )
    else:
        yield doctor.ok("seals", "Kunci membuka yang disegel.", "The keys open what was sealed.")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def web(context: Context) -> Iterator[Finding]:
    """TLS and host names: a real instance is never served in the clear or under any name."""
    if context.instance.rehearsal:
        yield doctor.ok(
            "web", "Instansi latihan: boleh tanpa TLS di mesin ini.", "A rehearsal may be served without TLS on this machine."
        )
        return
    public = [name for name in settings.ALLOWED_HOSTS if name not in LOCAL_NAMES]
    if "*" in settings.ALLOWED_HOSTS or not public:
        yield doctor.fail(
            "web_hosts",
            ("Nama situs belum ditentukan.", "The name of the site is not set."),
            (
                "Setel JURDIL_ALLOWED_HOSTS, misalnya JURDIL_ALLOWED_HOSTS=lapor.contoh.id",
                "Set JURDIL_ALLOWED_HOSTS, for example JURDIL_ALLOWED_HOSTS=report.example.org",
            ),
            allowed_hosts=list(settings.ALLOWED_HOSTS),
        )
    if not (settings.HTTPS and settings.SESSION_COOKIE_SECURE and settings.SECURE_HSTS_SECONDS):
        yield doctor.fail(
            "web_https",
            ("Situs belum dilindungi TLS.", "The site is not protected by TLS."),
            (
                "Pasang TLS di depan server, lalu setel JURDIL_HTTPS=1.",
                "Put TLS in front of the server, then set JURDIL_HTTPS=1.",
            ),
        )
    elif public and "*" not in settings.ALLOWED_HOSTS:
        yield doctor.ok("web", "TLS dan nama situs terpasang.", "TLS and the site's name are set.")


def calendar(context: Context) -> Iterator[Finding]:
    """Are the days off of this year and the next known? Clocks must not count a year that nobody filled in."""
    year = context.now.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    covered = set(CalendarYear.objects.values_list("year", flat=True))
    todo = (
        "Muat hari libur: jurdil init. Cocokkan dengan keputusan bersama (SKB) tahun itu.",
        "Load the days off: jurdil init. Compare them with that year's joint decree.",
    )
    if year not in covered:
        yield doctor.fail(
            "calendar", (f"Hari libur {year} belum dimuat.", f"The days off of {year} are not loaded."), todo, year=year
        )
    if year + 1 not in covered:
        yield doctor.warn(
            "calendar_next",
            (f"Hari libur {year + 1} belum dimuat.", f"The days off of {year + 1} are not loaded."),
            todo,
            year=year + 1,
        )
    if {year, year + 1} <= covered:
        leave = {
            row
            for row in (year, year + 1)
            if CalendarDay.objects.filter(day__year=row, category="government", removed=False).exists()
        }
        if year not in leave:
            yield doctor.warn(
                "calendar_leave",
                (f"Cuti bersama {year} belum ada di tabel.", f"The table has no collective leave for {year}."),
                todo,
                year=year,
            )
        else:
            yield doctor.ok(
                "calendar", f"Hari libur {year} dan {year + 1} dimuat.", f"The days off of {year} and {year + 1} are loaded."
            )


def law(context: Context) -> Iterator[Finding]:
    """Do the law files load, as they stand on the disk now? A running server would go on with the last good ones."""
    try:
        loaded = load_law(settings.LAW_FOLDER)
    except LawFault as error:
        first = str(error).splitlines()[0]
        yield doctor.fail(
            "law",
            (f"Berkas hukum tidak bisa dipakai: {first}", f"The law files cannot be used: {first}"),
            (
                "Perbaiki baris yang disebut, lalu jalankan: jurdil law check",
                "Mend the line that it names, then run: jurdil law check",
            ),
            faults=str(error).splitlines()[:20],
        )
        return
    flaws = [str(flaw) for flaw in check_law(loaded)]
    if flaws:
        yield doctor.fail(
            "law",
            (f"Ada {len(flaws)} cacat dalam data hukum.", f"The data of the law have {len(flaws)} flaws."),
            ("Jalankan: jurdil law check. Perbaiki tiap baris.", "Run: jurdil law check. Mend each line."),
            faults=flaws[:20],
        )
        return
    size = len(loaded.provisions)
    yield doctor.ok(
        "law",
        f"{size} ketentuan hukum dimuat.",
        f"{size} provisions of the law are loaded.",
        provisions=size,
        digest=loaded.digest,
    )


def regions(context: Context) -> Iterator[Finding]:
    count = Region.objects.count()
    todo = (
        "Jalankan ulang: make setup, lalu jurdil init atau jurdil demo.",
        "Run again: make setup, then jurdil init or jurdil demo.",
    )
    if not count:
        yield doctor.fail("regions", ("Daftar wilayah kosong.", "The list of regions is empty."), todo)
        return
    empty = [
        election.slug
        for election in Election.objects.filter(region__isnull=False)
        if not Region.objects.filter(code__startswith=f"{election.region_id}.").exists()
    ]
    if empty:
        said = (f"Pemilihan tanpa kecamatan: {', '.join(empty)}.", f"Elections without districts: {', '.join(empty)}.")
        yield doctor.fail("regions", said, todo, elections=empty)
    else:
        yield doctor.ok("regions", f"{count} wilayah dimuat.", f"{count} regions are loaded.", count=count)


def election(context: Context) -> Iterator[Finding]:
    """Is there one election to which the public form belongs, with an office that takes reports?"""
    current = list(Election.objects.filter(current=True))
    if len(current) != 1:
        yield doctor.fail(
            "election",
            (
                f"Ada {len(current)} pemilihan yang sedang berjalan; harus satu.",
                f"{len(current)} elections are current; there must be one.",
            ),
            ("Jalankan: jurdil init --election berkas.yaml", "Run: jurdil init --election FILE.yaml"),
        )
    elif not Office.objects.filter(body="bawaslu").exists():
        yield doctor.warn(
            "election",
            ("Belum ada kantor Bawaslu.", "There is no office of Bawaslu yet."),
            ("Tambahkan kantor penerima laporan dengan alamatnya.", "Add the office that takes reports, with its address."),
        )
    else:
        yield doctor.ok("election", f"Pemilihan: {current[0].slug}.", f"Election: {current[0].slug}.")


def drafts(context: Context) -> Iterator[Finding]:
    """Drafts past their time hold words of people who never sent them."""
    expired = Draft.objects.filter(expires_at__lt=context.now).count()
    if expired:
        yield doctor.warn(
            "drafts",
            (f"{expired} isian yang belum dikirim sudah lewat waktu.", f"{expired} unsent drafts are past their time."),
            (
                "Jalankan: jurdil tidy (juga lewat cron). Laporan berikutnya yang dimulai juga menghapusnya.",
                "Run: jurdil tidy (also from cron). The next report that is begun deletes them, too.",
            ),
            expired=expired,
        )
    else:
        yield doctor.ok("drafts", "Tidak ada isian yang lewat waktu.", "No draft is past its time.")


def front_end(context: Context) -> Iterator[Finding]:
    folder = Path(settings.STATICFILES_DIRS[0]) / "dist"
    empty = [
        name
        for name in ("jurdil.css", "jurdil.js", "icons.svg")
        if not (folder / name).is_file() or not (folder / name).stat().st_size
    ]
    if empty:
        said = (f"Berkas tampilan belum dibuat: {', '.join(empty)}.", f"The front-end files are not built: {', '.join(empty)}.")
        yield doctor.fail("front_end", said, ("Jalankan: make setup", "Run: make setup"), files=empty)
    else:
        yield doctor.ok("front_end", "Berkas tampilan lengkap.", "The front-end files are complete.")


CHECKS: tuple[Check, ...] = (
    database, migrations, journal, originals, disk, clocks, secrets, seals, web, calendar, law, regions, election, drafts,
    front_end,
)  # fmt: skip
