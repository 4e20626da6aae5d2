"""Open and close public links, and take in what comes in by them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import day_end
from crm.shared.organisation.services import get_organisation
from crm.shared.tokens import find, issue
from surveys.answers.lock import locks_at, may_change
from surveys.answers.services import read_score
from surveys.campaigns.models import Survey, SurveyState
from surveys.errors import AnswerLocked, LinkExpired, SurveyError, TooLate
from surveys.nps.score import SCORES
from surveys.openlinks.models import OPEN_TOKEN, OpenAnswer, OpenLink


def open_link(survey: Survey, *, source: str, language: str, by: Any, now: datetime) -> OpenLink:
    """Make a public link; raises SurveyError for a survey that does not run or a source in use."""
    source = source.strip()
    if not source:
        raise SurveyError(_("Say where the link will hang."), field="source")
    if survey.state not in (SurveyState.SENDING, SurveyState.OPEN) or survey.closes_on is None:
        raise SurveyError(_("A survey that does not run has no public link."))
    try:
        with transaction.atomic():
            link = OpenLink.objects.create(
                survey=survey, source=source, language=language, created_at=now, created_by=by
            )
            issue(link, OPEN_TOKEN, expires_at=day_end(survey.closes_on))
            record("opened link", survey, by=by)
    except IntegrityError as error:
        raise SurveyError(_("There is a link for this source."), field="source") from error
    return link


def close_link(link: OpenLink, *, by: Any, now: datetime) -> None:
    """Close a public link for good; its answers stay."""
    with transaction.atomic():
        won = OpenLink.objects.filter(pk=link.pk, token_revoked_at=None).update(
            token_revoked_at=now
        )
        if not won:
            raise TooLate(_("This link was closed already."))
        record("closed link", link.survey, by=by)


def link_of(token: str) -> OpenLink | None:
    """Give the public link of a token, live or not; None for anything else."""
    return find(OpenLink.objects.select_related("survey__wording"), token, OPEN_TOKEN)


def earlier_answer(link: OpenLink, key: object) -> OpenAnswer | None:
    """Give an answer that came in by this link, by the note a browser kept of it."""
    return OpenAnswer.objects.filter(link=link, pk=key).select_related("link").first()


def is_taken_in(form_key: str) -> bool:
    """Tell whether this form was sent before."""
    return OpenAnswer.objects.filter(form_key=form_key).exists()


def scores_by_link(survey: Survey) -> dict[int, list[int]]:
    """Give how many answers each link has of each score; one query."""
    counted: dict[int, list[int]] = {}
    rows = (
        OpenAnswer.objects.filter(link__survey=survey)
        .order_by()
        .values_list("link", "score")
        .annotate(number=Count("pk"))
    )
    for link, score, number in rows:
        counted.setdefault(link, [0] * len(SCORES))[score] += number
    return counted


def comments_of(survey: Survey) -> QuerySet[OpenAnswer]:
    """Give what was written by the public links of a survey, the newest first."""
    written = OpenAnswer.objects.filter(link__survey=survey).exclude(comment="")
    return written.select_related("link")


def check_live(link: OpenLink, now: datetime) -> None:
    """Raise LinkExpired when the link, or its survey, is over."""
    if not link.token_is_live(now) or link.survey.state == SurveyState.CLOSED:
        raise LinkExpired(_("This survey is closed."))


def locked_from(answer: OpenAnswer) -> datetime:
    """Give the moment from which an answer can no longer be changed."""
    days = get_organisation().answer_lock_days
    return locks_at(answer.confirmed_at, answer.link.token_expires_at, days)


def take_in(
    link: OpenLink,
    *,
    score: object,
    comment: str,
    language: str,
    form_key: str,
    now: datetime,
    earlier: OpenAnswer | None = None,
) -> OpenAnswer:
    """Store an answer, or change the earlier one of the same browser; one form gives one answer.

    Raises SurveyError, LinkExpired or AnswerLocked.
    """
    number = read_score(score)
    check_live(link, now)
    values = {"score": number, "comment": comment.strip(), "language": language, "updated_at": now}
    if earlier is not None:
        if not may_change(locked_from(earlier), now):
            raise AnswerLocked(_("Your answer can no longer be changed."))
        OpenAnswer.objects.filter(pk=earlier.pk).update(**values)
        earlier.refresh_from_db()
        return earlier
    with transaction.atomic():
        answer, _new = OpenAnswer.objects.get_or_create(
            form_key=form_key, defaults={"link": link, "confirmed_at": now, **values}
        )
    return answer
