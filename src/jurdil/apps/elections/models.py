"""Elections and pairs, regions by Kemendagri code, offices of authorities, and our own table of days off."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A region by its dotted Kemendagri code: 36, 36.04, 36.04.05, 36.04.05.2001. A code in use is never deleted."""

    code = models.CharField(max_length=13, primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)  # lower case, letters and digits only
    source = models.CharField(max_length=60)  # list and version

    def __str__(self) -> str:
        return self.name

    @property
    def level(self) -> str:
        return {2: "province", 5: "regency", 8: "district", 13: "village"}[len(self.code)]


class RegionAlias(models.Model):
    """Another spelling that people use: Anyer for Anyar, Pulau Ampel for Pulo Ampel."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="aliases")
    folded = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "folded"], name="one_alias_a_region")]


class Election(models.Model):
    """One contest, with the dates that the law asks for. Ranges are half-open: first day in, last day out."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    regime = models.CharField(max_length=20, choices=[("local_election", _("Pilkada")), ("general_election", _("Pemilu"))])
    kind = models.CharField(max_length=20, choices=[("regular", _("biasa")), ("revote", _("pemungutan suara ulang"))])
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True)
    pairs_determined = models.DateField(null=True)
    campaign_from = models.DateField(null=True)
    campaign_to = models.DateField(null=True)
    quiet_from = models.DateField(null=True)
    quiet_to = models.DateField(null=True)
    voting_day = models.DateField()
    office_timezone = models.CharField(max_length=40, default="Asia/Jakarta")
    monitors = models.PositiveIntegerField(null=True)  # how many watch: the denominator of the public page
    current = models.BooleanField(default=False)  # reports of the public form belong to it

    def __str__(self) -> str:
        return self.name

    def as_facts(self) -> dict[str, object]:
        """The `election` part of the facts that the law engine reads."""

        def span(first: object, last: object) -> dict[str, str] | None:
            return {"from": str(first), "to": str(last)} if first and last else None

        return {
            "kind": self.kind,
            "pairs_determined": str(self.pairs_determined) if self.pairs_determined else None,
            "campaign": span(self.campaign_from, self.campaign_to),
            "quiet": span(self.quiet_from, self.quiet_to),
            "voting_day": str(self.voting_day),
            "office_timezone": self.office_timezone,
            "extra_holidays": [str(one.day) for one in self.extra_days.all()],
        }


class ExtraDayOff(models.Model):
    """A day off in this election's region only, such as the day of a re-vote."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="extra_days")
    day = models.DateField()
    reason = models.CharField(max_length=120)


class CandidatePair(models.Model):
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="pairs")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="one_pair_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.label}"


class Office(models.Model):
    """An office of an authority: where a report is lodged or forwarded to. `body` is a code of the law's authorities."""

    body = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=240, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True)
    timezone = models.CharField(max_length=40, default="Asia/Jakarta")

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """A day off. Seeded from the package `holidays`, then ours: a decree may change it in the middle of a year."""

    day = models.DateField(db_index=True)
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=20)  # public, government, local
    decree = models.CharField(max_length=160, blank=True)
    seen_on = models.DateField()
    removed = models.BooleanField(default=False)  # a decree withdrew it; the row stays as history

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "category"], name="one_row_a_day_and_category")]


class CalendarYear(models.Model):
    """A year that the table covers. A year that is not here raises a warning and never counts as working days."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    version = models.CharField(max_length=120)
