"""Commands of the dossier: check a bundle without a server, and make a dossier from a report or case."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Jawab dengan JSON, untuk program. / Answer in JSON, for programs.")]


def register(app: typer.Typer) -> None:
    """Adds `verify` and `dossier` to the command line."""
    app.command("dossier")(dossier)
    app.command("verify")(verify)


def dossier(
    reference: Annotated[
        str,
        typer.Argument(
            help="Nomor kasus, id laporan, atau id luar (impor). / Case number, report id, or external id (import)."
        ),
    ],
    draft: Annotated[
        bool, typer.Option("--draft", help="Buat konsep, walau ada versi beku. / Make a draft, even if a version is frozen.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="File paket yang ditulis (.zip). / The bundle to write (.zip).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Tulis paket berkas: versi beku terakhir, atau konsep. / Write a bundle: the last frozen version, or a draft.

    Konsep dibuat bila belum ada versi beku. / A draft is made while no version is frozen.
    """
    from jurdil.config import django_on

    django_on.start()
    from django.conf import settings

    from jurdil.apps.cases.models import Case
    from jurdil.apps.dossier import actions
    from jurdil.core.errors import DomainError

    found = actions.find(reference)
    if found is None:
        raise _refuse(f"Tidak ada kasus atau laporan {reference}. / There is no case or report {reference}.", as_json=as_json)
    case = found if isinstance(found, Case) else None
    frozen = case.dossiers.order_by("-version").first() if case is not None and not draft else None
    path = out or Path(f"{re.sub(r'[^A-Za-z0-9-]+', '-', reference)}{f'-v{frozen.version}' if frozen else '-konsep'}.zip")
    unfinished = path.with_name(path.name + ".part")
    now = settings.CLOCK.now()
    try:
        # The bundle names people: only the one who asked may read it.
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            if frozen is not None:
                written = actions.write_frozen(out=target, dossier_id=frozen.pk, now=now)
            elif case is not None:
                written = actions.write_draft(out=target, now=now, case=case)
            else:
                written = actions.write_draft(out=target, now=now, report=found)  # type: ignore[arg-type]
        unfinished.replace(path)
    except DomainError as error:
        unfinished.unlink(missing_ok=True)
        said = {
            "EvidenceMismatch": "Paket tidak dibuat: ada bukti asli yang hilang atau berubah. Jalankan `jurdil doctor`. / "
            "No bundle was made: an original is gone or changed. Run `jurdil doctor`.",
            "BrokenSeal": "Paket tidak dibuat: kunci segel hilang atau salah. Jalankan `jurdil doctor`. / "
            "No bundle was made: the key of the seal is gone or wrong. Run `jurdil doctor`.",
        }
        name = type(error).__name__
        other = f"Paket tidak dibuat: {name}. / No bundle was made: {name}."
        raise _refuse(said.get(name, other), as_json=as_json) from None
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise _refuse(
            f"{path} tidak dapat ditulis: {error.strerror}. / {path} cannot be written: {error.strerror}.", as_json=as_json
        ) from None
    if as_json:
        answer = {"ok": True, "bundle": str(path), **asdict(written)}
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    kind = "konsep / draft" if written.draft else f"versi / version {written.version}"
    typer.echo(f"{path}: {written.case_number}, {kind}\n  sidik berkas / dossier digest {written.dossier_digest}")
    if written.missing:
        typer.echo(f"  belum terpenuhi / not met yet: {', '.join(written.missing)}")
    typer.echo(f"Periksa dengan / check it with:  jurdil verify {path}")


def _refuse(message: str, *, as_json: bool) -> typer.Exit:
    if as_json:
        typer.echo(json.dumps({"ok": False, "error": message}, ensure_ascii=False))
    else:
        typer.echo(message, err=True)
    return typer.Exit(1)


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
