"""Indonesian first: English is chosen, never guessed."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
def test_a_phone_set_to_english_still_gets_indonesian(election: object) -> None:
    answer = Client().get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert answer.headers["Content-Language"] == "id"
    assert '<html lang="id"' in answer.content.decode()


@pytest.mark.django_db
def test_english_that_was_chosen_stays(election: object) -> None:
    client = Client()
    client.post("/bahasa/setlang/", {"language": "en", "next": "/"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en"' in client.get("/").content.decode()


@pytest.mark.django_db
def test_in_english_the_questions_the_choices_and_the_dates_are_english(election: object) -> None:
    client = Client()
    client.post("/bahasa/setlang/", {"language": "en", "next": "/"})
    page = client.post("/lapor/", follow=True).content.decode()
    for said in ("Gave out money or goods", "Continue", "Save for later", "The draft is on our server until "):
        assert said in page
    for unsaid in ("Membagi uang", "Lanjut", "Simpan dulu", "Langkah"):
        assert unsaid not in page


def test_the_check_sees_a_half_plural_and_a_lost_value() -> None:
    from babel.messages.catalog import Message

    from tools import messages

    half = Message(("%(n)s hari", "%(n)s hari"), ("%(n)s day", ""))
    assert messages.said(half) == ["%(n)s day", ""]
    assert messages.held("Sampai %(day)s, {n}, 100%%") == messages.held("{n} until %(day)s, 100%%")
    assert messages.held("Sampai %(day)s") != messages.held("Until %(date)s")
