"""May this person open this page? A stranger gets 404 (nobody learns that it exists), a colleague without the role 403."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from jurdil.core.errors import NotAllowed

View = Callable[..., HttpResponse]


def desk(*roles: str) -> Callable[[View], View]:
    """Lets in signed-in people who hold one of `roles` (any role when none is given)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            person = request.user
            if not person.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not person.role_codes or (roles and not person.has_role(*roles)):
                raise NotAllowed(reason="role", roles=roles)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
