"""Commands of the door: import brings reports in, tidy lets go of what nobody sent."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from jurdil.config import django_on


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    app.command("import")(import_command)
    app.command()(tidy)


def import_command(
    file: Annotated[
        Path, typer.Argument(help="Berkas JSON lines, JSON, atau CSV: lihat docs/reference/import.md. / File to import.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Periksa saja, tidak menyimpan apa pun. / Only check; nothing is kept.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON. / Answer as JSON.")] = False,
) -> None:
    """Masukkan laporan dari berkas; id yang sama tidak digandakan. / Bring reports in from a file; the same id adds nothing."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _stop(f"{file}: bukan teks UTF-8 (bita {error.start}). / not UTF-8 text (byte {error.start}).") from None
    except OSError as error:
        raise _stop(f"{file}: tidak dapat dibaca ({error.strerror}). / cannot be read ({error.strerror}).") from None
    django_on.start()
    django_on.migrate()
    rows = list(_rows(text, file.suffix.lower()))
    with _Said(len(rows), quiet=as_json) as said:
        lines = _import(rows, dry_run=dry_run, said=said)
    raws = dict(rows)
    rejected = [line for line in lines if line.outcome == "rejected"]
    rejected_file = None
    if rejected and not dry_run:
        rejected_file = file.with_name(f"{file.name}.rejected.jsonl")
        _write_private(rejected_file, [_rejected(line, raws[line.number]) for line in rejected])
    readiness = [] if dry_run else [_readiness(line) for line in lines if line.report is not None]
    if as_json:
        _print_json(lines, readiness, rejected_file)
    else:
        _print(lines, readiness, rejected_file, dry_run=dry_run)
    if rejected:
        raise typer.Exit(1)


def tidy(
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON. / Answer as JSON.")] = False,
) -> None:
    """Hapus draf lewat waktu dan berkas tanpa pemilik; untuk cron. / Delete expired drafts and ownerless files; for cron."""
    django_on.start()
    from django.conf import settings

    from jurdil.apps.evidence import actions as evidence
    from jurdil.apps.intake import actions

    drafts, files = actions.purge_expired(now=settings.CLOCK.now()), evidence.collect()
    if as_json:
        sys.stdout.write(json.dumps({"drafts": drafts, "files": files}) + "\n")
        return
    typer.echo(f"Draf dihapus {drafts}, berkas dihapus {len(files)}. / {drafts} drafts and {len(files)} files deleted.")


def _rows(text: str, suffix: str) -> Iterator[tuple[int, Any]]:
    """(line number, raw record) of a file; a line that is no JSON comes as a record with that problem."""
    from jurdil.core.imported import Imported

    if suffix == ".csv":
        reader = csv.DictReader(io.StringIO(text), dialect=_dialect(text))
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if key is not None}
        return
    if text.lstrip().startswith("["):
        try:
            yield from enumerate(json.loads(text), start=1)
        except ValueError as error:
            yield 1, Imported(problems=(f"Berkas ini bukan JSON: {error}",))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, Imported(problems=(f"Baris ini bukan JSON: {error}",))


def _dialect(text: str) -> type[csv.Dialect]:
    head = text.partition("\n")[0]
    return csv.excel if head.count(",") >= head.count(";") else _Semicolons


class _Semicolons(csv.excel):
    delimiter = ";"


class _Said:
    """A progress bar on the error stream while lines go in; silent for programs and where nobody looks."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        self.progress = Progress(console=console, disable=quiet or not console.is_terminal)
        self.task = self.progress.add_task("Memasukkan laporan", total=total)

    def __enter__(self) -> _Said:
        self.progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.progress.stop()

    def step(self) -> None:
        self.progress.advance(self.task)


def _import(rows: list[tuple[int, Any]], *, dry_run: bool, said: _Said) -> list[Any]:
    from django.conf import settings

    from jurdil.apps.intake.importing import import_lines

    lines = []
    for line in import_lines(rows, now=settings.CLOCK.now(), dry_run=dry_run):
        lines.append(line)
        said.step()
    return lines


def _readiness(line: Any) -> dict[str, Any]:
    """What a report still misses to be registered, by the law engine."""
    from django.conf import settings

    from jurdil.apps.elections.law import calendar_for, current_law
    from jurdil.apps.intake.facts import facts_of
    from jurdil.core.law.facts import parse_facts
    from jurdil.core.law.qualify import qualify

    law, now = current_law(), settings.CLOCK.now()
    facts = parse_facts(facts_of(line.report, now), law.vocabulary, now=now, default_zone=law.default_timezone)
    answer = qualify(law, facts, calendar_for(line.report.election))
    return {
        "id": line.external_id,
        "report": str(line.report.pk),
        "election": line.report.election.slug,
        "intake_class": answer.readiness.intake.code,
        "missing": list(answer.readiness.ids("missing")),
        "doubtful": list(answer.readiness.ids("doubtful")),
        "tracks": list(answer.tracks),
    }


def _rejected(line: Any, raw: Any) -> dict[str, Any]:
    from jurdil.core.imported import Imported

    record = None if isinstance(raw, Imported) else raw
    return {"line": line.number, "id": line.external_id, "problems": list(line.problems), "record": record}


def _write_private(path: Path, rows: list[dict[str, Any]]) -> None:
    """Written for its owner only: a refused line may hold names."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _print_json(lines: list[Any], readiness: list[dict[str, Any]], rejected_file: Path | None) -> None:
    answer = {
        "lines": len(lines),
        **dict.fromkeys(("imported", "known", "fits", "rejected"), 0),
        **Counter(line.outcome for line in lines),
        "problems": [
            {"line": line.number, "id": line.external_id, "problems": list(line.problems)} for line in lines if line.problems
        ],
        "remarks": [
            {"line": line.number, "id": line.external_id, "remarks": list(line.remarks)} for line in lines if line.remarks
        ],
        "rejected_file": str(rejected_file) if rejected_file else None,
        "readiness": readiness,
    }
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def _print(lines: list[Any], readiness: list[dict[str, Any]], rejected_file: Path | None, *, dry_run: bool) -> None:
    for line in lines:
        for problem in line.problems:
            typer.echo(f"baris {line.number} {line.external_id}: {problem}", err=True)
        for remark in line.remarks:
            typer.echo(f"baris {line.number} {line.external_id}: (catatan) {remark}", err=True)
    if readiness:
        _print_table(readiness)
    counted = Counter(line.outcome for line in lines)
    if dry_run:
        typer.echo(
            f"\nBisa masuk {counted['fits']}, sudah ada {counted['known']}, ditolak {counted['rejected']}. "
            f"Tidak ada yang disimpan. / {counted['fits']} would go in; nothing was kept."
        )
        return
    typer.echo(
        f"\nMasuk {counted['imported']}, sudah ada {counted['known']}, ditolak {counted['rejected']}. / "
        f"{counted['imported']} imported, {counted['known']} known, {counted['rejected']} rejected."
    )
    if rejected_file:
        typer.echo(f"Baris yang ditolak dan sebabnya / refused lines and why: {rejected_file}")


def _print_table(readiness: list[dict[str, Any]]) -> None:
    """What each report misses for registration; what is only doubtful stands in brackets."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Yang kurang untuk registrasi / what is missing for registration", title_justify="left")
    for column in ("id", "pemilihan", "kelas", "kurang (ragu)", "jalur"):
        table.add_column(column, overflow="fold")
    for row in readiness:
        lacking = ", ".join([*row["missing"], *(f"({code})" for code in row["doubtful"])])
        table.add_row(row["id"], row["election"], row["intake_class"], lacking or "—", ", ".join(row["tracks"]))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _stop(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(2)
