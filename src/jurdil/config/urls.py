"""Addresses. Each stage brings its own; the paths that people know stand here."""

from django.urls import include, path

from . import health

handler400 = "jurdil.config.failures.bad_request"
urlpatterns = [
    path("", include("jurdil.apps.intake.urls")),
    path("", include("jurdil.apps.accounts.urls")),
    path("", include("jurdil.apps.elections.urls")),
    path("", include("jurdil.apps.evidence.urls")),
    path("meja/", include("jurdil.apps.verification.urls")),
    path("", include("jurdil.apps.cases.urls")),
    path("meja/", include("jurdil.apps.dossier.urls")),
    path("meja/", include("jurdil.apps.followup.urls")),
    path("", include("jurdil.apps.publication.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("healthz", health.healthz),
]
