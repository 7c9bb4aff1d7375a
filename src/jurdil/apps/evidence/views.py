"""Evidence for the desk: the safe copy to look at, the original to download. Nobody else gets either."""

from __future__ import annotations

from pathlib import PurePosixPath
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from jurdil.apps.accounts.access import desk
from jurdil.apps.accounts.models import Role
from jurdil.core.evidence import safe_name

from .actions import hand_out_original, safe_copy_of, store
from .models import EvidenceItem

READERS = (Role.COORDINATOR, Role.REVIEWER, Role.ADVOCATE)


@require_GET
@desk(*READERS)
def safe_copy(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """The photo without what it says of time and place."""
    item = get_object_or_404(EvidenceItem, pk=item_id)
    copy = item if item.derivation == "safe_copy" else safe_copy_of(item=item, now=settings.CLOCK.now())
    if copy is None:
        raise Http404
    response = FileResponse(store().open(copy.sha256), content_type=copy.media_type)
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_GET
@desk(*READERS)
def original(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """The bytes as they came, always as a download. The name that a sender gave may say whom it helps: not for reviewers."""
    get_object_or_404(EvidenceItem, pk=item_id)
    item, file = hand_out_original(item_id=item_id, actor=request.user.actor, now=settings.CLOCK.now())
    sighted = request.user.has_role(Role.COORDINATOR, Role.ADVOCATE)
    given = safe_name(item.filename, item.media_type, item.warnings)
    name = given if sighted else f"bukti-{item.sha256[:8]}{PurePosixPath(given).suffix}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
