"""Every worked case is a test, and its title, a sentence of law, is the test's name.

Our own cases always run. The shared ones run where they can be found: in the folder `shared` beside the checkout, or
where JURDIL_SHARED points.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jurdil.adapters.law_files import CASES, law_folder, read_cases
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.cases import run_case
from jurdil.core.law.located import LawMap
from jurdil.core.law.model import Law

ROOT = Path(__file__).resolve().parents[2]


def shared() -> Path | None:
    """The shared cases, or None where this machine has none."""
    named = os.environ.get("JURDIL_SHARED")
    for folder in (Path(named) if named else None, ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if folder and (folder / "domain" / "worked_cases.yaml").is_file():
            return folder / "domain" / "worked_cases.yaml"
    return None


OWN = list(read_cases(law_folder() / CASES))
SHARED = list(read_cases(found)) if (found := shared()) else []


@pytest.mark.parametrize("case", OWN, ids=lambda case: case["title"])
def test_own(case: LawMap, law: Law, calendar: Calendar) -> None:
    assert run_case(law, case, calendar) == ()


@pytest.mark.parametrize("case", SHARED, ids=lambda case: case["title"])
def test_shared(case: LawMap, law: Law, calendar: Calendar) -> None:
    assert run_case(law, case, calendar) == ()


@pytest.mark.skipif(bool(SHARED), reason="the shared cases are here")
def test_shared_cases_are_absent() -> None:
    pytest.skip("no shared/domain/worked_cases.yaml beside the checkout; set JURDIL_SHARED to its folder")
