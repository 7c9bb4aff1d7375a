"""Coming in with a link that works once, or with a password of one's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jurdil.apps.accounts import actions
from jurdil.apps.accounts.models import Person, Role, SignInLink
from jurdil.apps.journal.models import JournalEntry
from jurdil.core.errors import NotAllowed
from tests.conftest import a_person, signed_in

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)


def a_link(person: Person, **kwargs: int) -> str:
    return actions.issue_link(person=person, now=settings.CLOCK.now(), **kwargs)[1]


def address(token: str) -> str:
    return reverse("accounts:take_link", args=[token])


def test_looking_at_a_link_uses_nothing_and_the_button_lets_in(reviewer: Person) -> None:
    client, token = Client(), a_link(reviewer)
    for _look in range(3):
        assert client.get(address(token)).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post(address(token)).status_code == 302
    assert client.session["_auth_user_id"] == str(reviewer.pk)


def test_a_link_works_once_and_then_says_that_it_was_used(reviewer: Person) -> None:
    token = a_link(reviewer)
    Client().post(address(token))
    again = Client().post(address(token))
    assert again.status_code == 410
    assert "sudah dipakai" in again.content.decode()


def test_an_expired_link_says_so_and_lets_nobody_in(reviewer: Person) -> None:
    token = a_link(reviewer)
    SignInLink.objects.update(expires_at=settings.CLOCK.now() - SOON)
    client = Client()
    for answer in (client.get(address(token)), client.post(address(token))):
        assert answer.status_code == 410
        assert "lewat waktunya" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_link_that_was_cut_short_is_not_known(reviewer: Person) -> None:
    assert Client().get(address(a_link(reviewer)[:-1])).status_code == 404


def test_only_the_digest_of_a_token_is_kept_and_a_token_has_256_bits(reviewer: Person) -> None:
    token = a_link(reviewer)
    assert len(token) >= 43
    row = SignInLink.objects.get()
    assert token not in str(row.__dict__)
    assert len(row.token_digest) == 64


def test_a_new_link_ends_the_one_before(reviewer: Person) -> None:
    first, second = a_link(reviewer), a_link(reviewer)
    assert Client().get(address(first)).status_code == 410
    assert Client().get(address(second)).status_code == 200


def test_two_windows_with_one_link_let_in_once(reviewer: Person) -> None:
    token, now = a_link(reviewer), settings.CLOCK.now()
    actions.use_link(token=token, now=now)
    with pytest.raises(NotAllowed) as refused:
        actions.use_link(token=token, now=now)
    assert refused.value.facts["reason"] == "link_used"


def test_a_closed_account_is_signed_out_and_its_link_is_dead(coordinator: Person, reviewer: Person) -> None:
    token, client = a_link(reviewer), signed_in(reviewer)
    assert client.get(reverse("accounts:me")).status_code == 200
    signed_in(coordinator).post(reverse("accounts:set_active", args=[reviewer.pk]), {"active": "0"})
    assert client.get(reverse("accounts:me")).status_code == 302
    assert Client().get(address(token)).status_code == 404


def test_the_last_coordinator_can_neither_close_themself_nor_lose_the_role(coordinator: Person) -> None:
    client = signed_in(coordinator)
    client.post(reverse("accounts:set_active", args=[coordinator.pk]), {"active": "0"})
    client.post(reverse("accounts:roles", args=[coordinator.pk]), {"roles": [Role.REVIEWER]})
    coordinator = Person.objects.get(pk=coordinator.pk)
    assert coordinator.is_active
    assert coordinator.has_role(Role.COORDINATOR)


def test_only_coordinators_see_the_page_of_people(coordinator: Person, reviewer: Person, outsider: Person) -> None:
    page = reverse("accounts:people")
    assert signed_in(coordinator).get(page).status_code == 200
    assert signed_in(reviewer).get(page).status_code == 403
    assert signed_in(outsider).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_a_coordinator_adds_a_person_and_sees_the_link_once(coordinator: Person) -> None:
    client = signed_in(coordinator)
    answer = client.post(reverse("accounts:people"), {"name": "Bu Ratna", "handle": "Ratna", "roles": ["advocate"]})
    page = answer.content.decode()
    token = page.split("testserver/masuk/")[1].split("/")[0]
    assert Client().get(address(token)).status_code == 200
    assert Person.objects.get(handle="ratna").role_codes == {"advocate"}
    assert token not in client.get(reverse("accounts:people")).content.decode()


def test_every_change_is_in_the_journal_without_names(coordinator: Person) -> None:
    now = datetime(2025, 4, 14, 2, tzinfo=UTC)
    person = actions.create_person(handle="sari", name="Sari Rahasia", roles=["reviewer"], now=now, by=coordinator)
    _link, token = actions.issue_link(person=person, now=now, by=coordinator)
    actions.use_link(token=token, now=now)
    actions.set_password(person=person, password="empat kata yang panjang", now=now)
    actions.set_roles(person=person, roles=["advocate"], by=coordinator, now=now)
    actions.set_active(person=person, active=False, by=coordinator, now=now)
    entries = list(JournalEntry.objects.order_by("seq"))
    assert [entry.verb for entry in entries] == [
        "person_created", "link_issued", "link_used", "password_set", "roles_set", "person_closed",
    ]  # fmt: skip
    assert "Sari" not in str([entry.__dict__ for entry in entries])


def test_a_name_in_use_is_refused(reviewer: Person) -> None:
    with pytest.raises(NotAllowed) as refused:
        actions.create_person(handle=reviewer.handle, name="Lain", roles=[], now=settings.CLOCK.now())
    assert refused.value.facts["reason"] == "handle_taken"


def test_a_person_without_a_password_cannot_sign_in_with_an_empty_one() -> None:
    person = actions.create_person(handle="tanpa", name="Tanpa", roles=["reviewer"], now=settings.CLOCK.now())
    for typed in ("", person.password, "apa saja"):
        assert actions.password_is_right(handle="tanpa", password=typed, now=settings.CLOCK.now()) is None


def test_a_password_must_be_long_and_not_a_common_one(reviewer: Person) -> None:
    client, page = signed_in(reviewer), reverse("accounts:me")
    for weak in ("pendek", "123456789012", "password1234"):
        assert client.post(page, {"password": weak, "again": weak}).status_code == 422
    good = "hujan turun di pasar"
    assert client.post(page, {"password": good, "again": "lain sama sekali"}).status_code == 422
    assert client.post(page, {"password": good, "again": good}).status_code == 302
    assert client.get(page).status_code == 200
    answer = Client().post(reverse("accounts:sign_in"), {"handle": reviewer.handle, "password": good, "next": "/meja/saya/"})
    assert answer.headers["Location"] == "/meja/saya/"


def test_sign_in_never_leads_to_another_host(reviewer: Person) -> None:
    actions.set_password(person=reviewer, password="hujan turun di pasar", now=settings.CLOCK.now())
    typed = {"handle": reviewer.handle, "password": "hujan turun di pasar", "next": "https://lain.example/"}
    assert Client().post(reverse("accounts:sign_in"), typed).headers["Location"] == reverse("verification:queue")


def test_five_wrong_passwords_lock_the_password_but_not_the_link() -> None:
    person, now = a_person("terkunci", Role.REVIEWER), settings.CLOCK.now()
    actions.set_password(person=person, password="hujan turun di pasar", now=now)
    for _try in range(actions.WRONG_PASSWORDS):
        assert actions.password_is_right(handle="terkunci", password="salah", now=now) is None
    with pytest.raises(NotAllowed):
        actions.password_is_right(handle="terkunci", password="hujan turun di pasar", now=now)
    later = now + actions.LOCK + SOON
    assert actions.password_is_right(handle="terkunci", password="hujan turun di pasar", now=later) is not None
    assert Client().post(address(a_link(person))).status_code == 302


def test_signing_out_needs_a_press_and_ends_the_session(reviewer: Person) -> None:
    client = signed_in(reviewer)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    client.post(reverse("accounts:sign_out"))
    assert client.get(reverse("accounts:me")).status_code == 302
