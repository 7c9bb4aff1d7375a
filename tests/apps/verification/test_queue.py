"""The queue: the fewest hours first, every report once, each page at the same cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.elections.models import Election
from jurdil.apps.intake.models import Report
from jurdil.apps.verification import queue
from jurdil.core.assessment import CLOSED_STAGES, OPEN_STAGES
from tests.conftest import NOW, a_person, signed_in
from tests.desk_cast import a_report, assess

pytestmark = pytest.mark.django_db
TODAY = date(2025, 4, 14)


def known(days_ago: int | None) -> date | None:
    return TODAY - timedelta(days=days_ago) if days_ago is not None else None


def walk(filters: queue.Filters, size: int) -> list[Any]:
    found, after = [], ""
    while True:
        page = queue.page(filters, today=TODAY, after=after, size=size)
        assert len(page.rows) <= size
        found += page.rows
        if not page.after:
            return found
        assert page.rows
        after = page.after


def test_the_fewest_hours_come_first_then_unknown_days_then_what_is_too_late(election: Election) -> None:
    late, later = a_report(election, known_date=known(9)), a_report(election, known_date=known(30))
    unknown = a_report(election, known_date=None)
    fresh, urgent, middle = (a_report(election, known_date=known(days)) for days in (0, 6, 3))
    order = [urgent, middle, fresh, unknown, late, later]
    assert walk(queue.Filters(), 50) == [report.pk for report in order]


def test_the_page_says_how_many_hours_are_left_and_marks_what_is_over(election: Election, coordinator: Person) -> None:
    a_report(election, known_date=known(5), safe_last_moment=NOW + timedelta(hours=31, minutes=30))
    a_report(election, known_date=known(7), safe_last_moment=NOW - timedelta(hours=17))
    a_report(election, known_date=known(9))
    a_report(election, known_date=None)
    page = signed_in(coordinator).get("/meja/").content.decode()
    places = [
        page.index(words)
        for words in ("lewat batas aman", "31 jam", "tanggal tahu belum ada</span>", "lewat batas luar</span>")
    ]
    assert places == sorted(places)
    assert "1 laporan belum punya tanggal tahu." in page


def test_what_is_decided_leaves_the_queue_and_is_found_by_its_stage(election: Election) -> None:
    for stage in (*OPEN_STAGES, *CLOSED_STAGES):
        a_report(election, stage=stage)
    assert len(walk(queue.Filters(), 2)) == len(OPEN_STAGES)
    for stage in CLOSED_STAGES:
        assert len(walk(queue.Filters(stage=stage), 2)) == 1


def test_filters_narrow_by_act_office_place_and_time(election: Election) -> None:
    here = a_report(election)
    there = a_report(
        election, act="give_money", region_id="36.04.05", people=[{"category": "campaign_team"}], known_date=known(20)
    )
    for filters, expected in (
        (queue.Filters(act="give_money"), there),
        (queue.Filters(office="village_head"), here),
        (queue.Filters(region="36.04.29"), here),
        (queue.Filters(region="36.04.05"), there),
        (queue.Filters(limit="c"), there),
        (queue.Filters(limit="a"), here),
    ):
        assert walk(filters, 1) == [expected.pk]
    assert walk(queue.Filters(region="36.04"), 1) == [here.pk, there.pk]
    assert walk(queue.Filters(act="props"), 1) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.none() | st.integers(0, 12), st.sampled_from([*OPEN_STAGES, "set_aside"]), st.integers(0, 2)), max_size=14
    ),
    size=st.integers(1, 5),
)
def test_paging_shows_every_open_report_once_in_the_order_of_one_long_page(
    election: Election, rows: list[tuple[int | None, str, int]], size: int
) -> None:
    Report.objects.all().delete()
    for days, stage, hours in rows:
        a_report(election, known_date=known(days), stage=stage, received_at=NOW - timedelta(hours=hours), people=[])
    expected = Report.objects.filter(stage__in=OPEN_STAGES)
    paged = walk(queue.Filters(), size)
    assert len(paged) == len(set(paged)) == expected.count()
    assert set(paged) == set(expected.values_list("pk", flat=True))
    assert paged == walk(queue.Filters(), 50)


def test_a_report_that_leaves_the_queue_between_two_pages_hides_no_other(election: Election) -> None:
    reports = [a_report(election, known_date=known(days)) for days in (6, 5, 4, 3, 2, 1)]
    first = queue.page(queue.Filters(), today=TODAY, size=2)
    Report.objects.filter(pk__in=first.rows).update(stage="set_aside")
    second = queue.page(queue.Filters(), today=TODAY, after=first.after, size=2)
    assert second.rows == [reports[2].pk, reports[3].pk]


@pytest.mark.parametrize(
    "mark", ["x", "…", "W10", "WyJhIl0", "WyJhIiwgIjIwMjUtMTMtNDUiLCAieCIsICJ5Il0", "A" * 1000, "bnVsbA", "MQ"]
)
def test_a_mark_that_nobody_made_shows_the_first_page(mark: str, election: Election, coordinator: Person) -> None:
    report = a_report(election)
    assert queue.page(queue.Filters(), today=TODAY, after=mark).rows == [report.pk]
    assert signed_in(coordinator).get("/meja/", {"after": mark}).status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's query plan")
@pytest.mark.parametrize("days", [2, None, 30])
def test_each_part_is_read_from_the_index_without_sorting(days: int | None, election: Election) -> None:
    for _row in range(3):
        a_report(election, known_date=known(days))
    first = queue.page(queue.Filters(), today=TODAY, size=1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queue.page(queue.Filters(), today=TODAY, after=first.after, size=1)
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "report_queue" in plan, plan
        assert "TEMP B-TREE" not in plan, plan
        assert "OFFSET" not in query["sql"]


def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(
    election: Election, coordinator: Person, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(coordinator)
    a_report(election)
    with CaptureQueriesContext(connection) as few:
        client.get("/meja/")
    for _row in range(30):
        a_report(election)
    with CaptureQueriesContext(connection) as many:
        client.get("/meja/")
    assert len(many) <= len(few) + 2


def test_the_row_counts_assessments_and_names_nobody(election: Election, coordinator: Person, reviewer: Person) -> None:
    assess(a_report(election), reviewer)
    page = signed_in(coordinator).get("/meja/").content.decode()
    assert "peninjau 1/2" in page
    assert reviewer.name not in page


def test_an_advocate_is_led_to_their_cases_and_an_operator_to_their_own_page(election: Election) -> None:
    advocate = signed_in(a_person("pendamping-x", Role.ADVOCATE)).get("/meja/")
    assert (advocate.status_code, advocate.headers["Location"]) == (302, "/meja/kasus/")
    operator = signed_in(a_person("operator-x", Role.OPERATOR)).get("/meja/")
    assert (operator.status_code, operator.headers["Location"]) == (302, "/meja/saya/")


def test_an_empty_queue_says_what_will_be_here(election: Election, coordinator: Person) -> None:
    client = signed_in(coordinator)
    assert "Belum ada laporan" in client.get("/meja/").content.decode()
    assert "Tidak ada yang cocok dengan saringan" in client.get("/meja/?act=props").content.decode()
