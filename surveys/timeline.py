"""Surveys as lines of an account's timeline."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from crm.shared.timeline import Entry
from surveys.answers.models import Answer
from surveys.campaigns.models import Invitation
from surveys.nps.score import Band

KIND = "nps"
TONES = {Band.PROMOTER: "pro", Band.PASSIVE: "", Band.DETRACTOR: "det"}


def timeline_entries(
    account_ids: Collection[int],
    *,
    before: datetime | None = None,
    limit: int = 25,
    contact: int | None = None,
    alone: bool = False,
) -> list[Entry]:
    """Give the newest answers before a moment; `alone` adds who was asked. One query, or two."""
    answers = Answer.objects.filter(account__in=account_ids)
    invitations = Invitation.objects.filter(account__in=account_ids, sent_at__isnull=False)
    if contact is not None:
        answers, invitations = answers.filter(contact=contact), invitations.filter(contact=contact)
    if before is not None:
        answers = answers.filter(confirmed_at__lt=before)
        invitations = invitations.filter(sent_at__lt=before)
    rows = answers.select_related("contact", "account", "survey", "followup", "handling")
    entries = entries_of(rows.order_by("-confirmed_at", "-pk")[:limit])
    if alone:
        asked = invitations.select_related("contact", "survey").order_by("-sent_at", "-pk")
        entries += [_asked(row) for row in asked[:limit]]
    return sorted(entries, key=lambda entry: (entry.at, entry.key), reverse=True)[:limit]


def entries_of(answers: Iterable[Answer]) -> list[Entry]:
    """Give the lines of answers that were read already."""
    return [_answered(answer) for answer in answers]


def _answered(answer: Answer) -> Entry:
    followup, handling = getattr(answer, "followup", None), getattr(answer, "handling", None)
    values = {"who": answer.who, "score": answer.score}
    return Entry(
        at=answer.confirmed_at,
        key=f"answer-{answer.pk}",
        kind=KIND,
        icon="speedometer2",
        tone=TONES[answer.band],
        title=_("%(who)s gave a %(score)s") % values,
        detail=" · ".join(
            str(part)
            for part in (
                answer.survey.name,
                followup and followup.get_state_display(),
                handling and handling.words,
            )
            if part
        ),
        body=answer.comment,
        url=answer.get_absolute_url(),
        actor=answer.who,
    )


def _asked(invitation: Any) -> Entry:
    return Entry(
        at=invitation.sent_at,
        key=f"invitation-{invitation.pk}",
        kind=KIND,
        icon="send",
        title=_("Survey sent to %(who)s") % {"who": invitation.contact.name},
        detail=invitation.survey.name,
    )
