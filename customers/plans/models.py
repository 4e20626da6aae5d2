"""Account plans: what we want with an account in a year, and what came of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account, Sector
from customers.activities.models import Task
from customers.plans.pace import Measure
from customers.plans.querysets import OfPlanQuerySet, PlanQuerySet
from customers.plans.states import PlanState

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONG = 4000  # characters of a part: the print stays two pages


class Unit(models.TextChoices):
    """What a goal is counted in."""

    MONEY = "money", _("money")
    PERCENT = "percent", _("percent")
    NUMBER = "number", _("number")


class AccountPlan(models.Model):
    """The plan of one account for one year; `state` changes in `services` only.

    `number` counts the approved versions: a draft with number 2 becomes version 2. `summary` repeats the goals
    with their latest values, so that the account page reads them along with its counts.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="plans", verbose_name=_("account")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        pgettext_lazy("plan", "state"),
        max_length=8,
        choices=PlanState.choices,
        default=PlanState.DRAFT,
        editable=False,
    )
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    mission = models.TextField(_("their mission"), blank=True, max_length=LONG)
    customer_strategy = models.TextField(_("their strategy"), blank=True, max_length=LONG)
    customer_goals = models.TextField(_("their goals"), blank=True, max_length=LONG)
    market = models.TextField(_("their market"), blank=True, max_length=LONG)
    strengths = models.TextField(_("strengths"), blank=True, max_length=LONG)
    weaknesses = models.TextField(_("weaknesses"), blank=True, max_length=LONG)
    opportunities = models.TextField(_("opportunities"), blank=True, max_length=LONG)
    threats = models.TextField(_("threats"), blank=True, max_length=LONG)
    strategy = models.TextField(_("our strategy"), blank=True, max_length=LONG)
    budget_amount = models.DecimalField(
        pgettext_lazy("plan", "budget"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    budget = models.TextField(_("what the budget is for"), blank=True, max_length=LONG)
    risks = models.TextField(_("risks and what we do about them"), blank=True, max_length=LONG)
    summary = models.JSONField(default=list, editable=False)
    next_review_on = models.DateField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("account plan")
        verbose_name_plural = _("account plans")
        constraints = [
            choice_check("state", PlanState),
            range_check("year", FIRST_YEAR, LAST_YEAR),
            models.UniqueConstraint(
                fields=["account", "year"], name="customers_accountplan_one_a_year"
            ),
            models.CheckConstraint(
                condition=Q(budget_amount__isnull=True) | Q(budget_amount__gte=0),
                name="customers_accountplan_budget",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
                name="customers_accountplan_approved_at",
            ),
        ]
        indexes = [
            models.Index(fields=["year", "state", "account"], name="customers_plan_state"),
            models.Index(
                fields=["next_review_on", "id"],
                condition=Q(next_review_on__isnull=False),
                name="customers_plan_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.year}"

    def get_absolute_url(self) -> str:
        """Return the address of the plan on the account's tab."""
        return reverse("plans:year", args=[self.account_id, self.year])

    def validate_constraints(self, exclude: Any = None) -> None:
        """Ask the database nothing: forms check choices, it refuses the rest."""


class PlanGoal(models.Model):
    """One goal of a plan, measured; a revenue goal reads its value from the orders of the year."""

    plan = models.ForeignKey(AccountPlan, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField(_("goal"), max_length=120)
    measure = models.CharField(
        _("how it is measured"), max_length=7, choices=Measure.choices, default=Measure.LEVEL
    )
    unit = models.CharField(
        _("counted in"), max_length=7, choices=Unit.choices, default=Unit.NUMBER
    )
    baseline = models.DecimalField(
        _("where we start"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    due_on = models.DateField(_("to be reached by"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            choice_check("measure", Measure),
            choice_check("unit", Unit),
            models.CheckConstraint(condition=~Q(title=""), name="customers_plangoal_title_given"),
            models.CheckConstraint(
                condition=Q(measure="level") | Q(target__gt=0), name="customers_plangoal_target"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave a target of nothing to the service, which says so at the field."""


class GoalValue(models.Model):
    """A measured value of a goal with its day; the latest day counts, of one day the latest entry."""

    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="values")
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    measured_on = models.DateField(_("measured on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-measured_on", "-pk"]
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")

    def __str__(self) -> str:
        return f"{self.measured_on} {self.value}"


class PlanAction(models.Model):
    """An action of a plan: a task with the result we expect of it. Done is done, wherever it is ticked."""

    plan = models.ForeignKey(AccountPlan, on_delete=models.CASCADE, related_name="actions")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="plan_action")
    goal = models.ForeignKey(
        PlanGoal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("for the goal"),
    )
    expected_result = models.CharField(_("expected result"), max_length=200, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["task__due_on", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.task_id}"


class PlanReview(models.Model):
    """One of the two reviews of a year: planned, then held with who was there and what was concluded."""

    plan = models.ForeignKey(AccountPlan, on_delete=models.CASCADE, related_name="reviews")
    half = models.PositiveSmallIntegerField(editable=False)
    planned_on = models.DateField(_("planned on"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    attended = models.CharField(_("who was there"), max_length=200, blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["half"]
        verbose_name = _("plan review")
        verbose_name_plural = _("plan reviews")
        constraints = [
            range_check("half", 1, 2),
            models.UniqueConstraint(fields=["plan", "half"], name="customers_planreview_once"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | ~Q(conclusion=""),
                name="customers_planreview_concluded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.planned_on}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave a review without conclusion to the service, which says so at the field."""


class PlanVersion(models.Model):
    """A plan as it was approved; written once, readable ever after."""

    plan = models.ForeignKey(AccountPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("approved version")
        verbose_name_plural = _("approved versions")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="customers_planversion_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


class PropositionTexts(models.Model):
    """The five parts of a value proposition."""

    job = models.TextField(_("job: what they have to get done"), blank=True, max_length=1000)
    pain = models.TextField(_("pain: what bothers them"), blank=True, max_length=1000)
    gain = models.TextField(_("gain: what they hope for"), blank=True, max_length=1000)
    answer = models.TextField(_("our answer"), blank=True, max_length=1000)
    proof = models.TextField(_("proof"), blank=True, max_length=1000)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class SegmentProposition(PropositionTexts):
    """What we offer a line of business; kept by managers."""

    sector = models.OneToOneField(Sector, on_delete=models.PROTECT, related_name="proposition")

    class Meta:
        verbose_name = _("value proposition of a segment")
        verbose_name_plural = _("value propositions of segments")

    def __str__(self) -> str:
        return str(self.sector_id)


class AccountProposition(PropositionTexts):
    """What we offer one account; an empty part is that of its segment."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="proposition")

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("value proposition of an account")
        verbose_name_plural = _("value propositions of accounts")

    def __str__(self) -> str:
        return str(self.account_id)
