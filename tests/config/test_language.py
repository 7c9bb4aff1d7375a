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
