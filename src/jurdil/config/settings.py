"""Settings: typed reads of the environment with defaults that work on a laptop; secrets come from files.

JURDIL_HOME          folder of the instance (default: var/ in a checkout)
JURDIL_DATABASE_URL  postgresql://user:password@host/name (default: SQLite in JURDIL_HOME)
JURDIL_NOW           start of the rehearsal's clock, with zone; refused by a real instance
JURDIL_ALLOWED_HOSTS names under which the desk is served, separated by commas (default: this machine)
JURDIL_HTTPS         1 behind TLS: secure cookies and HSTS
JURDIL_LAW           folder of the law (default: law/id in a checkout)
JURDIL_EXIT_URL      where "leave quickly" leads (default: a neutral page of our own)
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from jurdil.adapters import clock, instance

CHECKOUT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("JURDIL_HOME", CHECKOUT / "var"))


def _or_stop() -> instance.Instance:
    try:
        found = instance.load(HOME)
        found.secret("django")
        return found
    except instance.NoInstance as error:
        sys.exit(str(error))


def _clock(of: instance.Instance) -> clock.Clock:
    wanted = os.environ.get("JURDIL_NOW")
    if not wanted:
        return clock.Clock(of.ahead)
    if not of.rehearsal:
        sys.exit(
            "JURDIL_NOW hanya untuk latihan; ini instansi nyata. Hapus setelan itu. / "
            "JURDIL_NOW is only for rehearsals; this is a real instance. Unset it."
        )
    try:
        return clock.starting_at(datetime.fromisoformat(wanted))
    except ValueError:
        sys.exit(
            f"JURDIL_NOW={wanted}: tulis tanggal, jam dan zona, misalnya 2025-04-17T15:00:00+07:00 / "
            "write day, hour and zone, for example 2025-04-17T15:00:00+07:00"
        )


def _database(url: str | None) -> dict[str, object]:
    if url:
        parts = urlsplit(url)
        options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(options.get("host", parts.hostname or "")),
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "jurdil.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # secure_delete: words that a witness deletes are overwritten, not only let go of.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        },
    }


INSTANCE = _or_stop()
CLOCK = _clock(INSTANCE)
LAW_FOLDER = Path(os.environ.get("JURDIL_LAW", CHECKOUT / "law" / "id"))
REGIONS_FOLDER = CHECKOUT / "node_modules" / "idn-area-data" / "data"
EXIT_URL = os.environ.get("JURDIL_EXIT_URL", "")
HTTPS = os.environ.get("JURDIL_HTTPS") == "1"

SECRET_KEY = INSTANCE.secret("django")
DEBUG = False
ALLOWED_HOSTS = [name for name in os.environ.get("JURDIL_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if name]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "jurdil.apps.journal",
    "jurdil.apps.accounts",
    "jurdil.apps.elections",
    "jurdil.apps.evidence",
    "jurdil.apps.intake",
    "jurdil.apps.verification",
    "jurdil.apps.cases",
    "jurdil.apps.dossier",
    "jurdil.apps.followup",
    "jurdil.apps.publication",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "jurdil.config.middleware.small_pages",
    "jurdil.config.middleware.plain_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jurdil.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jurdil.config.middleware.worded_errors",
]

ROOT_URLCONF = "jurdil.config.urls"
WSGI_APPLICATION = "jurdil.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "src" / "jurdil" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jurdil.config.context.instance",
            ]
        },
    }
]

DATABASES = {"default": _database(os.environ.get("JURDIL_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("handle", "name"), "max_similarity": 0.85},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "verification:queue"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_AGE = 72 * 60 * 60  # no longer than a draft: a phone should not tell for a year where it has been
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers send forms with "Origin: null", which CSRF refuses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [CHECKOUT / "src" / "jurdil" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "static/"
STATICFILES_DIRS = [CHECKOUT / "src" / "jurdil" / "static"]
STATIC_ROOT = CHECKOUT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A witness's upload: words are never lost to a file that is too large. One file may have 200 MB, a form 20 files.
EVIDENCE_MAX_BYTES = 200 * 1024 * 1024
EVIDENCE_EXAMINE_SOON = True  # look into photos after the answer; off in tests, where the first look does it
FILE_UPLOAD_HANDLERS = ["jurdil.apps.evidence.uploads.EvidenceUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 200  # beyond FILES_A_FORM each is left out with a word; beyond this the form is refused

# No address, user agent or text of a witness is ever logged: only what failed and where in our code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"()": "jurdil.config.logs.WithoutWords"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR", "handlers": ["console"], "propagate": False}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
