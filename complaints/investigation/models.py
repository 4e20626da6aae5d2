"""The investigation of a complaint: both sides heard, findings, evidence, whys, and third parties.

Everything here is for colleagues alone: nothing that builds a mail or a public page reads it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.models import Complaint
from complaints.learning.models import CauseGroup
from crm.shared.constraints import choice_check
from customers.activities.models import Interaction
from customers.deals.models import Order
from customers.promises.models import Promise


class Row(models.Model):
    """One row of an investigation: who wrote it, when, and the version an editor read."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="%(class)ss")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("written at"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Side(models.TextChoices):
    """Names who is heard."""

    CUSTOMER = "customer", pgettext_lazy("heard", "Customer")
    COLLEAGUE = "colleague", pgettext_lazy("heard", "Colleague or team complained about")
    OTHER = "other", pgettext_lazy("heard", "Somebody else")


class Heard(models.TextChoices):
    """Names how somebody was heard."""

    CALL = "call", pgettext_lazy("heard", "By telephone")
    TALK = "talk", pgettext_lazy("heard", "In a conversation")
    VISIT = "visit", pgettext_lazy("heard", "On site")
    MAIL = "mail", pgettext_lazy("heard", "By e-mail or letter")


class Hearing(Row):
    """What one side said, when and how, as it was written down."""

    side = models.CharField(_("side"), max_length=9, choices=Side.choices)
    who = models.CharField(_("who"), max_length=120)
    how = models.CharField(_("how"), max_length=5, choices=Heard.choices)
    heard_at = models.DateTimeField(_("heard at"))
    text = models.TextField(_("what was said"), max_length=10_000)

    class Meta:
        ordering = ["heard_at", "pk"]
        verbose_name = _("statement in an investigation")
        verbose_name_plural = _("statements in investigations")
        constraints = [choice_check("side", Side), choice_check("how", Heard)]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.who}"


class Weight(models.TextChoices):
    """Names for whom a finding speaks."""

    FOR = "for", pgettext_lazy("finding", "Supports the complaint")
    AGAINST = "against", pgettext_lazy("finding", "Speaks against it")
    NEUTRAL = "neutral", pgettext_lazy("finding", "Neither")


class Finding(Row):
    """One fact with its source, and for whom it speaks."""

    text = models.CharField(_("fact"), max_length=1_000)
    source = models.CharField(_("source"), max_length=200)
    weight = models.CharField(
        pgettext_lazy("finding", "weight"), max_length=7, choices=Weight.choices
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [choice_check("weight", Weight)]

    def __str__(self) -> str:
        return self.text[:80]


class Evidence(Row):
    """An order, promise or contact moment of the account that shows something; files stand beside it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="evidence")
    order = models.ForeignKey(
        Order,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("order"),
    )
    promise = models.ForeignKey(
        Promise,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("promise"),
    )
    interaction = models.ForeignKey(
        Interaction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact moment"),
    )
    note = models.CharField(_("what it shows"), max_length=300)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(order__isnull=False, promise__isnull=True, interaction__isnull=True)
                | Q(order__isnull=True, promise__isnull=False, interaction__isnull=True)
                | Q(order__isnull=True, promise__isnull=True, interaction__isnull=False),
                name="complaints_evidence_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.note[:80]


class Why(Row):
    """One answer in the chain of whys, on one of the eight branches of the cause tree."""

    group = models.CharField(_("branch"), max_length=15, choices=CauseGroup.choices)
    text = models.CharField(_("because"), max_length=300)
    position = models.PositiveIntegerField(default=0, editable=False)
    is_root = models.BooleanField(
        _("this is the root cause"),
        default=False,
        help_text=_("Taking it away would have prevented the complaint."),
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("why")
        verbose_name_plural = _("whys")
        constraints = [choice_check("group", CauseGroup)]

    def __str__(self) -> str:
        return self.text[:80]


class PartyKind(models.TextChoices):
    """Names what a third party is."""

    SUPPLIER = "supplier", pgettext_lazy("third party", "Supplier")
    CARRIER = "carrier", pgettext_lazy("third party", "Carrier")
    EXPERT = "expert", pgettext_lazy("third party", "Expert")
    BODY = "body", pgettext_lazy("third party", "External body")
    OTHER = "other", pgettext_lazy("third party", "Other")


class ThirdParty(Row):
    """Somebody outside who was asked something, by when, and what they answered."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="third_parties")
    kind = models.CharField(_("kind"), max_length=8, choices=PartyKind.choices)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role in it"), max_length=200, blank=True)
    question = models.CharField(_("what we asked"), max_length=1_000)
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer due on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("what they answered"), max_length=5_000, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("third party")
        verbose_name_plural = _("third parties")
        constraints = [
            choice_check("kind", PartyKind),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("asked_on")), name="complaints_thirdparty_due"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__gte=models.F("asked_on")),
                name="complaints_thirdparty_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.name
