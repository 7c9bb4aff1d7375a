"""What is asked of a witness, one question a page, and what the answers amount to.

The steps are data: pages are rendered, answers validated and summed up from `STEPS`. Codes are those of the vocabulary
of facts. Sentences are Indonesian; the shell translates them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

NARRATIVE_LIMIT = 60_000
MAX_REPORTED = 20
LOCAL = "local_election"

Answers = Mapping[str, Mapping[str, Any]]


def _(text: str) -> str:
    """Marks a sentence for translation; the shell translates it."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    code: str
    label: str
    hint: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field. `kind`: one, many, text, long, number, day, hidden. `source`: options that only the shell knows ("pairs")."""

    code: str
    kind: str
    label: str
    help: str = ""
    options: tuple[Option, ...] = ()
    source: str = ""
    required: bool = False
    missing: str = ""  # what to say when a required answer is not there
    limit: int = 200
    least: int = 0
    most: int = 0
    pictures: bool = False
    sealed: bool = False  # identifies a person: sealed even in the draft


Asked = Callable[[Answers, str], bool]


def _always(answers: Answers, regime: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page. `title`: the question; `lead`: one helping sentence; `asked`: is it asked, given the answers so far?"""

    code: str
    title: str
    short: str  # its name on the check-your-answers page
    lead: str = ""
    asks: tuple[Ask, ...] = ()
    asked: Asked = _always
    custom: str = ""  # pages with a shape of their own: parties, files, counsel


YES_NO_UNKNOWN = (
    Option(code="yes", label=_("Ya")),
    Option(code="no", label=_("Tidak")),
    Option(code="unknown", label=_("Tidak tahu")),
)

# The acts that people tell most, each with a picture; then those that are rarer.
ACTS = (
    Option(
        code="attend_event",
        icon="stage",
        label=_("Hadir di acara calon"),
        hint=_("Deklarasi, kampanye, rapat, syukuran, pelantikan relawan"),
    ),
    Option(
        code="give_money", icon="envelope", label=_("Membagi uang atau barang"), hint=_("Amplop, sembako, voucher, atau janji")
    ),
    Option(
        code="receive_money",
        icon="hand",
        label=_("Warga menerima uang atau barang"),
        hint=_("Ada yang menerima dari tim atau calon"),
    ),
    Option(
        code="mobilise",
        icon="group",
        label=_("Mengarahkan warga atau bawahan"),
        hint=_("Menyuruh memilih, mengumpulkan orang, menekan"),
    ),
    Option(
        code="social_media_support",
        icon="phone",
        label=_("Mendukung di media sosial"),
        hint=_("Posting, komentar, suka, bagikan, grup WA"),
    ),
    Option(
        code="partisan_photo",
        icon="camera",
        label=_("Foto dengan calon atau isyarat jari"),
        hint=_("Foto yang disebar, simbol jari, kaus"),
    ),
    Option(
        code="state_facility",
        icon="car",
        label=_("Memakai barang atau uang negara"),
        hint=_("Mobil dinas, kantor, anggaran, kop surat"),
    ),
    Option(
        code="favouring_decision",
        icon="letter",
        label=_("Membuat keputusan yang memihak"),
        hint=_("Surat, izin, bantuan, aturan untuk satu pihak"),
    ),
    Option(
        code="partial_activity",
        icon="sound",
        label=_("Mengajak atau mengundang untuk memihak"),
        hint=_("Rapat, telepon, seruan, hadiah"),
    ),
    Option(
        code="join_campaign", icon="flag", label=_("Ikut kampanye atau jadi tim"), hint=_("Masuk tim sukses, ikut keliling")
    ),
    Option(code="props", icon="banner", label=_("Memasang spanduk atau baliho"), hint=_("Memasang alat peraga calon")),
    Option(
        code="campaign_outside_schedule",
        icon="clock",
        label=_("Kampanye di hari yang dilarang"),
        hint=_("Masa tenang, atau di luar jadwal"),
    ),
    Option(
        code="abuse_programme",
        icon="people",
        label=_("Memakai program atau bantuan"),
        hint=_("Bansos atau kegiatan dinas untuk satu calon"),
    ),
    Option(
        code="organiser_partiality",
        icon="check",
        label=_("Petugas pemilu memihak"),
        hint=_("KPU, Bawaslu, PPS, KPPS, pengawas"),
    ),
    Option(code="other", icon="other", label=_("Hal lain"), hint=_("Kami tanyakan di halaman berikut")),
)
RARE_ACTS = (
    Option(code="involve_officials", label=_("Calon atau tim melibatkan pejabat"), hint=_("Pejabat diajak ikut kampanye")),
    Option(code="online_campaign", label=_("Berkampanye di internet"), hint=_("Mengenalkan calon lewat internet")),
    Option(code="support_letter", label=_("Memberi surat dukungan dan KTP")),
    Option(code="party_membership", label=_("Menjadi anggota atau pengurus partai")),
    Option(code="seek_nomination", label=_("Mendekati partai agar dicalonkan")),
    Option(code="replace_officials", label=_("Mengganti atau memindahkan pejabat")),
    Option(code="unknown", label=_("Tidak ada yang cocok"), hint=_("Nanti ceritakan dengan kata Anda sendiri")),
)
ACT_LABELS = {option.code: option.label for option in (*ACTS, *RARE_ACTS) if option.code not in ("other", "unknown")}

MONEY_ACTS = frozenset({"give_money", "receive_money"})
_AT_EVENT = frozenset({"attend_event", "join_campaign", "partial_activity", "mobilise", "partisan_photo", "involve_officials"})
_SHOWN = frozenset(
    {"social_media_support", "online_campaign", "props", "state_facility", "campaign_outside_schedule", "abuse_programme"}
)
_ANYWHERE = frozenset({"gave_support", "recorded", "structured_across_subdistricts"})
_OF_OTHER_ACTS = (
    (_SHOWN, _ANYWHERE | {"hand_gesture", "wore_office_attributes", "used_official_vehicle"}),
    (MONEY_ACTS, _ANYWHERE | {"wore_party_attributes"}),
)

CIRCUMSTANCES = (
    Option(code="gave_support", label=_("Menyatakan dukungan"), hint=_("Mengajak memilih, memuji calon")),
    Option(code="spoke_on_stage", label=_("Berbicara di depan orang")),
    Option(code="hand_gesture", label=_("Membuat isyarat jari")),
    Option(code="wore_party_attributes", label=_("Memakai kaus atau atribut calon")),
    Option(code="wore_office_attributes", label=_("Memakai seragam dinas")),
    Option(code="invited_others", label=_("Mengajak orang lain datang")),
    Option(code="used_official_vehicle", label=_("Memakai mobil dinas")),
    Option(code="recorded", label=_("Ada yang merekam atau memotret")),
    Option(code="structured_across_subdistricts", label=_("Terjadi juga di kecamatan lain"), hint=_("Dengan cara yang sama")),
)
CIRCUMSTANCE_LABELS = {
    **{option.code: option.label for option in CIRCUMSTANCES},
    "on_unpaid_leave": _("Sedang cuti di luar tanggungan negara"),
    "duty_letter": _("Membawa surat tugas"),
    "spouse_of_candidate": _("Suami atau istri calon"),
    "in_quiet_period": _("Di masa tenang"),
    "on_voting_day": _("Di hari pemungutan suara"),
    "written_minister_approval": _("Ada izin tertulis Menteri"),
}
# "Only present": what the witness then says did not happen.
DENIED_WHEN_ONLY_PRESENT = ("gave_support", "spoke_on_stage", "hand_gesture", "wore_party_attributes", "invited_others")
ONLY_PRESENT = Option(code="only_present", label=_("Hanya hadir, tidak berbuat apa-apa"))
NOT_KNOWN = Option(code="not_known", label=_("Tidak tahu"))

WARD_OR_VILLAGE_HEAD = "kades_or_lurah"
WHO = (
    Option(
        code="civil_servant",
        label=_("Pegawai negeri"),
        hint=_("PNS, PPPK, guru negeri, petugas kesehatan, pegawai kecamatan"),
        icon="people",
    ),
    Option(code=WARD_OR_VILLAGE_HEAD, label=_("Kades, lurah, atau jaro"), hint=_("Pemimpin desa atau kelurahan"), icon="flag"),
    Option(code="village_officer", label=_("Perangkat desa"), hint=_("Sekdes, kaur, kasi, kepala dusun"), icon="file"),
    Option(code="neighbourhood_head", label=_("Ketua RT atau RW"), icon="place"),
    Option(code="village_council_member", label=_("Anggota BPD"), icon="group"),
    Option(code="non_asn_worker", label=_("Honorer atau tenaga kontrak"), icon="people"),
    Option(code="police_member", label=_("Polisi"), icon="warn"),
    Option(code="military_member", label=_("Tentara (TNI)"), icon="warn"),
    Option(code="regional_official", label=_("Pejabat daerah"), hint=_("Kepala dinas, anggota DPRD, sekda"), icon="letter"),
    Option(code="state_official", label=_("Pejabat negara"), hint=_("Menteri, anggota DPR, hakim"), icon="letter"),
    Option(code="regional_head_incumbent_candidate", label=_("Kepala daerah yang mencalonkan lagi"), icon="stage"),
    Option(code="regional_head_not_running", label=_("Kepala daerah yang tidak mencalonkan"), icon="stage"),
    Option(code="acting_regional_head", label=_("Penjabat kepala daerah"), icon="stage"),
    Option(code="soe_official", label=_("Pejabat BUMN atau BUMD"), icon="letter"),
    Option(
        code="organiser_adhoc",
        label=_("Petugas pemilu di desa atau kecamatan"),
        hint=_("PPK, PPS, KPPS, panwas, PKD"),
        icon="check",
    ),
    Option(code="organiser_member", label=_("Anggota KPU atau Bawaslu"), icon="check"),
    Option(code="candidate", label=_("Calon"), icon="stage"),
    Option(code="campaign_team", label=_("Tim sukses"), icon="banner"),
    Option(code="volunteer", label=_("Relawan"), icon="banner"),
    Option(code="party_member", label=_("Orang partai"), icon="flag"),
    Option(code="voter", label=_("Warga atau pemilih"), icon="people"),
    Option(code="other_person", label=_("Orang lain"), icon="other"),
    Option(code="unknown", label=_("Tidak tahu"), icon="other"),
)
WHICH_HEAD = (
    Option(code="village_head", label=_("Kepala desa"), hint=_("Dipilih warga. Wilayahnya bernama desa.")),
    Option(code="ward_head", label=_("Lurah di kelurahan"), hint=_("Pegawai negeri, diangkat. Wilayahnya bernama kelurahan.")),
    Option(code="unknown", label=_("Tidak tahu")),
)
CIVIL_SERVANT_TYPES = (
    Option(code="pns", label=_("PNS")),
    Option(code="pppk", label=_("PPPK")),
    Option(code="cpns", label=_("CPNS")),
    Option(code="", label=_("Tidak tahu")),
)
CATEGORY_LABELS = {
    **{option.code: option.label for option in WHO if option.code not in (WARD_OR_VILLAGE_HEAD, "unknown")},
    "village_head": _("Kepala desa"),
    "ward_head": _("Lurah (kelurahan)"),
    "": _("Jabatan belum jelas"),
}
CATEGORIES = frozenset(CATEGORY_LABELS)
WITH_SERVICE_TYPE = frozenset({"civil_servant", "ward_head"})
PARTY_OFFICE = Ask(
    code="office",
    kind="text",
    label=_("Apa jabatan atau pekerjaannya?"),
    help=_("Misalnya: guru SD, sekretaris desa, ketua RT 03."),
    limit=200,
)
PARTY_WORKPLACE = Ask(
    code="workplace",
    kind="text",
    label=_("Bekerja atau menjabat di mana?"),
    help=_("Misalnya: SDN di Kramatwatu, Desa Anyar."),
    limit=200,
)
PARTY_NAME = Ask(
    code="name",
    kind="text",
    label=_("Siapa namanya?"),
    help=_("Boleh nama panggilan. Boleh dikosongkan jika tidak tahu."),
    limit=160,
)

BENEFICIARIES = {
    "determined_pair": _("Pasangan calon"),
    "prospective_pair": _("Bakal calon yang belum ditetapkan"),
    "candidate_spouse": _("Suami atau istri calon"),
    "party": _("Partai"),
    "election_participant": _("Peserta pemilu lain"),
    "none": _("Tidak ada"),
    "unknown": _("Tidak tahu atau tidak jelas"),
}
KNOWN_HOW = (
    Option(code="saw", label=_("Saya melihat sendiri")),
    Option(code="told", label=_("Diberi tahu orang")),
    Option(code="online", label=_("Lihat di media sosial atau grup WA")),
    Option(code="news", label=_("Baca atau tonton berita")),
    Option(code="other", label=_("Cara lain")),
)
IDENTITIES = (
    Option(code="anonymous", label=_("Tanpa nama"), hint=_("Kami tidak menyimpan siapa Anda.")),
    Option(
        code="alliance_only",
        label=_("Hanya aliansi pemantau yang tahu"),
        hint=_("Nama Anda dikunci. Tidak kami beri ke siapa pun."),
    ),
    Option(
        code="willing_to_sign",
        label=_("Saya bersedia menandatangani laporan"),
        hint=_("Laporan resmi ke Bawaslu perlu nama dan tanda tangan. Kami dampingi."),
    ),
)


def act_of(answers: Answers) -> str:
    """The code of the act, "" while it is not known."""
    told = answers.get("kejadian", {}).get("act", "")
    if told == "other":
        told = answers.get("lain", {}).get("act", "")
    return "" if told in ("other", "unknown") else str(told)


def _about_money(answers: Answers, regime: str) -> bool:
    return act_of(answers) in MONEY_ACTS


def _counsel_offered(answers: Answers, regime: str) -> bool:
    return regime == LOCAL and _about_money(answers, regime) and answers.get("uang", {}).get("took_money") == "yes"


def _with_circumstances(answers: Answers, regime: str) -> bool:
    return bool(circumstances_for(act_of(answers)))


def circumstances_for(act: str) -> tuple[Option, ...]:
    """What to ask of the circumstances of that act."""
    if act in _AT_EVENT:
        return (*CIRCUMSTANCES, ONLY_PRESENT, NOT_KNOWN) if act == "attend_event" else (*CIRCUMSTANCES, NOT_KNOWN)
    for acts, codes in _OF_OTHER_ACTS:
        if act in acts:
            return (*(option for option in CIRCUMSTANCES if option.code in codes), NOT_KNOWN)
    return ()


STEPS = (
    Step(
        code="kejadian",
        title=_("Apa yang terjadi?"),
        short=_("Kejadian"),
        lead=_("Pilih yang paling dekat. Nanti Anda bercerita sendiri."),
        asks=(
            Ask(
                code="act",
                kind="one",
                label=_("Apa yang terjadi?"),
                options=ACTS,
                required=True,
                pictures=True,
                missing=_("Pilih satu gambar dulu."),
            ),
        ),
    ),
    Step(
        code="lain",
        title=_("Mana yang paling dekat?"),
        short=_("Kejadian"),
        lead=_("Jika tidak ada yang cocok, pilih yang terakhir."),
        asks=(
            Ask(
                code="act",
                kind="one",
                label=_("Mana yang paling dekat?"),
                options=RARE_ACTS,
                required=True,
                missing=_("Pilih satu dulu."),
            ),
        ),
        asked=lambda answers, regime: answers.get("kejadian", {}).get("act") == "other",
    ),
    Step(
        code="uang",
        title=_("Apakah Anda sendiri menerima uang atau barang?"),
        short=_("Anda menerima?"),
        lead=_("Jawaban ini penting untuk keselamatan Anda."),
        asks=(
            Ask(
                code="took_money",
                kind="one",
                label=_("Apakah Anda sendiri menerima uang atau barang?"),
                required=True,
                missing=_("Pilih satu jawaban dulu."),
                options=(
                    Option(code="no", label=_("Tidak")),
                    Option(code="yes", label=_("Ya, saya menerima")),
                    Option(code="unknown", label=_("Tidak mau menjawab")),
                ),
            ),
        ),
        asked=_about_money,
    ),
    Step(
        code="pendampingan", title=_("Sebelum Anda bercerita"), short=_("Pendamping"), asked=_counsel_offered, custom="counsel"
    ),
    Step(
        code="rincian",
        title=_("Apa yang dilakukan di sana?"),
        short=_("Yang dilakukan"),
        lead=_("Pilih semua yang Anda lihat atau dengar."),
        asks=(Ask(code="circumstances", kind="many", label=_("Apa yang dilakukan di sana?"), source="circumstances"),),
        asked=_with_circumstances,
    ),
    Step(
        code="terlapor",
        title=_("Siapa yang melakukannya?"),
        short=_("Terlapor"),
        lead=_("Jabatannya dulu. Nama boleh menyusul."),
        custom="parties",
    ),
    Step(
        code="untuk-siapa",
        title=_("Siapa yang diuntungkan?"),
        short=_("Diuntungkan"),
        lead=_("Jika tidak jelas, pilih tidak tahu."),
        asks=(
            Ask(
                code="beneficiary",
                kind="one",
                label=_("Siapa yang diuntungkan?"),
                source="pairs",
                required=True,
                missing=_("Pilih satu jawaban dulu."),
            ),
        ),
    ),
    Step(
        code="tempat",
        title=_("Di mana kejadiannya?"),
        short=_("Tempat"),
        lead=_("Ketik nama desa atau kecamatan."),
        asks=(
            Ask(
                code="place_query",
                kind="text",
                label=_("Desa atau kecamatan"),
                help=_("Misalnya: Anyer, Kramatwatu."),
                limit=120,
            ),
            Ask(code="region", kind="hidden", label="", limit=13),
            Ask(
                code="place",
                kind="text",
                label=_("Tempat persisnya"),
                help=_("Misalnya: halaman balai desa, Kp. Baru RT 02."),
                limit=300,
            ),
            Ask(code="tps", kind="number", label=_("Nomor TPS, jika kejadiannya di TPS"), least=1, most=999),
        ),
        custom="place",
    ),
    Step(
        code="waktu",
        title=_("Kapan kejadiannya?"),
        short=_("Waktu kejadian"),
        asks=(
            Ask(
                code="event_when",
                kind="one",
                label=_("Kapan kejadiannya?"),
                required=True,
                missing=_("Pilih satu jawaban dulu."),
                options=(
                    Option(code="today", label=_("Hari ini")),
                    Option(code="yesterday", label=_("Kemarin")),
                    Option(code="other", label=_("Hari lain"), hint=_("Isi tanggalnya di bawah")),
                    Option(code="unknown", label=_("Tidak tahu")),
                ),
            ),
            Ask(
                code="event_date", kind="day", label=_("Tanggal kejadian"), help=_("Tanggal, bulan, tahun. Contoh: 12 04 2025.")
            ),
            Ask(
                code="event_time",
                kind="text",
                label=_("Jam berapa?"),
                help=_("Boleh dengan kata: sekitar jam 9, habis Isya."),
                limit=60,
            ),
        ),
    ),
    Step(
        code="tahu",
        title=_("Kapan Anda tahu kejadian ini?"),
        short=_("Waktu diketahui"),
        lead=_("Bukan kapan terjadi. Batas lapor dihitung sejak hari Anda tahu."),
        asks=(
            Ask(
                code="known_when",
                kind="one",
                label=_("Kapan Anda tahu kejadian ini?"),
                required=True,
                missing=_("Pilih satu jawaban dulu."),
                options=(
                    Option(code="same", label=_("Pada hari kejadian")),
                    Option(code="today", label=_("Hari ini")),
                    Option(code="yesterday", label=_("Kemarin")),
                    Option(code="other", label=_("Hari lain"), hint=_("Isi tanggalnya di bawah")),
                ),
            ),
            Ask(
                code="known_date",
                kind="day",
                label=_("Tanggal Anda tahu"),
                help=_("Tanggal, bulan, tahun. Contoh: 12 04 2025."),
            ),
            Ask(code="known_how", kind="one", label=_("Dari mana Anda tahu?"), options=KNOWN_HOW),
            Ask(code="known_words", kind="text", label=_("Tambahan, jika perlu"), limit=200),
        ),
    ),
    Step(
        code="saksi",
        title=_("Berapa orang lain yang melihat?"),
        short=_("Saksi lain"),
        lead=_("Selain Anda. Bawaslu biasanya minta dua saksi."),
        asks=(
            Ask(
                code="others",
                kind="number",
                label=_("Jumlah orang lain"),
                help=_("Tulis 0 jika tidak ada. Kosongkan jika tidak tahu."),
                least=0,
                most=999,
            ),
            Ask(
                code="names",
                kind="long",
                label=_("Nama dan nomor mereka, jika mereka setuju"),
                help=_("Satu orang satu baris. Contoh: Sari, 0812… Kami kunci dengan sandi."),
                limit=2000,
                sealed=True,
            ),
        ),
    ),
    Step(
        code="bukti",
        title=_("Ada foto, video, suara, atau dokumen?"),
        short=_("Bukti"),
        lead=_("Kirim yang asli jika ada. Boleh juga tanpa bukti."),
        custom="files",
    ),
    Step(
        code="cerita",
        title=_("Ceritakan dengan kata Anda sendiri"),
        short=_("Cerita"),
        lead=_("Apa yang Anda lihat dan dengar, dari awal. Bahasa sehari-hari saja."),
        asks=(
            Ask(
                code="narrative",
                kind="long",
                label=_("Ceritakan dengan kata Anda sendiri"),
                help=_("Jangan tulis nama Anda di sini jika ingin tanpa nama."),
                limit=NARRATIVE_LIMIT,
            ),
        ),
    ),
    Step(
        code="anda",
        title=_("Apakah nama Anda boleh kami tahu?"),
        short=_("Anda"),
        lead=_("Anda bebas memilih. Laporan tetap kami terima."),
        asks=(
            Ask(
                code="identity",
                kind="one",
                label=_("Apakah nama Anda boleh kami tahu?"),
                options=IDENTITIES,
                required=True,
                missing=_("Pilih satu jawaban dulu."),
            ),
            Ask(
                code="voter_here",
                kind="one",
                label=_("Apakah Anda punya hak pilih di sini?"),
                help=_("Di pemilihan yang Anda laporkan."),
                options=YES_NO_UNKNOWN,
            ),
        ),
    ),
    Step(
        code="kontak",
        title=_("Bagaimana kami menghubungi Anda?"),
        short=_("Kontak"),
        lead=_("Kami kunci dengan sandi. Tidak tampil di laporan."),
        asks=(
            Ask(
                code="name",
                kind="text",
                label=_("Nama Anda"),
                limit=160,
                sealed=True,
                required=True,
                missing=_("Tulis nama Anda, atau pilih tanpa nama di halaman sebelumnya."),
            ),
            Ask(
                code="contact",
                kind="text",
                label=_("Nomor HP, WA, atau cara lain"),
                limit=200,
                sealed=True,
                required=True,
                missing=_("Tulis satu cara untuk menghubungi Anda."),
            ),
        ),
        asked=lambda answers, regime: answers.get("anda", {}).get("identity") in ("alliance_only", "willing_to_sign"),
    ),
)
BY_CODE = {step.code: step for step in STEPS}


def steps_for(answers: Answers, regime: str) -> tuple[Step, ...]:
    """The pages that this report has, in order, given the answers so far."""
    return tuple(step for step in STEPS if step.asked(answers, regime))


def answered(step: Step, answers: Answers) -> bool:
    """Has this page been sent once?"""
    return step.code in answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What cannot be as it was told. `field`: code of the field; `message`: a sentence to be translated, with `facts` in it."""

    step: str
    field: str
    message: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def date_problems(*, event: date | None, known: date | None, today: date) -> tuple[Problem, ...]:
    """Do the two days fit each other and today? An event cannot lie after it was known, nor either of them ahead."""
    found = []
    if event is not None and event > today:
        found.append(Problem(step="waktu", field="event_date", message=_("Tanggal ini belum terjadi. Periksa lagi.")))
    if known is not None and known > today:
        found.append(Problem(step="tahu", field="known_date", message=_("Tanggal ini belum terjadi. Periksa lagi.")))
    if event is not None and known is not None and known < event:
        found.append(
            Problem(
                step="tahu",
                field="known_date",
                message=_("Anda menulis tahu sebelum kejadian. Kejadian: %(event)s. Periksa kedua tanggal."),
                facts={"event": event.strftime("%d-%m-%Y")},
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person whom the report names: the office first, the name second. `category` is "" while it is not known."""

    category: str = ""
    office: str = ""
    workplace: str = ""
    name: str = ""
    civil_servant_type: str = ""
    holds_office: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One account, read: what the guided pages, the import and later channels all hand over."""

    act: str = ""
    circumstances: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    beneficiary: str = ""
    pair_number: int | None = None
    event_date: date | None = None
    event_time: str = ""
    known_date: date | None = None
    known_how: str = ""
    saw_it: bool | None = None
    region: str = ""
    place: str = ""
    tps: int | None = None
    other_witnesses: int = 0
    narrative: str = ""
    identity: str = "anonymous"
    voter_here: bool | None = None
    took_money: bool | None = None
    counsel_requested: bool = False


_TRUTH = {"yes": True, "no": False}


def telling_of(answers: Answers) -> Telling:
    """What the answers amount to. Pages and choices that are not asked any more (the act was changed) do not count."""
    offered = {option.code for option in circumstances_for(act_of(answers))}
    ticked = [code for code in answers.get("rincian", {}).get("circumstances", []) if code in offered]
    reported = tuple(code for code in ticked if code in CIRCUMSTANCE_LABELS)
    only_present = ONLY_PRESENT.code in ticked and not (set(reported) - {"recorded", "structured_across_subdistricts"})
    beneficiary, pair = beneficiary_of(str(answers.get("untuk-siapa", {}).get("beneficiary", "")))
    place, when, known = answers.get("tempat", {}), answers.get("waktu", {}), answers.get("tahu", {})
    you = answers.get("anda", {})
    how = next((option.label for option in KNOWN_HOW if option.code == known.get("known_how")), "")
    took = answers.get("uang", {}).get("took_money") if act_of(answers) in MONEY_ACTS else None
    return Telling(
        act=act_of(answers),
        circumstances=reported,
        denied=tuple(code for code in DENIED_WHEN_ONLY_PRESENT if code not in reported) if only_present else (),
        parties=tuple(party_of(person) for person in answers.get("terlapor", {}).get("people", [])),
        beneficiary=beneficiary,
        pair_number=pair,
        event_date=_day(when.get("event_date")),
        event_time=when.get("event_time", ""),
        known_date=known_day(answers),
        known_how=": ".join(words for words in (how, known.get("known_words", "")) if words)[:300],
        saw_it={"saw": True, "told": False, "online": False, "news": False}.get(known.get("known_how", "")),
        region=place.get("region", ""),
        place=place.get("place") or ("" if place.get("region") else place.get("place_query", "")),
        tps=place.get("tps"),
        other_witnesses=answers.get("saksi", {}).get("others") or 0,
        narrative=answers.get("cerita", {}).get("narrative", ""),
        identity=you.get("identity", "anonymous"),
        voter_here=_TRUTH.get(you.get("voter_here", "")),
        took_money=_TRUTH.get(took or ""),
    )


def known_day(answers: Answers) -> date | None:
    """The day on which the teller learned of it. "On the day it happened" follows that day when it is corrected."""
    known = answers.get("tahu", {})
    if known.get("known_when") == "same":
        return _day(answers.get("waktu", {}).get("event_date"))
    return _day(known.get("known_date"))


def beneficiary_of(choice: str) -> tuple[str, int | None]:
    """The code ("" for not known) and the pair's number of one choice: "pair:2" → ("determined_pair", 2)."""
    kind, colon, number = choice.partition(":")
    if kind == "pair" and colon and number.isdigit():
        return "determined_pair", int(number)
    return (kind if kind in BENEFICIARIES and kind != "unknown" else ""), None


def party_of(person: Mapping[str, Any]) -> Party:
    """One reported person from the draft. What kind of office it is stays "" where it is not known: nothing is guessed."""
    category = person.get("category", "")
    office = person.get("office", "")
    if category == WARD_OR_VILLAGE_HEAD:
        category = person.get("which", "")
        office = office or ("" if category in CATEGORIES else "kades/lurah/jaro")
    category = category if category in CATEGORIES else ""
    return Party(
        category=category,
        office=office,
        workplace=person.get("workplace", ""),
        name=person.get("name", ""),
        civil_servant_type=person.get("civil_servant_type", "") if category in WITH_SERVICE_TYPE else "",
        holds_office=_TRUTH.get(person.get("holds_office", "")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
