"""The page of stages says what the tables in core say."""

import importlib.util
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "stages.py"


def test_the_page_of_stages_is_made_from_the_tables() -> None:
    found = importlib.util.spec_from_file_location("stages", TOOL)
    assert found is not None and found.loader is not None
    stages = importlib.util.module_from_spec(found)
    found.loader.exec_module(stages)
    assert stages.PAGE.read_text("utf-8") == stages.page(), "run .venv/bin/python tools/stages.py"
