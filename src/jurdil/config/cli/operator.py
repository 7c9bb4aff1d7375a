"""Commands of the operator: doctor."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from jurdil.config import django_on

MARKS = {"ok": "●", "warn": "◆", "fail": "▲"}


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""

    @app.command(
        help="Periksa kesehatan instansi; tidak mengubah apa pun. / Examine the instance; changes nothing.",
        epilog="Kode keluar 1 bila ada yang gagal. / Exit code 1 if a check failed.",
    )
    def doctor(
        as_json: Annotated[bool, typer.Option("--json", help="Tulis hasil sebagai JSON. / Write the result as JSON.")] = False,
        fix_nothing: Annotated[
            bool,
            typer.Option(
                "--fix-nothing", help="Hanya memeriksa; memang selalu begitu. / Only look, which is what it always does."
            ),
        ] = True,
    ) -> None:
        try:
            django_on.start()
        except SystemExit as stopped:  # the settings refuse to start and say why
            _refused(str(stopped.code), as_json)
        from jurdil.config.doctor import examine

        examination = examine(_silent if as_json or not sys.stderr.isatty() else _progress)
        if as_json:
            typer.echo(json.dumps(examination.as_dict(), ensure_ascii=False, indent=1))
        else:
            for finding in examination.findings:
                typer.echo(f"{MARKS[finding.state.value]} {finding.said.id} / {finding.said.en}")
                if finding.todo:
                    typer.echo(f"    → {finding.todo.id}\n    → {finding.todo.en}")
                for key in ("sha256", "pending"):
                    for value in list(finding.detail.get(key, []))[:20]:
                        typer.echo(f"      {value}")
            if examination.healthy:
                typer.echo("\nSehat. / Well.")
            else:
                typer.echo("\nAda yang gagal; lihat tanda ▲. / Something failed; see the marks ▲.")
        raise typer.Exit(examination.exit_code)


def _refused(why: str, as_json: bool) -> None:
    from jurdil.core import doctor

    todo = ("Ikuti petunjuk itu, lalu periksa lagi.", "Do what it says, then examine again.")
    examination = doctor.Examination.of([doctor.fail("start", (why, why), todo)])
    typer.echo(json.dumps(examination.as_dict(), ensure_ascii=False, indent=1) if as_json else f"▲ {why}")
    raise typer.Exit(1)


def _silent(done: int, of: int) -> None:
    pass


def _progress(done: int, of: int) -> None:
    if done == of or done % 25 == 0:
        end = "\n" if done == of else ""
        sys.stderr.write(f"\rMemeriksa berkas asli / checking originals {done}/{of}{end}")
        sys.stderr.flush()
