"""Answers to surveys, what was changed in them, and the themes their comments name."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from crm.shared.appendonly import AppendOnly
from crm.shared.constraints import choice_check, range_check
from crm.shared.people.models import Language
from surveys.answers.querysets import AnswerQuerySet, MentionQuerySet, ThemeQuerySet
from surveys.campaigns.models import Invitation, Survey, SurveyKind
from surveys.nps.score import Band, band

NEVER = 999_999  # a month number later than any: nobody answered after this one


class Channel(models.TextChoices):
    """Name how an answer came in."""

    MAIL = "mail", _("E-mail invitation")
    IMPORT = "import", _("Imported")


class Tenure(models.TextChoices):
    """Say how long an account had been a customer when it answered; empty: it was none."""

    FIRST_YEAR = "lt1", _("less than a year")
    TO_THREE = "1to3", _("1 to 3 years")
    TO_TEN = "3to10", _("3 to 10 years")
    LONGER = "10plus", _("10 years or longer")


class Answer(models.Model):
    """Hold what one contact answered to one survey, as things stood at that moment."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(_("kind"), max_length=16, choices=SurveyKind.choices)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="answer"
    )
    contact = models.ForeignKey(
        "customers.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="survey_answers",
        verbose_name=_("contact"),
    )
    account = models.ForeignKey(
        "customers.Account",
        on_delete=models.PROTECT,
        related_name="survey_answers",
        verbose_name=_("account"),
    )
    score = models.PositiveSmallIntegerField(_("score"))
    previous_score = models.PositiveSmallIntegerField(_("score before"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    channel = models.CharField(
        _("came in by"), max_length=6, choices=Channel.choices, default=Channel.MAIL
    )
    external_key = models.CharField(  # noqa: DJ001 - unique when given
        _("imported key"), max_length=200, null=True, blank=True, unique=True
    )
    confirmed_at = models.DateTimeField(_("answered"))
    updated_at = models.DateTimeField(_("changed"))
    locked_at = models.DateTimeField(_("can be changed until"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner then"),
    )
    team = models.ForeignKey(
        "shared.Team",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team then"),
    )
    account_class = models.CharField(_("class then"), max_length=1, blank=True)
    sector = models.ForeignKey(
        "customers.Sector",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sector then"),
    )
    region = models.CharField(_("region then"), max_length=80, blank=True)
    tenure = models.CharField(_("customer for"), max_length=6, choices=Tenure.choices, blank=True)
    own_domain = models.BooleanField(_("from an address of our own"), default=False, editable=False)
    month = models.PositiveIntegerField(editable=False)
    next_at = models.DateTimeField(null=True, blank=True, editable=False)
    next_month = models.PositiveIntegerField(default=NEVER, editable=False)
    account_next_month = models.PositiveIntegerField(default=NEVER, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            range_check("score", 0, 10),
            range_check("previous_score", 0, 10),
            choice_check("kind", SurveyKind),
            choice_check("language", Language),
            choice_check("channel", Channel),
            models.CheckConstraint(
                condition=models.Q(tenure__in=["", *Tenure.values]), name="surveys_answer_tenure"
            ),
        ]
        indexes = [
            models.Index(fields=["-confirmed_at", "-id"], name="surveys_answer_newest"),
            models.Index(
                fields=["kind", "-confirmed_at", "-id"],
                condition=~models.Q(comment=""),
                name="surveys_answer_comments",
            ),
            models.Index(fields=["score", "confirmed_at", "id"], name="surveys_answer_score"),
            models.Index(fields=["account", "-confirmed_at"], name="surveys_answer_account"),
            models.Index(fields=["contact", "kind", "confirmed_at"], name="surveys_answer_person"),
            models.Index(fields=["survey", "-confirmed_at"], name="surveys_answer_survey"),
            models.Index(fields=["owner", "-confirmed_at"], name="surveys_answer_owner"),
            models.Index(fields=["kind", "month", "next_month"], name="surveys_answer_month"),
            models.Index(
                fields=["account", "kind", "confirmed_at"], name="surveys_answer_sequence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} ({self.confirmed_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """Give the address of the answer's page."""
        return reverse("answers:detail", args=[self.pk])

    @property
    def band(self) -> Band:
        """Tell the band of the score."""
        return band(self.score)

    @property
    def who(self) -> str:
        """Name who answered: the contact, else the account."""
        return str(self.contact) if self.contact_id else str(self.account)


class AnswerChange(AppendOnly):
    """Record each score that was given and each change of it; never edited."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField(_("at"))
    score_before = models.PositiveSmallIntegerField(_("score before"), null=True)
    score_after = models.PositiveSmallIntegerField(_("score after"))
    comment_changed = models.BooleanField(_("comment changed"), default=False)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change of an answer")
        verbose_name_plural = _("changes of answers")
        constraints = [range_check("score_before", 0, 10), range_check("score_after", 0, 10)]

    def __str__(self) -> str:
        return f"{self.score_before} → {self.score_after}"


class EarlierComment(models.Model):
    """Keep a comment that was replaced, apart from the history so that it can be erased."""

    change = models.OneToOneField(
        AnswerChange, on_delete=models.DO_NOTHING, related_name="earlier_comment"
    )
    text = models.TextField(_("comment"))

    class Meta:
        verbose_name = _("earlier comment")
        verbose_name_plural = _("earlier comments")

    def __str__(self) -> str:
        return self.text[:60]


class LateMessage(models.Model):
    """Hold what a customer wrote after the link had run out or the answer was locked."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="messages")
    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="survey_messages"
    )
    text = models.TextField(_("message"))
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("late message")
        verbose_name_plural = _("late messages")

    def __str__(self) -> str:
        return self.text[:60]


class Theme(models.Model):
    """Name what comments are about; `nothing_named` stands apart and is in no ranking."""

    slug = models.SlugField(_("short name"), unique=True)
    name_en = models.CharField(_("name (English)"), max_length=60)
    name_nl = models.CharField(_("name (Dutch)"), max_length=60)
    nothing_named = models.BooleanField(_("means: nothing named"), default=False)
    answers = models.ManyToManyField(Answer, through="AnswerTheme", related_name="themes")
    version = models.PositiveIntegerField(default=1, editable=False)
    # earlier comments are marked anew by housekeeping, up to this answer; empty: all are
    mark_from = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name_nl if (get_language() or "").startswith("nl") else self.name_en


class ThemeWord(models.Model):
    """A word or start of a word that marks a comment with a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(_("word"), max_length=60)

    class Meta:
        ordering = ["word"]
        verbose_name = _("theme word")
        verbose_name_plural = _("theme words")
        constraints = [
            models.UniqueConstraint(fields=["theme", "word"], name="surveys_themeword_once")
        ]

    def __str__(self) -> str:
        return self.word


class AnswerTheme(models.Model):
    """Mark an answer's comment with a theme, by hand or by a word."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="theme_marks")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="marks")
    by_hand = models.BooleanField(_("by hand"), default=False)

    class Meta:
        verbose_name = _("theme of an answer")
        verbose_name_plural = _("themes of answers")
        constraints = [
            models.UniqueConstraint(fields=["answer", "theme"], name="surveys_answertheme_once")
        ]
        indexes = [models.Index(fields=["theme", "answer"], name="surveys_answertheme_theme")]

    def __str__(self) -> str:
        return f"{self.answer_id}/{self.theme_id}"


class MentionKind(models.TextChoices):
    """Say who is named in a comment."""

    COLLEAGUE = "colleague", _("Colleague")
    COMPETITOR = "competitor", _("Competitor")


class Mention(models.Model):
    """Mark that a comment names a colleague or a competitor."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(_("who"), max_length=10, choices=MentionKind.choices)
    name = models.CharField(_("name"), max_length=80)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["answer", "kind", "name"], name="surveys_mention_once"),
            choice_check("kind", MentionKind),
            models.CheckConstraint(condition=~models.Q(name=""), name="surveys_mention_named"),
        ]
        indexes = [models.Index(fields=["kind", "answer"], name="surveys_mention_kind")]

    def __str__(self) -> str:
        return self.name
