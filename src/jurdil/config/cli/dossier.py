"""Commands of the dossier: check a bundle without a server, and make a dossier from a report or case."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Jawab dengan JSON, untuk program. / Answer in JSON, for programs.")]


def register(app: typer.Typer) -> None:
    """Adds `verify` and `dossier` to the command line."""
    app.command("verify")(verify)


def verify(
    bundle: Annotated[
        Path, typer.Argument(help="Paket berkas: file .zip atau foldernya. / The bundle: a .zip file or its folder.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Periksa paket berkas tanpa server. / Check a bundle without a server.

    Selesai dengan 0 bila utuh, 1 bila tidak. / Ends with 0 when it is whole, with 1 when it is not.
    """
    from jurdil.adapters.bundle_check import verify_bundle

    result = verify_bundle(bundle)
    if as_json:
        typer.echo(json.dumps({"ok": result.ok, "bundle": bundle.name, **asdict(result)}, ensure_ascii=False))
    elif result.ok:
        typer.echo(
            f"Utuh / Whole: {bundle.name}\n"
            f"  perkara / case {result.case_number}, versi / version {result.version}"
            f"{', konsep / draft' if result.draft else ''}\n"
            f"  {result.files} file, {result.octets} byte, bukti / exhibits {result.exhibits}, "
            f"catatan jurnal / journal entries {result.journal_entries}\n"
            f"  sidik berkas / dossier digest {result.dossier_digest}\n"
            "Cocokkan sidik ini dengan sampul kertas. / Compare this digest with the paper cover."
        )
    else:
        typer.echo(f"TIDAK UTUH / NOT WHOLE: {bundle.name}", err=True)
        for fault in result.faults:
            typer.echo(f"  {fault.indonesian} / {fault.english}", err=True)
    raise typer.Exit(0 if result.ok else 1)
