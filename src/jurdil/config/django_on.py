"""Starts Django for the command line, on the instance in JURDIL_HOME or on another folder."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The instance's folder: JURDIL_HOME, or var/ in a checkout."""
    return Path(os.environ.get("JURDIL_HOME", Path(__file__).resolve().parents[3] / "var"))


def start() -> None:
    """After this call models can be imported. Ends the program with what to do if there is no instance."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jurdil.config.settings")
    import django

    django.setup()


def migrate() -> None:
    """Brings the database to today's schema."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def pending() -> int:
    """How many changes of the database have not been made."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
