"""The addresses of the product and the reference of the list pages: one row by its key behind the same middleware."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from jurdil.apps.accounts.access import desk
from jurdil.apps.intake.models import Report
from jurdil.config.urls import urlpatterns as product


@desk()
def one_row(request: HttpRequest, report_id: UUID) -> HttpResponse:
    return HttpResponse(Report.objects.get(pk=report_id).act)


urlpatterns = [*product, path("bench/<uuid:report_id>/", one_row)]
