"""What the self-assessments ask, and what people answered; every filled-in form is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.insight.readiness.querysets import ScanQuerySet, StatementQuerySet
from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check, range_check


class Instrument(models.TextChoices):
    """The two self-assessments."""

    READINESS = "readiness", _("CRM readiness scan")
    DISCIPLINE = "discipline", _("Value discipline")


class Group(models.TextChoices):
    """What a statement is about: a factor or pillar of CRM, or a value discipline."""

    STRATEGY = "strategy", pgettext_lazy("CRM factor", "Strategy")
    TECHNOLOGY = "technology", pgettext_lazy("CRM factor", "Technology")
    PEOPLE = "people", pgettext_lazy("CRM factor", "People")
    PROCESSES = "processes", pgettext_lazy("CRM factor", "Processes")
    BUSINESS = "business", _("Business strategy")
    KNOWLEDGE = "knowledge", _("Customer knowledge for a lasting relation")
    LOYALTY = "loyalty", _("Relation strategy to loyalty")
    DIALOGUE = "dialogue", _("Communication is dialogue")
    PROPOSITION = "proposition", _("Individual value proposition")
    INTIMACY = "intimacy", _("Customer intimacy")
    OPERATIONS = "operations", _("Operational excellence")
    PRODUCT = "product", _("Product leadership")


class Statement(models.Model):
    """One statement to agree with, in both languages; managers edit the words, never the group."""

    instrument = models.CharField(max_length=10, choices=Instrument.choices, editable=False)
    group = models.CharField(
        pgettext_lazy("statements", "group"), max_length=11, choices=Group.choices, editable=False
    )
    position = models.PositiveSmallIntegerField(_("position"), editable=False)
    text_en = models.CharField(_("in English"), max_length=300)
    text_nl = models.CharField(_("in Dutch"), max_length=300)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "position"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            choice_check("instrument", Instrument),
            choice_check("group", Group),
            models.UniqueConstraint(
                fields=["instrument", "position"], name="insight_statement_position"
            ),
            models.CheckConstraint(
                condition=~Q(text_en="") & ~Q(text_nl=""), name="insight_statement_both_languages"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Return the words in the reader's language."""
        return self.text_nl if (get_language() or "en").startswith("nl") else self.text_en


class Scan(AppendOnly):
    """One form filled in by one colleague; of a year, the last one of each colleague counts."""

    instrument = models.CharField(max_length=10, choices=Instrument.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("filled in by"),
    )
    filled_in_at = models.DateTimeField(_("filled in at"))

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ["-filled_in_at", "-pk"]
        verbose_name = _("filled-in scan")
        verbose_name_plural = _("filled-in scans")
        constraints = [choice_check("instrument", Instrument)]
        indexes = [models.Index(fields=["instrument", "year"], name="insight_scan_year")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.year}"


class ScanAnswer(AppendOnly):
    """The score a colleague gave a statement, with the version of the words it was given to."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="answers", db_index=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("score"))
    wording = models.PositiveIntegerField(_("version of the words"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("score of a scan")
        verbose_name_plural = _("scores of scans")
        constraints = [
            range_check("score", 1, 5),
            models.UniqueConstraint(fields=["scan", "statement"], name="insight_scananswer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.score}"
