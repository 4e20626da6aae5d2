"""What we know of how people at an account see their world, and what the account needs."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check
from customers.accounts.models import Account
from customers.contacts.models import Contact
from customers.empathy.facets import FACETS, Facet
from customers.empathy.querysets import StatementQuerySet


class StatementSource(models.TextChoices):
    """How we know."""

    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")
    EMAIL = "email", _("E-mail")
    SURVEY = "survey", _("Survey")
    COMPLAINT = "complaint", _("Complaint")
    COLLEAGUE = "colleague", _("Colleague")
    PUBLIC = "public", _("Website or news")


class Statement(models.Model):
    """One dated sentence: of a person on a facet of the empathy map, or a need of the account."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="statements")
    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("of whom"),
    )
    facet = models.CharField(_("facet"), max_length=13, choices=Facet.choices)
    text = models.CharField(pgettext_lazy("empathy map", "statement"), max_length=300)
    noted_on = models.DateField(_("on"))
    source = models.CharField(_("how we know"), max_length=9, choices=StatementSource.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    created_at = models.DateTimeField(editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "-pk"]
        verbose_name = pgettext_lazy("empathy map", "statement")
        verbose_name_plural = pgettext_lazy("empathy map", "statements")
        constraints = [
            choice_check("facet", Facet),
            choice_check("source", StatementSource),
            models.CheckConstraint(condition=~Q(text=""), name="customers_statement_text_given"),
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | ~Q(facet__in=[f.value for f in FACETS]),
                name="customers_statement_of_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "-noted_on", "-id"], name="customers_statement_account"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def validate_constraints(self, exclude: Any = None) -> None:
        """Ask the database nothing: forms check choices, the service what belongs, it refuses the rest."""


class StatementBefore(models.Model):
    """What a statement said before it was changed or removed; erased with the person."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="earlier")
    facet = models.CharField(_("facet"), max_length=13, choices=Facet.choices)
    text = models.CharField(pgettext_lazy("empathy map", "statement"), max_length=300)
    noted_on = models.DateField(_("on"))
    source = models.CharField(_("how we know"), max_length=9, choices=StatementSource.choices)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        constraints = [choice_check("facet", Facet), choice_check("source", StatementSource)]

    def __str__(self) -> str:
        return self.text
