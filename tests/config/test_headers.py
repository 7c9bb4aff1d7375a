"""Every page says what a browser may load with it, and that nothing of it may be kept."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/lapor/", "/publik/", "/tidak-ada/", "/meja/"])
def test_a_page_loads_from_here_only_and_is_not_kept(path: str) -> None:
    answer = Client().get(path)
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "no-store" in answer["Cache-Control"] or path == "/publik/"
