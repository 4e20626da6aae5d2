"""Complaints: the case itself; its cycles and pauses are in `cycles`, its history in `events`."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.chain import new_salt
from complaints.cases.choices import Channel, NextClock
from complaints.cases.querysets import ComplaintQuerySet
from complaints.cases.severity import Impact, Severity
from complaints.cases.workflow import ENDED, OPEN, UNDECIDED, State
from complaints.clock.models import PolicySnapshot
from complaints.learning.models import Category, Cause
from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Language
from crm.shared.tokens import TokenFields
from customers.accounts.events import SilenceReason
from customers.accounts.models import Account
from customers.contacts.models import Contact

TRACKING = "track"  # the purpose of the tracking token
# Stands in the queue's sort column of complaints on which no clock runs.
NO_DUE = datetime(9999, 1, 1, tzinfo=UTC)


class NumberSequence(models.Model):
    """Holds the last complaint number given out in a year; counted up by one UPDATE."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number sequence")
        verbose_name_plural = _("number sequences")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Complaint(TokenFields):
    """One complaint. `state`, `cycle` and everything below `derived` change only through services.

    The due stamps and `sort_due_at` are derived from the policy snapshot, the stamps of the cycle and
    the pauses; the service recomputes them at each event so that SQL can ask for overdue complaints.
    Whether a term was breached is never stored.
    """

    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("account"),
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("contact"),
    )
    complainant_name = models.CharField(_("name of the complainant"), max_length=120, blank=True)
    complainant_email = models.EmailField(_("e-mail address"), blank=True)
    complainant_phone = models.CharField(_("telephone"), max_length=32, blank=True)
    complainant_address = models.CharField(_("postal address"), max_length=300, blank=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=120, blank=True)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    is_confidential = models.BooleanField(_("confidential"), default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    channel = models.CharField(_("received by"), max_length=6, choices=Channel.choices)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("what happened"), max_length=10_000)
    wish = models.TextField(_("what the customer asks for"), max_length=2_000, blank=True)
    reference = models.CharField(_("order or invoice number"), max_length=80, blank=True)
    told_on = models.PositiveIntegerField(_("people told about it"), null=True, blank=True)
    told_on_url = models.URLField(_("public page about it"), max_length=300, blank=True)
    silence_reason = models.CharField(
        _("why they did not tell us before"),
        max_length=15,
        choices=SilenceReason.choices,
        blank=True,
    )
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("heard by"),
    )

    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("category"),
    )
    severity = models.PositiveSmallIntegerField(
        _("severity"), choices=Severity.choices, null=True, blank=True
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_complaints",
        verbose_name=_("handler"),
    )
    complained_about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints_about",
        verbose_name=_("employee complained about"),
    )
    cause = models.ForeignKey(
        Cause,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("main cause"),
    )
    priority_override = models.PositiveSmallIntegerField(
        _("priority set by hand"), choices=Severity.choices, null=True, blank=True
    )
    priority_reason = models.CharField(_("reason for the priority"), max_length=200, blank=True)
    is_admissible = models.BooleanField(_("ours to handle"), null=True, blank=True)
    inadmissible_reason = models.CharField(
        _("why it is not ours to handle"), max_length=300, blank=True
    )
    is_safety = models.BooleanField(_("safety"), default=False)
    is_privacy = models.BooleanField(_("privacy"), default=False)
    is_legal = models.BooleanField(_("legal"), default=False)

    state = models.CharField(
        pgettext_lazy("complaint", "state"), max_length=13, choices=State.choices, editable=False
    )
    cycle = models.PositiveSmallIntegerField(_("cycle"), default=1, editable=False)
    duplicate_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        editable=False,
        verbose_name=_("duplicate of"),
    )
    received_at = models.DateTimeField(_("received at"))
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )
    is_imported = models.BooleanField(_("imported"), default=False, editable=False)
    source_ref = models.CharField(_("external reference"), max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    # derived
    policy = models.ForeignKey(
        PolicySnapshot, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    next_clock = models.CharField(
        max_length=11, choices=NextClock.choices, blank=True, editable=False
    )
    sort_due_at = models.DateTimeField(_("due"), default=NO_DUE, editable=False)
    decision_due_at = models.DateTimeField(_("answer before"), null=True, editable=False)
    soon_at = models.DateTimeField(null=True, editable=False)
    waiting_until = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    last_inbound_at = models.DateTimeField(null=True, editable=False)
    last_outbound_at = models.DateTimeField(null=True, editable=False)
    # The end of the hash chain of its events, so that cutting off the last ones is seen too.
    history_length = models.PositiveIntegerField(default=0, editable=False)
    history_head = models.CharField(max_length=64, blank=True, default="", editable=False)
    salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            choice_check("state", State),
            choice_check("channel", Channel),
            choice_check("language", Language),
            models.CheckConstraint(
                condition=Q(silence_reason__in=["", *SilenceReason.values]),
                name="complaints_complaint_silence_reason_choice",
            ),
            range_check("severity", 1, 4),
            range_check("priority_override", 1, 4),
            models.CheckConstraint(
                condition=Q(next_clock__in=["", *NextClock.values]),
                name="complaints_complaint_next_clock_choice",
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="complaints_complaint_cycle"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(subject=""), name="complaints_complaint_text_given"
            ),
            models.CheckConstraint(
                condition=Q(priority_override__isnull=True) | ~Q(priority_reason=""),
                name="complaints_complaint_priority_reason",
            ),
            models.CheckConstraint(
                condition=~Q(is_admissible=False) | ~Q(inadmissible_reason=""),
                name="complaints_complaint_inadmissible_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(state=State.DUPLICATE) & Q(duplicate_of__isnull=True)),
                name="complaints_complaint_duplicate_of",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=models.F("id")),
                name="complaints_complaint_not_own_duplicate",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False)
                | Q(is_anonymous=True)
                | ~Q(complainant_email="")
                | ~Q(complainant_phone="")
                | ~Q(complainant_address=""),
                name="complaints_complaint_has_party",
            ),
            models.CheckConstraint(
                condition=Q(handler__isnull=True)
                | Q(complained_about__isnull=True)
                | ~Q(handler=models.F("complained_about")),
                name="complaints_complaint_impartial_handler",
            ),
            models.CheckConstraint(
                condition=Q(is_imported=True)
                | Q(state__in=["received", "acknowledged", *sorted(ENDED)])
                | Q(category__isnull=False, severity__isnull=False, handler__isnull=False),
                name="complaints_complaint_assessed",
            ),
            models.UniqueConstraint(
                fields=["source_ref"],
                condition=~Q(source_ref=""),
                name="complaints_complaint_source_ref",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sort_due_at", "id"],
                condition=Q(state__in=sorted(OPEN)),
                name="complaints_open_by_due",
            ),
            models.Index(
                fields=["handler", "sort_due_at", "id"],
                condition=Q(state__in=sorted(OPEN)),
                name="complaints_open_by_handler",
            ),
            models.Index(fields=["sort_due_at", "id"], name="complaints_by_due"),
            models.Index(fields=["-received_at", "-id"], name="complaints_by_receipt"),
            models.Index(fields=["account", "-received_at", "-id"], name="complaints_by_account"),
            models.Index(fields=["state", "-received_at", "-id"], name="complaints_by_state"),
            models.Index(fields=["cause", "-received_at"], name="complaints_by_cause"),
            models.Index(fields=["complainant_email"], name="complaints_by_email"),
            models.Index(fields=["category", "-received_at"], name="complaints_by_category"),
            models.Index(fields=["closed_at"], name="complaints_by_closing"),
            # What the reports count, without reading the complaints and their texts.
            models.Index(
                fields=[
                    "received_at",
                    "state",
                    "is_confidential",
                    "complained_about",
                    "account",
                    "category",
                    "cause",
                    "handler",
                    "severity",
                    "channel",
                    "told_on",
                    "told_on_url",
                ],
                name="complaints_received_counts",
            ),
            models.Index(
                fields=["closed_at", "state", "is_confidential", "complained_about", "account"],
                name="complaints_closed_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def get_absolute_url(self) -> str:
        """Return the address of the complaint's page."""
        return reverse("complaints:detail", args=[self.number])

    @property
    def is_open(self) -> bool:
        """Tell whether the complaint still needs something from us."""
        return self.state in OPEN

    @property
    def is_undecided(self) -> bool:
        """Tell whether we still owe the customer a decision."""
        return self.state in UNDECIDED

    @property
    def severity_key(self) -> str:
        """Return the severity as the mark `{% severity %}` names it, or an empty string."""
        return Severity(self.severity).name.lower() if self.severity else ""

    @property
    def impact(self) -> list[str]:
        """Return what it touches besides the customer: safety, privacy, law."""
        return [one.value for one in Impact if getattr(self, one.column)]

    @property
    def party(self) -> str:
        """Return who complains, in words."""
        if self.complainant_name:
            return self.complainant_name
        if self.contact is not None:
            return self.contact.name
        return str(_("Anonymous")) if self.is_anonymous else self.complainant_email

    @property
    def reach_email(self) -> str:
        """Return the e-mail address to write to, or an empty string."""
        if self.complainant_email:
            return self.complainant_email
        return self.contact.email if self.contact is not None else ""

    @property
    def task_account(self) -> Account | None:
        """Return where its tasks stand: on no account when it is confidential, all readers see them."""
        return None if self.is_confidential else self.account

    @property
    def has_reply_waiting(self) -> bool:
        """Tell whether the customer wrote and nobody has written back."""
        if self.last_inbound_at is None:
            return False
        return self.last_outbound_at is None or self.last_outbound_at < self.last_inbound_at
