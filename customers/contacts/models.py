"""Contacts: the people of an account, and what they agreed to."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Language
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account
from customers.contacts.querysets import ContactQuerySet
from customers.profiles.models import Profile


class Level(models.TextChoices):
    """Where somebody stands in their organisation."""

    BOARD = "board", _("Board")
    MANAGEMENT = "management", _("Management")
    OPERATIONS = "operations", _("Operations")


class Salutation(models.TextChoices):
    """How letters open."""

    MS = "ms", _("Ms")
    MR = "mr", _("Mr")


class DmuRole(models.TextChoices):
    """Roles in the decision-making unit (`domain.md` §3)."""

    INITIATOR = "initiator", _("Initiator")
    USER = "user", pgettext_lazy("DMU", "User")
    INFLUENCER = "influencer", _("Influencer")
    DECIDER = "decider", _("Decider")
    BUYER = "buyer", _("Buyer")
    GATEKEEPER = "gatekeeper", _("Gatekeeper")


class ConsentState(models.TextChoices):
    """What a person agreed to, per channel."""

    NONE = "none", _("Not asked")
    OPT_IN = "opt_in", _("Agreed")
    CUSTOMER = "customer", _("Existing customer")
    OBJECTED = "objected", _("Objected")


class Channel(models.TextChoices):
    """The channels consent is kept for."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    SURVEY = "survey", _("Survey")


class Contact(models.Model):
    """A person at an account; a person account is its own contact (`is_account_itself`)."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("account")
    )
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=120)
    name_key = models.CharField(max_length=200, editable=False)
    salutation = models.CharField(
        _("salutation"), max_length=2, choices=Salutation.choices, blank=True
    )
    function = models.CharField(_("function"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    mobile = models.CharField(_("mobile"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, blank=True)
    influence = models.PositiveSmallIntegerField(_("influence (1–5)"), null=True, blank=True)
    stance = models.SmallIntegerField(_("stance (−2 to +2)"), null=True, blank=True)
    reports_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("reports to"),
    )
    persona = models.ForeignKey(
        Profile,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("persona"),
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    is_account_itself = models.BooleanField(default=False, editable=False)
    consent_email = models.CharField(
        max_length=8, choices=ConsentState.choices, default=ConsentState.NONE, editable=False
    )
    consent_phone = models.CharField(
        max_length=8, choices=ConsentState.choices, default=ConsentState.NONE, editable=False
    )
    consent_survey = models.CharField(
        max_length=8, choices=ConsentState.choices, default=ConsentState.NONE, editable=False
    )
    bounced_at = models.DateTimeField(null=True, editable=False)
    external_ref = models.CharField(_("external reference"), max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("added at"), editable=False)
    updated_at = models.DateTimeField(_("changed at"), editable=False)

    last_contact_at = models.DateTimeField(_("last spoken"), null=True, editable=False)
    last_invited_at = models.DateTimeField(null=True, editable=False)
    last_score = models.PositiveSmallIntegerField(_("last score"), null=True, editable=False)
    last_scored_at = models.DateTimeField(null=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            choice_check("language", Language),
            choice_check("consent_email", ConsentState),
            choice_check("consent_phone", ConsentState),
            choice_check("consent_survey", ConsentState),
            range_check("influence", 1, 5),
            range_check("stance", -2, 2),
            range_check("last_score", 0, 10),
            models.CheckConstraint(
                condition=Q(level__in=["", *Level.values]), name="customers_contact_level_choice"
            ),
            models.CheckConstraint(
                condition=Q(salutation__in=["", *Salutation.values]),
                name="customers_contact_salutation_choice",
            ),
            models.UniqueConstraint(
                fields=["account", "email_key"],
                condition=~Q(email_key="") & Q(left_on__isnull=True),
                name="customers_contact_email_once",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(is_account_itself=True),
                name="customers_contact_itself_once",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="customers_contact_by_name"),
            models.Index(fields=["account", "name_key"], name="customers_contact_account"),
            models.Index(fields=["email_key"], name="customers_contact_email"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="customers_contact_phone"),
            models.Index(
                fields=["mobile"], condition=~Q(mobile=""), name="customers_contact_mobile"
            ),
            models.Index(fields=["last_contact_at", "id"], name="customers_contact_spoken"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the contact's page."""
        return reverse("contacts:detail", args=[self.pk])

    def validate_constraints(self, exclude: Any = None) -> None:
        """Ask the database nothing: forms check choices, services what is unique, it refuses the rest."""

    @property
    def name(self) -> str:
        """Return first and last name."""
        return f"{self.first_name} {self.last_name}".strip()


class ContactRole(models.Model):
    """One DMU role of a contact; a contact may have several."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=10, choices=DmuRole.choices)

    class Meta:
        verbose_name = _("DMU role")
        verbose_name_plural = _("DMU roles")
        constraints = [
            choice_check("role", DmuRole),
            models.UniqueConstraint(fields=["contact", "role"], name="customers_contactrole_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())


class Consent(models.Model):
    """One statement of consent or objection, with its date and source; the newest counts."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(_("channel"), max_length=6, choices=Channel.choices)
    state = models.CharField(_("state"), max_length=8, choices=ConsentState.choices)
    given_on = models.DateField(_("on"))
    source = models.CharField(_("source"), max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [choice_check("channel", Channel), choice_check("state", ConsentState)]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} {self.given_on}"


class SecondPost(models.Model):
    """A second account somebody works for, with the function there."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="second_posts")
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="second_posts", verbose_name=_("account")
    )
    function = models.CharField(_("function there"), max_length=120, blank=True)
    created_at = models.DateTimeField(editable=False)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("second account")
        verbose_name_plural = _("second accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "account"], name="customers_secondpost_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} – {self.account}"
