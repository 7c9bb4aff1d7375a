"""Commands of the law desk: qualify, deadline, law."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Adds the commands of the law desk to the command line."""
