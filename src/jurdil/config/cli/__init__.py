"""The command line `jurdil`. Each module of this package adds its own commands through `register(app)`.

Help texts say the same thing in Indonesian and in English, the Indonesian first, with ` / ` between.
"""

from __future__ import annotations

import importlib
import os
import sys

import typer

from jurdil.adapters.instance import NoInstance

# One line a module, in the order of the help page. Modules import Django only inside a command,
# so that the law commands start fast and need no instance.
MODULES = ("law", "instance", "intake", "dossier", "operator")

app = typer.Typer(
    name="jurdil",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Meja perkara pemantauan pemilu: dari saksi sampai sanksi. / "
    "Case desk of election monitoring: from witness to sanction.",
)


def main() -> None:
    """Runs a command. What nobody foresaw ends with one line and no traceback, unless JURDIL_DEBUG=1 asks for it."""
    for name in MODULES:
        importlib.import_module(f"jurdil.config.cli.{name}").register(app)
    try:
        app()
    except NoInstance as error:
        sys.exit(str(error))
    except Exception as error:
        if os.environ.get("JURDIL_DEBUG") == "1":
            raise
        sys.exit(
            f"jurdil: {type(error).__name__}. Perintah ini gagal; data tidak diubah di tengah jalan. "
            "Jalankan `jurdil doctor`; JURDIL_DEBUG=1 menunjukkan rinciannya. / "
            "This command failed; no change was left half done. Run `jurdil doctor`; JURDIL_DEBUG=1 shows the details."
        )
