"""Pelapor resmi and Berkas: who signs, what is missing, what was frozen, and the papers to take along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jurdil.apps.accounts.access import desk
from jurdil.apps.accounts.models import Person, Role
from jurdil.apps.cases.models import Case
from jurdil.core.documents import TITLES, documents, stem_of
from jurdil.core.dossier import RequirementState, readable_digest
from jurdil.core.errors import StaleCase
from jurdil.core.nik import masked

from . import actions, assemble
from .forms import InvitedForm, ParticularsForm, ReporterForm, WitnessForms, odd_words, witnesses_of
from .models import Dossier
from .readiness import in_page_language, next_step
from .seals import open_particulars, open_reporter

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
filing = desk(Role.ADVOCATE, Role.COORDINATOR)


def _case(case_id: UUID) -> Case:
    return get_object_or_404(Case.objects.select_related("incident"), pk=case_id)


def _person(request: HttpRequest) -> Person:
    return request.user  # type: ignore[return-value]


def _case_url(case: Case) -> str:
    try:
        return reverse("cases:case", args=[case.pk])
    except NoReverseMatch:
        return reverse("dossier:file", args=[case.pk])


@filing
@require_http_methods(["GET", "HEAD", "POST"])
def reporter(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who signs: choose somebody whose identity the desk has, or invite somebody to give it themself."""
    case = _case(case_id)
    form = ReporterForm(request.POST or None, label_suffix="")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            chosen = form.reporter()
            actions.choose_reporter(
                case_id=case.pk,
                reporter=chosen,
                capacity=form.cleaned_data["capacity"],
                voter_here=form.voter,
                same_person=form.cleaned_data["same_person"],
                by=_person(request),
                now=settings.CLOCK.now(),
            )
            messages.success(request, _("Pelapor resmi tersimpan, terkunci."))
            for words in odd_words(chosen):
                messages.warning(request, _("Periksa lagi: %(words)s") % {"words": words})
            return redirect("dossier:file", case_id=case.pk)
        status = 422
    last = case.reporters.order_by("pk").last()
    opened = open_reporter(last)
    context = {
        "case": case,
        "case_url": _case_url(case),
        "form": form,
        "last": last,
        "name": opened.name if opened else "",
        "id_number": masked(opened.id_number) if opened and opened.id_number else "",
        "witness_has_code": case.report.code_digest is not None,
        "willing": case.report.identity == "willing_to_sign",
        "invited": case.invitations.filter(used_at=None, expires_at__gt=settings.CLOCK.now()).order_by("-pk").first(),
    }
    return render(request, "dossier/reporter.html", context, status=status)


@filing
@require_POST
def invite(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Makes an invitation: shown once to be passed on, or sent to the witness through the receipt code."""
    case, now, by = _case(case_id), settings.CLOCK.now(), _person(request)
    to_witness = request.POST.get("to") == "witness"
    token = actions.invite_reporter(case_id=case.pk, by=by, now=now, to_witness=to_witness)
    link = request.build_absolute_uri(reverse("dossier:invitation", args=[token]))
    if to_witness:
        text = _(
            "Apakah Anda bersedia menjadi pelapor resmi? Pelapor menandatangani laporan ke Bawaslu dengan nama sendiri. "
            "Anda boleh menolak. Jika bersedia, isi data Anda di sini dalam 7 hari: %(link)s"
        ) % {"link": link}
        actions.ask_witness_to_sign(case_id=case.pk, text=text, by=by, now=now)
        messages.success(request, _("Undangan terkirim. Saksi membacanya dengan kode laporan."))
        return redirect("dossier:reporter", case_id=case.pk)
    return render(request, "dossier/invited.html", {"case": case, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The invited person's own page: what signing means, and the fields of the form."""
    now = settings.CLOCK.now()
    try:
        row = actions.live_invitation(token=token, now=now)
    except actions.InvitationOver:
        return render(request, "dossier/invitation_over.html", status=410)
    form = InvitedForm(request.POST or None, label_suffix="")
    if row.to_witness:
        del form.fields["same_person"]
    status = 200
    if request.method == "POST":
        if form.is_valid():
            actions.accept_invitation(
                token=token,
                reporter=form.reporter(),
                capacity=form.cleaned_data["capacity"],
                voter_here=form.voter,
                same_person=bool(form.cleaned_data.get("same_person")),
                now=now,
            )
            return render(request, "dossier/invitation_done.html")
        status = 422
    return render(request, "dossier/invitation.html", {"form": form, "number": row.case.number}, status=status)


@filing
@require_safe
def file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Each requirement with where it is met, the papers, the frozen versions with their digests."""
    case, now = _case(case_id), settings.CLOCK.now()
    versions = list(case.dossiers.select_related("frozen_by").order_by("-version"))
    last = versions[0].version if versions else 0
    ready = assemble.of_case(case, now=now, version=last + 1, draft=True)
    rows, step = in_page_language(ready.data.requirements), next_step(case)
    context = {
        "case": case,
        "case_url": _case_url(case),
        "requirements": rows,
        "met": sum(row.state is RequirementState.MET for row in rows),
        "of": len(rows),
        "papers": [(paper.stem, TITLES[paper.role].capitalize()) for paper in documents(ready.data)],
        "exhibits": ready.data.exhibits,
        "has_reporter": ready.data.reporter is not None,
        "has_particulars": case.particulars.exists(),
        "versions": [_version(row) for row in versions],
        "last_version": last,
        "step": step,
        "primary": "step" if step["href"] not in ("", request.path) else "download" if versions else "freeze",
        "closed": case.stage == "closed",
    }
    return render(request, "dossier/file.html", context)


def _version(row: Dossier) -> dict[str, Any]:
    names = [one["name"].removeprefix("dokumen/") for one in row.contents if one["name"].startswith("dokumen/")]
    stems = sorted({name.rsplit(".", 1)[0] for name in names})
    titles = {stem: title for stem, title in _titles().items() if stem in stems}
    return {
        "row": row,
        "digest": readable_digest(row.data_digest),
        "papers": [(stem, titles.get(stem, stem)) for stem in stems],
        "exhibits": sum(one["name"].startswith("bukti/") for one in row.contents),
        "megabytes": max(row.bundle_size / 1_000_000, 0.1),
    }


def _titles() -> dict[str, str]:
    return {stem_of(role): title.capitalize() for role, title in TITLES.items()}


@filing
@require_http_methods(["GET", "HEAD", "POST"])
def particulars(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the advocate writes for the papers: the event, the account, witnesses who agreed to be named, counsel."""
    case, now = _case(case_id), settings.CLOCK.now()
    status = 200
    if request.method == "POST":
        form = ParticularsForm(request.POST, label_suffix="")
        named = WitnessForms(request.POST, prefix="saksi", form_kwargs={"label_suffix": ""})
        if form.is_valid() and named.is_valid():
            written = form.particulars(witnesses_of(named))
            actions.save_particulars(case_id=case.pk, particulars=written, by=_person(request), now=now)
            messages.success(request, _("Isi berkas tersimpan."))
            return redirect("dossier:file", case_id=case.pk)
        status = 422
    else:
        kept = open_particulars(case.particulars.order_by("pk").last())
        data = assemble.of_case(case, now=now, version=1, draft=True).data
        counsel = kept.get("counsel") or {}
        start = {"what": data.event.what, "narrative": data.narrative}
        start |= {f"counsel_{name}": value for name, value in counsel.items()}
        form = ParticularsForm(initial=start, label_suffix="")
        named = WitnessForms(initial=kept.get("witnesses") or [], prefix="saksi", form_kwargs={"label_suffix": ""})
    context = {"case": case, "form": form, "witnesses": named, "others": case.report.other_witnesses}
    return render(request, "dossier/particulars.html", context, status=status)


@filing
@require_POST
def freeze(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = _case(case_id)
    try:
        seen = int(request.POST.get("seen_version", ""))
    except ValueError:
        raise StaleCase from None
    row = actions.freeze_dossier(case_id=case.pk, by=_person(request), now=settings.CLOCK.now(), seen_version=seen)
    messages.success(request, _("Berkas versi %(version)s dibekukan.") % {"version": row.version})
    return redirect("dossier:file", case_id=case.pk)


def _dossier(case_id: UUID, version: int) -> Dossier:
    return get_object_or_404(Dossier.objects.select_related("case"), case_id=case_id, version=version)


@filing
@require_POST
def bundle(request: HttpRequest, case_id: UUID, version: int) -> StreamingHttpResponse:
    """The opened bundle, streamed. By POST, because each opening is noted."""
    found = _dossier(case_id, version)
    row, pieces = actions.open_bundle(dossier_id=found.pk, by=_person(request), now=settings.CLOCK.now())
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Length"] = str(row.bundle_size)
    answer["Content-Disposition"] = f'attachment; filename="{row.case.number}-v{row.version}.zip"'
    return answer


@filing
@require_POST
def document(request: HttpRequest, case_id: UUID, version: int, name: str) -> HttpResponse:
    """One paper of a frozen version."""
    found = _dossier(case_id, version)
    try:
        content = actions.open_document(
            dossier_id=found.pk, name=f"dokumen/{name}", by=_person(request), now=settings.CLOCK.now()
        )
    except LookupError:
        raise Http404 from None
    return _paper(content, name, f"{found.case.number}-v{version}")


@filing
@require_POST
def draft(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """One paper as it would be now, marked as a draft."""
    case = _case(case_id)
    try:
        content = actions.draft_document(case_id=case.pk, name=name, by=_person(request), now=settings.CLOCK.now())
    except LookupError:
        raise Http404 from None
    return _paper(content, name, f"{case.number}-konsep")


def _paper(content: bytes, name: str, prefix: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MEDIA[name.rsplit(".", 1)[1]])
    answer["Content-Disposition"] = f'attachment; filename="{prefix}-{name}"'
    return answer
