"""Name, merge and word themes, and mark comments with them and with who they name."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils.text import slugify
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from customers.accounts.facts import lock_account
from customers.errors import EditConflict
from surveys.answers.models import Answer, AnswerTheme, Mention, MentionKind, Theme, ThemeWord
from surveys.answers.services import mark_themes
from surveys.answers.themes import plain
from surveys.errors import SurveyError
from surveys.improvements.models import Improvement
from surveys.nps.rollup import recount_themes

LONGEST_WORD, MOST_WORDS = 60, 80
PER_ROUND = 500


def read_words(text: str) -> list[str]:
    """Give the words of a comma- or line-separated list, each once, as they are compared."""
    words = (plain(word.strip()) for word in text.replace("\n", ",").split(","))
    found = list(dict.fromkeys(word for word in words if word))
    if any(len(word) > LONGEST_WORD for word in found) or len(found) > MOST_WORDS:
        raise SurveyError(
            _("At most %(words)s words of %(letters)s letters each.")
            % {"words": MOST_WORDS, "letters": LONGEST_WORD},
            field="words",
        )
    return found


def save_theme(
    theme: Theme,
    *,
    name_en: str,
    name_nl: str,
    words: str,
    version: int | None,
    by: Any,
) -> Theme:
    """Add a theme, or rename it and change its words; earlier comments are marked anew afterwards.

    Raises EditConflict when somebody saved it in between, SurveyError for a name in use.
    """
    wanted, is_new = read_words(words), theme.pk is None
    values = {"name_en": name_en.strip(), "name_nl": name_nl.strip()}
    with transaction.atomic():
        _refuse_double(theme, values)
        if is_new:
            theme = Theme(slug=_slug(values["name_en"]), **values)
            theme.save()
        else:
            won = Theme.objects.filter(pk=theme.pk, version=version).update(
                version=F("version") + 1, **values
            )
            if not won:
                current = Theme.objects.get(pk=theme.pk)
                raise EditConflict.between(
                    _("Somebody else changed this theme in between."), current, values
                )
            theme.refresh_from_db()
        held = set(theme.words.values_list("word", flat=True))
        theme.words.exclude(word__in=wanted).delete()
        ThemeWord.objects.bulk_create(
            [ThemeWord(theme=theme, word=word) for word in wanted if word not in held]
        )
        if held != set(wanted):
            newest = Answer.objects.aggregate(pk=Max("pk"))["pk"]
            Theme.objects.filter(pk=theme.pk).update(mark_from=newest)
        record("created" if is_new else "changed", theme, by=by)
    return theme


def _refuse_double(theme: Theme, values: dict[str, str]) -> None:
    for name, value in values.items():
        if not value:
            raise SurveyError(_("Give the theme a name in both languages."), field=name)
        if Theme.objects.filter(**{f"{name}__iexact": value}).exclude(pk=theme.pk).exists():
            raise SurveyError(_("There is a theme of this name; merge them instead."), field=name)


def _slug(name: str) -> str:
    base = slugify(name)[:40] or "theme"
    taken = set(Theme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken
    )


def merge_themes(source: Theme, target: Theme, *, by: Any) -> Theme:
    """Let one theme go up in another: its marks, words and improvements; the counts follow.

    Raises SurveyError for a theme with itself, or with "nothing named".
    """
    if source.pk == target.pk:
        raise SurveyError(_("Choose another theme to merge with."), field="target")
    if source.nothing_named or target.nothing_named:
        raise SurveyError(_("“Nothing named” stands apart and is not merged."), field="target")
    with transaction.atomic():
        rows = {theme.pk: theme for theme in Theme.objects.select_for_update().order_by("pk")}
        if source.pk not in rows or target.pk not in rows:
            raise SurveyError(_("Somebody else just merged this theme."), field="target")
        by_hand = AnswerTheme.objects.filter(theme=source, by_hand=True).values("answer")
        AnswerTheme.objects.filter(theme=target, answer__in=by_hand).update(by_hand=True)
        both = AnswerTheme.objects.filter(theme=target).values("answer")
        AnswerTheme.objects.filter(theme=source, answer__in=both).delete()
        AnswerTheme.objects.filter(theme=source).update(theme=target)
        held = set(target.words.values_list("word", flat=True))
        source.words.filter(word__in=held).delete()
        source.words.update(theme=target)
        Improvement.objects.filter(theme=source).update(theme=target)
        record("merged theme", source, by=by, changes=[f"into {target.slug}"])
        recount_themes([source.pk, target.pk])
        source.delete()
    return target


def mark_earlier(now: datetime) -> int:
    """Mark comments anew for themes whose words changed, the newest first; a housekeeping job."""
    newest = Theme.objects.aggregate(pk=Max("mark_from"))["pk"]
    if newest is None:
        return 0
    by_hand = AnswerTheme.objects.filter(answer=OuterRef("pk"), by_hand=True)
    answers = list(
        Answer.objects.filter(pk__lte=newest)
        .annotate(marked_by_hand=Exists(by_hand))
        .exclude(comment="")
        .select_related("account", "contact")
        .order_by("-pk")[:PER_ROUND]
    )
    for answer in answers:
        if answer.marked_by_hand:
            continue  # by hand always wins
        with transaction.atomic():
            lock_account(answer.account_id)
            mark_themes(answer)
    left = answers[-1].pk - 1 if len(answers) == PER_ROUND else None
    Theme.objects.filter(mark_from=newest).update(mark_from=left)
    Theme.objects.filter(mark_from__lt=newest, mark_from__gt=left or 0).update(mark_from=left)
    return len(answers)


def add_mention(answer: Answer, *, kind: str, name: str, by: Any) -> Mention:
    """Mark that a comment names a colleague or a competitor; twice is once."""
    name = name.strip()
    if kind not in MentionKind.values:
        raise SurveyError(_("Choose a colleague or a competitor."), field="kind")
    if not name:
        raise SurveyError(_("Write the name."), field="name")
    with transaction.atomic():
        mention, is_new = Mention.objects.get_or_create(answer=answer, kind=kind, name=name[:80])
        if is_new:
            record("marked mention", answer, by=by, account_id=answer.account_id)
    return mention


def remove_mention(mention: Mention, *, by: Any) -> None:
    """Take a mark of a name away."""
    with transaction.atomic():
        record("removed mention", mention.answer, by=by, account_id=mention.answer.account_id)
        mention.delete()
