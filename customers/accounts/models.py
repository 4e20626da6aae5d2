"""Accounts: organisations and persons on the customer relationship cycle."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Language, Team
from customers.accounts.querysets import AccountQuerySet

NEVER = date(2000, 1, 1)  # the day of figures that were not refreshed yet
ALIVE = ("merged_into", "deleted_at")  # SQLite answers from an index alone only if they stand in it
UNHAPPY = Q(  # customers with a sign that they are unhappy or silent
    sign_count__gt=0,
    stage="customer",
    do_not_pursue=False,
    merged_into__isnull=True,
    deleted_at__isnull=True,
)


class AccountKind(models.TextChoices):
    """What an account is."""

    ORGANISATION = "organisation", _("Organisation")
    PERSON = "person", _("Person")


class Stage(models.TextChoices):
    """The stages of the customer relationship cycle (`domain.md` §2)."""

    POTENTIAL = "potential", _("Potential customer")
    CUSTOMER = "customer", _("Customer")
    FORMER = "former", _("Former customer")


class AccountClass(models.TextChoices):
    """The class that sets the contact rhythm; empty when not classed."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


class Source(models.TextChoices):
    """How we came to know the account."""

    REFERRAL = "referral", _("Referral")
    WEBSITE = "website", _("Website")
    FAIR = "fair", _("Fair or event")
    COLD = "cold", _("We called them")
    PARTNER = "partner", _("Partner")
    IMPORT = "import", _("Import")
    OTHER = "other", _("Other")


class HealthBand(models.TextChoices):
    """The bands of account health (`domain.md` §10)."""

    GOOD = "good", pgettext_lazy("health", "Good")
    ATTENTION = "attention", pgettext_lazy("health", "Attention")
    AT_RISK = "at_risk", pgettext_lazy("health", "At risk")


class Sector(models.Model):
    """A line of business, editable in the admin."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A label people put on accounts."""

    name = models.CharField(_("name"), max_length=50, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name


class Account(models.Model):
    """An organisation or person with whom we have, had or want a relationship.

    `stage`, `is_former`, `cycle`, `customer_since` and `do_not_pursue` change only through
    `customers.accounts.services`; the figures below `facts` are kept by the app that causes them and can be
    recomputed from the rows behind them.
    """

    kind = models.CharField(
        _("kind"), max_length=12, choices=AccountKind.choices, default=AccountKind.ORGANISATION
    )
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name=_("part of"),
    )
    stage = models.CharField(
        pgettext_lazy("relationship", "stage"),
        max_length=9,
        choices=Stage.choices,
        default=Stage.POTENTIAL,
        editable=False,
    )
    is_former = models.BooleanField(_("was a customer before"), default=False, editable=False)
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1, editable=False)
    customer_since = models.DateField(_("customer since"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("left on"), null=True, blank=True, editable=False)
    rest_until = models.DateField(_("rests until"), null=True, blank=True, editable=False)
    do_not_pursue = models.BooleanField(_("do not pursue"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        verbose_name=_("owner"),
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        verbose_name=_("team"),
        editable=False,
    )
    account_class = models.CharField(
        _("class"), max_length=1, choices=AccountClass.choices, blank=True
    )
    is_key_account = models.BooleanField(_("key account"), default=False)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    renewal_on = models.DateField(_("renewal date"), null=True, blank=True)
    sector = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        verbose_name=_("sector"),
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="accounts", verbose_name=_("tags"))
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=16, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    external_ref = models.CharField(_("external reference"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=5000)
    merged_into = models.ForeignKey(  # indexed below, for merged ones only: "is null" is nearly all
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        editable=False,
        db_index=False,
    )
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("added at"), editable=False)
    updated_at = models.DateTimeField(_("changed at"), editable=False)

    # facts, kept by the app that causes them
    open_complaints = models.PositiveIntegerField(default=0, editable=False)
    open_critical_complaints = models.PositiveIntegerField(default=0, editable=False)
    complaints_12m = models.PositiveIntegerField(default=0, editable=False)
    last_complaint_closed_at = models.DateTimeField(null=True, editable=False)
    plain_critical_complaints = models.PositiveIntegerField(  # open, and not in confidence
        default=0, db_default=0, editable=False
    )
    plain_complaints_12m = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    last_score = models.PositiveSmallIntegerField(null=True, editable=False)
    last_scored_at = models.DateTimeField(null=True, editable=False)
    score_fell_at = models.DateTimeField(null=True, editable=False)
    unhandled_detractors = models.PositiveIntegerField(default=0, editable=False)
    last_contact_at = models.DateTimeField(_("last contact"), null=True, editable=False)
    next_step_on = models.DateField(_("next step on"), null=True, editable=False)
    next_step = models.CharField(_("next step"), max_length=200, blank=True, editable=False)
    last_visit_on = models.DateField(_("last visit"), null=True, editable=False)
    planned_visit_on = models.DateField(_("visit planned on"), null=True, editable=False)
    visits_from = models.DateField(default=NEVER, editable=False)  # last visit, or the day added
    open_deals = models.PositiveIntegerField(default=0, editable=False)
    open_deal_amount = models.DecimalField(
        max_digits=14, decimal_places=2, default=Decimal(0), editable=False
    )
    open_promises = models.PositiveIntegerField(default=0, editable=False)
    promise_due_on = models.DateField(null=True, editable=False)  # the earliest open one
    promise_broken_on = models.DateField(null=True, editable=False)  # the last one not kept
    revenue_12m = models.DecimalField(
        max_digits=14, decimal_places=2, default=Decimal(0), editable=False
    )
    revenue_previous_12m = models.DecimalField(
        max_digits=14, decimal_places=2, default=Decimal(0), editable=False
    )
    health = models.DecimalField(
        _("health"), max_digits=6, decimal_places=3, null=True, editable=False
    )
    health_band = models.CharField(
        max_length=9, choices=HealthBand.choices, blank=True, editable=False
    )
    signs = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)  # bits
    sign_count = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    figures_on = models.DateField(default=NEVER, editable=False)

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            choice_check("kind", AccountKind),
            choice_check("stage", Stage),
            choice_check("language", Language),
            range_check("last_score", 0, 10),
            range_check("health", 0, 100),
            models.CheckConstraint(
                condition=Q(account_class__in=["", "A", "B", "C"]),
                name="customers_account_class_choice",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["", *Source.values]), name="customers_account_source_choice"
            ),
            models.CheckConstraint(
                condition=Q(health_band__in=["", *HealthBand.values]),
                name="customers_account_health_band_choice",
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="customers_account_cycle"),
            models.CheckConstraint(condition=~Q(name=""), name="customers_account_name_given"),
            models.CheckConstraint(
                condition=Q(stage="customer", customer_since__isnull=False) | ~Q(stage="customer"),
                name="customers_account_customer_since",
            ),
            models.CheckConstraint(
                condition=Q(cycle=1) | Q(is_former=True) | Q(stage="customer"),
                name="customers_account_former_flag",
            ),
            models.UniqueConstraint(
                fields=["external_ref"],
                condition=~Q(external_ref=""),
                name="customers_account_external_ref",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="customers_account_by_name"),
            models.Index(fields=["owner", "name_key", "id"], name="customers_account_owner"),
            models.Index(fields=["team", "name_key", "id"], name="customers_account_team"),
            models.Index(fields=["owner", "health", "id"], name="customers_account_owner_hp"),
            models.Index(fields=["health", "id"], name="customers_account_health"),
            models.Index(fields=["stage", "name_key", "id"], name="customers_account_stage"),
            models.Index(fields=["last_contact_at", "id"], name="customers_account_contact"),
            models.Index(fields=["next_step_on", "id"], name="customers_account_next"),
            models.Index(fields=["-revenue_12m", "-id"], name="customers_account_revenue"),
            models.Index(
                fields=["rest_until"],
                condition=Q(rest_until__isnull=False),
                name="customers_account_rest",
            ),
            models.Index(fields=["figures_on", "id"], name="customers_account_figures"),
            models.Index(fields=["phone"], condition=~Q(phone=""), name="customers_account_phone"),
            models.Index(fields=["email"], condition=~Q(email=""), name="customers_account_email"),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="customers_account_merged",
            ),
            models.Index(
                fields=["name_key", "id"],
                condition=Q(is_former=True),
                name="customers_account_left",
            ),
            models.Index(
                fields=["name_key", "id"],
                condition=Q(is_key_account=True),
                name="customers_account_key",
            ),
            models.Index(
                fields=["name_key", "id"],
                condition=Q(open_complaints__gt=0),
                name="customers_account_complained",
            ),
            models.Index(
                fields=["name_key", "id"],
                condition=Q(next_step_on__isnull=True, do_not_pursue=False),
                name="customers_account_unplanned",
            ),
            models.Index(
                fields=["account_class", "health", "id"], name="customers_account_class_hp"
            ),
            models.Index(
                fields=["account_class", "visits_from", "id"],
                condition=Q(planned_visit_on__isnull=True, do_not_pursue=False),
                name="customers_account_visits",
            ),
            models.Index(
                fields=["owner", "account_class", "visits_from", "id"],
                condition=Q(planned_visit_on__isnull=True, do_not_pursue=False),
                name="customers_account_own_visits",
            ),
            models.Index(
                fields=["account_class", "last_contact_at"], name="customers_account_silent"
            ),
            models.Index(  # its order, and every column its filters ask for
                fields=[
                    "stage",
                    "-sign_count",
                    "-revenue_12m",
                    "-id",
                    "signs",
                    "owner",
                    "team",
                    "account_class",
                    "next_step_on",
                    *ALIVE,
                    "do_not_pursue",
                ],
                condition=UNHAPPY,
                name="customers_account_unhappy",
            ),
            models.Index(  # counting the ring by group reads this and no account
                fields=[
                    "stage",
                    "is_former",
                    "cycle",
                    "owner",
                    "team",
                    "account_class",
                    "sector",
                    "source",
                    *ALIVE,
                ],
                condition=Q(merged_into__isnull=True, deleted_at__isnull=True),
                name="customers_account_ring",
            ),
            models.Index(  # counting customers by the day they became one
                fields=[
                    "customer_since",
                    "stage",
                    "cycle",
                    "owner",
                    "team",
                    "account_class",
                    *ALIVE,
                ],
                condition=Q(merged_into__isnull=True, deleted_at__isnull=True),
                name="customers_account_since",
            ),
            models.Index(  # the key accounts a manager looks at first
                fields=[
                    "health_band",
                    "health",
                    "id",
                    "owner",
                    "team",
                    "account_class",
                    *ALIVE,
                    "is_key_account",
                ],
                condition=Q(is_key_account=True, health_band="at_risk"),
                name="customers_account_weak",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the account page."""
        return reverse("customers:detail", args=[self.pk])

    def validate_constraints(self, exclude: Any = None) -> None:
        """Ask the database nothing: forms check choices, services what is unique, it refuses the rest."""
