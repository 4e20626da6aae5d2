"""The decision on a complaint and the remedies promised with it."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.cycles import ComplaintCycle
from complaints.cases.models import Complaint
from complaints.cases.workflow import Outcome, RemedyStatus
from complaints.decisions.limits import Level
from complaints.learning.models import Cause
from crm.shared.constraints import choice_check, range_check


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


class Acceptance(models.TextChoices):
    """Names what the customer said of a remedy that was delivered."""

    ACCEPTED = "accepted", pgettext_lazy("remedy", "Accepted")
    REFUSED = "refused", pgettext_lazy("remedy", "Not accepted")
    NO_ANSWER = "no_answer", pgettext_lazy("remedy", "No answer")


class ExternalBody(models.Model):
    """Where a customer can go who does not agree: an editable text, and how long they can."""

    name = models.CharField(_("name"), max_length=120)
    text_nl = models.CharField(_("address in Dutch"), max_length=300)
    text_en = models.CharField(_("address in English"), max_length=300)
    months = models.PositiveSmallIntegerField(
        _("months after our answer"),
        help_text=_("Check with your lawyer which body and which term apply to you."),
    )
    is_default = models.BooleanField(_("proposed with each decision"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("external body")
        verbose_name_plural = _("external bodies")
        constraints = [
            range_check("months", 1, 60),
            models.UniqueConstraint(fields=["name"], name="complaints_externalbody_name"),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="complaints_externalbody_one_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def words(self, language: str) -> str:
        """Return name and address in a language."""
        return f"{self.name}, {self.text_nl if language == 'nl' else self.text_en}"


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
    approved_as = models.PositiveSmallIntegerField(
        _("approved as"), choices=[(level.value, level.name) for level in Level], default=0
    )
    external_body = models.ForeignKey(
        ExternalBody,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("external body"),
    )
    external_text = models.CharField(
        _("name and address in the answer"), max_length=500, blank=True
    )
    external_months = models.PositiveSmallIntegerField(
        _("months after our answer"), null=True, blank=True
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
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
            range_check("approved_as", 0, 2),
            models.CheckConstraint(
                condition=Q(external_text="", external_months__isnull=True)
                | (~Q(external_text="") & Q(external_months__gte=1, external_months__lte=60)),
                name="complaints_decision_external",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class DecisionVersion(models.Model):
    """A decision as it once read, with its remedies; each change adds one, none is ever changed."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    outcome = models.CharField(_("decision"), max_length=14, choices=Outcome.choices)
    reasons = models.TextField(_("reasons"), max_length=5_000)
    cause = models.ForeignKey(
        Cause, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("main cause")
    )
    no_remedy = models.BooleanField(_("no remedy"), default=False)
    remedies = models.JSONField(_("remedies"), default=list)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, default=Decimal(0))
    external_text = models.CharField(_("external body"), max_length=500, blank=True)
    external_months = models.PositiveSmallIntegerField(
        _("months after our answer"), null=True, blank=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        ordering = ["decision", "number"]
        verbose_name = _("version of a decision")
        verbose_name_plural = _("versions of decisions")
        constraints = [
            choice_check("outcome", Outcome),
            models.UniqueConstraint(
                fields=["decision", "number"], name="complaints_decisionversion_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} v{self.number}"


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
    promised_on = models.DateField(_("promised on"), null=True, editable=False)
    settled_on = models.DateField(_("settled on"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by whom"),
    )
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True, editable=False)
    acceptance = models.CharField(
        _("what the customer said"),
        max_length=9,
        choices=Acceptance.choices,
        blank=True,
        editable=False,
    )
    acceptance_on = models.DateField(_("said on"), null=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(acceptance="", acceptance_on__isnull=True)
                | Q(
                    acceptance__in=Acceptance.values,
                    acceptance_on__isnull=False,
                    status=RemedyStatus.DELIVERED,
                ),
                name="complaints_remedy_acceptance",
            ),
        ]
        indexes = [
            models.Index(
                fields=["complaint", "cycle", "status", "cost"], name="complaints_remedy_of"
            ),
            models.Index(fields=["settled_on"], name="complaints_remedy_settled_on"),
            models.Index(
                fields=["due_on", "complaint"],
                condition=Q(status=RemedyStatus.PROMISED),
                name="complaints_remedy_promised",
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.get_kind_display()
