"""Account selection: criteria, scores with their history, share of wallet, key-account stage, ABC runs."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.constraints import choice_check, range_check
from crm.shared.formats import language
from crm.shared.querysets import OfAccountQuerySet
from customers.accounts.models import Account, AccountClass
from customers.selection.matrix import FULL, HIGH, LOW, Axis, Quadrant


class KeyStage(models.TextChoices):
    """How far the relation with a key account has come; people set it, with evidence."""

    PRE = "pre", pgettext_lazy("key account", "Pre")
    EARLY = "early", pgettext_lazy("key account", "Early")
    MID = "mid", pgettext_lazy("key account", "Mid")
    PARTNERSHIP = "partnership", pgettext_lazy("key account", "Partnership")
    SYNERGISTIC = "synergistic", pgettext_lazy("key account", "Synergistic")
    UNCOUPLING = "uncoupling", pgettext_lazy("key account", "Uncoupling")


def author() -> models.ForeignKey:
    """Return the column of who wrote a row."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )


class Criterion(models.Model):
    """One criterion of an axis with its weight and what 1, 3 and 5 mean, in both languages."""

    axis = models.CharField(_("axis"), max_length=14, choices=Axis.choices)
    position = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(_("weight in %"))
    name_en = models.CharField(_("name, English"), max_length=80)
    name_nl = models.CharField(_("name, Dutch"), max_length=80)
    low_en = models.CharField(_("1 means, English"), max_length=160)
    low_nl = models.CharField(_("1 means, Dutch"), max_length=160)
    mid_en = models.CharField(_("3 means, English"), max_length=160)
    mid_nl = models.CharField(_("3 means, Dutch"), max_length=160)
    high_en = models.CharField(_("5 means, English"), max_length=160)
    high_nl = models.CharField(_("5 means, Dutch"), max_length=160)

    class Meta:
        ordering = ["axis", "position", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [choice_check("axis", Axis), range_check("weight", 0, FULL)]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return getattr(self, f"name_{language()}")

    @property
    def anchors(self) -> list[tuple[int, str]]:
        """Return what 1, 3 and 5 mean in the reader's language."""
        return [
            (score, getattr(self, f"{name}_{language()}"))
            for score, name in ((1, "low"), (3, "mid"), (5, "high"))
        ]


class Assessment(models.Model):
    """The scores somebody gave an account on a day; never changed, the latest counts."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assessments")
    made_on = models.DateField(_("scored on"))
    made_at = models.DateTimeField()
    made_by = author()
    note = models.CharField(_("why"), max_length=500, blank=True)
    attractiveness = models.DecimalField(max_digits=3, decimal_places=2)
    relationship = models.DecimalField(max_digits=3, decimal_places=2)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            range_check("attractiveness", LOW, HIGH),
            range_check("relationship", LOW, HIGH),
        ]
        indexes = [
            models.Index(fields=["account", "-made_at", "-id"], name="customers_assess_account")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.made_on}"


class CriterionScore(models.Model):
    """One score of an assessment, with the weight it had then."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    score = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOW), MaxValueValidator(HIGH)]
    )
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            range_check("score", LOW, HIGH),
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="customers_criterionscore_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.score}"


class Standing(models.Model):
    """Where an account stands now, by the weights of now; one row per account that was ever looked at."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="standing")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    scored_on = models.DateField(_("scored on"), null=True)
    attractiveness = models.DecimalField(
        _("Attractiveness"), max_digits=3, decimal_places=2, null=True
    )
    relationship = models.DecimalField(
        _("Strength of the relationship"), max_digits=3, decimal_places=2, null=True
    )
    quadrant = models.CharField(_("Quadrant"), max_length=8, choices=Quadrant.choices, blank=True)
    weights = models.CharField(max_length=32, blank=True)
    key_stage = models.CharField(max_length=12, choices=KeyStage.choices, blank=True)
    key_stage_on = models.DateField(null=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("position of an account")
        verbose_name_plural = _("positions of accounts")
        constraints = [
            range_check("attractiveness", LOW, HIGH),
            range_check("relationship", LOW, HIGH),
            models.CheckConstraint(
                condition=Q(quadrant__in=["", *Quadrant.values]),
                name="customers_standing_quadrant_choice",
            ),
            models.CheckConstraint(
                condition=Q(key_stage__in=["", *KeyStage.values]),
                name="customers_standing_key_stage_choice",
            ),
        ]
        indexes = [
            models.Index(fields=["quadrant", "account"], name="customers_standing_quadrant"),
            models.Index(fields=["weights", "id"], name="customers_standing_weights"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.quadrant}"


class Wallet(models.Model):
    """What a customer spends in a year on what we sell, with where we know it from."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="wallets")
    year = models.PositiveSmallIntegerField(_("year"))
    spend = models.DecimalField(_("what they spend in a year"), max_digits=12, decimal_places=2)
    source = models.CharField(_("how we know"), max_length=200)
    written_by = author()
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("spend of a customer")
        verbose_name_plural = _("spend of customers")
        constraints = [
            range_check("year", 2000, 2100),
            models.CheckConstraint(condition=Q(spend__gt=0), name="customers_wallet_spend"),
            models.CheckConstraint(condition=~Q(source=""), name="customers_wallet_source"),
            models.UniqueConstraint(fields=["account", "year"], name="customers_wallet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.year}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave a spend of nothing to the service, which says so at the field."""


class KeyStageMove(models.Model):
    """A key account that came into another stage: when, and what shows it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="key_stage_moves")
    stage = models.CharField(_("stage"), max_length=12, choices=KeyStage.choices)
    happened_on = models.DateField(_("since"))
    evidence = models.CharField(_("what shows it"), max_length=500)
    made_by = author()
    made_at = models.DateTimeField()

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("key-account stage")
        verbose_name_plural = _("key-account stages")
        constraints = [
            choice_check("stage", KeyStage),
            models.CheckConstraint(condition=~Q(evidence=""), name="customers_keystagemove_shown"),
        ]
        indexes = [
            models.Index(
                fields=["account", "-happened_on", "-id"], name="customers_keystage_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.stage}"


class RunState(models.TextChoices):
    """How far an ABC computation is."""

    ASKED = "asked", pgettext_lazy("abc", "Being computed")
    READY = "ready", pgettext_lazy("abc", "To decide")
    APPLYING = "applying", pgettext_lazy("abc", "Being applied")
    APPLIED = "applied", pgettext_lazy("abc", "Applied")


class AbcRun(models.Model):
    """One computation of the ABC classes over all customers; a manager looks at it, then applies it."""

    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.ASKED)
    a_limit = models.PositiveSmallIntegerField(_("A up to, percent of revenue"))
    b_limit = models.PositiveSmallIntegerField(_("B up to, percent of revenue"))
    asked_by = author()
    asked_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True)
    applied_by = author()
    applied_at = models.DateTimeField(null=True)
    accounts = models.PositiveIntegerField(default=0)
    revenue = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    counts = models.JSONField(default=dict)
    changes = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("ABC computation")
        verbose_name_plural = _("ABC computations")
        constraints = [
            choice_check("state", RunState),
            models.CheckConstraint(
                condition=Q(a_limit__gte=1, b_limit__gt=models.F("a_limit"), b_limit__lte=100),
                name="customers_abcrun_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class AbcChangeQuerySet(OfAccountQuerySet):
    """Asks for proposed classes."""

    def to_apply(self) -> Any:
        """Keep what was not carried out yet."""
        return self.filter(applied=False)


class AbcChange(models.Model):
    """An account whose class would change; `last_year` is its class by the revenue of the 12 months before."""

    run = models.ForeignKey(AbcRun, on_delete=models.CASCADE, related_name="proposals")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    revenue = models.DecimalField(max_digits=14, decimal_places=2)
    share_before = models.DecimalField(max_digits=6, decimal_places=3)
    current = models.CharField(max_length=1, choices=AccountClass.choices, blank=True)
    proposed = models.CharField(max_length=1, choices=AccountClass.choices)
    last_year = models.CharField(max_length=1, choices=AccountClass.choices)
    applied = models.BooleanField(default=False)

    objects = AbcChangeQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        verbose_name = _("proposed class")
        verbose_name_plural = _("proposed classes")
        constraints = [
            choice_check("proposed", AccountClass),
            choice_check("last_year", AccountClass),
            models.CheckConstraint(
                condition=Q(current__in=["", *AccountClass.values]),
                name="customers_abcchange_current_choice",
            ),
            models.UniqueConstraint(fields=["run", "account"], name="customers_abcchange_once"),
        ]
        indexes = [models.Index(fields=["run", "rank", "id"], name="customers_abcchange_rank")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.current or '–'} → {self.proposed}"
