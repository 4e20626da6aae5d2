"""Personas and customer profiles: what people and customers of a kind want, fear and object to."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from customers.accounts.models import Sector
from customers.profiles.querysets import ProfileQuerySet


class ProfileKind(models.TextChoices):
    """Whom a profile describes."""

    PERSONA = "persona", _("Persona")
    CUSTOMER = "customer", _("Customer profile")


class Profile(models.Model):
    """A persona (a kind of person) or a customer profile (a kind of customer, per segment).

    The segment of a customer profile is the sector of accounts; each sector has one profile in use.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=ProfileKind.choices)
    name = models.CharField(_("name"), max_length=80)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="profiles",
        verbose_name=_("segment"),
    )
    goals = models.TextField(_("goals"), max_length=1000, blank=True)
    pains = models.TextField(_("pains"), max_length=1000, blank=True)
    objections = models.TextField(_("objections"), max_length=1000, blank=True)
    channels = models.TextField(_("channels"), max_length=1000, blank=True)
    criteria = models.TextField(_("buying criteria"), max_length=1000, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "pk"]
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        constraints = [
            choice_check("kind", ProfileKind),
            models.CheckConstraint(condition=~Q(name=""), name="customers_profile_name_given"),
            models.CheckConstraint(
                condition=Q(kind="customer", sector__isnull=False) | Q(kind="persona"),
                name="customers_profile_segment",
            ),
            models.UniqueConstraint(
                fields=["sector"],
                condition=Q(kind="customer", retired_at__isnull=True),
                name="customers_profile_sector_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the profile on the page of all profiles."""
        return f"{reverse('profiles:list')}#profile-{self.pk}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Ask the database nothing: services check what is unique, it refuses the rest."""
