"""The list of cases and the page of one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from jurdil.apps.accounts.models import Person
from jurdil.apps.cases.models import Case
from jurdil.apps.elections.law import law_desk
from jurdil.apps.elections.models import Election
from tests.conftest import signed_in
from tests.desk_cast import a_case, a_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(election: Election, coordinator: Person, reviewer: Person, second_reviewer: Person) -> Case:
    return a_case(a_report(election), coordinator, reviewer, second_reviewer)


def test_the_page_of_a_case_shows_story_clocks_worksheet_and_journal(case: Case, advocate: Person) -> None:
    page = signed_in(advocate).get(reverse("cases:case", args=[case.pk])).content.decode()
    for words in (
        "JRD-2025-0001", "Langkah berikutnya", "Pak kades hadir", "Batas melapor", "Pasal 71", "Lembar syarat",
        "Jalur dan lembaga", "Kasus dibuka", "dua sumber",
    ):  # fmt: skip
        assert words in page, words


def test_the_list_shows_the_case(case: Case, advocate: Person) -> None:
    page = signed_in(advocate).get(reverse("cases:list")).content.decode()
    assert case.number in page


def test_the_other_pages_open(case: Case, advocate: Person) -> None:
    client = signed_in(advocate)
    assert client.get(reverse("cases:what_if", args=[case.pk])).status_code == 200
    assert client.get(reverse("cases:answer", args=[case.pk]) + "?fact=holds_office&reported=0").status_code == 200
    assert Client().get("/aturan/").status_code == 200
    assert Client().get("/aturan/uu_10_2016/").status_code == 200


def test_a_broken_law_file_is_told_to_the_desk_with_its_line_and_the_last_good_law_stays(
    case: Case, advocate: Person, tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "id"
    shutil.copytree(settings.LAW_FOLDER, folder)
    settings.LAW_FOLDER = folder
    law_desk.cache_clear()
    try:
        desk = law_desk()
        client, address = signed_in(advocate), reverse("cases:case", args=[case.pk])
        assert "Berkas hukum rusak" not in client.get(address).content.decode()
        file = folder / "deadlines.yaml"
        text = file.read_text(encoding="utf-8")
        row = "{from: 2015-02-02, to: 2024-10-01, n: 3"
        line = text[: text.index(row)].count("\n") + 2
        file.write_text(text.replace(row, row.replace("2024-10-01", "2024-10-05")), encoding="utf-8")
        desk.refresh()
        page = client.get(address).content.decode()
        assert "Berkas hukum rusak" in page and f"id/deadlines.yaml:{line}: " in page and "overlaps" in page
        assert "Cara menghitung" in page
        assert "deadlines.yaml" not in Client().get("/").content.decode()
        file.write_text(text, encoding="utf-8")
        desk.refresh()
        assert "Berkas hukum rusak" not in client.get(address).content.decode()
    finally:
        law_desk.cache_clear()


def test_each_audience_has_its_rules_on_a_page_of_its_own(case: Case) -> None:
    whole = Client().get(reverse("cases:rules")).content.decode()
    for audience in ("civil_servant", "village", "neighbourhood", "forces", "voter"):
        assert reverse("cases:audience", args=[audience]) in whole
    page = Client().get(reverse("cases:audience", args=["village"])).content.decode()
    assert "Pasal 29 huruf j UU Desa" in page and "pemberhentian" in page
    assert "Pasal 187A" not in page and "#voter" not in page
    assert Client().get(reverse("cases:audience", args=["nobody"])).status_code == 404
