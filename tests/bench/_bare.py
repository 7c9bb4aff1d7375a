"""The ceiling: a Django view that fsyncs one uploaded file and commits one row, and does nothing else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

HOME = Path(os.environ["JURDIL_BARE_HOME"])
settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "bare.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
)

import django  # noqa: E402 - settings first

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

with connection.cursor() as _cursor:
    _cursor.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER)")
connection.close()


def keep(request: HttpRequest) -> HttpResponse:
    upload = request.FILES["berkas"]
    name = secrets.token_hex(16)
    with (HOME / name).open("xb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(HOME, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO kept (name, size) VALUES (%s, %s)", [name, upload.size])
    return JsonResponse({"name": name})


urlpatterns = [path("keep", keep), path("healthz", lambda request: HttpResponse("ok"))]
application = get_wsgi_application()
