"""Take in what a customer says about the handling of a complaint."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from surveys.answers.lock import may_change
from surveys.answers.models import Answer
from surveys.answers.services import check_open
from surveys.campaigns.models import Invitation
from surveys.errors import AnswerLocked, SurveyError
from surveys.handling.models import Handling
from surveys.handling.questions import ITEMS, asked_about


def handling_of(answer: Any) -> Handling | None:
    """Return what was said beside an answer, None when nothing was."""
    return Handling.objects.filter(answer_id=answer.pk).first() if answer is not None else None


def save_handling(
    invitation: Invitation,
    *,
    solved: str = "",
    outcome: int | None = None,
    process: int | None = None,
    treatment: int | None = None,
    now: datetime,
) -> Handling | None:
    """Save solved and the three fairness items (1 to 5), each may be left out; None when all were.

    Raises SurveyError without a score before it or when this survey asks no such thing, LinkExpired or
    AnswerLocked when it is too late.
    """
    about = asked_about(invitation)
    if about is None:
        raise SurveyError(_("This survey does not ask that."))
    check_open(invitation, now)
    values = {"solved": solved, "outcome": outcome, "process": process, "treatment": treatment}
    with transaction.atomic():
        answer = Answer.objects.select_for_update().filter(invitation=invitation).first()
        if answer is None:
            raise SurveyError(_("Choose a whole number from 0 to 10."), field="score")
        held = handling_of(answer)
        if not solved and all(values[name] is None for name in ITEMS):
            return held
        if held is None:
            return Handling.objects.create(
                answer=answer,
                complaint=about[0],
                cycle=about[1],
                given_at=now,
                updated_at=now,
                **values,
            )
        if {name: getattr(held, name) for name in values} == values:
            return held
        if not may_change(answer.locked_at, now):
            raise AnswerLocked(_("Your answer can no longer be changed."))
        for name, value in values.items():
            setattr(held, name, value)
        held.updated_at = now
        held.save(update_fields=[*values, "updated_at"])
    return held
