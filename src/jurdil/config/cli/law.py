"""Commands of the law desk: qualify, deadline, law.

They need no instance and import no Django, unless `qualify` is asked for a report that lies in one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from jurdil.adapters.holidays_seed import seed_calendar
from jurdil.adapters.law_files import CASES, law_folder, load_law, read_cases
from jurdil.config.known_reports import facts_of_known
from jurdil.core.errors import BadFacts, LawFault, LawNotFound
from jurdil.core.law import reference, reference_pages
from jurdil.core.law.as_json import clock_json, qualification_json
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.check import check_law, failing_cases
from jurdil.core.law.clock_text import explain
from jurdil.core.law.deadlines import compute
from jurdil.core.law.desk import Office
from jurdil.core.law.diff import diff
from jurdil.core.law.facts import Period, describe, parse_facts
from jurdil.core.law.in_force import provision_on
from jurdil.core.law.model import Law
from jurdil.core.law.qualify import qualify

law_app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Memeriksa, membandingkan dan menampilkan hukum. / Check, compare and show the law.",
)

# Keys of a line that `jurdil import` takes and the vocabulary of facts does not have.
IMPORT_SHAPE = {"subject_categories", "act_types", "narrative"}
NOT_IMPORTED_ID = "Baris ini berbentuk impor. Jalankan `jurdil import` lebih dulu, lalu ulangi."
NOT_IMPORTED_EN = "This line is in the shape of an import. Run `jurdil import` first, then try again."

Lang = Annotated[str, typer.Option("--lang", help="Bahasa jawaban: id atau en. / Language of the answer: id or en.")]
Folder = Annotated[
    Path | None, typer.Option("--law", help="Folder hukum (bawaan: JURDIL_LAW atau law/id). / Folder of the law.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Keluaran JSON. / Answer in JSON.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of the law desk to the command line."""
    app.command("qualify", help="Menilai laporan menurut hukum / Say what the law says to reports")(qualify_command)
    app.command("deadline", help="Menghitung satu batas waktu dan menjelaskannya / Count and explain one limit of time")(
        deadline_command
    )
    app.add_typer(law_app, name="law")


def _stop(message: str, code: int = 1) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _law(folder: Path | None) -> Law:
    try:
        return load_law(folder)
    except LawFault as bad:
        _stop(f"Berkas hukum tidak dapat dipakai. / The law files cannot be used.\n{bad}", 2)


def qualify_command(
    file: Annotated[
        Path,
        typer.Argument(
            help="Berkas JSON atau JSON lines fakta; - untuk masukan baku; atau id laporan di instansi ini. Baris yang sudah "
            "diimpor dinilai menurut laporannya. / JSON or JSON lines of facts; - for standard input; or the id of a report "
            "in this instance. A line that was imported is answered from its report."
        ),
    ],
    lang: Lang = "id",
    law: Folder = None,
) -> None:
    rules, calendar = _law(law), seed_calendar()
    failed = False
    for number, raw, broken in _asked(file):
        answer = broken or _answer(rules, calendar, raw, lang)
        if "error" in answer:
            failed = True
            answer["error"]["line"] = number
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if failed:
        raise typer.Exit(1)


def _asked(source: Path) -> Iterator[tuple[int, Any, dict[str, Any] | None]]:
    """Facts from a file, or of one report by its id. Lines in the shape of an import are looked up in the instance."""
    if str(source) != "-" and len(source.parts) == 1 and not source.exists():
        facts = facts_of_known(str(source))
        if facts is not None:
            yield 1, facts, None
            return
    text = _read(source)
    if not text.strip():
        _stop(f"{source}: kosong, tidak ada laporan. / empty, there is no report.", 2)
    for number, raw, broken in _inputs(text):
        if isinstance(raw, dict) and not IMPORT_SHAPE.isdisjoint(raw) and "regime" not in raw:
            facts = facts_of_known(str(raw.get("id", "")))
            if facts is None:
                yield number, None, _error(raw.get("id"), NOT_IMPORTED_ID, NOT_IMPORTED_EN, [])
                continue
            raw = facts
        yield number, raw, broken


def _read(file: Path) -> str:
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        _stop(f"{file}: bukan teks UTF-8 (byte {bad.start}). / not UTF-8 text (byte {bad.start}).", 2)
    except OSError as bad:
        _stop(f"{file}: tidak dapat dibaca ({bad.strerror}). / cannot be read ({bad.strerror}).", 2)


def _inputs(text: str) -> Iterator[tuple[int, Any, dict[str, Any] | None]]:
    """One whole JSON object (over many lines, or a list of them), else one object a line."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict | list):
        for raw in whole if isinstance(whole, list) else [whole]:
            yield 1, raw, None
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line), None
            except ValueError as bad:
                yield number, None, _error(None, f"Baris ini bukan JSON: {bad}", f"This line is no JSON: {bad}", [])
            except RecursionError:
                yield number, None, _error(None, "Kurungnya bersarang terlalu dalam.", "Brackets are nested too deeply.", [])


def _answer(law: Law, calendar: Calendar, raw: Any, lang: str) -> dict[str, Any]:
    facts_raw = raw["facts"] if isinstance(raw, dict) and isinstance(raw.get("facts"), dict) else raw
    try:
        facts = parse_facts(facts_raw, law.vocabulary, now=datetime.now(UTC), default_zone=law.default_timezone)
        return qualification_json(law, qualify(law, facts, calendar), lang)
    except BadFacts as bad:
        problems = bad.facts["problems"]
        name = facts_raw.get("id") if isinstance(facts_raw, dict) else None
        keys = [{"key": one.key, "id": one.id, "en": one.en} for one in problems]
        return _error(name, describe(problems, "id"), describe(problems, "en"), keys)


def _error(name: Any, id_: str, en: str, problems: list[dict[str, str]]) -> dict[str, Any]:
    return {"id": name, "error": {"message": f"{id_} / {en}", "id": id_, "en": en, "problems": problems}}


def deadline_command(
    rule: Annotated[
        str,
        typer.Argument(help="Nama batas waktu, misalnya report_pilkada. / Name of the rule, such as report_pilkada."),
    ],
    known_date: Annotated[
        str | None, typer.Option("--known-date", help="Hari pelapor tahu (2025-04-12). / Day of knowledge.")
    ] = None,
    anchor: Annotated[
        str | None, typer.Option("--anchor", help="Hari atau saat awal hitungan. / Day or moment from which to count.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option("--zone", help="Zona kantor, misalnya Asia/Jakarta. / Zone of the office.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            help="Hari langkah yang memilih aturan (bawaan: awal hitungan). / Day of the step that chooses the rule.",
        ),
    ] = None,
    voting_day: Annotated[str | None, typer.Option("--voting-day", help="Hari pemungutan suara. / Voting day.")] = None,
    quiet_from: Annotated[
        str | None, typer.Option("--quiet-from", help="Awal masa tenang. / First day of the quiet period.")
    ] = None,
    quiet_to: Annotated[
        str | None,
        typer.Option("--quiet-to", help="Hari sesudah masa tenang berakhir. / First day after the quiet period."),
    ] = None,
    extra_holiday: Annotated[
        list[str] | None,
        typer.Option("--extra-holiday", help="Hari libur setempat, boleh berulang. / Local day off, repeatable."),
    ] = None,
    regime: Annotated[
        str | None, typer.Option("--regime", help="Jenis pemilihan (jam loket). / Kind of election (desk hours).")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "id",
    law: Folder = None,
) -> None:
    rules = _law(law)
    start = known_date or anchor
    if start is None or (known_date and anchor):
        _stop("Beri satu: --known-date atau --anchor. / Give one: --known-date or --anchor.", 2)
    known = rules.deadlines.get(rule)  # type: ignore[call-overload]
    if known is None:
        _stop(_no_rule(rules, rule), 2)
    if regime and regime not in known.regimes:
        choices = ", ".join(known.regimes)
        _stop(f"{rule} berlaku untuk: {choices}. / {rule} is for: {choices}.", 2)
    quiet = None
    if quiet_from or quiet_to:
        if not (quiet_from and quiet_to) or _day(quiet_from) >= _day(quiet_to):
            _stop(
                "--quiet-from harus lebih awal dari --quiet-to; beri keduanya. / Give both, the first before the second.",
                2,
            )
        quiet = Period(start=_day(quiet_from), end=_day(quiet_to))
    office = Office(
        timezone=_zone(zone or rules.default_timezone),
        regime=regime or known.regimes[0],
        quiet=quiet,
        voting_day=_day(voting_day) if voting_day else None,
        extra_holidays=tuple(_day(one) for one in extra_holiday or ()),
    )
    try:
        clock = compute(rules, rule, _anchor(start, office), seed_calendar(), office, on=_day(on) if on else None)
    except LawNotFound as bad:
        day = bad.facts.get("day")
        _stop(f"{rule} belum berlaku pada {day}. / {rule} was not in force on {day}.", 2)
    if as_json:
        typer.echo(json.dumps(clock_json(rules, clock, lang), ensure_ascii=False))
    else:
        typer.echo(explain(rules, clock, lang))


def _no_rule(law: Law, rule: str) -> str:
    names = "\n".join(f"  {one.id:24} {one.title.id} / {one.title.en}" for one in law.deadlines.values())
    return f"Tidak ada batas waktu “{rule}”. Pilihan: / There is no rule “{rule}”. Choose from:\n{names}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _stop(f"“{text}” bukan tanggal; tulis 2025-04-12. / “{text}” is no day; write 2025-04-12.", 2)


def _zone(name: str) -> str:
    try:
        Office(timezone=name, regime="").zone  # noqa: B018
    except (KeyError, ValueError, OSError):
        _stop(f"Zona “{name}” tidak dikenal; contoh Asia/Jakarta. / Zone “{name}” is not known; try Asia/Jakarta.", 2)
    return name


def _anchor(text: str, office: Office) -> date | datetime:
    if len(text) <= 10:
        return _day(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        _stop(f"“{text}” bukan waktu; tulis 2025-04-12T09:00. / “{text}” is no moment; write 2025-04-12T09:00.", 2)
    return moment if moment.tzinfo else moment.replace(tzinfo=office.zone)


@law_app.command("check", help="Memeriksa berkas hukum dan contoh kasus / Check the law files and the worked cases")
def check_command(
    law: Folder = None,
    cases: Annotated[list[Path] | None, typer.Option("--cases", help="Contoh kasus lain. / More worked cases.")] = None,
) -> None:
    folder = law or law_folder()
    rules = _law(law)
    own = folder / CASES
    worked = [case for path in ([own] if own.is_dir() else []) + (cases or []) for case in _cases(path)]
    calendar = seed_calendar()
    flaws = [*check_law(rules), *failing_cases(rules, worked, calendar)]
    for flaw in flaws:
        typer.echo(str(flaw))
    if flaws:
        _stop(f"{len(flaws)} hal perlu diperbaiki. / {len(flaws)} things to mend.")
    typer.echo(
        f"Bersih: {len(rules.provisions)} pasal, {len(rules.deadlines)} batas waktu, {len(worked)} contoh kasus. / "
        f"Clean: {len(rules.provisions)} provisions, {len(rules.deadlines)} limits of time, {len(worked)} worked cases."
    )


def _cases(path: Path) -> list[Any]:
    try:
        return list(read_cases(path))
    except LawFault as bad:
        _stop(str(bad), 2)


@law_app.command("diff", help="Apa yang berubah di antara dua hari / What changed between two days")
def diff_command(
    day1: Annotated[str, typer.Argument(help="Hari pertama. / First day.")],
    day2: Annotated[str, typer.Argument(help="Hari kedua. / Second day.")],
    as_json: AsJson = False,
    lang: Lang = "id",
    law: Folder = None,
) -> None:
    rules = _law(law)
    changes = diff(rules, _day(day1), _day(day2))
    if as_json:
        typer.echo(json.dumps([change.as_json(lang) for change in changes], ensure_ascii=False))
        return
    for change in changes:
        typer.echo(change.say(lang))
    if not changes:
        typer.echo("Tidak ada yang berubah. / Nothing changed.")


@law_app.command("show", help="Isi satu pasal pada satu hari / What a provision says on a day")
def show_command(
    provision: Annotated[str, typer.Argument(help="Nama pasal, misalnya pilkada_71_1. / Provision, such as pilkada_71_1.")],
    on: Annotated[str | None, typer.Option("--on", help="Hari (bawaan: hari ini). / Day (default: today).")] = None,
    as_json: AsJson = False,
    lang: Lang = "id",
    law: Folder = None,
) -> None:
    rules = _law(law)
    day = _day(on) if on else datetime.now(UTC).date()
    try:
        provision_on(rules, provision, day)
    except LawNotFound as bad:
        if bad.facts.get("day"):
            _stop(f"{provision} tidak berlaku pada {day}. / {provision} was not in force on {day}.")
        _stop(f"Tidak ada pasal “{provision}”. / There is no provision “{provision}”.", 2)
    if as_json:
        typer.echo(json.dumps(reference.provision_json(rules, provision, day, lang), ensure_ascii=False))
    else:
        typer.echo(reference.provision_text(rules, provision, day, lang))


@law_app.command("reference", help="Menulis halaman rujukan per peraturan / Write a reference page per instrument")
def reference_command(
    out: Annotated[Path, typer.Argument(help="Folder tujuan. / Folder to write to.")] = Path("docs/reference/law"),
    law: Folder = None,
) -> None:
    rules = _law(law)
    out.mkdir(parents=True, exist_ok=True)
    pages = reference_pages.pages(rules)
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8")
    typer.echo(f"{len(pages)} halaman ditulis ke {out}. / {len(pages)} pages written to {out}.")
