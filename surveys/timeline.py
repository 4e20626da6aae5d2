"""Surveys as lines of an account's timeline."""

from collections.abc import Collection
from datetime import datetime

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
    before: datetime,
    limit: int,
    kinds: Collection[str] | None = None,
) -> list[Entry]:
    """Give the newest lines before a moment: answers, and questions that were asked; two queries."""
    if kinds is not None and KIND not in kinds:
        return []
    answers = (
        Answer.objects.filter(account__in=account_ids, confirmed_at__lt=before)
        .select_related("contact", "account", "survey", "followup")
        .order_by("-confirmed_at", "-pk")[:limit]
    )
    asked = (
        Invitation.objects.filter(account__in=account_ids, sent_at__lt=before)
        .select_related("contact", "survey")
        .order_by("-sent_at", "-pk")[:limit]
    )
    entries = [_answered(answer) for answer in answers] + [_asked(row) for row in asked]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def _answered(answer: Answer) -> Entry:
    followup = getattr(answer, "followup", None)
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
            for part in (answer.survey.name, followup and followup.get_state_display())
            if part
        ),
        body=answer.comment,
        url=answer.get_absolute_url(),
        actor=answer.who,
    )


def _asked(invitation: Invitation) -> Entry:
    return Entry(
        at=invitation.sent_at,
        key=f"invitation-{invitation.pk}",
        kind=KIND,
        icon="send",
        title=_("Survey sent to %(who)s") % {"who": invitation.contact.name},
        detail=invitation.survey.name,
    )
