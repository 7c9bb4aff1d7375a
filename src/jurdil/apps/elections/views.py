"""The search for a place while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from .models import Election
from .regions import search_places


@require_GET
def find_place(request: HttpRequest) -> JsonResponse:
    """Places of the current election's region that are like `q`, as {"results": [{"value", "label", "detail"}]}."""
    election = Election.objects.filter(current=True).only("region_id").first()
    places = search_places(request.GET.get("q", "")[:120], (election.region_id or "") if election else "")
    return JsonResponse({"results": [{"value": place.code, "label": place.name, "detail": place.detail} for place in places]})
