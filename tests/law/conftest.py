"""The law of this checkout and the calendar, read once for all tests of the law."""

from __future__ import annotations

import pytest

from jurdil.adapters.holidays_seed import seed_calendar
from jurdil.adapters.law_files import load_law
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.model import Law


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law()


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return seed_calendar()
