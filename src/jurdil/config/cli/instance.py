"""Commands that make an instance and serve it: init, serve, demo."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from jurdil.config import django_on

Port = Annotated[int, typer.Option(min=1, max=65535, help="Port yang didengarkan. / Port to listen on.")]
Host = Annotated[str, typer.Option(help="Alamat yang didengarkan. / Address to listen on.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    app.command()(init)
    app.command()(serve)
    app.command()(demo)


def init(
    election: Annotated[
        Path | None,
        typer.Option(help="Berkas YAML pemilihan: lihat docs/how-to/operator.md. / YAML file of the election."),
    ] = None,
    coordinator: Annotated[
        str, typer.Option(help="Nama koordinator pertama. / Name of the first coordinator.")
    ] = "Koordinator",
    base_url: Annotated[str, typer.Option(help="Alamat meja ini. / Address of this desk.")] = "http://127.0.0.1:8000",
) -> None:
    """Buat instansi nyata dan tautan koordinator pertama. / Make a real instance and its first coordinator's link."""
    from jurdil.adapters import instance
    from jurdil.config.election_file import BadElection, checked

    where = django_on.home()
    described = _read_election(election)
    try:
        described = checked(described) if described is not None else None
    except BadElection as error:
        raise _stop(f"{election}: {error}") from None
    try:
        instance.create(where, kind="real", created=datetime.now(UTC))
    except FileExistsError:
        if instance.load(where).rehearsal:
            raise _stop(
                f"Di {where} ada instansi latihan. Pilih folder lain dengan JURDIL_HOME. / "
                f"There is a rehearsal in {where}. Choose another folder with JURDIL_HOME."
            ) from None
        typer.echo(f"Instansi di {where} sudah ada; datanya dipakai. / The instance in {where} exists; its data are kept.")
    django_on.start()
    django_on.migrate()
    from jurdil.apps.elections.models import Election
    from jurdil.config import founding

    if described and Election.objects.filter(slug=described["slug"]).exists():
        slug = described["slug"]
        typer.echo(f"Pemilihan {slug} sudah ada; tidak diubah. / The election {slug} exists; it is left as it is.")
    try:
        link = founding.found(described, coordinator_name=coordinator, now=datetime.now(UTC))
    except BadElection as error:
        raise _stop(
            f"{election}: {error}\nInstansi sudah dibuat; perbaiki berkas lalu ulangi. / "
            "The instance is made; mend the file and run this again."
        ) from None
    typer.echo(
        "\nTautan masuk koordinator, sekali pakai, 24 jam / Coordinator's one-time sign-in link, 24 hours:\n\n"
        f"    {base_url}{link}\n\n"
        "Lalu / then:  jurdil doctor   ·   jurdil serve"
    )


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Layani instansi di JURDIL_HOME. / Serve the instance in JURDIL_HOME."""
    _port_is_free(host, port)
    django_on.start()
    if pending := django_on.pending():
        raise _stop(
            f"{pending} perubahan basis data belum dijalankan. Buat cadangan, lalu jalankan `jurdil init`. / "
            f"{pending} changes of the database have not been made. Make a backup, then run `jurdil init`."
        )
    _serve(host, port)


def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    reset: Annotated[bool, typer.Option("--reset", help="Mulai dari awal. / Start anew.")] = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Siapkan saja. / Only prepare.")] = False,
) -> None:
    """Siapkan dan layani latihan dengan orang rekaan. / Prepare and serve the rehearsal with invented people."""
    from jurdil.adapters import instance
    from jurdil.config.rehearsal_clock import ahead_of

    if not no_serve:
        _port_is_free(host, port)
    where = django_on.home()
    if (where / "instance.json").exists() and not instance.load(where).rehearsal:
        raise _stop(
            f"Di {where} ada instansi nyata; latihan tidak menyentuhnya. Pilih folder lain dengan JURDIL_HOME. / "
            f"There is a real instance in {where}; a rehearsal does not touch it. Choose another folder with JURDIL_HOME."
        )
    if reset and (where / "instance.json").exists():
        shutil.rmtree(where)
    first = not (where / "instance.json").exists()
    if first:
        now = datetime.now(UTC)
        instance.create(where, kind="rehearsal", created=now, ahead=ahead_of(now))
    django_on.start()
    django_on.migrate()
    from jurdil.config import rehearsal

    typer.echo("Menyiapkan latihan … / Preparing the rehearsal …" if first else "Latihan sudah ada. / The rehearsal is ready.")
    typeset_here = rehearsal.prepare()
    address = f"http://{host}:{port}"
    typer.echo(
        "\nLATIHAN: semua orang dan kejadian rekaan. / REHEARSAL: all people and events are invented.\n"
        f"\n  Lapor / Report    {address}/lapor/\n  Kembali / Return  {address}/kode/"
        f"\n  Publik / Public   {address}/publik/\n  Meja / Desk       {address}/meja/\n"
        "\nTautan masuk sekali pakai / one-time sign-in links:"
    )
    for person, link in rehearsal.sign_in_links():
        typer.echo(f"  {person:<34}{address}{link}")
    if not no_serve:
        typer.echo("\nCtrl+C berhenti / stops.\n")
        sys.stdout.flush()
        if typeset_here:
            # The typesetter's threads do not survive the fork with which the server makes its workers: a worker that
            # typesets would wait for ever. So the server starts in a process that has typeset nothing yet.
            again = [sys.executable, sys.argv[0], "serve", "--host", host, "--port", str(port)]
            os.execv(sys.executable, again)  # noqa: S606 - fixed arguments, no shell wanted
        _serve(host, port)


def _port_is_free(host: str, port: int) -> None:
    """Ends with what to do if somebody listens there: the server would share the port with them without a word."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise _stop(
                f"Port {port} di {host} sudah dipakai. Coba yang lain: PORT={port + 1} make demo / "
                f"Port {port} on {host} is in use. Try another one: PORT={port + 1} make demo"
            ) from None


def _serve(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["JURDIL_SERVED_AT"] = f"{host}:{port}"
    Granian(
        "jurdil.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def _read_election(path: Path | None) -> dict[str, object] | None:
    import yaml

    if path is None:
        return None
    try:
        described = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _stop(f"{path}: tidak dapat dibaca / cannot be read: {error}") from None
    if not isinstance(described, dict):
        raise _stop(f"{path}: bukan daftar kunci dan nilai / not a mapping of keys and values")
    return described


def _stop(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(1)
