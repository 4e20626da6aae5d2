"""Password links by mail: asked at most five times an hour, made at the moment of sending."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

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
    """Mail a link to every active colleague with this address; returns how many there are."""
    users = list(User.objects.active().filter(email__iexact=email).order_by("pk")[:5])
    for user in users:
        with translation.override(user.language):
            text = render_to_string(
                "people/mail/password_reset.txt", {"user": user, "link": reset_link(user)}
            )
            send_mail(_("A new password for Kring"), text, None, [user.email])
    return len(users)
