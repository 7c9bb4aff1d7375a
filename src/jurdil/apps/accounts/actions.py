"""People of the desk come and go: add one, give roles, issue a link that works once, take it, close an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from jurdil.apps.journal.actions import record
from jurdil.core.errors import NotAllowed

from . import links
from .models import Person, PersonRole, Role, SignInLink

MAX_LINK_HOURS = 7 * 24
WRONG_PASSWORDS = 5
LOCK = timedelta(minutes=15)


def _subject(person: Person) -> str:
    return f"person:{person.pk}"


def _known(roles: Iterable[str]) -> list[str]:
    wanted = sorted(set(roles))
    unknown = [role for role in wanted if role not in Role.values]
    if unknown:
        raise NotAllowed(reason="unknown_role", roles=tuple(unknown))
    return wanted


@transaction.atomic
def create_person(*, handle: str, name: str, roles: Iterable[str], now: datetime, by: Person | None = None) -> Person:
    """A new person of the desk, without a password. Raises NotAllowed(reason="handle_taken") when the name is in use."""
    wanted = _known(roles)
    try:
        with transaction.atomic():
            person = Person(handle=handle, name=name, created_at=now)
            person.set_unusable_password()
            person.save(force_insert=True)
    except IntegrityError:
        raise NotAllowed(reason="handle_taken") from None
    PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for role in wanted])
    record(
        verb="person_created", subject=_subject(person), actor=by.actor if by else "system", at=now, detail={"roles": wanted}
    )
    return person


@transaction.atomic
def set_roles(*, person: Person, roles: Iterable[str], by: Person, now: datetime) -> None:
    """Gives exactly these roles. The last active coordinator keeps theirs, or nobody could let people in."""
    wanted = _known(roles)
    before = sorted(PersonRole.objects.select_for_update().filter(person=person).values_list("role", flat=True))
    if wanted == before:
        return
    if Role.COORDINATOR in before and Role.COORDINATOR not in wanted:
        _keep_a_coordinator(without=person)
    PersonRole.objects.filter(person=person).exclude(role__in=wanted).delete()
    PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for role in wanted if role not in before])
    record(verb="roles_set", subject=_subject(person), actor=by.actor, at=now, detail={"before": before, "after": wanted})


def _keep_a_coordinator(*, without: Person) -> None:
    others = Person.objects.filter(is_active=True, roles__role=Role.COORDINATOR).exclude(pk=without.pk)
    if not others.exists():
        raise NotAllowed(reason="last_coordinator")


@transaction.atomic
def issue_link(*, person: Person, now: datetime, hours: int = 24, by: Person | None = None) -> tuple[SignInLink, str]:
    """A link for one sign-in, and its token, which is told here and never again. Older unused links stop working."""
    if not person.is_active:
        raise NotAllowed(reason="inactive")
    hours = max(1, min(hours, MAX_LINK_HOURS))
    SignInLink.objects.filter(person=person, used_at=None, expires_at__gt=now).update(expires_at=now)
    token = links.new_token()
    link = SignInLink.objects.create(
        person=person, token_digest=links.digest(token), created_at=now, expires_at=now + timedelta(hours=hours)
    )
    record(verb="link_issued", subject=_subject(person), actor=by.actor if by else "system", at=now, detail={"hours": hours})
    return link, token


def look_at_link(*, token: str, now: datetime) -> SignInLink:
    """The link behind a token, still usable. Raises NotAllowed with "link_unknown", "link_used" or "link_expired"."""
    link = SignInLink.objects.select_related("person").filter(token_digest=links.digest(token)).first()
    if link is None or not link.person.is_active:
        raise NotAllowed(reason="link_unknown")
    if link.used_at is not None:
        raise NotAllowed(reason="link_used")
    if link.expires_at <= now:
        raise NotAllowed(reason="link_expired")
    return link


@transaction.atomic
def use_link(*, token: str, now: datetime) -> Person:
    """Who comes in with this token. It works once, also when two windows press at the same time."""
    link = look_at_link(token=token, now=now)
    taken = SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now)
    if not taken:
        raise NotAllowed(reason="link_used")
    record(verb="link_used", subject=_subject(link.person), actor=link.person.actor, at=now)
    return link.person


@transaction.atomic
def set_password(*, person: Person, password: str, now: datetime) -> None:
    """Keeps a password of the person's own choice; the form has judged it."""
    person.set_password(password)
    Person.objects.filter(pk=person.pk).update(password=person.password, wrong_passwords=0, locked_until=None)
    record(verb="password_set", subject=_subject(person), actor=person.actor, at=now)


@transaction.atomic
def set_active(*, person: Person, active: bool, by: Person, now: datetime) -> None:
    """Closes or reopens an account. A closed one is signed out everywhere and its links stop working."""
    if not active and person.pk == by.pk:
        raise NotAllowed(reason="yourself")
    if not active and person.has_role(Role.COORDINATOR):
        _keep_a_coordinator(without=person)
    changed = Person.objects.filter(pk=person.pk, is_active=not active).update(is_active=active)
    if not changed:
        return
    if not active:
        SignInLink.objects.filter(person=person, used_at=None, expires_at__gt=now).update(expires_at=now)
    verb = "person_reopened" if active else "person_closed"
    record(verb=verb, subject=_subject(person), actor=by.actor, at=now)


def password_is_right(*, handle: str, password: str, now: datetime) -> Person | None:
    """Who signs in with this name and password? None when it is wrong; NotAllowed(reason="locked") after five wrong ones."""
    person = Person.objects.filter(handle=handle.strip().lower()).first()
    if person is None:
        Person().set_password(password)  # the same time is spent whether the name exists or not
        return None
    if person.locked_until is not None and person.locked_until > now:
        raise NotAllowed(reason="locked", until=person.locked_until)
    if person.is_active and person.has_usable_password() and person.check_password(password):
        Person.objects.filter(pk=person.pk).update(wrong_passwords=0, locked_until=None)
        return person
    Person.objects.filter(pk=person.pk).update(wrong_passwords=F("wrong_passwords") + 1)
    Person.objects.filter(pk=person.pk, wrong_passwords__gte=WRONG_PASSWORDS).update(wrong_passwords=0, locked_until=now + LOCK)
    return None
