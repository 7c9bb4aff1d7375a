"""What is said of files that came with a form: why one was not taken, what is odd about one that was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from jurdil.apps.evidence.uploads import refused_files
from jurdil.core.errors import NotAllowed, RefusedFile, StorageFull

from .actions import MAX_FILES


def take_files(request: HttpRequest, take: Callable[[Any], object]) -> list[tuple[str, str]]:
    """Hands each file of the form over; (fault, name) of those that were not taken."""
    refusals = [(refused.fault, refused.filename) for refused in refused_files(request)]
    problems = [one for one in refusals if one[0] != "many"] + [one for one in refusals if one[0] == "many"][:1]
    for upload in request.FILES.getlist("berkas"):
        try:
            take(upload)
        except RefusedFile as refusal:
            problems.append((refusal.facts["fault"], upload.name or ""))
        except StorageFull:
            problems.append(("full", upload.name or ""))
        except NotAllowed:
            if "many" not in [fault for fault, _name in problems]:
                problems.append(("many", upload.name or ""))
            break
    return problems


def wants_json(request: HttpRequest) -> bool:
    """Is this the script that sends files one by one?"""
    return "application/json" in request.headers.get("Accept", "")


def said_as_json(problems: list[tuple[str, str]]) -> JsonResponse:
    """The answer to the script that sends files one by one."""
    if not problems:
        return JsonResponse({"ok": True})
    words = " ".join(fault_words(fault, name) for fault, name in problems)
    return JsonResponse({"ok": False, "error": words}, status=status_of([fault for fault, _name in problems]))


def status_of(faults: list[str]) -> int:
    """413 too large, 507 no room, 422 anything else that was not taken."""
    if not faults:
        return 200
    return 413 if "too_large" in faults else 507 if "full" in faults else 422


def fault_words(fault: str, name: str) -> str:
    """Why a file was not taken, and what to do."""
    sentences = {
        "empty": _("Berkas %(name)s kosong (0 byte). Pilih lagi dari galeri."),
        "too_large": _("Berkas %(name)s terlalu besar. Paling besar %(limit)s MB. Tulisan Anda aman."),
        "executable": _("Berkas %(name)s sebuah program. Kirim foto, video, suara, atau dokumen."),
        "markup": _("Berkas %(name)s sebuah halaman web. Kirim tangkapan layar saja."),
        "archive": _("Berkas %(name)s sebuah arsip. Kirim isinya satu per satu."),
        "full": _("Berkas %(name)s belum tersimpan: penyimpanan penuh. Teks Anda aman. Coba lagi nanti."),
        "many": _("Paling banyak %(most)s berkas. Yang lain bisa dikirim nanti dengan kode."),
    }
    words = sentences.get(fault, _("Berkas %(name)s tidak kami kenali. Kirim foto, video, suara, atau dokumen."))
    limit = settings.EVIDENCE_MAX_BYTES // (1024 * 1024)
    return words % {"name": name, "limit": limit, "most": MAX_FILES}


def warning_words(code: str) -> str:
    """What is odd about a file that was taken all the same."""
    return {
        "ending_differs": _("Nama berkas tidak cocok dengan isinya. Tetap kami simpan."),
        "truncated": _("Berkas ini tampaknya terpotong. Tetap kami simpan."),
    }.get(code, "")
