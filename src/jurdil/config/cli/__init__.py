"""The command line `jurdil`. Each module of this package adds its own commands through `register(app)`.

Help texts say the same thing in Indonesian and in English, the Indonesian first, with ` / ` between.
"""

from __future__ import annotations

import importlib

import typer

# One line a module, in the order of the help page. Modules import Django only inside a command,
# so that the law commands start fast and need no instance.
MODULES = ("law", "instance", "intake", "dossier", "operator")

app = typer.Typer(
    name="jurdil",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Meja perkara pemantauan pemilu: dari saksi sampai sanksi. / "
    "Case desk of election monitoring: from witness to sanction.",
)


def main() -> None:
    for name in MODULES:
        importlib.import_module(f"jurdil.config.cli.{name}").register(app)
    app()
