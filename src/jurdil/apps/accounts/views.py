"""Coming in, going out, and the page on which a coordinator lets people in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jurdil.core.errors import NotAllowed

from . import actions
from .access import desk
from .forms import NewPersonForm, OwnPasswordForm, PasswordSignInForm, RolesForm
from .models import Person, Role

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
LINK_STATUS = {"link_unknown": 404, "link_used": 410, "link_expired": 410}


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and request.method == "GET":
        return redirect(_next(request))
    form = PasswordSignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        now = settings.CLOCK.now()
        try:
            person = actions.password_is_right(now=now, **form.cleaned_data)
        except NotAllowed as refusal:
            person = None
            form.add_error(None, _("Terlalu banyak salah. Coba lagi 15 menit lagi, atau minta tautan baru."))
            status = 429 if refusal.facts.get("reason") == "locked" else 403
        else:
            if person is None:
                form.add_error("password", _("Nama masuk atau kata sandi salah. Periksa keduanya."))
        if person is not None:
            login(request, person, backend=BACKEND)
            return redirect(_next(request))
    if request.method == "POST" and status == 200:
        status = 422
    return render(request, "accounts/sign_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status)


@require_http_methods(["GET", "POST"])
def take_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at a link uses nothing: chat programmes open links by themselves. Only the button does."""
    now = settings.CLOCK.now()
    try:
        if request.method == "POST":
            person = actions.use_link(token=token, now=now)
            login(request, person, backend=BACKEND)
            messages.success(request, _("Selamat datang, %(name)s.") % {"name": person.name})
            return redirect(settings.LOGIN_REDIRECT_URL)
        link = actions.look_at_link(token=token, now=now)
    except NotAllowed as refusal:
        reason = str(refusal.facts.get("reason", ""))
        return render(request, "accounts/dead_link.html", {"reason": reason}, status=LINK_STATUS.get(reason, 403))
    return render(request, "accounts/take_link.html", {"link": link})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("Anda sudah keluar."))
    return redirect("accounts:sign_in")


@sensitive_post_parameters("password", "again")
@desk()
@require_http_methods(["GET", "POST"])
def own_page(request: HttpRequest) -> HttpResponse:
    person: Person = request.user  # type: ignore[assignment]
    form = OwnPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        actions.set_password(person=person, password=form.cleaned_data["password"], now=settings.CLOCK.now())
        update_session_auth_hash(request, person)
        messages.success(request, _("Kata sandi tersimpan."))
        return redirect("accounts:me")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/me.html", {"form": form, "person": person}, status=status)


@desk(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = settings.CLOCK.now()
        person = actions.create_person(by=request.user, now=now, **form.cleaned_data)  # type: ignore[arg-type]
        link, token = actions.issue_link(person=person, now=now, by=request.user)  # type: ignore[arg-type]
        return _show_link(request, link, token)
    rows = Person.objects.prefetch_related("roles").order_by("-is_active", "name", "pk")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/people.html", {"people": rows, "form": form}, status=status)


def _show_link(request: HttpRequest, link: actions.SignInLink, token: str) -> HttpResponse:
    """The one page that shows a token: it is not stored, so it cannot be shown again."""
    address = request.build_absolute_uri(reverse("accounts:take_link", args=[token]))
    return render(request, "accounts/link_issued.html", {"link": link, "address": address})


@desk(Role.COORDINATOR)
@require_POST
def issue_link(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    link, token = actions.issue_link(person=person, now=settings.CLOCK.now(), by=request.user)  # type: ignore[arg-type]
    return _show_link(request, link, token)


@desk(Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def edit_roles(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    form = RolesForm(request.POST or None, initial={"roles": sorted(person.role_codes)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_roles(
                person=person,
                roles=form.cleaned_data["roles"],
                by=request.user,
                now=settings.CLOCK.now(),  # type: ignore[arg-type]
            )
        except NotAllowed:
            form.add_error("roles", _("Ini koordinator terakhir. Tunjuk koordinator lain dulu."))
        else:
            messages.success(request, _("Tugas tersimpan."))
            return redirect("accounts:people")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/roles.html", {"form": form, "person": person}, status=status)


@desk(Role.COORDINATOR)
@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    active = request.POST.get("active") == "1"
    try:
        actions.set_active(person=person, active=active, by=request.user, now=settings.CLOCK.now())  # type: ignore[arg-type]
    except NotAllowed as refusal:
        own = refusal.facts.get("reason") == "yourself"
        text = (
            _("Anda tidak bisa menutup akun sendiri.") if own else _("Ini koordinator terakhir. Tunjuk koordinator lain dulu.")
        )
        messages.error(request, text)
    else:
        messages.success(request, _("Akun dibuka lagi.") if active else _("Akun ditutup."))
    return redirect("accounts:people")
