"""Deals through a pipeline, the products they are about, and orders."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check, range_check
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account
from customers.contacts.models import Contact
from customers.deals.querysets import DealQuerySet
from customers.deals.score import weighted
from customers.pipelines.models import DealStage, DealState, Forecast


class Product(models.Model):
    """Something we sell."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    group = models.CharField(_("product group"), max_length=80, blank=True)
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=2, null=True, blank=True)
    margin = models.DecimalField(
        _("contribution margin (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
        help_text=_("What is left of the price after variable cost; used to weigh discounts."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [range_check("margin", 0, 100)]

    def __str__(self) -> str:
        return self.name


class LossReason(models.TextChoices):
    """Why a deal was lost; the last one only the importer may set."""

    PRICE = "price", _("Price")
    COMPETITOR = "competitor", _("Competitor")
    TIMING = "timing", _("Timing")
    NO_BUDGET = "no_budget", _("No budget")
    NO_DECISION = "no_decision", _("No decision")
    NO_FIT = "no_fit", _("No fit")
    SERVICE = "service", _("Service or complaint")
    OTHER = "other", pgettext_lazy("reason", "Other")
    UNKNOWN_IMPORTED = "unknown_imported", _("Unknown (imported)")


class Deal(models.Model):
    """An opportunity (*verkoopkans*) at an account."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="deals", verbose_name=_("account")
    )
    title = models.CharField(_("title"), max_length=200)
    amount = models.DecimalField(
        pgettext_lazy("money", "amount"), max_digits=12, decimal_places=2, default=Decimal(0)
    )
    state = models.CharField(
        _("state"), max_length=4, choices=DealState.choices, default=DealState.OPEN, editable=False
    )
    stage = models.ForeignKey(
        DealStage,
        on_delete=models.PROTECT,
        related_name="deals",
        verbose_name=pgettext_lazy("deal", "stage"),
    )
    probability = models.PositiveSmallIntegerField(_("probability (%)"))
    forecast = models.CharField(
        _("forecast"), max_length=6, choices=Forecast.choices, default=Forecast.OPEN
    )
    discount = models.DecimalField(
        _("discount (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    margin = models.DecimalField(
        _("contribution margin (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    expected_close = models.DateField(_("expected close"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    opened_on = models.DateField(_("opened on"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deals",
        verbose_name=_("owner"),
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deals",
        verbose_name=_("contact"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deals",
        verbose_name=_("product"),
    )
    competitor = models.CharField(_("competitor"), max_length=120, blank=True)
    loss_reason = models.CharField(
        _("reason of loss"), max_length=16, choices=LossReason.choices, blank=True, editable=False
    )
    loss_note = models.CharField(_("note on the loss"), max_length=300, blank=True, editable=False)
    external_ref = models.CharField(_("external reference"), max_length=80, blank=True)
    stage_since = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)

    objects = DealQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        constraints = [
            choice_check("state", DealState),
            range_check("probability", 0, 100),
            choice_check("forecast", Forecast),
            range_check("discount", 0, 100),
            range_check("margin", 0, 100),
            models.CheckConstraint(condition=Q(amount__gte=0), name="customers_deal_amount"),
            models.CheckConstraint(
                condition=Q(loss_reason__in=["", *LossReason.values]),
                name="customers_deal_loss_reason_choice",
            ),
            models.CheckConstraint(
                condition=(Q(state="lost") & ~Q(loss_reason=""))
                | (~Q(state="lost") & Q(loss_reason="")),
                name="customers_deal_loss_reason_given",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="customers_deal_closed_on",
            ),
            models.UniqueConstraint(
                fields=["external_ref"],
                condition=~Q(external_ref=""),
                name="customers_deal_external_ref",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "state", "-id"], name="customers_deal_account"),
            models.Index(
                fields=["stage", "expected_close", "id"],
                condition=Q(state="open"),
                name="customers_deal_board",
            ),
            models.Index(
                fields=["owner", "expected_close", "id"],
                condition=Q(state="open"),
                name="customers_deal_mine",
            ),
            models.Index(fields=["state", "closed_on", "id"], name="customers_deal_closed"),
            models.Index(fields=["-created_at", "-id"], name="customers_deal_new"),
            models.Index(fields=["expected_close", "id"], name="customers_deal_close"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the deal's page."""
        return reverse("deals:detail", args=[self.pk])

    @property
    def weighted(self) -> Decimal | None:
        """Return amount × probability of an open deal; None when it is decided."""
        return weighted([(self.amount, self.probability)]) if self.state == "open" else None


class DealMove(AppendOnly):
    """One step of a deal: to a stage, won, lost or reopened; never edited."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="moves")
    from_stage = models.ForeignKey(
        DealStage, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    to_stage = models.ForeignKey(
        DealStage, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    from_state = models.CharField(max_length=4, blank=True)
    to_state = models.CharField(max_length=4, choices=DealState.choices)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )

    class Meta:
        ordering = ["moved_at", "pk"]
        verbose_name = _("deal step")
        verbose_name_plural = _("deal steps")

    def __str__(self) -> str:
        return f"{self.deal_id} → {self.to_state}"


class OrderSource(models.TextChoices):
    """Where an order came from."""

    DEAL = "deal", _("Won deal")
    MANUAL = "manual", _("By hand")
    IMPORT = "import", _("Import")


class Order(models.Model):
    """A revenue line of an account, excluding VAT; amounts may be 0 and, for a credit, negative.

    A won deal and an imported order of the same sale are one row: `deal` is unique.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="orders", verbose_name=_("account")
    )
    ordered_on = models.DateField(_("date"))
    amount = models.DecimalField(pgettext_lazy("money", "amount"), max_digits=12, decimal_places=2)
    direct_cost = models.DecimalField(
        _("direct cost"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    product_group = models.CharField(_("product group"), max_length=80, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    source = models.CharField(
        _("source"),
        max_length=6,
        choices=OrderSource.choices,
        default=OrderSource.MANUAL,
        editable=False,
    )
    external_ref = models.CharField(_("external reference"), max_length=80, blank=True)
    deal = models.OneToOneField(
        Deal, on_delete=models.PROTECT, null=True, blank=True, related_name="order", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_on", "-pk"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            choice_check("source", OrderSource),
            models.UniqueConstraint(
                fields=["source", "external_ref"],
                condition=~Q(external_ref=""),
                name="customers_order_external_ref",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-ordered_on", "-id"], name="customers_order_account"),
            models.Index(fields=["-ordered_on", "-id"], name="customers_order_when"),
        ]

    def __str__(self) -> str:
        return f"{self.ordered_on} {self.amount}"
