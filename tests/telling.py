"""What a witness does on the guided pages, told once: `tell(client)` walks up to the check."""

from __future__ import annotations

import io
from typing import Any

from django.test import Client
from PIL import Image

STORY = "Pak guru itu naik panggung dan mengajak memilih nomor satu."


def a_photo(colour: str = "navy", name: str = "IMG-20250412-WA0001.jpg") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    file.seek(0)
    file.name = name
    return file


def send(client: Client, step: str, **data: Any) -> str:
    """Sends one page; the address of the next."""
    response = client.post(f"/lapor/{step}/", data)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def begin(client: Client) -> None:
    assert client.get("/lapor/").status_code == 200
    assert client.post("/lapor/")["Location"] == "/lapor/kejadian/"


def tell(client: Client) -> None:
    """A whole report of two persons with one photo, up to the check."""
    begin(client)
    assert send(client, "kejadian", act="attend_event") == "/lapor/rincian/"
    assert send(client, "rincian", circumstances=["gave_support", "spoke_on_stage"]) == "/lapor/terlapor/"
    client.post("/lapor/terlapor/?orang=1", {"category": "civil_servant"})
    client.post(
        "/lapor/terlapor/?orang=1&rincian=1", {"civil_servant_type": "pns", "office": "guru SD", "workplace": "SDN Rekaan"}
    )
    client.post("/lapor/terlapor/?orang=2", {"category": "village_officer"})
    client.post("/lapor/terlapor/?orang=2&rincian=1", {"office": "sekretaris desa", "workplace": "Desa Rekaan"})
    assert send(client, "terlapor", go="lanjut") == "/lapor/untuk-siapa/"
    assert send(client, "untuk-siapa", beneficiary="pair:1") == "/lapor/tempat/"
    assert (
        send(client, "tempat", place_query="Anyar", region="36.04.29.2001", place="balai desa", tps="TPS 009")
        == "/lapor/waktu/"
    )
    assert send(client, "waktu", event_when="other", event_date_0="12", event_date_1="4", event_date_2="2025") == "/lapor/tahu/"
    assert send(client, "tahu", known_when="yesterday", known_how="saw") == "/lapor/saksi/"
    assert send(client, "saksi", others="1", names="Sari, 0812 3456 7890") == "/lapor/bukti/"
    assert client.post("/lapor/bukti/", {"berkas": a_photo(), "go": "unggah"}).status_code == 302
    assert send(client, "bukti", go="lanjut") == "/lapor/cerita/"
    assert send(client, "cerita", narrative=STORY) == "/lapor/anda/"
    assert send(client, "anda", identity="willing_to_sign", voter_here="yes") == "/lapor/kontak/"
    assert send(client, "kontak", name="Saksi Rekaan", contact="0813 0000 0000") == "/lapor/periksa/"
