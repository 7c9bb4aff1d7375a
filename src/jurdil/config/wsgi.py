"""The door for the WSGI server: static files first, then the pages.

Static files are served outside Django's chain of middleware. servestatic's own middleware is asynchronous, and under WSGI
each request would pay a thread and an event loop for it (measured: about a third of an accepted report).
"""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jurdil.config.settings")
pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from servestatic import ServeStatic  # noqa: E402
from servestatic.responders import Headers  # noqa: E402


def _protect(headers: Headers, path: str, url: str) -> None:
    """The headers that pages get from the middleware."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"


application = ServeStatic(pages, allow_all_origins=False, add_headers_function=_protect)
for finder in get_finders():
    for name, storage in finder.list([]):
        application.add_file_to_dictionary(f"{settings.STATIC_URL}{name}", storage.path(name))

# What is loaded now stays for good: the collector need not walk over it again and again while a witness waits.
get_resolver().url_patterns  # noqa: B018 - the pages and all that they import
gc.collect()
gc.freeze()
