"""Password links by mail: asked at most five times an hour, made at the moment of sending."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Mail, Skip
from crm.shared.mail.services import queue
from crm.shared.people.models import User
from crm.shared.throttles.services import allow

PURPOSE = "password_reset"
LIMIT, PER = 5, timedelta(hours=1)


def may_ask(email: str, address: str, now: datetime) -> bool:
    """Count a request for a link; five an hour per mail address and per network address."""
    by_address = allow("password-reset-from", address, limit=LIMIT, per=PER, now=now)
    return allow("password-reset-to", email.lower(), limit=LIMIT, per=PER, now=now) and by_address


def reset_link(user: User) -> str:
    """Return a link that sets a new password once, within four hours."""
    path = reverse(
        "people:password_reset_confirm",
        args=[
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ],
    )
    return settings.SITE_URL + path


def request_reset(email: str, now: datetime) -> int:
    """Queue a mail to every active colleague with this address; returns how many there are."""
    users = list(User.objects.active().filter(email__iexact=email).order_by("pk")[:5])
    for user in users:
        queue(PURPOSE, object_id=user.pk, to=user.email, language=user.language, now=now)
    return len(users)


def build(mail: OutboxMail, now: datetime) -> Mail:
    """Write the mail with a fresh link; raises Skip for a colleague who left or moved address."""
    user = User.objects.active().filter(pk=mail.object_id).first()
    if user is None or user.email.lower() != mail.to.lower():
        raise Skip(_("This colleague no longer has this address."))
    text = render_to_string(
        "people/mail/password_reset.txt", {"user": user, "link": reset_link(user)}
    )
    return Mail(subject=_("A new password for Kring"), text=text.strip() + "\n")
