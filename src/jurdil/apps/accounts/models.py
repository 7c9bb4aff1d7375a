"""People of the alliance and their roles; one-time links with which they come in. No default passwords."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Koordinator")
    REVIEWER = "reviewer", _("Peninjau")
    ADVOCATE = "advocate", _("Pendamping hukum")
    OPERATOR = "operator", _("Operator")


class Person(AbstractBaseUser):
    """Somebody who works at the desk. A witness is never a Person."""

    handle = models.SlugField(_("nama masuk"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    wrong_passwords = models.PositiveSmallIntegerField(default=0)  # in a row
    locked_until = models.DateTimeField(null=True)  # for passwords only; a link still lets in

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager["Person"]()

    def __str__(self) -> str:
        return self.name

    @property
    def role_codes(self) -> frozenset[str]:
        if not hasattr(self, "_role_codes"):
            self._role_codes = frozenset(self.roles.values_list("role", flat=True))
        return self._role_codes

    def has_role(self, *roles: str) -> bool:
        return self.is_active and bool(self.role_codes & set(roles))

    def get_role_display(self) -> str:
        """The roles in words, for the head of the page."""
        return ", ".join(str(Role(code).label) for code in Role.values if code in self.role_codes)

    @property
    def actor(self) -> str:
        """How the journal names this person."""
        return f"person:{self.pk}"


class PersonRole(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_row_a_role")]


class SignInLink(models.Model):
    """A link that works once. Only the SHA-256 of its token is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
