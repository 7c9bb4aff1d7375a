"""What is due from whom on real cases, by the law as it stands in this house."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.models import CalendarYear, Election, Office
from jurdil.apps.followup import queries
from jurdil.apps.followup.models import AuthorityEvent, Filing
from jurdil.core.filing import DueStep, State
from tests.apps.lodged import NOW, a_case, a_dossier, a_report

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def covered(db: None) -> None:
    for year in (2025, 2026):
        CalendarYear.objects.create(year=year, version="uji")


def a_lodged_case(election: Election, advocate: Person, *tracks: str, **said: object) -> Case:
    case = a_case(a_report(election, **said), advocate, tracks=tracks, stage="lodged")  # type: ignore[arg-type]
    Filing.objects.create(
        case=case, dossier=a_dossier(case, advocate), office=Office.objects.get(), recorded_by=advocate, recorded_at=NOW,
        lodged_at=datetime(2025, 4, 14, 14, 0, tzinfo=WIB),
    )  # fmt: skip
    return case


def happened(case: Case, by: Person, kind: str, day: date, authority: str = "bawaslu", to: str = "", track: str = "") -> None:
    AuthorityEvent.objects.create(
        case=case, kind=kind, on_date=day, authority=authority, forwarded_to=to, track=track, recorded_by=by, recorded_at=NOW
    )


def ends(steps: tuple[DueStep, ...]) -> dict[tuple[str, str], date]:
    return {(str(step.clock.rule.id), step.since): step.clock.outer_last_day for step in steps if step.clock}


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2025, 4, day, hour, tzinfo=WIB)


def test_after_lodging_the_study_of_two_days_and_the_handling_of_three_plus_two_run(
    election: Election, advocate: Person, covered: None
) -> None:
    found = ends(queries.due_of(a_lodged_case(election, advocate, "village"), at(14, 15)))
    assert found[("prelim_study", "lodged")] == date(2025, 4, 16)
    assert found[("handling_base", "lodged")] == date(2025, 4, 17)
    assert found[("handling_extra", "lodged")] == date(2025, 4, 19)


def test_after_registration_both_readings_of_the_anchor_stand_side_by_side(
    election: Election, advocate: Person, covered: None
) -> None:
    case = a_lodged_case(election, advocate, "village")
    happened(case, advocate, "registered", date(2025, 4, 16))
    found = ends(queries.due_of(case, at(16)))
    assert found[("handling_base", "lodged")] == date(2025, 4, 17)
    assert found[("handling_base", "registered")] == date(2025, 4, 19)


def test_a_registration_at_the_regency_starts_no_clock_of_the_province(
    election: Election, advocate: Person, covered: None
) -> None:
    case = a_lodged_case(election, advocate, "village")
    happened(case, advocate, "registered", date(2025, 4, 16))
    assert not [rule for rule, _ in ends(queries.due_of(case, at(16))) if rule.startswith("tsm")]


def test_a_village_head_s_case_goes_from_bawaslu_to_the_bupati(election: Election, advocate: Person, covered: None) -> None:
    case = a_lodged_case(election, advocate, "village", categories=("village_head",))
    happened(case, advocate, "registered", date(2025, 4, 16))
    happened(case, advocate, "decided", date(2025, 4, 18))
    happened(case, advocate, "forwarded", date(2025, 4, 19), to="bupati", track="village")
    step = next(step for step in queries.due_of(case, at(22)) if step.track == "village" and step.state is not State.DONE)
    assert (step.who, step.step) == ("bupati", "carry_out")


def test_a_civil_servant_s_case_goes_to_bkn_and_no_longer_to_kasn(election: Election, advocate: Person, covered: None) -> None:
    case = a_lodged_case(election, advocate, "civil_service_discipline", categories=("civil_servant",))
    chains = queries.chains_of(case, queries.current_law(), queries.calendar_for(election), at(20))
    assert chains["civil_service_discipline"] == ("bawaslu", "bkn", "appointing_authority")


def test_every_track_that_the_advocate_opened_has_somebody_who_is_next(
    election: Election, advocate: Person, covered: None
) -> None:
    tracks = ("criminal", "village", "civil_service_discipline")
    case = a_lodged_case(election, advocate, *tracks, categories=("village_head", "civil_servant"))
    happened(case, advocate, "registered", date(2025, 4, 16))
    happened(case, advocate, "decided", date(2025, 4, 18))
    open_steps = {step.track for step in queries.due_of(case, at(18)) if step.state is not State.DONE}
    assert set(tracks) <= open_steps


def test_the_list_across_cases_has_what_is_overdue_first(election: Election, advocate: Person, covered: None) -> None:
    late = a_lodged_case(election, advocate, "village")
    fresh = a_lodged_case(election, advocate, "village")
    Filing.objects.filter(case=fresh).update(lodged_at=datetime(2025, 4, 21, 9, 0, tzinfo=WIB))
    rows = queries.due_everywhere(at(21, 12))
    assert rows[0].case == late
    assert rows[0].step.state is State.OVERDUE
    states = [row.step.state.value for row in rows]
    assert states == sorted(states, key=["overdue", "waiting", "open"].index)


def test_a_closed_case_waits_for_nobody(election: Election, advocate: Person, covered: None) -> None:
    case = a_lodged_case(election, advocate, "village")
    Case.objects.filter(pk=case.pk).update(stage="closed")
    assert queries.due_everywhere(at(22)) == []


def test_the_filing_window_counts_from_the_day_on_which_the_teller_learned_of_it(
    election: Election, advocate: Person, covered: None
) -> None:
    case = a_case(a_report(election, known_date=date(2025, 4, 11)), advocate)
    window = queries.filing_window(case, NOW)
    assert window is not None
    assert (window.safe_last_day, window.outer_last_day) == (date(2025, 4, 17), date(2025, 4, 18))
    assert window.safe_last_moment is not None


def test_without_a_known_day_there_is_no_filing_window(election: Election, advocate: Person) -> None:
    case = a_case(a_report(election, known_date=None), advocate)
    assert queries.filing_window(case, NOW) is None


def test_a_case_is_overdue_by_the_day_of_the_office_and_not_of_utc(election: Election, advocate: Person, covered: None) -> None:
    case = a_lodged_case(election, advocate, "village")
    last_minute = datetime(2025, 4, 16, 23, 59, tzinfo=WIB)
    study = next(step for step in queries.due_of(case, last_minute) if step.step == "register" and step.clock)
    assert study.state is State.WAITING
    study = next(
        step for step in queries.due_of(case, last_minute + timedelta(minutes=2)) if step.step == "register" and step.clock
    )
    assert study.state is State.OVERDUE
