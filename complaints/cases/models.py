"""Complaints: the case itself, its cycles with their stamps, its pauses and its append-only history."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.chain import new_salt
from complaints.cases.choices import Channel, NextClock
from complaints.cases.events import EventKind
from complaints.cases.querysets import ComplaintQuerySet
from complaints.cases.severity import Impact, Severity
from complaints.cases.workflow import ENDED, OPEN, UNDECIDED, How, State
from complaints.clock.models import PolicySnapshot
from complaints.learning.models import Category, Cause
from crm.shared.appendonly import AppendOnly
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


class ComplaintCycle(models.Model):
    """Stamps of one round of a complaint; those of earlier cycles never change again."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(_("cycle"))
    policy = models.ForeignKey(
        PolicySnapshot, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("started at"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)
    acknowledged_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    investigating_at = models.DateTimeField(_("investigated from"), null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    last_update_at = models.DateTimeField(_("last message to the customer"), null=True)
    has_paused = models.BooleanField(default=False)
    acknowledge_due_at = models.DateTimeField(null=True)
    decision_due_at = models.DateTimeField(null=True)
    # Working time used outside the pauses, in seconds; empty until it happened.
    acknowledge_seconds = models.PositiveIntegerField(null=True, editable=False)
    decision_seconds = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("complaint cycle")
        verbose_name_plural = _("complaint cycles")
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "number"], name="complaints_complaintcycle_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="complaints_complaintcycle_number"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_how__in=["", *How.values])
                & Q(answered_how__in=["", *How.values]),
                name="complaints_complaintcycle_how_choice",
            ),
        ]
        indexes = [
            models.Index(fields=["answered_at"], name="complaints_cycle_answered"),
            models.Index(fields=["started_at"], name="complaints_cycle_started"),
            models.Index(fields=["acknowledged_at"], name="complaints_cycle_acknowledged"),
            models.Index(fields=["ended_at"], name="complaints_cycle_ended"),
            models.Index(
                fields=["decision_due_at"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                name="complaints_cycle_undecided",
            ),
            models.Index(
                fields=["complaint", "number"],
                condition=Q(number__gt=1),
                name="complaints_cycle_reopened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} #{self.number}"


class Pause(models.Model):
    """A stretch of waiting for the customer: a question, and the moment work goes on at the latest."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="pauses")
    cycle = models.PositiveSmallIntegerField(_("cycle"))
    started_at = models.DateTimeField(_("started at"))
    resumes_at = models.DateTimeField(_("resumes at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        ordering = ["started_at"]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.CheckConstraint(
                condition=Q(resumes_at__gt=models.F("started_at")), name="complaints_pause_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
                name="complaints_pause_ended",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_at__isnull=True),
                name="complaints_pause_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id}: {self.started_at:%Y-%m-%d}"

    @property
    def interval(self) -> tuple[datetime, datetime]:
        """Return the pause as an interval; an open one lasts until its resume moment, never longer."""
        end = self.resumes_at if self.ended_at is None else min(self.ended_at, self.resumes_at)
        return self.started_at, end


class ComplaintEvent(AppendOnly):
    """One row of a complaint's history, written once. Its free text stands in an erasable row.

    Events of a complaint are numbered and chained by `hash` (`complaints.cases.chain`).
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField(default=0)
    cycle = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    from_state = models.CharField(max_length=13, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=13, choices=State.choices, blank=True)
    at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    by_customer = models.BooleanField(default=False)
    data = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=64, blank=True, default="")
    # Salt and text that are stored apart with a new event; nothing of a stored one.
    free_text: tuple[str, str] | None = None
    hash = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("complaint event")
        verbose_name_plural = _("complaint events")
        constraints = [
            choice_check("kind", EventKind),
            models.UniqueConstraint(
                fields=["complaint", "number"], name="complaints_event_one_per_number"
            ),
        ]
        indexes = [
            models.Index(fields=["complaint", "recorded_at", "id"], name="complaints_event_order")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"

    @property
    def words(self) -> Any:
        """Return the free text of the event, if it has any that was not erased."""
        text = getattr(self, "text", None)
        return text.text if text is not None else ""


class ComplaintEventText(models.Model):
    """The free text of an event (a reason); may be erased while the event stays."""

    event = models.OneToOneField(ComplaintEvent, on_delete=models.PROTECT, related_name="text")
    text = models.TextField(_("text"), max_length=2_000)
    salt = models.CharField(max_length=32, blank=True, default=new_salt, editable=False)

    class Meta:
        verbose_name = _("text of a complaint event")
        verbose_name_plural = _("texts of complaint events")

    def __str__(self) -> str:
        return f"{self.event_id}"
