"""The mailbox page of demo and development: mails that stayed in the house, their links clickable."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from crm.shared.lists import Column, ListSpec, list_response
from crm.shared.mail.forms import MailboxFilter
from crm.shared.mail.models import DeliveredMail

# The sandbox gives the mail an origin of its own and no scripts; only a click may leave the frame.
MAIL_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-top-navigation-by-user-activation"
)
LIST = ListSpec(
    key="mailbox",
    label=_("Mailbox"),
    columns=[
        Column("subject", _("Subject"), template="mailbox/cells/_subject.html"),
        Column("to", _("To")),
        Column("delivered_at", _("When"), sort="delivered"),
    ],
    sorts={"-delivered": ("-delivered_at", "pk")},
    default_sort="-delivered",
    filter_form=MailboxFilter,
    export=False,
)


def _only_here() -> None:
    if not settings.MAILBOX_PAGE:
        raise Http404


@require_safe
def mailbox(request: HttpRequest) -> HttpResponseBase:
    """List the mails, newest first."""
    _only_here()
    return list_response(
        request,
        LIST,
        DeliveredMail.objects.only("subject", "to", "delivered_at"),
        template="mailbox/mail_list.html",
        fragment="mailbox/_mail_list.html",
    )


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: its text with links, and the formatted mail in a frame."""
    _only_here()
    mail = get_object_or_404(DeliveredMail, pk=pk)
    return render(request, "mailbox/mail_detail.html", {"mail": mail})


@require_safe
@xframe_options_sameorigin
def formatted(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve a mail's HTML in a sandbox of its own; a click on a link opens it in the whole window."""
    _only_here()
    mail = get_object_or_404(DeliveredMail.objects.exclude(html=""), pk=pk)
    response = HttpResponse(f'<base target="_top">{mail.html}')
    response["Content-Security-Policy"] = MAIL_POLICY
    return response
