"""Corrective actions: what we change so that a cause makes no complaints any more, and whether it did."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.actions.querysets import ActionQuerySet
from complaints.cases.models import Complaint
from complaints.learning.models import Category, Cause
from crm.shared.constraints import choice_check


class ActionState(models.TextChoices):
    """Names how far an action is."""

    PLANNED = "planned", pgettext_lazy("corrective action", "Planned")
    DONE = "done", pgettext_lazy("corrective action", "Done, to be checked")
    CHECKED = "checked", pgettext_lazy("corrective action", "Checked")
    DROPPED = "dropped", pgettext_lazy("corrective action", "Dropped")


class Effect(models.TextChoices):
    """Names what a check found."""

    EFFECTIVE = "effective", _("Effective")
    PARTLY = "partly", _("Partly effective")
    NOT = "not", _("Not effective")


class CorrectiveAction(models.Model):
    """One change against a cause or a category, with an owner, a day, and a later look at its effect."""

    title = models.CharField(_("what we change"), max_length=160)
    plan = models.TextField(_("how"), max_length=3_000, blank=True)
    cause = models.ForeignKey(
        Cause,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("cause"),
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("category"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="corrective_actions",
        verbose_name=_("owner"),
    )
    due_on = models.DateField(_("due on"))
    check_on = models.DateField(_("look at the effect on"))
    cost = models.DecimalField(
        _("cost"),
        max_digits=12,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
    )
    state = models.CharField(
        _("state"),
        max_length=7,
        choices=ActionState.choices,
        default=ActionState.PLANNED,
        editable=False,
    )
    done_on = models.DateField(_("done on"), null=True, editable=False)
    evidence = models.TextField(_("how we know it is done"), max_length=2_000, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("checked by"),
    )
    effect = models.CharField(_("effect"), max_length=9, choices=Effect.choices, blank=True)
    finding = models.TextField(_("what we saw"), max_length=2_000, blank=True)
    complaints = models.ManyToManyField(
        Complaint, blank=True, related_name="actions", verbose_name=_("complaints")
    )
    created_at = models.DateTimeField(_("created"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("corrective action")
        verbose_name_plural = _("corrective actions")
        constraints = [
            choice_check("state", ActionState),
            models.CheckConstraint(
                condition=Q(effect__in=["", *Effect.values]), name="complaints_action_effect_choice"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="complaints_action_titled"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="complaints_action_cost"),
            models.CheckConstraint(
                condition=Q(cause__isnull=False) | Q(category__isnull=False),
                name="complaints_action_has_subject",
            ),
            models.CheckConstraint(
                condition=Q(check_on__gt=models.F("due_on")), name="complaints_action_check_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "dropped"], done_on__isnull=True)
                | (Q(state__in=["done", "checked"], done_on__isnull=False) & ~Q(evidence="")),
                name="complaints_action_done_with_evidence",
            ),
            models.CheckConstraint(
                condition=(Q(state="checked", checked_on__isnull=False) & ~Q(effect=""))
                | (~Q(state="checked") & Q(checked_on__isnull=True, effect="")),
                name="complaints_action_checked",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="complaints_action_due"),
            models.Index(fields=["cause", "done_on"], name="complaints_action_cause"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the action."""
        return reverse("actions:detail", args=[self.pk])

    @property
    def subject(self) -> str:
        """Return what the action is against: the cause, the category, or both."""
        return ", ".join(str(one) for one in (self.cause, self.category) if one is not None)
