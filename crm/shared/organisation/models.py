"""The organisation that uses Kring: its terms, opening hours and holidays."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.shared.constraints import choice_check, range_check
from crm.shared.organisation.querysets import HolidayQuerySet, OpeningWindowQuerySet
from crm.shared.people.models import Language


class Visibility(models.TextChoices):
    """Whose accounts sales staff may read."""

    OWN = "own", _("their own")
    TEAM = "team", _("their team's")
    EVERYONE = "everyone", _("everyone's")


class Discipline(models.TextChoices):
    """The value discipline an organisation chose (Treacy and Wiersema)."""

    INTIMACY = "intimacy", _("Customer intimacy")
    OPERATIONS = "operations", _("Operational excellence")
    PRODUCT = "product", _("Product leadership")


class LegalTerm(models.TextChoices):
    """Names the sets of legal terms for complaints; what each means stands with the complaints."""

    NONE = "none", _("none")
    GENERAL = "general", _("general: 6 weeks")
    PUBLIC = "public", _("Dutch public body: 6 weeks, once 4 more")
    CARE = "care", _("care: 6 weeks, once 4 more")
    FINANCE = "finance", _("financial services: 8 weeks")
    WEB_SHOP = "web_shop", _("web shop: 4 weeks")


class Organisation(models.Model):
    """Holds the one row of settings; defaults come from the textbooks named in `help_text`."""

    name = models.CharField(_("name"), max_length=120, default="Kring")
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.DUTCH
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    email = models.EmailField(_("reply address"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    visibility = models.CharField(
        _("sales staff may read"), max_length=8, choices=Visibility.choices, default=Visibility.TEAM
    )
    winback_rest_days = models.PositiveSmallIntegerField(
        _("rest period after leaving, in days"),
        default=0,
        help_text=_("0: a leaving customer is a potential customer again at once (textbook rule)."),
    )
    winback_task_days = models.PositiveSmallIntegerField(
        _("days until the win-back task"), default=5
    )
    welcome_task_days = models.PositiveSmallIntegerField(
        _("no welcome task for a customer older than, in days"), default=30
    )
    quiet_deal_days = models.PositiveSmallIntegerField(
        _("a deal is quiet after, in days"), default=14
    )
    rhythm_a_days = models.PositiveSmallIntegerField(
        _("contact rhythm of class A, in days"), default=30
    )
    rhythm_b_days = models.PositiveSmallIntegerField(
        _("contact rhythm of class B, in days"), default=60
    )
    rhythm_c_days = models.PositiveSmallIntegerField(
        _("contact rhythm of class C, in days"), default=180
    )
    visits_a_year = models.PositiveSmallIntegerField(
        _("visits to class A, per year"), default=12, validators=[MaxValueValidator(365)]
    )
    visits_b_year = models.PositiveSmallIntegerField(
        _("visits to class B, per year"), default=4, validators=[MaxValueValidator(365)]
    )
    visits_c_year = models.PositiveSmallIntegerField(
        _("visits to class C, per year"),
        default=1,
        validators=[MaxValueValidator(365)],
        help_text=_("0: this class is not visited by rhythm."),
    )
    near_step_days = models.PositiveSmallIntegerField(
        _("silence is planned when the next step is within, in days"), default=14
    )
    falling_percent = models.PositiveSmallIntegerField(
        _("orders fall when 12 months lie below the 12 before by, in %"),
        default=20,
        db_default=20,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    lead_days_quote = models.PositiveSmallIntegerField(
        _("a quote takes, in working days"), default=2
    )
    lead_days_delivery = models.PositiveSmallIntegerField(
        _("a delivery takes, in working days"), default=5
    )
    lead_days_call_back = models.PositiveSmallIntegerField(
        _("calling back takes, in working days"), default=1
    )
    lead_days_complaint_reply = models.PositiveSmallIntegerField(
        _("a reply to a complaint takes, in working days"), default=5
    )
    lead_days_visit = models.PositiveSmallIntegerField(
        _("a visit is within, in working days"),
        default=10,
        help_text=_("0: no standard; whoever promises chooses the day."),
    )
    hours_per_day = models.DecimalField(
        _("hours in a working day"),
        max_digits=4,
        decimal_places=2,
        default=Decimal("8.00"),
        validators=[MinValueValidator(Decimal("0.25")), MaxValueValidator(24)],
    )
    acknowledge_days = models.PositiveSmallIntegerField(
        _("acknowledge within, in working days"), default=1
    )
    decision_days_critical = models.PositiveSmallIntegerField(
        _("decide a critical complaint within, in working days"), default=1
    )
    decision_days_high = models.PositiveSmallIntegerField(
        _("decide a high complaint within, in working days"), default=3
    )
    decision_days_normal = models.PositiveSmallIntegerField(
        _("decide a normal complaint within, in working days"), default=5
    )
    decision_days_low = models.PositiveSmallIntegerField(
        _("decide a low complaint within, in working days"), default=10
    )
    update_days = models.PositiveSmallIntegerField(
        _("update the customer every, in working days"), default=5
    )
    waiting_max_days = models.PositiveSmallIntegerField(
        _("wait for the customer at most, in working days"), default=10
    )
    reopen_days = models.PositiveSmallIntegerField(
        _("the customer may reopen within, in days"), default=30
    )
    legal_term = models.CharField(
        _("legal term of complaints"),
        max_length=8,
        choices=LegalTerm.choices,
        default=LegalTerm.NONE,
        help_text=_("Shown beside your own terms, never paused. Check with your lawyer."),
    )
    duplicate_days = models.PositiveSmallIntegerField(
        _("look for duplicates among complaints of the last, in days"), default=90
    )
    remedy_limit = models.DecimalField(
        _("remedies above this cost need a manager"),
        max_digits=12,
        decimal_places=2,
        default=Decimal("750.00"),
        validators=[MinValueValidator(0)],
    )
    complaints_email = models.EmailField(
        _("address for complaints"),
        blank=True,
        help_text=_("Replies come back to it with a mark behind a plus: klachten+…@example.com."),
    )
    complaint_from_mail = models.BooleanField(
        _("a mail from a known contact to that address is a complaint at once"),
        default=True,
        help_text=_(
            "Otherwise it waits until somebody has read it; mail of strangers always does."
        ),
    )
    remedy_limit_year = models.DecimalField(
        _("so do remedies above this sum for one customer in 12 months"),
        max_digits=12,
        decimal_places=2,
        default=Decimal("1500.00"),
        validators=[MinValueValidator(0)],
        help_text=_("Keeps a large remedy from being split into small ones."),
    )
    remedy_limit_manager = models.DecimalField(
        _("remedies above this cost need an administrator"),
        max_digits=12,
        decimal_places=2,
        default=Decimal("5000.00"),
        validators=[MinValueValidator(0)],
    )
    remedy_limit_manager_year = models.DecimalField(
        _("and above this sum for one customer in 12 months"),
        max_digits=12,
        decimal_places=2,
        default=Decimal("10000.00"),
        validators=[MinValueValidator(0)],
    )
    nps_rest_days = models.PositiveSmallIntegerField(
        _("at most one survey per person per, in days"), default=90
    )
    nps_account_cap = models.PositiveSmallIntegerField(
        _("people asked per account and survey, at most"), default=5
    )
    survey_open_days = models.PositiveSmallIntegerField(
        _("a survey link lives, in days"), default=30
    )
    answer_lock_days = models.PositiveSmallIntegerField(
        _("an answer can be changed for, in days"), default=7
    )
    followup_hours = models.PositiveSmallIntegerField(
        _("call a detractor within, in hours on business days"), default=48
    )
    passive_followup_days = models.PositiveSmallIntegerField(
        _("follow up a passive within, in working days"), default=5
    )
    silent_share = models.PositiveSmallIntegerField(
        _("share of dissatisfied customers who stay silent, in %"),
        default=50,
        validators=[MaxValueValidator(99)],
        help_text=_("A textbook figure, never your own; 25 % is common between businesses."),
    )
    capture_share = models.PositiveSmallIntegerField(
        _("share of complaints spoken to us that is recorded, in %"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "100 %: every complaint somebody heard was written down. A guess, never your own figure."
        ),
    )
    complaint_window_days = models.PositiveSmallIntegerField(
        _("a complaint and a score belong together within, in days"), default=90
    )
    decider_silent_days = models.PositiveSmallIntegerField(
        _("warn when a decider was not spoken to for, in days"), default=90
    )
    contact_window_days = models.PositiveSmallIntegerField(
        _("conversations count in matrix and single thread for, in days"), default=180
    )
    single_thread_share = models.PositiveSmallIntegerField(
        _("single thread: share of contact moments with one person, in %"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    moment_edit_days = models.PositiveSmallIntegerField(
        _("the author may change a contact moment for, in days"),
        default=7,
        help_text=_("Memory is fresh for a week; later a manager corrects. Old texts are kept."),
    )
    files_account_mb = models.PositiveIntegerField(
        _("files of one account together, in MB"),
        default=500,
        validators=[MaxValueValidator(10**6)],
    )
    files_total_mb = models.PositiveIntegerField(
        _("all files together, in MB"), default=20_000, validators=[MaxValueValidator(10**9)]
    )

    discipline = models.CharField(
        _("value discipline"), max_length=10, choices=Discipline.choices, blank=True, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    housekeeping_at = models.DateTimeField(_("last housekeeping"), null=True, editable=False)
    mailbox_at = models.DateTimeField(_("mailbox last tried"), null=True, editable=False)
    mailbox_error = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="shared_organisation_single"),
            choice_check("visibility", Visibility),
            choice_check("language", Language),
            choice_check("legal_term", LegalTerm),
            models.CheckConstraint(
                condition=models.Q(discipline__in=["", *Discipline.values]),
                name="shared_organisation_discipline_choice",
            ),
            models.CheckConstraint(
                condition=models.Q(silent_share__lte=99), name="shared_organisation_silent_share"
            ),
            range_check("capture_share", 1, 100),
            models.CheckConstraint(
                condition=models.Q(single_thread_share__gte=1, single_thread_share__lte=100),
                name="shared_organisation_single_thread_share",
            ),
            models.CheckConstraint(
                condition=models.Q(hours_per_day__gt=0, hours_per_day__lte=24),
                name="shared_organisation_hours_per_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Weekday(models.IntegerChoices):
    """The days of the week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpeningWindow(models.Model):
    """One stretch of opening hours on a weekday; a day may have several."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    objects = OpeningWindowQuerySet.as_manager()

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            choice_check("weekday", Weekday),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="shared_openingwindow_order"
            ),
            models.UniqueConstraint(fields=["weekday", "opens"], name="shared_openingwindow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class Holiday(models.Model):
    """A day on which the organisation is closed; seeded with the Dutch holidays, editable."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["date"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"
