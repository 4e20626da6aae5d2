"""Take in the answers of confidential and anonymous surveys."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm.shared.localtime import local_date, zone
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation
from surveys.answers.lock import locks_at, may_change
from surveys.answers.services import check_open, read_score
from surveys.campaigns.models import Invitation
from surveys.campaigns.services import note_answered
from surveys.errors import AnswerLocked, SurveyError, TooLate
from surveys.followups.due import due_at
from surveys.followups.services import term_hours
from surveys.nps.score import band
from surveys.sealed.models import (
    AnonymousAnswer,
    ConfidentialAnswer,
    ConfidentialChange,
    Handling,
)


def confidential_of(invitation: Invitation) -> ConfidentialAnswer | None:
    """Give the confidential answer of an invitation, if there is one."""
    return ConfidentialAnswer.objects.filter(invitation=invitation).first()


def confirm_confidential(
    invitation: Invitation, *, score: object, language: str, now: datetime
) -> ConfidentialAnswer:
    """Save the score of a confidential answer, for the first time or anew.

    Nothing is written on the account or the contact. Raises SurveyError, LinkExpired, AnswerLocked.
    """
    number = read_score(score)
    check_open(invitation, now)
    try:
        with transaction.atomic():
            return _confirm(invitation, number, language, now)
    except IntegrityError:  # the same link was posted at the same moment: that answer is there now
        with transaction.atomic():
            return _confirm(invitation, number, language, now)


def _confirm(
    invitation: Invitation, score: int, language: str, now: datetime
) -> ConfidentialAnswer:
    answer = ConfidentialAnswer.objects.select_for_update().filter(invitation=invitation).first()
    if answer is None:
        answer = _first(invitation, score, language, now)
        note_answered(invitation, at=now)
        return answer
    if answer.score != score:
        _refuse_locked(answer, now)
        _keep_before(answer, now, score=score)
        answer.score, answer.updated_at = score, now
        answer.due_at = _earlier(answer.due_at, _due(score, answer.confirmed_at))
        answer.save(update_fields=["score", "updated_at", "due_at"])
    return answer


def _first(invitation: Invitation, score: int, language: str, now: datetime) -> ConfidentialAnswer:
    account = invitation.account
    lock = locks_at(now, invitation.token_expires_at, get_organisation().answer_lock_days)
    return ConfidentialAnswer.objects.create(
        survey=invitation.survey,
        invitation=invitation,
        score=score,
        language=language,
        confirmed_at=now,
        updated_at=now,
        locked_at=lock,
        team_id=account.team_id,
        sector_id=account.sector_id,
        account_class=account.account_class or "",
        due_at=_due(score, now),
    )


def _due(score: int, at: datetime) -> datetime | None:
    """Give by when the named contact calls; None when there is no need."""
    hours = term_hours(band(score))
    if hours is None:
        return None
    return due_at(at, hours=hours, is_business_day=load_calendar().is_business_day, zone=zone())


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one and other else one or other


def _refuse_locked(answer: ConfidentialAnswer, now: datetime) -> None:
    if not may_change(answer.locked_at, now):
        raise AnswerLocked(_("Your answer can no longer be changed."))


def _keep_before(
    answer: ConfidentialAnswer, now: datetime, *, score: int, comment: str = ""
) -> None:
    """Keep what is about to be changed: the score, or the comment."""
    ConfidentialChange.objects.create(
        answer=answer, at=now, score_before=answer.score, score_after=score, comment_before=comment
    )


def comment_confidential(
    invitation: Invitation, *, comment: str, now: datetime
) -> ConfidentialAnswer:
    """Save what the customer wrote beside a confidential score."""
    check_open(invitation, now)
    with transaction.atomic():
        answer = (
            ConfidentialAnswer.objects.select_for_update().filter(invitation=invitation).first()
        )
        if answer is None:
            raise SurveyError(_("Choose a whole number from 0 to 10."), field="score")
        comment = comment.strip()
        if comment != answer.comment:
            _refuse_locked(answer, now)
            if answer.comment:
                _keep_before(answer, now, score=answer.score, comment=answer.comment)
            answer.comment, answer.updated_at = comment, now
            answer.save(update_fields=["comment", "updated_at"])
    return answer


def answer_anonymously(
    invitation: Invitation, *, score: object, comment: str, language: str, now: datetime
) -> AnonymousAnswer:
    """Store a score and a comment apart from the person; the invitation only remembers *answered*.

    Raises TooLate when this invitation was answered before: there is nothing to find and change.
    """
    number = read_score(score)
    check_open(invitation, now)
    with transaction.atomic():
        if not note_answered(invitation, at=None):
            raise TooLate(_("An answer was given with this link. It cannot be found or changed."))
        return AnonymousAnswer.objects.create(
            survey_id=invitation.survey_id,
            score=number,
            comment=comment.strip(),
            language=language,
            month=local_date(now).replace(day=1),
        )


def handle(
    answer: ConfidentialAnswer, *, handling: str, note: str, by: Any, now: datetime
) -> ConfidentialAnswer:
    """Record what the named contact did; raises SurveyError for anybody else or without a note."""
    if answer.survey.named_contact_id != by.pk:
        raise SurveyError(_("Only the named contact of this survey follows up its answers."))
    if handling not in (Handling.CONTACTED, Handling.DONE) or answer.handling == Handling.DONE:
        raise TooLate(_("This follow-up is already done; nothing was changed."))
    note = note.strip()
    if handling == Handling.DONE and not (note or answer.note):
        raise SurveyError(_("Say in one line what was done, or why nothing was."), field="note")
    won = ConfidentialAnswer.objects.filter(pk=answer.pk, handling=answer.handling).update(
        handling=handling, note=note or answer.note, handled_at=now
    )
    if not won:
        raise TooLate(_("Somebody else just did this; look at the page again."))
    answer.refresh_from_db()
    return answer
