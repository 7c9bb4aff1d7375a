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
from jurdil.core.law.audiences import Rule, know_the_rules
from jurdil.core.law.in_force import punished_by
from jurdil.core.law.model import Grounds, Law, Provision, ProvisionId, ProvisionVersion

from .wording import penalty_words


def _today() -> date:
    return settings.CLOCK.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _sources(law: Law, grounds: Grounds) -> list[dict[str, str]]:
    return [{"key": key, "topic": law.sources[key].topic if key in law.sources else ""} for key in grounds.sources]


def _rule(law: Law, rule: Rule) -> dict[str, Any]:
    """One ban as a reader meets it. The sanctions are those of this day."""
    instrument = law.provisions[ProvisionId(rule.provision)].instrument
    return {
        "rule": rule,
        "instrument": instrument,
        "instrument_title": say(law.instruments[instrument].title) if instrument in law.instruments else instrument,
        "sources": _sources(law, rule.grounds),
    }


@require_safe
def show_rules(request: HttpRequest, audience: str | None = None) -> HttpResponse:
    """One section per audience, or one audience on its own page to print and to share.

    What binds in the current kind of election stands first, what binds in another below.
    """
    law, day = current_law(), _today()
    regime = Election.objects.filter(current=True).values_list("regime", flat=True).first()
    chosen = [one for one in law.audiences if audience in (None, one.id)]
    if not chosen:
        raise Http404
    audiences = []
    for one in chosen:
        page = know_the_rules(law, one.id, day)
        here = [rule for rule in page.rules if regime is None or regime in law.provisions[ProvisionId(rule.provision)].regimes]
        audiences.append(
            {
                "id": page.id,
                "title": say(page.title),
                "advice": [say(line) for line in page.advice],
                "rules": [_rule(law, rule) for rule in here],
                "elsewhere": [_rule(law, rule) for rule in page.rules if rule not in here],
            }
        )
    context = {
        "audiences": audiences,
        "alone": audiences[0] if audience else None,
        "others": [{"id": one.id, "title": say(one.title)} for one in law.audiences if one.id != audience],
        "day": day,
        "regime": label("regimes", regime) if regime else "",
        "digest": law.digest[:12],
        "instruments": [{"key": one.key, "title": say(one.title)} for one in law.instruments.values()],
    }
    return render(request, "cases/rules.html", context)


def _version(law: Law, provision: Provision, version: ProvisionVersion) -> dict[str, Any]:
    return {
        "since": version.span.start,
        "until": version.span.end,
        "text": say(version.text),
        "elements": [say(one.text) for one in version.elements],
        "penalty": penalty_words(version.penalty),
        "sanctions": [{"article": one.article, "title": say(one.title)} for one in punished_by(law, provision.id)],
        "tracks": [label("tracks", one.track) for one in version.opens],
        "regimes": [label("regimes", one) for one in provision.regimes],
        "confidence": str(version.grounds.confidence),
        "note": say(version.grounds.note),
        "sources": _sources(law, version.grounds),
    }


@require_safe
def show_instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One statute, regulation or judgment: what it is for, since when, and every provision of it that we read."""
    law = current_law()
    instrument = law.instruments.get(key)
    if instrument is None:
        raise Http404
    titles = {name: say(one.title) for name, one in law.instruments.items()}
    context = {
        "instrument": instrument,
        "title": say(instrument.title),
        "purpose": say(instrument.purpose),
        "status": say(instrument.status),
        "note": say(instrument.grounds.note),
        "confidence": str(instrument.grounds.confidence),
        "sources": _sources(law, instrument.grounds),
        "amended_by": [{"key": one, "title": titles.get(one, one), "known": one in titles} for one in instrument.amended_by],
        "provisions": [
            {
                "id": provision.id,
                "title": say(provision.title),
                "article": provision.article,
                "versions": [_version(law, provision, version) for version in provision.versions],
            }
            for provision in law.provisions.values()
            if provision.instrument == key
        ],
        "digest": law.digest[:12],
    }
    return render(request, "cases/instrument.html", context)
