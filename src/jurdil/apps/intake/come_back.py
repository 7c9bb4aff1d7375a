"""Coming back with the code: how far it is, messages to and from the desk, more evidence, or the draft taken up again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jurdil.apps.elections.models import Election
from jurdil.apps.evidence.actions import accepted_endings, note_original, take_in
from jurdil.core.errors import WrongCode

from . import actions
from .clock import filing_clock, local_day
from .codes import digest_of
from .file_answers import fault_words, said_as_json, status_of, take_files, wants_json
from .forms import CodeForm, MessageForm
from .models import Report
from .progress import told_by_later_stages
from .teller import COME_BACK_LIFE, Teller, find, remember, teller_of
from .way import first_open, form_only, lost

ReportView = Callable[..., HttpResponse]


def wrong_code_words(error: WrongCode) -> str:
    """What is wrong with a code as typed; nothing about whether it exists."""
    fault = error.facts["fault"]
    if fault == "length":
        return _("Kode punya 20 tanda. Yang Anda tulis %(length)s. Periksa lagi.") % error.facts
    if fault == "symbol":
        return _("Ada tanda yang bukan huruf atau angka kode. Kode tidak memakai huruf U.")
    return _("Ada satu tanda yang salah tulis atau tertukar. Periksa lagi huruf demi huruf.")


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Takes the code. It travels in the body of the form and in a cookie, never in an address."""
    teller = teller_of(request)
    if request.method != "POST":
        return render(request, "intake/code.html", {"form": CodeForm(label_suffix=""), "teller": teller})
    form = CodeForm(request.POST, label_suffix="")
    status = 422
    if form.is_valid():
        code, now = form.cleaned_data["code"], settings.CLOCK.now()
        try:
            digest_of(code)
        except WrongCode as error:
            form.add_error("code", wrong_code_words(error))
        else:
            found = find(code, now)
            if found is not None:
                return _open(found)
            if actions.note_wrong_code(now=now):
                status = 429
                form.add_error("code", _("Terlalu banyak kode salah dari semua orang. Coba lagi satu menit lagi."))
            else:
                form.add_error("code", _("Kode ini tidak kami kenal, atau drafnya sudah lewat 72 jam."))
    response = render(request, "intake/code.html", {"form": form, "teller": teller}, status=status)
    if status == 429:
        response["Retry-After"] = "60"
    return response


def _open(found: Teller) -> HttpResponse:
    if found.draft is not None:
        election = Election.objects.filter(current=True).first()
        return remember(redirect(first_open(found, election) if election else "intake:start"), found.code)
    return remember(redirect("intake:status"), found.code, life=COME_BACK_LIFE)


def with_report(view: ReportView) -> ReportView:
    """Pages of a report that was sent."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        teller = teller_of(request)
        if teller is None or teller.report is None:
            return lost(request, _("Buka dulu laporan Anda dengan kode"), "intake:code")
        return view(request, teller, teller.report, *args, **kwargs)

    return guarded


@require_GET
@with_report
def status(request: HttpRequest, teller: Teller, report: Report) -> HttpResponse:
    """How far it is, in plain words, with dates; the dialogue; more evidence."""
    return _status_page(request, teller, report, MessageForm(label_suffix=""), [])


def _status_page(
    request: HttpRequest, teller: Teller, report: Report, form: MessageForm, problems: list[tuple[str, str]], code: int = 200
) -> HttpResponse:
    now = settings.CLOCK.now()
    clock, today = filing_clock(report.election, report.known_date), local_day(report.election, now)
    dialogue = list(report.messages.order_by("at", "pk"))
    actions.witness_looked(report_id=report.pk, now=now)
    context = {
        "code": teller.code,
        "report": report,
        "stages": [*stages_of(report), *told_by_later_stages(report)],
        "dialogue": dialogue,
        "asked_by_desk": bool(dialogue) and not dialogue[-1].from_witness,
        "files": [row.item for row in report.evidence.select_related("item")],
        "form": form,
        "problems": [fault_words(fault, name) for fault, name in problems],
        "accept": accepted_endings(),
        "clock": clock,
        "days_left": clock.days_left(today) if clock else None,
        "over": clock.over(now, today) if clock else None,
    }
    return render(request, "intake/status.html", context, status=code)


def stages_of(report: Report) -> list[tuple[str, str, str]]:
    """(state of `parts/status.html`, what, more words) for the way of this report."""
    words = {
        Report.Stage.RECEIVED: _("Menunggu ditinjau dua orang."),
        Report.Stage.IN_REVIEW: _("Sedang ditinjau dua orang secara terpisah."),
        Report.Stage.NEEDS_MORE: _("Kami perlu keterangan Anda. Baca pesan di bawah."),
        Report.Stage.TAKEN_UP: _("Diangkat menjadi kasus. Pendamping hukum menyiapkan laporan ke Bawaslu."),
        Report.Stage.INITIAL_INFORMATION: _("Disimpan sebagai informasi awal. Bisa dilanjutkan jika ada keterangan baru."),
        Report.Stage.SET_ASIDE: _("Tidak dilanjutkan. Anda tetap bisa menulis kepada kami."),
    }
    stage = Report.Stage(report.stage)
    reviewed = stage not in (Report.Stage.RECEIVED, Report.Stage.IN_REVIEW, Report.Stage.NEEDS_MORE)
    waiting = "soon" if stage == Report.Stage.NEEDS_MORE else "open"
    return [
        ("done", _("Diterima"), ""),
        ("done" if reviewed else waiting, _("Ditinjau"), "" if reviewed else words[stage]),
        ("done" if reviewed else "open", _("Keputusan kami"), words[stage] if reviewed else ""),
    ]


@form_only("intake:status")
@with_report
def write(request: HttpRequest, teller: Teller, report: Report) -> HttpResponse:
    """A message to the desk."""
    form = MessageForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _status_page(request, teller, report, form, [], code=422)
    actions.witness_writes(report_id=report.pk, text=form.cleaned_data["text"], now=settings.CLOCK.now())
    messages.success(request, _("Pesan Anda sudah kami terima."))
    return redirect("intake:status")


@form_only("intake:status")
@with_report
def add_files(request: HttpRequest, teller: Teller, report: Report) -> HttpResponse:
    """More evidence for a report that was sent."""
    now = settings.CLOCK.now()

    def take(upload: Any) -> None:
        taken = take_in(upload=upload, filename=upload.name)
        with transaction.atomic():
            item = note_original(taken=taken, actor="witness", now=now)
            actions.witness_adds_evidence(report_id=report.pk, item_id=item.pk, now=now)

    problems = take_files(request, take)
    if wants_json(request):
        return said_as_json(problems)
    if problems:
        form = MessageForm(label_suffix="")
        return _status_page(request, teller, report, form, problems, code=status_of([fault for fault, _n in problems]))
    if request.FILES:
        messages.success(request, _("Bukti Anda sudah kami terima."))
    return redirect("intake:status")
