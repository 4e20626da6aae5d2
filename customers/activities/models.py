"""Contact moments and tasks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from customers.accounts.models import Account
from customers.activities.querysets import InteractionQuerySet, TaskQuerySet
from customers.contacts.models import Contact


class InteractionKind(models.TextChoices):
    """Kinds of contact moment."""

    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")
    EMAIL = "email", _("E-mail")
    VIDEO = "video", _("Video call")
    SOCIAL = "social", _("Social media")
    EVENT = "event", _("Event")
    NOTE = "note", _("Note")


class Direction(models.TextChoices):
    """Who sought contact."""

    OUT = "out", _("We contacted them")
    IN = "in", _("They contacted us")


class Interaction(models.Model):
    """A contact moment with an account; a note is kept here too but is no contact."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="interactions", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=InteractionKind.choices)
    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction.choices, default=Direction.OUT
    )
    happened_at = models.DateTimeField(_("when"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    summary = models.TextField(_("what happened"), max_length=5000)
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="interactions", verbose_name=_("with")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="interactions",
        verbose_name=_("by"),
    )
    dissatisfied = models.BooleanField(
        _("they were dissatisfied"),
        default=False,
        help_text=_("Said to a colleague, not recorded as a complaint."),
    )
    external_ref = models.CharField(max_length=80, blank=True, editable=False)
    pinned_at = models.DateTimeField(_("pinned at"), null=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("contact moment")
        verbose_name_plural = _("contact moments")
        constraints = [
            choice_check("kind", InteractionKind),
            choice_check("direction", Direction),
        ]
        indexes = [
            models.Index(
                fields=["account", "-happened_at", "-id"], name="customers_interaction_account"
            ),
            models.Index(fields=["-happened_at", "-id"], name="customers_interaction_when"),
            models.Index(
                fields=["account", "-happened_at"],
                condition=Q(kind="visit", deleted_at__isnull=True),
                name="customers_interaction_visit",
            ),
            models.Index(
                fields=["account"],
                condition=Q(pinned_at__isnull=False),
                name="customers_interaction_pinned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the page of the contact moment."""
        return reverse("activities:detail", args=[self.pk])


class InteractionRevision(models.Model):
    """What a contact moment said before somebody changed it; erasable, and otherwise never touched."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="revisions", editable=False
    )
    version = models.PositiveIntegerField(editable=False)
    kind = models.CharField(_("kind"), max_length=6, choices=InteractionKind.choices)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    happened_at = models.DateTimeField(_("when"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)
    summary = models.TextField(_("what happened"), max_length=5000)
    people = models.CharField(_("with"), max_length=500, blank=True)
    dissatisfied = models.BooleanField(_("they were dissatisfied"))
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    class Meta:
        ordering = ["interaction", "-version"]
        verbose_name = _("earlier text of a contact moment")
        verbose_name_plural = _("earlier texts of contact moments")
        constraints = [
            choice_check("kind", InteractionKind),
            choice_check("direction", Direction),
            models.UniqueConstraint(
                fields=["interaction", "version"], name="customers_interactionrevision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} v{self.version}"


class TaskKind(models.TextChoices):
    """What kind of work a task is; a planned visit moves the rhythm of visits."""

    TODO = "todo", _("To do")
    VISIT = "visit", _("Visit")
    CALL = "call", _("Call")


class TaskState(models.TextChoices):
    """What became of a task."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class TaskOrigin(models.TextChoices):
    """Where a task came from (`domain.md` §4)."""

    MANUAL = "manual", _("By hand")
    COMPLAINT = "complaint", _("Complaint")
    SURVEY = "survey", _("Survey")
    PROMISE = "promise", _("Promise")
    PLAN = "plan", _("Account plan")
    LIFECYCLE = "lifecycle", _("Relationship cycle")
    DEAL = "deal", _("Deal")


class Task(models.Model):
    """Something to do, by somebody, on a day; the earliest open one is the account's next step."""

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("account"),
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("contact"),
    )
    kind = models.CharField(
        _("kind"), max_length=5, choices=TaskKind.choices, default=TaskKind.TODO
    )
    title = models.CharField(_("what"), max_length=200)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    due_on = models.DateField(_("due on"))
    due_time = models.TimeField(_("at"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("for"),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=TaskState.choices, default=TaskState.OPEN, editable=False
    )
    origin = models.CharField(
        _("origin"),
        max_length=9,
        choices=TaskOrigin.choices,
        default=TaskOrigin.MANUAL,
        editable=False,
    )
    origin_ref = models.CharField(max_length=80, blank=True, editable=False)
    origin_key = models.CharField(  # noqa: DJ001
        max_length=120, unique=True, null=True, default=None, editable=False
    )
    url = models.CharField(max_length=300, blank=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
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
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            choice_check("kind", TaskKind),
            choice_check("state", TaskState),
            choice_check("origin", TaskOrigin),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | ~Q(state="done"),
                name="customers_task_done_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assignee", "due_on", "id"],
                condition=Q(state="open"),
                name="customers_task_mine",
            ),
            models.Index(
                fields=["account", "due_on", "id"],
                condition=Q(state="open"),
                name="customers_task_account",
            ),
            models.Index(fields=["due_on", "id"], name="customers_task_due"),
            models.Index(
                fields=["account", "due_on"],
                condition=Q(state="open", kind="visit"),
                name="customers_task_visit",
            ),
        ]

    def __str__(self) -> str:
        return self.title
