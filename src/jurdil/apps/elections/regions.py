"""Which place does a person mean? Names as they are spelled in the field, against the list of the Kemendagri.

A name alone never says which place it is (Sidomulyo is 98 villages), so a search is held within one region, and every
answer comes with what it lies in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from .models import Region, RegionAlias

AT_MOST = 8
FUZZY_ROWS = 6000
FUZZY_SCORE = 78
_KIND_WORDS = re.compile(
    r"^(?:desa|kelurahan|kel\.?|ds\.?|kecamatan|kec\.?|kabupaten|kab\.?|kota|provinsi|prov\.?)\s+", re.IGNORECASE
)


def fold(name: str) -> str:
    """Lower case, letters and digits only: "Tunjung Teja" and "Tunjungteja" are one."""
    return "".join(sign for sign in name.lower() if sign.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One answer. `detail`: what it is and what it lies in."""

    code: str
    name: str
    detail: str


def within_code(code: str) -> Q:
    """The regions that lie in the region of that code, without itself."""
    if not code:
        return Q()
    inside = list(Region.objects.filter(parent_id=code).values_list("pk", flat=True))
    return Q(parent_id__in=[code, *inside]) | (Q(parent__parent__parent_id=code) if len(code) == 2 else Q())


def search_places(q: str, within: str = "", *, limit: int = AT_MOST) -> list[Place]:
    """Districts and villages within a region whose name or alias is like `q`, best first.

    "anyer" finds Anyar; "sidomulyo, kramatwatu" finds only those in a place named Kramatwatu; a slip of the pen is forgiven.
    """
    wanted, _comma, parent = q.partition(",")
    kind = 13 if re.match(r"\s*(?:desa|kel|ds)\b", wanted, re.IGNORECASE) else 0
    folded = fold(_KIND_WORDS.sub("", wanted.strip()))[:120]
    if len(folded) < 2:
        return []
    rows = _in_play(within)
    found = rows.filter(Q(folded__contains=folded) | Q(aliases__folded__contains=folded)).distinct()[:400]
    ranked = sorted(found, key=lambda one: (*_closeness(one.folded, folded), abs(len(one.code) - kind), one.name))
    if len(ranked) < limit and rows.count() <= FUZZY_ROWS:
        ranked += _misspelled(rows, folded, {region.pk for region in ranked}, limit)
    if fold(parent):
        ranked = [region for region in ranked if fold(_KIND_WORDS.sub("", parent.strip())) in _parent_folded(region)]
    return [place_of(region) for region in ranked[:limit]]


def exact_place(q: str, within: str = "") -> Region | None:
    """The one district or village of exactly that name or alias within a region; None if there is none or several."""
    folded = fold(_KIND_WORDS.sub("", q.partition(",")[0].strip()))
    found = list(_in_play(within).filter(Q(folded=folded) | Q(aliases__folded=folded)).distinct()[:2]) if folded else []
    return found[0] if len(found) == 1 else None


def place_of(region: Region) -> Place:
    return Place(code=region.code, name=region.name, detail=describe(region))


def describe(region: Region) -> str:
    """What a region is and what it lies in: "Desa, Kecamatan Anyar"."""
    parent = region.parent.name if region.parent else ""
    if region.level == "village":
        kind = _("Kelurahan") if region.code[9] == "1" else _("Desa")
        return f"{kind}, {_('Kecamatan')} {parent}"
    if region.level == "district":
        return f"{_('Kecamatan')}, {parent}"
    return parent


def full_name(region: Region | None) -> str:
    """The whole way up: "Desa Anyar, Kecamatan Anyar, Kabupaten Serang"."""
    parts: list[str] = []
    while region is not None and len(region.code) > 2:
        prefix = ""
        if region.level == "village":
            prefix = _("Kelurahan") + " " if region.code[9] == "1" else _("Desa") + " "
        elif region.level == "district":
            prefix = _("Kecamatan") + " "
        parts.append(prefix + region.name)
        region = region.parent
    return ", ".join(parts)


def _in_play(within: str) -> QuerySet[Region]:
    return Region.objects.filter(within_code(within)).select_related("parent").exclude(parent__parent=None)


def _closeness(name: str, folded: str) -> tuple[int, int]:
    if name == folded:
        return 0, 0
    if name.startswith(folded):
        return 1, len(name)
    return (2 if folded in name else 1), len(name)


def _misspelled(rows: QuerySet[Region], folded: str, known: set[str], limit: int) -> list[Region]:
    names: dict[str, str] = dict(rows.values_list("code", "folded"))
    alias_rows = RegionAlias.objects.filter(region__in=rows).values_list("region_id", "folded")
    choices = [*names.items(), *alias_rows]
    near = process.extract(
        folded, [name for _code, name in choices], scorer=fuzz.ratio, score_cutoff=FUZZY_SCORE, limit=limit * 3
    )
    codes = list(dict.fromkeys(choices[index][0] for _name, _score, index in near))
    by_code = rows.in_bulk([code for code in codes if code not in known])
    return [by_code[code] for code in codes if code in by_code]


def _parent_folded(region: Region) -> str:
    return region.parent.folded if region.parent else ""
