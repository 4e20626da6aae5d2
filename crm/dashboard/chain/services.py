"""Acts that touch complaints and surveys at once: from what a customer answered to a complaint."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.models import Channel, Complaint
from complaints.cases.services import record_complaint
from surveys.errors import SurveyError
from surveys.followups.models import FollowUp
from surveys.followups.services import link_complaint


@transaction.atomic
def complain_from_followup(followup: FollowUp, *, by: Any, now: datetime) -> Complaint:
    """Make a complaint of a detractor's answer; a second click gives the same complaint.

    The complaint was received when the customer answered. Raises SurveyError without a comment: a
    score alone says nothing that can be handled.
    """
    followup = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("answer__contact", "answer__account")
        .get(pk=followup.pk)
    )
    if followup.complaint_number:
        return Complaint.objects.get(number=followup.complaint_number)
    answer = followup.answer
    if not answer.comment.strip():
        raise SurveyError(
            _("This answer has no comment. Call first, then record what you hear as a complaint.")
        )
    complaint = record_complaint(
        text=answer.comment,
        channel=Channel.SURVEY,
        account=answer.account,
        contact=answer.contact,
        language=answer.language,
        received_at=answer.confirmed_at,
        by=by,
        now=now,
    )
    link_complaint(followup, number=complaint.number, by=by, now=now)
    return complaint
