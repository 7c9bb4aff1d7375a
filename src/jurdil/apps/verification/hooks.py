"""What follows when an incident is taken up. The stage of cases registers itself here, so that this one need not know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from jurdil.apps.accounts.models import Person
from jurdil.apps.intake.models import Report

from .models import Incident

# Called inside the transaction of the outcome. `joined`: the incident had a case already.
TakenUp = Callable[[Incident, Report, Person, datetime, bool], None]

# Called after law or calendar changed and the queue was counted again.
Recounted = Callable[[datetime], None]

_FOLLOWERS: list[TakenUp] = []
_RECOUNTED: list[Recounted] = []


def when_taken_up(follower: TakenUp) -> None:
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def taken_up(*, incident: Incident, report: Report, by: Person, now: datetime, joined: bool) -> None:
    for follower in _FOLLOWERS:
        follower(incident, report, by, now, joined)


def when_recounted(follower: Recounted) -> None:
    if follower not in _RECOUNTED:
        _RECOUNTED.append(follower)


def recounted(now: datetime) -> None:
    for follower in _RECOUNTED:
        follower(now)
