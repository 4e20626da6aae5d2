"""From what was said but not recorded to a complaint: the words of layers 2 and 3, through the complaints' service."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.cases.models import Channel
from complaints.cases.services import record_complaint
from crm.dashboard.chain.services import complain_from_followup
from crm.insight.iceberg.layers import Layer
from crm.insight.iceberg.read import layer_accounts, seen_traces
from crm.insight.iceberg.services import MOST
from crm.insight.period import Slice
from crm.shared.access import Role, forbid_unless
from crm.shared.errors import Refusal
from customers.activities.models import InteractionKind
from surveys.followups.models import FollowUp

WITH_WORDS = (Layer.TOLD, Layer.SURVEY)
HEARD_BY = {
    InteractionKind.CALL: Channel.PHONE,
    InteractionKind.EMAIL: Channel.EMAIL,
    InteractionKind.VISIT: Channel.VISIT,
    InteractionKind.SOCIAL: Channel.SOCIAL,
}


@dataclass(frozen=True)
class Recorded:
    """How many complaints were recorded, and how many accounts left no words to record."""

    complaints: int
    wordless: int


@transaction.atomic
def record_words(
    layer: Layer, ids: Collection[int], part: Slice, *, by: Any, now: datetime
) -> Recorded:
    """Record the last words of each chosen account of a layer as a complaint, received when they were said.

    Raises Refusal for another layer, nobody or too many, or an account that is not in the layer: then nothing
    happens at all. Whoever left a score without words is counted, not recorded: call first.
    """
    forbid_unless(by, Role.SALES, Role.COMPLAINT_HANDLER, Role.MANAGER)
    if layer not in WITH_WORDS:
        raise Refusal(_("This layer left no words: call or invite them."))
    if not ids:
        raise Refusal(_("Choose at least one account."))
    if len(ids) > MOST:
        raise Refusal(_("Choose at most %(most)s accounts at once.") % {"most": MOST})
    accounts = {a.pk: a for a in layer_accounts(layer, part, by, now).filter(pk__in=ids)}
    if len(accounts) != len(set(ids)):
        raise Refusal(
            _("One of these accounts is not in this layer any more. Nothing was recorded.")
        )
    last: dict[int, Any] = {}
    traces = seen_traces(layer, part, by, now).filter(account__in=accounts)
    for trace in traces.order_by("trace_at", "pk"):
        words = trace.summary if layer == Layer.TOLD else trace.comment
        if words.strip():
            last[trace.account_id] = trace
    if layer == Layer.SURVEY:
        _from_answers(last.values(), by=by, now=now)
    else:
        for moment in last.values():
            record_complaint(
                text=moment.summary,
                channel=HEARD_BY.get(moment.kind, Channel.OTHER),
                account=accounts[moment.account_id],
                contact=moment.contacts.filter(account=moment.account_id).order_by("pk").first(),
                received_at=moment.happened_at,
                by=by,
                now=now,
            )
    return Recorded(len(last), len(accounts) - len(last))


def _from_answers(answers: Collection[Any], *, by: Any, now: datetime) -> None:
    """Make complaints of answers: through their follow-up, so that the chain on the account page holds."""
    followups = {f.answer_id: f for f in FollowUp.objects.filter(answer__in=answers)}
    for answer in answers:
        if answer.pk in followups:
            complain_from_followup(followups[answer.pk], by=by, now=now)
        else:
            record_complaint(
                text=answer.comment,
                channel=Channel.SURVEY,
                account=answer.account,
                contact=answer.contact,
                language=answer.language,
                received_at=answer.confirmed_at,
                by=by,
                now=now,
            )
