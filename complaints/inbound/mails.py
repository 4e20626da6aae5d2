"""The one mail this room sends: that a mail was too large to take."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from complaints.inbound.models import ComplaintMail
from complaints.inbound.services import TOO_LARGE
from crm.shared.mail import purposes
from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.organisation.services import get_organisation


def build(mail: Any, now: datetime) -> Mail:
    """Write that attachments did not arrive and how to send them; raises Skip when the mail is gone."""
    row = ComplaintMail.objects.select_related("inbound").filter(pk=mail.object_id).first()
    if row is None:
        raise Skip("gone")
    lines = [
        _("Your mail was too large"),
        _(
            "Your mail “%(subject)s” is larger than 25 MB. Only its beginning reached us, and none of "
            "its attachments. Please send them again in smaller mails, or call us."
        )
        % {"subject": row.inbound.subject},
        get_organisation().name,
    ]
    return Mail(subject=lines[0], text="\n\n".join(lines[1:]))


def register() -> None:
    """Tell the outbox how this mail is written."""
    purposes.register(Purpose(TOO_LARGE, build))
