"""The log of what was brought in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check


class RunState(models.TextChoices):
    """How far a run came."""

    RUNNING = "running", pgettext_lazy("import", "Running")
    DONE = "done", pgettext_lazy("import", "Done")
    TRIED = "tried", pgettext_lazy("import", "Tried, nothing stored")
    FAILED = "failed", pgettext_lazy("import", "Stopped")


class ImportRun(models.Model):
    """One file brought in: how many lines, and what came of them. Written after every chunk."""

    kind = models.CharField(_("kind"), max_length=30)
    file_name = models.CharField(_("file"), max_length=255)
    state = models.CharField(
        _("state"), max_length=7, choices=RunState.choices, default=RunState.RUNNING
    )
    rows = models.PositiveIntegerField(_("lines"), default=0)
    added = models.PositiveIntegerField(pgettext_lazy("import", "added"), default=0)
    changed = models.PositiveIntegerField(pgettext_lazy("import", "changed"), default=0)
    same = models.PositiveIntegerField(pgettext_lazy("import", "known already"), default=0)
    refused = models.PositiveIntegerField(pgettext_lazy("import", "refused"), default=0)
    message = models.CharField(_("message"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            choice_check("state", RunState),
            models.CheckConstraint(
                condition=models.Q(
                    rows=models.F("added")
                    + models.F("changed")
                    + models.F("same")
                    + models.F("refused")
                ),
                name="shared_importrun_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"
