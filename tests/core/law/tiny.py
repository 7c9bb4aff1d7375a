# ruff: noqa: E501
"""A tiny invented country, Kepulauan Contoh, with three provisions: the engine must know it only from its file."""

from __future__ import annotations

from typing import Any

from jurdil.adapters.law_files import read_yaml
from jurdil.core.law.model import Law
from jurdil.core.law.parse import parse_law

TINY = """\
country:
  code: tc
  name: {id: Kepulauan Contoh, en: Example Islands}
  timezone: Pacific/Fiji
  first_authority: ombudsman
  zone_names: {Pacific/Fiji: FJT}
vocabulary:
  regimes: {island_vote: {id: pemilihan pulau, en: island vote}}
  election_kinds: {regular: {id: biasa, en: regular}}
  capacities: {citizen: {id: warga, en: citizen}, none: {id: tanpa nama, en: anonymous}}
  categories:
    lighthouse_keeper: {text: {id: penjaga mercusuar, en: lighthouse keeper}, traits: [neutral]}
    fisher: {id: nelayan, en: fisher}
  civil_servant_types: {sworn: {id: disumpah, en: sworn}}
  acts:
    light_signal: {id: isyarat lampu, en: signals with the light}
    give_fish: {id: memberi ikan, en: gives fish}
  beneficiaries: {crew: {id: awak, en: crew}}
  circumstances:
    at_night: {text: {id: malam hari, en: at night}, ask: {id: Jam berapa?, en: At what hour?}}
  tracks: {harbour: {id: pelabuhan, en: harbour}}
  authorities: {ombudsman: {id: ombudsman, en: ombudsman}, harbour_court: {id: mahkamah pelabuhan, en: harbour court}}
  periods: {campaign: {id: kampanye, en: campaign}, quiet: {id: hening, en: quiet}, voting_day: {id: hari H, en: voting day}, pairs_determined: {id: penetapan, en: the list}}
  mental_elements: {wilful: {id: sengaja, en: wilful}}
sources: {t1: "Lembaran pulau"}
instruments:
  - {key: light_act, title: {id: UU Lampu, en: Light Act}, purpose: {id: lampu, en: lights}, from: 2020-01-01, confidence: V2, sources: [t1]}
provisions:
  - id: light_1
    instrument: light_act
    article: "1"
    regimes: [island_vote]
    title: {id: Lampu netral, en: The light is neutral}
    text: {id: Penjaga dilarang memberi isyarat., en: A keeper must not signal.}
    elements:
      - {id: subject, text: {id: Ia penjaga, en: A keeper}, when: {subject: [lighthouse_keeper]}}
      - {id: act, text: {id: Ia memberi isyarat, en: It was a signal}, when: {act: [light_signal]}}
      - {id: night, text: {id: Malam hari, en: By night}, when: {circumstance: at_night}}
    opens: [harbour]
    confidence: V2
    sources: [t1]
    versions: [{from: 2020-01-01, to: 2024-06-01}, {from: 2024-06-01, note: {id: kini lebih tegas, en: now stricter}}]
  - id: fish_2
    instrument: light_act
    article: "2"
    regimes: [island_vote]
    title: {id: Ikan, en: Fish}
    from: 2020-01-01
    text: {id: Dilarang memberi ikan., en: No giving of fish.}
    elements: [{id: act, text: {id: Memberi ikan, en: Fish was given}, when: {act: [give_fish]}}]
    confidence: GK
  - id: plank_3
    kind: sanction
    instrument: light_act
    article: "3"
    regimes: [island_vote]
    title: {id: Papan, en: The plank}
    from: 2020-01-01
    text: {id: Berjalan di papan., en: Walking the plank.}
    elements: [{id: breach, text: {id: Pasal 1 dilanggar, en: Art. 1 breached}, when: {breach_of: [light_1]}}]
    confidence: S1
    sources: [t1]
    penalty: {kind: harbour, steps: [{id: papan, en: plank}]}
deadlines:
  - id: report_island
    purpose: report
    regimes: [island_vote]
    title: {id: Melapor, en: Reporting}
    anchor: known_date
    anchor_text: {id: diketahui, en: it was known}
    ours: true
    at_desk: true
    confidence: V2
    sources: [t1]
    versions: [{from: 2020-01-01, n: 3, unit: calendar_day, start: same_day_counts}]
desks:
  - {regimes: [island_vote], from: 2020-01-01, week: {mon: ["09:00", "12:00"], sat: ["09:00", "12:00"]}, confidence: V2, sources: [t1]}
routes:
  - {track: harbour, form_role: report, confidence: V2, sources: [t1], versions: [{from: 2020-01-01, chain: [ombudsman, harbour_court]}]}
forms:
  - {role: report, regimes: [island_vote], title: {id: Surat, en: Letter}, confidence: V2, sources: [t1], versions: [{from: 2020-01-01, display_code: L-1}]}
warnings:
  - {code: deadline_near, text: {id: dekat, en: near}}
  - {code: deadline_passed, text: {id: lewat, en: over}}
  - {code: last_opening_passed, text: {id: tutup, en: shut}}
  - {code: no_opening_left, text: {id: tutup, en: shut}}
  - {code: unverified_law, text: {id: belum dicek, en: unverified}}
  - {code: event_date_unknown, text: {id: belum tahu, en: unknown}}
  - {code: before_the_law, text: {id: sebelum hukum, en: before the law}}
"""

FACTS: dict[str, Any] = {
    "id": "T-1",
    "regime": "island_vote",
    "election": {"kind": "regular", "pairs_determined": None, "office_timezone": "Pacific/Fiji"},
    "event_date": "2024-06-03",
    "known_date": "2024-06-03",
    "reporter": {"capacity": "citizen", "voter_here": True},
    "reported": [{"category": "lighthouse_keeper", "identified": True}],
    "act": "light_signal",
    "beneficiary": "crew",
    "circumstances": ["at_night"],
    "place_known": True,
    "narrative_given": True,
    "now": "2024-06-03T10:00:00+12:00",
}


def tiny_law(text: str = TINY) -> Law:
    return parse_law([read_yaml(text.encode(), "law/tc/all.yaml")], "tiny")
