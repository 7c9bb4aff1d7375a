"""Who may assess a report, when an outcome may be decided, and what a reviewer must not see.

The rules are tables of a reason and a predicate, walked in order: the first that holds refuses, with its reason as a
code. `blind` hides from a text which candidate pair a claim would help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from .errors import InvalidTransition, NotAllowed

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
REVIEWERS_NEEDED = 2

OPEN_STAGES = ("received", "in_review", "needs_more")
CLOSED_STAGES = ("taken_up", "initial_information", "set_aside")

# stage → {step: next stage}. "assessed" is the first assessment of a round; the four others are decisions.
_STEPS: dict[str, dict[str, str]] = {
    "received": {"assessed": "in_review"},
    "in_review": {
        "assessed": "in_review",
        "take_up": "taken_up",
        "initial_information": "initial_information",
        "need_more": "needs_more",
        "set_aside": "set_aside",
    },
    "needs_more": {"assessed": "in_review"},
    "taken_up": {},
    "initial_information": {"need_more": "needs_more"},
    "set_aside": {"need_more": "needs_more"},
}
DECISIONS = ("take_up", "initial_information", "need_more", "set_aside")


def next_report_stage(stage: str, step: str) -> str:
    """The stage of a report after a step. Raises `InvalidTransition` with the steps that are possible."""
    try:
        return _STEPS[stage][step]
    except KeyError:
        raise InvalidTransition(stage=stage, step=step, possible=tuple(_STEPS.get(stage, {}))) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """What is known of one report's review: people are given by their ids, assessments are those of this round."""

    stage: str
    told_by: int | None
    assessed_by: tuple[int, ...] = ()
    conflicted: frozenset[int] = frozenset()

    @property
    def complete(self) -> bool:
        return len(self.assessed_by) >= REVIEWERS_NEEDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    id: int
    roles: frozenset[str] = field(default_factory=frozenset)


Rule = tuple[str, Callable[[Reviewing, Colleague], bool]]

MAY_ASSESS: tuple[Rule, ...] = (
    ("role", lambda report, person: "reviewer" not in person.roles),
    ("own_report", lambda report, person: report.told_by == person.id),
    ("conflict", lambda report, person: person.id in report.conflicted),
    ("already_assessed", lambda report, person: person.id in report.assessed_by),
    ("enough_assessments", lambda report, person: report.complete),
    ("report_closed", lambda report, person: report.stage not in OPEN_STAGES),
)
MAY_DECLARE_CONFLICT: tuple[Rule, ...] = (
    ("role", lambda report, person: "reviewer" not in person.roles),
    ("already_assessed", lambda report, person: person.id in report.assessed_by),
    ("report_closed", lambda report, person: report.stage not in OPEN_STAGES),
)
MAY_DECIDE: tuple[Rule, ...] = (
    ("role", lambda report, person: "coordinator" not in person.roles),
    ("own_report", lambda report, person: report.told_by == person.id),
    ("conflict", lambda report, person: person.id in report.conflicted),
)
# Each decision needs both assessments. Reopening a closed report needs none: they were made.
MAY_SEE_ASSESSMENTS: tuple[Rule, ...] = (
    ("role", lambda report, person: not {"coordinator", "reviewer"} & person.roles),
    ("not_both_in", lambda report, person: not report.complete),
)


def why_not(rules: Iterable[Rule], report: Reviewing, person: Colleague) -> str | None:
    """The first reason that refuses, or None when the person may."""
    return next((reason for reason, refuses in rules if refuses(report, person)), None)


def check(rules: Iterable[Rule], report: Reviewing, person: Colleague) -> None:
    """Raises NotAllowed(reason=…) unless the person may."""
    reason = why_not(rules, report, person)
    if reason is not None:
        raise NotAllowed(reason=reason)


def check_decision(report: Reviewing, person: Colleague, decision: str) -> str:
    """The stage that a decision leads to. Raises NotAllowed for the person, InvalidTransition for the moment."""
    check(MAY_DECIDE, report, person)
    after = next_report_stage(report.stage, decision)
    if report.stage in OPEN_STAGES and not report.complete:
        raise NotAllowed(reason="not_both_in", have=len(report.assessed_by))
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far apart two grades are: steps on the axis of the source and of the claim; "F" and 6 cannot be judged."""

    reliability: int | None
    credibility: int | None

    @property
    def agrees(self) -> bool:
        """At most one step apart on each axis, and both could or both could not be judged."""
        return self.reliability in (0, 1) and self.credibility in (0, 1)


def agreement(one: tuple[str, int], other: tuple[str, int]) -> Agreement:
    """How far two reviewers agree. None on an axis where only one of them could judge."""

    def apart(first: int, second: int, unknown: int) -> int | None:
        if (first == unknown) != (second == unknown):
            return None
        return abs(first - second)

    letters = RELIABILITIES.index(one[0]), RELIABILITIES.index(other[0])
    return Agreement(reliability=apart(*letters, RELIABILITIES.index("F")), credibility=apart(one[1], other[1], 6))


# ---- blindness -----------------------------------------------------------------------------------------------------

MASK = "▇▇▇"
_NUMBER_WORDS = (
    ("nol", "kosong", "zero"),
    ("satu", "siji", "setunggal", "hiji", "sahiji", "pertama", "one"),
    ("dua", "loro", "kalih", "kedua", "duo", "two"),
    ("tiga", "telu", "tilu", "ketiga", "three"),
    ("empat", "papat", "opat", "keempat", "four"),
    ("lima", "limo", "kelima", "five"),
    ("enam", "nem", "genep", "keenam", "six"),
    ("tujuh", "pitu", "tujuh", "ketujuh", "seven"),
    ("delapan", "wolu", "dalapan", "kedelapan", "eight"),
    ("sembilan", "sanga", "salapan", "kesembilan", "nine"),
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_COMMON = frozenset(
    (
        "pasangan", "calon", "paslon", "nomor", "urut", "bupati", "wakil", "gubernur", "walikota", "wali", "kota",
        "kabupaten", "dan", "atau", "dengan", "dari", "untuk", "haji", "hajah", "bapak", "ibu", "drs", "prof",
    )
)  # fmt: skip
# What stands before a number that names a pair.
_PAIR_WORDS = (
    r"(?:pasangan\s+calon|pasangan|paslon|calon|cabup|cawabup|cagub|cawagub|cakada|kandidat|kubu|tim|pendukung|relawan|"
    r"kotak|gambar|coblos|nyoblos|mencoblos|dicoblos|pilih|pilihan|memilih|milih|nyolok|dukung|mendukung|dukungan|"
    r"menangkan|memenangkan|kemenangan|bupati|salam|jari)"
)
_NUMBER_OF = r"(?:nomor|nomer|nomo|no|nmr|num|number|urut(?:an)?|angka|ke)"
# What stands before a two-figure number that names something else.
_OTHER_NUMBERS = (
    r"(?:rt|rw|tps|jam|pukul|pkl|tgl|tanggal|dapil|blok|gang|jl|jalan|rumah|sd|sdn|sdi|smp|smpn|sma|sman|smk|smkn|mts|km|rp)"
)


def _spoken(number: int) -> str:
    """A pattern for one pair's number as people write or say it."""
    figures = rf"0*{number}"
    words = "|".join(_NUMBER_WORDS[number]) if number < len(_NUMBER_WORDS) else ""
    roman = _ROMAN[number] if number < len(_ROMAN) else ""
    return "|".join(part for part in (figures, words, roman) if part)


@lru_cache(maxsize=64)
def _patterns(known: tuple[tuple[int, str], ...]) -> list[re.Pattern[str]]:
    if not known:
        return []
    spoken = "|".join(_spoken(number) for number, _ in known)
    zeroed = "|".join(rf"0+{number}" for number, _ in known)
    words = "|".join("|".join(_NUMBER_WORDS[number]) for number, _ in known if number < len(_NUMBER_WORDS))
    zero_words = "|".join(_NUMBER_WORDS[0])
    edge, gap, end = r"(?<![^\W_])", r"[\s.:,#\-–—\"'“”()]*", r"(?![^\W_])"
    texts: list[str] = []
    for _, label in known:
        names = [name for name in re.findall(r"[^\W\d_]+", label) if len(name) > 2 and name.lower() not in _COMMON]
        if label.strip():
            texts.append(edge + r"[\W_]+".join(re.escape(part) for part in re.findall(r"[^\W_]+", label)) + r"(?:nya)?" + end)
        texts.extend(edge + re.escape(name) + r"(?:nya)?" + end for name in names)
    texts += [
        # kosong satu, nol dua, 0 1
        rf"{edge}(?:{zero_words}|0){gap}(?:{words or zeroed}){end}",
        rf"{edge}0\s+(?:{'|'.join(str(number) for number, _ in known)}){end}(?![.:]\d)",
        # paslon 01, pasangan nomor urut 2, coblos nomor dua, salam dua jari
        rf"{edge}{_PAIR_WORDS}{gap}(?:(?:{_NUMBER_OF}){gap}){{0,2}}(?:{spoken}){end}(?![.:/]\d)",
        rf"{edge}(?:nomor|nomer|no|nmr|number){gap}urut{gap}(?:{spoken}){end}",
        rf"{edge}urut(?:an)?{gap}(?:nomor|nomer|no)?{gap}(?:{spoken}){end}",
        rf"{edge}(?:nomor|nomer|number|no){gap}(?:{spoken}){end}(?![.:/]\d)",
        rf"{edge}(?:{spoken}){gap}jari{end}",
        rf"(?<![^\W_])#{gap}(?:{spoken}){end}",
        # 01 alone, unless it belongs to a neighbourhood, a polling station, an hour, a date or a longer number
        rf"(?<![\w.,:/\-])(?:{zeroed})(?![\w]|[.,:/\-]\d)",
        # paslon 1 (satu)
        rf"{MASK}\s*\(\s*(?:{spoken})\s*\)",
    ]
    return [re.compile(text, re.IGNORECASE) for text in texts]


_NOT_A_PAIR = re.compile(rf"(?<![^\W_]){_OTHER_NUMBERS}[\s.:,]*(?:(?:no|nomor)[\s.]*)?$", re.IGNORECASE)
_MERGE = re.compile(rf"{MASK}(?:[\s.,:\-–—\"'“”()]*{MASK})+")


def blind(text: str, pairs: Iterable[tuple[int, str]]) -> str:
    """The text with every number, label and name of a candidate pair hidden. `pairs`: (number, label) of the election.

    It rather hides too much than too little: "nomor 1" of a house is hidden too. RT, RW, TPS, hours and dates stay.
    """
    for pattern in _patterns(tuple(pairs)):
        text = pattern.sub(_hidden, text)
    return _MERGE.sub(MASK, text)


def _hidden(found: re.Match[str]) -> str:
    bare = found.group().strip().isdigit()
    if bare and _NOT_A_PAIR.search(found.string[max(0, found.start() - 16) : found.start()]):
        return found.group()
    return MASK
