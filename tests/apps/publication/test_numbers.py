"""What the public sees: counts with their denominators, nothing that points at a person, no small number."""

from __future__ import annotations

import csv
import json
import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from jurdil.apps.accounts.models import Person
from jurdil.apps.elections.models import Election, Office
from jurdil.apps.followup.models import AuthorityEvent, Filing
from tests.apps.lodged import NOW, a_case, a_dossier, a_report

pytestmark = pytest.mark.django_db


def many(election: Election, count: int, **said: object) -> list:  # type: ignore[type-arg]
    return [a_report(election, **said) for _ in range(count)]  # type: ignore[arg-type]


def rows(client: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(client.get("/publik/data.csv").content.decode().splitlines()))


def shown(client: Client, table: str) -> dict[str, str]:
    return {row["code"]: row["shown"] for row in rows(client) if row["table"] == table}


def test_the_first_thing_said_is_the_number_and_its_denominator(client: Client, election: Election) -> None:
    many(election, 12)
    page = client.get("/publik/").content.decode()
    text = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])
    assert "12 laporan masuk" in text
    assert "40 pemantau" in text
    assert text.index("12 laporan masuk") < text.index("40 pemantau") < text.index("Dilaporkan")


def test_the_page_carries_no_name_no_village_and_no_pair(client: Client, election: Election, advocate: Person) -> None:
    for number, report in enumerate(many(election, 9, narrative="Saya lihat Pak Rekaan", place="Balai Warga Rekaan")):
        report.pair = election.pairs.all()[number % 2]
        report.save()
    answers = [client.get(path).content.decode() for path in ("/publik/", "/publik/data.csv", "/publik/data.json")]
    for answer in answers:
        for secret in ("Orang 0", "Rekaan", "Melati", "Kenanga", "36.04.05.2001", str(report.pk)):
            assert secret not in answer


def test_four_reports_are_told_as_fewer_than_five_and_nothing_else(client: Client, election: Election) -> None:
    many(election, 4)
    page = client.get("/publik/").content.decode()
    assert "Kurang dari 5 laporan masuk" in page
    assert shown(client, "act") == {}
    assert shown(client, "district") == {"others": "-"}
    assert shown(client, "step")["reported"] == "<5"


def test_the_fifth_report_is_counted(client: Client, election: Election) -> None:
    many(election, 5)
    assert shown(client, "step")["reported"] == "5"
    assert shown(client, "act") == {"attend_event": "5"}


def test_an_act_with_few_reports_is_closed_and_so_is_what_would_give_it_away(client: Client, election: Election) -> None:
    many(election, 9, act="attend_event")
    many(election, 7, act="give_money")
    many(election, 2, act="props")
    assert shown(client, "act") == {"attend_event": "9", "give_money": "-", "props": "<5"}


def test_a_district_with_few_reports_is_not_named(client: Client, election: Election) -> None:
    many(election, 8)
    many(election, 6, region_id="36.04.29.2001")
    many(election, 1, region_id=None)
    found = shown(client, "district")
    assert found["36.04.05"] == "8"
    assert "36.04.29" not in found
    assert found["others"] == "7"
    assert "Anyar" not in client.get("/publik/").content.decode()


def test_a_case_that_was_lodged_is_not_counted_as_registered(client: Client, election: Election, advocate: Person) -> None:
    office = Office.objects.get()
    for number, report in enumerate(many(election, 6)):
        case = a_case(report, advocate, stage="lodged")
        Filing.objects.create(
            case=case, dossier=a_dossier(case, advocate), office=office, lodged_at=NOW, recorded_by=advocate, recorded_at=NOW
        )
        if number < 5:
            AuthorityEvent.objects.create(
                case=case,
                kind="registered",
                on_date=date(2025, 4, 15),
                authority="bawaslu",
                recorded_by=advocate,
                recorded_at=NOW,
            )
    steps = shown(client, "step")
    assert (steps["filed"], steps["registered"], steps["forwarded"]) == ("6", "5", "0")


def test_two_events_of_one_case_count_once(client: Client, election: Election, advocate: Person) -> None:
    for report in many(election, 5):
        case = a_case(report, advocate, stage="forwarded")
        for _ in range(2):
            AuthorityEvent.objects.create(
                case=case,
                kind="forwarded",
                on_date=date(2025, 4, 15),
                authority="bawaslu",
                recorded_by=advocate,
                recorded_at=NOW,
            )
    assert shown(client, "step")["forwarded"] == "5"


def test_rehearsal_data_say_that_they_are_a_rehearsal_on_the_page_and_in_the_files(client: Client, election: Election) -> None:
    many(election, 5)
    assert settings.INSTANCE.rehearsal
    assert "LATIHAN" in client.get("/publik/").content.decode()
    assert {row["dataset"] for row in rows(client)} == {"LATIHAN"}
    answer = client.get("/publik/data.json")
    assert json.loads(answer.content)["dataset"] == "LATIHAN"
    assert "latihan" in answer["Content-Disposition"]


def test_the_files_say_the_same_as_the_page_and_name_their_licence(client: Client, election: Election) -> None:
    many(election, 11)
    document = json.loads(client.get("/publik/data.json").content)
    assert [{key: row[key] for key in ("table", "code", "shown")} for row in document["rows"]] == [
        {key: row[key] for key in ("table", "code", "shown")} for row in rows(client)
    ]
    assert document["licence"] == "CC BY 4.0"
    assert "Data wilayah: idn-area-data, ODbL 1.0" in document["credits"]
    assert document["monitors"] == 40


def test_every_field_of_the_files_stands_in_the_dictionary_in_both_languages(client: Client, election: Election) -> None:
    many(election, 5)
    page = client.get("/publik/kamus/").content.decode()
    for name in rows(client)[0]:
        assert f"<code>{name}</code>" in page
    assert "The count" in page and "Jumlah" in page


def test_without_an_election_the_page_says_what_will_be_here(client: Client) -> None:
    assert "muncul di sini" in client.get("/publik/").content.decode()
    assert json.loads(client.get("/publik/data.json").content)["rows"] == []


def test_the_labels_are_words_and_in_both_languages(client: Client, election: Election) -> None:
    many(election, 5)
    row = next(row for row in rows(client) if row["table"] == "act")
    assert row["label_id"] != row["code"] != row["label_en"]
    assert row["label_id"] != row["label_en"]


def test_the_number_of_queries_does_not_grow_with_the_reports(
    client: Client, election: Election, django_assert_max_num_queries: object
) -> None:
    many(election, 30)
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        client.get("/publik/")


def test_what_jurdil_is_can_be_read_by_anybody(client: Client) -> None:
    page = client.get("/tentang/").content.decode()
    assert "idn-area-data, ODbL 1.0" in page
    assert "AGPL" in page
