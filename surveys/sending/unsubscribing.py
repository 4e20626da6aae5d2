"""Let people stop all surveys, with a link that never expires."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crm.shared.localtime import local_date
from crm.shared.tokens import issue
from customers.contacts.models import Channel, ConsentState
from customers.contacts.services import record_consent
from surveys.sending.models import UNSUBSCRIBE_TOKEN, UnsubscribeLink


def unsubscribe_link(contact_id: int) -> UnsubscribeLink:
    """Give the one link with which a contact stops all surveys; made when first needed."""
    link, is_new = UnsubscribeLink.objects.get_or_create(contact_id=contact_id)
    if is_new or not link.token_hash:
        issue(link, UNSUBSCRIBE_TOKEN)
    return link


def unsubscribe(link: UnsubscribeLink, *, now: datetime) -> UnsubscribeLink:
    """Record that the contact wants no more surveys; saying it twice changes nothing."""
    with transaction.atomic():
        won = UnsubscribeLink.objects.filter(pk=link.pk, unsubscribed_at=None).update(
            unsubscribed_at=now
        )
        if won:
            record_consent(
                link.contact,
                channel=Channel.SURVEY,
                state=ConsentState.OBJECTED,
                on=local_date(now),
                source=_("unsubscribe link"),
                by=None,
                now=now,
            )
            link.unsubscribed_at = now
    return link
