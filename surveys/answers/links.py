"""Open the links of the public pages; whoever holds a link may read and change this one answer."""

from crm.shared.tokens import find, token_for
from surveys.answers.models import Answer
from surveys.campaigns.models import ANSWER_TOKEN, Invitation
from surveys.sending.models import UNSUBSCRIBE_TOKEN, UnsubscribeLink


def invitation_of(token: str) -> Invitation | None:
    """Give the invitation a link belongs to, alive or not; None for anything else."""
    rows = Invitation.objects.select_related(
        "survey__wording", "survey__named_contact", "contact", "occasion",
        "account__owner__deputy", "account__owner__team__manager", "account__team__manager",
    )  # fmt: skip
    return find(rows, token, ANSWER_TOKEN)


def unsubscribe_link_of(token: str) -> UnsubscribeLink | None:
    """Give the unsubscribe link of a token; None for anything else."""
    return find(UnsubscribeLink.objects.select_related("contact"), token, UNSUBSCRIBE_TOKEN)


def unsubscribe_token(invitation: Invitation) -> str:
    """Give the token with which the invited contact stops all surveys; empty when there is none."""
    link = UnsubscribeLink.objects.filter(contact=invitation.contact_id).first()
    return token_for(link, UNSUBSCRIBE_TOKEN) if link and link.token_hash else ""


def answer_of(invitation: Invitation) -> Answer | None:
    """Give the answer of an invitation, if there is one."""
    return Answer.objects.filter(invitation=invitation).first()
