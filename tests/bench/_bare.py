"""The ceiling: a Django view that fsyncs one uploaded file and commits one row, and does nothing else.

A project as `django-admin startproject` makes it: the middleware of its settings, one model, SQLite as durable as ours.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

HOME = Path(os.environ["JURDIL_BARE_HOME"])
settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.messages"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
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
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402


class Kept(models.Model):
    name = models.CharField(max_length=32, unique=True)
    size = models.PositiveIntegerField()

    class Meta:
        app_label = "bare"


if "bare_kept" not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Kept)
connection.close()


@csrf_exempt
def keep(request: HttpRequest, hashed: bool = False) -> HttpResponse:
    """The reference: one file on the disk, one row committed."""
    upload = request.FILES["berkas"]
    name = secrets.token_hex(16)
    digest = hashlib.sha256()
    with (HOME / name).open("xb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
            if hashed:
                digest.update(chunk)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(HOME, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)
    with transaction.atomic():
        Kept.objects.create(name=name, size=upload.size)
    return JsonResponse({"name": name})


@csrf_exempt
def send(request: HttpRequest) -> HttpResponse:
    """The second request of a report: a form, one row committed."""
    with transaction.atomic():
        Kept.objects.create(name=secrets.token_hex(16), size=len(request.POST["narrative"]))
    return JsonResponse({})


urlpatterns = [
    path("keep", keep),
    path("keep-hashed", keep, {"hashed": True}),
    path("send", send),
    path("healthz", lambda request: HttpResponse("ok")),
]
application = get_wsgi_application()
