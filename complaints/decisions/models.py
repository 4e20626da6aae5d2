"""The decision on a complaint and the remedies promised with it."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.models import Complaint, ComplaintCycle
from complaints.cases.workflow import Outcome, RemedyStatus
from crm.shared.constraints import choice_check


class RemedyKind(models.TextChoices):
    """Names what we may do to make up for it."""

    APOLOGY = "apology", _("Apology")
    EXPLANATION = "explanation", _("Explanation")
    REPAIR = "repair", _("Repair")
    REPLACEMENT = "replacement", _("Replacement")
    REFUND = "refund", _("Refund")
    CREDIT = "credit", _("Credit")
    DISCOUNT = "discount", _("Discount")
    OTHER = "other", pgettext_lazy("remedy", "Other")


class Decision(models.Model):
    """What we decided in one cycle and why; a change voids the approval of the remedies."""

    cycle = models.OneToOneField(ComplaintCycle, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=14, choices=Outcome.choices)
    reasons = models.TextField(_("reasons"), max_length=5_000)
    no_remedy = models.BooleanField(_("no remedy"), default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            choice_check("outcome", Outcome),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(approved_by=models.F("proposed_by")),
                name="complaints_decision_approver_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class Remedy(models.Model):
    """One thing we do to make up for it: what, cost, by when, and what became of it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="remedies")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    kind = models.CharField(_("remedy"), max_length=11, choices=RemedyKind.choices)
    description = models.CharField(_("description"), max_length=200, blank=True)
    cost = models.DecimalField(
        _("cost"),
        max_digits=12,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
    )
    due_on = models.DateField(_("due on"))
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=RemedyStatus.choices,
        default=RemedyStatus.PROMISED,
        editable=False,
    )
    settled_on = models.DateField(_("settled on"), null=True, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("remedy")
        verbose_name_plural = _("remedies")
        constraints = [
            choice_check("kind", RemedyKind),
            choice_check("status", RemedyStatus),
            models.CheckConstraint(condition=Q(cost__gte=0), name="complaints_remedy_cost"),
            models.CheckConstraint(
                condition=Q(status=RemedyStatus.PROMISED, settled_on__isnull=True)
                | (~Q(status=RemedyStatus.PROMISED) & Q(settled_on__isnull=False)),
                name="complaints_remedy_settled",
            ),
        ]
        indexes = [
            models.Index(fields=["complaint", "cycle"], name="complaints_remedy_of"),
            models.Index(fields=["settled_on"], name="complaints_remedy_settled_on"),
        ]

    def __str__(self) -> str:
        return self.description or self.get_kind_display()
