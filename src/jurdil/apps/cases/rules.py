"""The rules for those whom they bind: what is forbidden, since when, with which sanction, by which source. Public."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jurdil.apps.elections.law import current_law
from jurdil.apps.elections.models import Election
from jurdil.apps.verification.words import label, say
from jurdil.core.law.in_force import on
from jurdil.core.law.model import Law, Provision, ProvisionId, ProvisionVersion

from .wording import penalty_words


def _today() -> date:
    return settings.CLOCK.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def provision_words(law: Law, provision: Provision, version: ProvisionVersion, day: date) -> dict[str, Any]:
    """One provision as a reader meets it, with the sanctions for breaking it that are in force that day."""
    sanctions = []
    for other in law.provisions.values():
        if provision.id in other.breach_of and (found := on(other.versions, day)):
            sanctions.append({"article": other.article, "title": say(other.title), "penalty": penalty_words(found.penalty)})
    instrument = law.instruments.get(provision.instrument)
    return {
        "id": provision.id,
        "title": say(provision.title),
        "article": provision.article,
        "text": say(version.text),
        "since": version.span.start,
        "until": version.span.end,
        "confidence": str(version.grounds.confidence),
        "sources": [
            {"key": key, "topic": law.sources[key].topic if key in law.sources else ""} for key in version.grounds.sources
        ],
        "note": say(version.grounds.note),
        "penalty": penalty_words(version.penalty),
        "sanctions": sanctions,
        "regimes": [label("regimes", one) for one in provision.regimes],
        "elements": [say(one.text) for one in version.elements],
        "tracks": [label("tracks", one.track) for one in version.opens],
        "instrument": provision.instrument,
        "instrument_title": say(instrument.title) if instrument else provision.instrument,
    }


@require_safe
def show_rules(request: HttpRequest) -> HttpResponse:
    """One section per audience; the provisions that are in force today, those of the current election's kind first."""
    law, day = current_law(), _today()
    regime = Election.objects.filter(current=True).values_list("regime", flat=True).first()
    audiences = []
    for audience in law.audiences:
        rules = []
        for name in audience.provisions:
            provision = law.provisions.get(ProvisionId(name))
            version = on(provision.versions, day) if provision else None
            if provision and version:
                rules.append((regime in provision.regimes or regime is None, provision_words(law, provision, version, day)))
        audiences.append(
            {
                "id": audience.id,
                "title": say(audience.title),
                "advice": [say(one) for one in audience.advice],
                "rules": [words for here, words in rules if here],
                "elsewhere": [words for here, words in rules if not here],
            }
        )
    context = {
        "audiences": audiences, "day": day, "regime": label("regimes", regime) if regime else "", "digest": law.digest[:12],
        "instruments": [{"key": one.key, "title": say(one.title)} for one in law.instruments.values()],
    }  # fmt: skip
    return render(request, "cases/rules.html", context)


@require_safe
def show_instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One statute, regulation or judgment: what it is for, since when, and every provision of it that we read."""
    law, day = current_law(), _today()
    instrument = law.instruments.get(key)
    if instrument is None:
        raise Http404
    provisions = []
    for provision in law.provisions.values():
        if provision.instrument == key:
            versions = [
                provision_words(law, provision, version, max(version.span.start, day)) for version in provision.versions
            ]
            provisions.append(
                {"id": provision.id, "title": say(provision.title), "article": provision.article, "versions": versions}
            )
    context = {
        "instrument": instrument,
        "title": say(instrument.title),
        "purpose": say(instrument.purpose),
        "status": say(instrument.status),
        "note": say(instrument.grounds.note),
        "confidence": str(instrument.grounds.confidence),
        "sources": [
            {"key": one, "topic": law.sources[one].topic if one in law.sources else ""} for one in instrument.grounds.sources
        ],
        "amended_by": [
            {"key": one, "title": say(law.instruments[one].title) if one in law.instruments else one}
            for one in instrument.amended_by
        ],
        "provisions": provisions,
        "day": day,
        "digest": law.digest[:12],
    }
    return render(request, "cases/instrument.html", context)
