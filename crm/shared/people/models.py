"""Colleagues and their teams."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check
from crm.shared.people.querysets import UserManagerWithNames


class Language(models.TextChoices):
    """The languages of Kring."""

    ENGLISH = "en", _("English")
    DUTCH = "nl", _("Dutch")


class Theme(models.TextChoices):
    """How the pages look."""

    AUTO = "auto", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Rhythm(models.TextChoices):
    """How often a manager gets the mail about the team."""

    WEEK = "week", _("Every week")
    MONTH = "month", _("Every month")


class Team(models.Model):
    """A sales team with a manager."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    manager = models.ForeignKey(
        "shared.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="managed_teams",
        verbose_name=_("manager"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A colleague who works with Kring."""

    email = models.EmailField(_("e-mail address"), blank=True, db_index=True)
    team = models.ForeignKey(
        Team,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("team"),
    )
    job_title = models.CharField(_("job title"), max_length=100, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    weekly_digest = models.BooleanField(
        _("weekly mail about customer scores"),
        default=True,
        help_text=_("On Monday: your score, what changed, and whom to call."),
    )
    digest_every = models.CharField(
        _("mail about the team"),
        max_length=5,
        choices=Rhythm.choices,
        default=Rhythm.WEEK,
        db_default=Rhythm.WEEK.value,
        help_text=_("On the first working day, when the organisation opens."),
    )
    absent_from = models.DateField(_("absent from"), null=True, blank=True)
    absent_until = models.DateField(_("absent until"), null=True, blank=True)
    deputy = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("deputy"),
    )

    objects = UserManagerWithNames()

    class Meta:
        ordering = ["first_name", "last_name", "username"]
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        constraints = [
            choice_check("language", Language),
            choice_check("theme", Theme),
            choice_check("digest_every", Rhythm),
            models.CheckConstraint(
                condition=models.Q(absent_until__isnull=True)
                | models.Q(absent_until__gte=models.F("absent_from")),
                name="shared_user_absence_order",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """Return the full name, or the log-in name without one."""
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        """Return two letters for the avatar."""
        words = self.display_name.split()
        return "".join(w[0] for w in (words[0], words[-1] if len(words) > 1 else "") if w).upper()

    def is_absent(self, today: Any) -> bool:
        """Say whether the colleague is away on a day."""
        return (
            self.absent_from is not None
            and self.absent_from <= today
            and (self.absent_until is None or today <= self.absent_until)
        )
