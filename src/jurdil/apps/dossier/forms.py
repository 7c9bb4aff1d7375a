"""The reporter of record (fields 1a–1h of the report form) and what the advocate writes for the papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jurdil.apps.parts import DayField, choice
from jurdil.core.dossier import Reporter
from jurdil.core.nik import FEMALE, MALE, digits_of, oddities

ODDITIES = {
    "length": _("Nomor KTP biasanya 16 angka."),
    "province": _("Dua angka pertama bukan kode provinsi."),
    "date": _("Angka ke-7 sampai ke-12 bukan tanggal lahir."),
    "birth_date": _("Tanggal lahir tidak sama dengan yang ada di nomor KTP."),
    "sex": _("Jenis kelamin tidak cocok dengan nomor KTP."),
    "serial": _("Empat angka terakhir 0000."),
}
WITNESSES = 4
_TRUE_FALSE = [("yes", _("Ya")), ("no", _("Tidak"))]


class ReporterForm(forms.Form):
    """Lenient: only what nobody can sign without is required. Everything else may be filled in by hand on paper."""

    capacity = forms.ChoiceField(
        label=_("Melapor sebagai apa?"),
        widget=forms.RadioSelect,
        choices=[
            choice("citizen", _("Warga yang punya hak pilih di pemilihan ini")),
            choice("accredited_monitor", _("Pemantau pemilihan yang terakreditasi")),
            choice("participant", _("Peserta pemilihan atau timnya")),
        ],
    )
    voter_here = forms.ChoiceField(label=_("Punya hak pilih di pemilihan ini?"), widget=forms.RadioSelect, choices=_TRUE_FALSE)
    name = forms.CharField(label=_("Nama, persis seperti di KTP"), max_length=160)
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=80, required=False)
    birth_date = DayField(label=_("Tanggal lahir"), required=False)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        widget=forms.RadioSelect,
        required=False,
        choices=[(FEMALE, _("Perempuan")), (MALE, _("Laki-laki"))],
    )
    occupation = forms.CharField(label=_("Pekerjaan"), max_length=120, required=False)
    citizenship = forms.CharField(label=_("Kewarganegaraan"), max_length=40, required=False, initial="WNI")
    address = forms.CharField(
        label=_("Alamat"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jalan atau kampung, RT/RW, desa, kecamatan, kabupaten."),
    )
    phone = forms.CharField(label=_("No. Telp/HP"), max_length=40, required=False)
    email = forms.CharField(label=_("E-mail, bila ada"), max_length=160, required=False)
    id_number = forms.CharField(
        label=_("Nomor KTP (NIK)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Hanya untuk formulir laporan. Disimpan terkunci."),
    )
    same_person = forms.BooleanField(
        label=_("Orang ini juga saksi yang mengirim laporan"),
        required=False,
        help_text=_("Hubungan ini disimpan dengan kunci tersendiri."),
    )
    agreed = forms.BooleanField(
        label=_("Orang ini setuju menjadi pelapor dan akan menandatangani"),
        error_messages={"required": _("Tanyakan dulu persetujuannya.")},
    )

    def clean_id_number(self) -> str:
        return digits_of(self.cleaned_data["id_number"])

    def reporter(self) -> Reporter:
        values = self.cleaned_data

        def given(name: str) -> Any:
            return values.get(name) or None

        return Reporter(
            name=values["name"].strip(),
            birth_place=given("birth_place"),
            birth_date=given("birth_date"),
            sex=given("sex"),
            occupation=given("occupation"),
            citizenship=given("citizenship"),
            address=given("address"),
            phone=given("phone"),
            email=given("email"),
            id_number=given("id_number"),
            capacity=values["capacity"],
        )

    @property
    def voter(self) -> bool:
        return bool(self.cleaned_data["voter_here"] == "yes")


class InvitedForm(ReporterForm):
    """The same, filled in by the invited person."""

    same_person = forms.BooleanField(label=_("Saya juga yang mengirim laporan ini lewat Jurdil"), required=False)
    agreed = forms.BooleanField(
        label=_("Saya setuju menjadi pelapor dan akan menandatangani laporan"),
        error_messages={"required": _("Beri tanda bila Anda setuju.")},
    )


class ParticularsForm(forms.Form):
    what = forms.CharField(
        label=_("Peristiwa, satu kalimat"),
        max_length=300,
        help_text=_("Mulai dengan “Dugaan”. Jangan sebut siapa pun bersalah."),
    )
    narrative = forms.CharField(
        label=_("Uraian singkat kejadian"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Hapus hal yang membuka siapa saksi, bila saksi tidak mau disebut."),
    )
    counsel_name = forms.CharField(label=_("Nama pendamping hukum"), max_length=160, required=False)
    counsel_organisation = forms.CharField(label=_("Lembaga"), max_length=160, required=False)
    counsel_licence = forms.CharField(label=_("Nomor kartu advokat"), max_length=60, required=False)
    counsel_address = forms.CharField(label=_("Alamat pendamping"), max_length=300, required=False)
    counsel_phone = forms.CharField(label=_("No. Telp/HP pendamping"), max_length=40, required=False)

    def particulars(self, witnesses: list[dict[str, str]]) -> dict[str, Any]:
        values = self.cleaned_data
        counsel = {name: values[f"counsel_{name}"] for name in ("name", "organisation", "licence", "address", "phone")}
        return {
            "what": values["what"].strip(),
            "narrative": values["narrative"].strip(),
            "witnesses": witnesses,
            "counsel": counsel if counsel["name"] else None,
        }


class WitnessForm(forms.Form):
    """One witness who agreed to be named."""

    name = forms.CharField(label=_("Nama saksi"), max_length=160, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    phone = forms.CharField(label=_("No. Telp/HP"), max_length=40, required=False)
    saw = forms.CharField(label=_("Yang dilihat atau didengar"), max_length=400, required=False)


WitnessForms = forms.formset_factory(WitnessForm, extra=0, min_num=WITNESSES, max_num=40)


def witnesses_of(formset: Any) -> list[dict[str, str]]:
    """The witnesses that were filled in; rows without a name fall away."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("name")]
    return [{key: row.get(key, "").strip() for key in ("name", "address", "phone", "saw")} for row in rows]


def odd_words(reporter: Reporter) -> list[Any]:
    """What to look at again on the identity card. Nothing is refused for it."""
    if not reporter.id_number:
        return []
    found = oddities(reporter.id_number, birth_date=reporter.birth_date, sex=reporter.sex)
    return [ODDITIES[code] for code in found]
