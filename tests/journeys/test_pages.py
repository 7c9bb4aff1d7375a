"""Every page of the registry, seen by the browser: narrow, wide, light, dark, with axe."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election

from .conftest import Visits, look
from .pages import PAGES, Cast, Look


@pytest.mark.parametrize("page_to_look", PAGES, ids=lambda page: page.name)
def test_a_page_can_be_read_by_everybody(
    page_to_look: Look,
    visit: Visits,
    election: Election,
    coordinator: Person,
    reviewer: Person,
    advocate: Person,
) -> None:
    people = {"coordinator": coordinator, "reviewer": reviewer, "advocate": advocate}
    arguments = page_to_look.set_up(Cast(election=election, people=people)) if page_to_look.set_up else None
    name = page_to_look.url_name
    if isinstance(arguments, str):
        name = arguments
    address = name if name.startswith("/") else reverse(name, kwargs=arguments)
    if page_to_look.status >= 400:
        visit.watch.expected.append(f"status of {page_to_look.status}")
    page = visit(people[page_to_look.role] if page_to_look.role else None)
    answer = page.goto(address)
    assert answer is not None and answer.status == page_to_look.status, f"{address} answered {answer and answer.status}"
    look(page, page_to_look.name)
