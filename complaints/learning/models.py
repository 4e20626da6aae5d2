"""What complaints are about, and where they come from: two editable trees with names in both languages."""

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check


class CauseGroup(models.TextChoices):
    """Names the eight branches of the cause tree (the bones of the Ishikawa view)."""

    PEOPLE = "people", pgettext_lazy("cause", "People")
    METHOD = "method", pgettext_lazy("cause", "Method")
    MACHINE = "machine", pgettext_lazy("cause", "Machine")
    MATERIAL = "material", pgettext_lazy("cause", "Material")
    ENVIRONMENT = "environment", pgettext_lazy("cause", "Environment")
    MEASUREMENT = "measurement", pgettext_lazy("cause", "Measurement")
    SUPPLIER = "supplier", pgettext_lazy("cause", "Supplier")
    COMMUNICATION = "communication", pgettext_lazy("cause", "Communication")


class NamedRow(models.Model):
    """Has a name in each language and shows the reader's."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_nl = models.CharField(_("name in Dutch"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_nl if (get_language() or "en").startswith("nl") else self.name_en


class Category(NamedRow):
    """What a complaint is about; two levels."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    class Meta(NamedRow.Meta):
        verbose_name = _("complaint category")
        verbose_name_plural = _("complaint categories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="complaints_category_not_own_parent",
            )
        ]


class Cause(NamedRow):
    """Where complaints come from; a branch, and below it the causes themselves."""

    group = models.CharField(_("branch"), max_length=15, choices=CauseGroup.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    class Meta(NamedRow.Meta):
        verbose_name = _("cause")
        verbose_name_plural = _("causes")
        constraints = [
            choice_check("group", CauseGroup),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="complaints_cause_not_own_parent",
            ),
        ]
