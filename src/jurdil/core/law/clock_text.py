"""A clock in a sentence: the safe end and why, the outer end, how the days were counted, and on what it rests."""

from __future__ import annotations

from datetime import datetime

from jurdil.core.law.day_words import say_day, say_hour
from jurdil.core.law.deadlines import Clock
from jurdil.core.law.model import Law, Start, Unit

UNITS = {
    Unit.CALENDAR_DAY: ("hari kalender", "calendar days"),
    Unit.WORKING_DAY: ("hari kerja", "working days"),
    Unit.DAY: ("hari (sumber tidak menyebut kalender atau kerja)", "days (the source does not say which)"),
    Unit.HOUR: ("jam", "hours"),
    Unit.MONTH: ("bulan", "months"),
}


def explain(law: Law, clock: Clock, lang: str = "id") -> str:
    """The whole explanation, sentence after sentence. Amounts, days and sources are those of the clock itself."""
    parts = [_ends(law, clock, lang), _count(law, clock, lang), _skipped(clock, lang), _others(clock, lang)]
    parts += [_condition(clock, lang), _readings(clock, lang), _rests_on(law, clock, lang), _unknown_years(clock, lang)]
    return " ".join(part for part in parts if part)


def _pick(lang: str, id_: str, en: str) -> str:
    return en if lang == "en" else id_


def _zone(law: Law, clock: Clock) -> str:
    return law.zone_names.get(clock.timezone, clock.timezone)


def _at(law: Law, clock: Clock, moment: datetime, lang: str) -> str:
    return f"{say_day(moment.date(), lang)} {say_hour(moment, lang, _zone(law, clock))}"


def _ends(law: Law, clock: Clock, lang: str) -> str:
    outer = say_day(clock.outer_last_day, lang)
    if clock.outer_last_moment:
        outer = _at(law, clock, clock.outer_last_moment, lang)
    if clock.rule.backwards:
        edge = say_day(clock.outer_last_day, lang)
        return _pick(
            lang,
            f"Larangan mulai {edge}; hari bebas terakhir menurut bacaan aman {say_day(clock.safe_last_day)}.",
            f"The ban starts on {edge}; the last free day by the safe reading is {say_day(clock.safe_last_day, lang)}.",
        )
    if not clock.rule.ours:
        early = say_day(clock.safe_last_day, lang)
        if clock.safe_last_moment:
            early = _at(law, clock, clock.safe_last_moment, lang)
        if early == outer:
            return _pick(
                lang,
                f"Seharusnya selesai {early}; sesudah itu terlambat menurut hitungan kami.",
                f"Due by {early}; after that late by our reading.",
            )
        return _pick(
            lang,
            f"Seharusnya selesai {early}; terlambat menurut hitungan kami sesudah {outer}.",
            f"Due by {early}; late by our reading after {outer}.",
        )
    if clock.safe_last_moment and clock.safe_last_moment == clock.outer_last_moment:
        return _pick(lang, f"Batas aman dan batas luar: {outer}.", f"Safe and outer limit: {outer}.")
    if clock.safe_last_moment:
        safe = _at(law, clock, clock.safe_last_moment, lang)
        return _pick(
            lang,
            f"Batas aman: {safe}{_because(clock, lang)}; batas luar {outer} (berisiko).",
            f"Safe limit: {safe}{_because(clock, lang)}; outer limit {outer} (risky).",
        )
    if clock.safe_last_day == clock.outer_last_day and not clock.rule.at_desk:
        return _pick(lang, f"Batas aman dan batas luar: {outer}.", f"Safe and outer limit: {outer}.")
    safe = say_day(clock.safe_last_day, lang)
    no_desk = _pick(lang, ", tetapi tidak ada loket yang buka sampai hari itu", ", but no desk opens up to that day")
    return _pick(
        lang,
        f"Batas aman: {safe}{no_desk if clock.no_opening else ''}; batas luar {outer} (berisiko).",
        f"Safe limit: {safe}{no_desk if clock.no_opening else ''}; outer limit {outer} (risky).",
    )


def _because(clock: Clock, lang: str) -> str:
    """Why the last opening is where it is."""
    if clock.opening is None:
        return ""
    if clock.opening.all_day:
        stage = {"quiet": ("masa tenang", "the quiet period"), "voting_day": ("hari pemungutan suara", "voting day")}
        words = stage.get(clock.opening.stage or "", ("hari itu", "that day"))
        return _pick(
            lang,
            f", karena loket buka 24 jam pada {words[0]}",
            f", because the desk is open around the clock in {words[1]}",
        )
    if clock.opening.closes.date() == clock.safe_last_day:
        return _pick(lang, ", saat loket tutup", ", when the desk closes")
    safe = say_day(clock.safe_last_day, lang)
    closed = {step.day: step.why for step in clock.closed_days}
    why = next((why for day, why in closed.items() if day == clock.safe_last_day and why), "")
    why = _pick(lang, "akhir pekan", "a weekend") if why == "weekend" else why
    tail = f" ({why})" if why else ""
    return _pick(
        lang,
        f", karena loket tutup sesudah itu sampai hari aman terakhir {safe}{tail}",
        f", because the desk stays closed from then to the safe last day {safe}{tail}",
    )


def _count(law: Law, clock: Clock, lang: str) -> str:
    n, unit = clock.version.n, UNITS[clock.version.unit][lang == "en"]
    anchor = clock.rule.anchor_text.say(lang)
    when = say_day(clock.anchor, lang)
    if clock.version.unit is Unit.HOUR and clock.anchor_moment:
        when = _at(law, clock, clock.anchor_moment, lang)
    if clock.version.unit in (Unit.HOUR, Unit.MONTH):
        side = _pick(lang, "sebelum" if clock.rule.backwards else "sejak", "before" if clock.rule.backwards else "since")
        return f"{n} {unit} {side} {anchor} ({when})."
    first = next((step.day for step in clock.steps if step.number == 1), clock.anchor)
    first_day = say_day(first, lang)
    if clock.version.start is Start.UNKNOWN:
        how = _pick(
            lang,
            f"hari ke-1 {first_day} pada bacaan aman; bacaan luar mulai sehari sesudah {when}",
            f"day 1 is {first_day} by the safe reading; the outer reading starts the day after {when}",
        )
    else:
        how = _pick(lang, f"hari ke-1 {first_day}", f"day 1 is {first_day}")
    return _pick(lang, f"{n} {unit} sejak {anchor}: {how}.", f"{n} {unit} since {anchor}: {how}.")


def _skipped(clock: Clock, lang: str) -> str:
    """The days off that the count passed over, by name."""
    off = [step for step in clock.steps if step.why and step.why not in ("weekend", "start")]
    if not off:
        return ""
    days = ", ".join(f"{say_day(step.day, lang, weekday=False)} ({step.why})" for step in off)
    return _pick(lang, f"Tidak dihitung selain akhir pekan: {days}.", f"Not counted besides weekends: {days}.")


def _others(clock: Clock, lang: str) -> str:
    told = []
    for other in clock.others:
        unit = UNITS[other.unit][lang == "en"]
        until = other.valid_to
        from_day = say_day(other.valid_from, lang, weekday=False)
        span = _pick(lang, f"mulai {from_day}", f"from {from_day}")
        if until:
            edge = say_day(until, lang, weekday=False)
            span += _pick(lang, f" sampai sebelum {edge}", f" to before {edge}")
        safe, outer = say_day(other.safe_last_day, lang), say_day(other.outer_last_day, lang)
        told.append(
            _pick(
                lang,
                f"Menurut baris lain ({other.n} {unit}, berlaku {span}): aman {safe}, luar {outer}.",
                f"By the other row ({other.n} {unit}, in force {span}): safe {safe}, outer {outer}.",
            )
        )
    return " ".join(told)


def _condition(clock: Clock, lang: str) -> str:
    if clock.rule.condition is None:
        return ""
    return f"{_pick(lang, 'Syarat', 'Condition')}: {clock.rule.condition.say(lang)}."


def _readings(clock: Clock, lang: str) -> str:
    """What the sources do not agree on, and what is safer."""
    told = []
    for one in clock.version.readings:
        told.append(
            _pick(lang, "Sumber tidak sepakat: ", "The sources differ: ") + " ".join(view.say(lang) for view in one.views)
        )
        if one.safer:
            told.append(_pick(lang, "Lebih aman: ", "Safer: ") + one.safer.say(lang))
    return " ".join(told)


def _rests_on(law: Law, clock: Clock, lang: str) -> str:
    grounds = clock.version.grounds
    topics = "; ".join(f"[{key}] {law.sources[key].topic}" for key in grounds.sources if key in law.sources)
    note = f" {_sentence(grounds.note.say(lang))}" if grounds.note else ""
    calendar = _pick(lang, f"Kalender: {clock.calendar_version}.", f"Calendar: {clock.calendar_version}.")
    source = _pick(lang, "Sumber", "Source")
    return f"{source} ({grounds.confidence}): {topics or '-'}.{note} {calendar}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _unknown_years(clock: Clock, lang: str) -> str:
    if not clock.uncovered_years:
        return ""
    years = ", ".join(map(str, clock.uncovered_years))
    return _pick(
        lang,
        f"Perhatian: hari libur tahun {years} belum diketahui, jam loket dan hari kerja bisa berubah.",
        f"Note: the days off of {years} are not known yet; desk hours and working days may change.",
    )
