"""Inviting the people of a layer, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.insight.iceberg.layers import Layer
from crm.insight.inviting.lists import INVITES
from crm.insight.inviting.models import Invite
from crm.insight.inviting.services import invite
from crm.shared.errors import Refusal
from crm.shared.lists import list_response


@require_POST
def tell_us(request: HttpRequest, layer: str) -> HttpResponse:
    """Invite one person of each chosen account of a layer to tell us what went wrong."""
    if layer not in Layer.values:
        raise Http404
    ids = {int(pk) for pk in request.POST.getlist("account") if pk.isascii() and pk.isdigit()}
    try:
        batch = invite(Layer(layer), ids, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        query = request.GET.urlencode()
        return redirect(reverse("insight:layer", args=[layer]) + (f"?{query}" if query else ""))
    return redirect("insight:invites_of", batch)


@require_safe
def invites(request: HttpRequest, batch: UUID | None = None) -> HttpResponseBase:
    """List invitations to tell us: those of one batch, or all."""
    found = Invite.objects.visible_to(request.user)
    if batch is not None:
        found = found.filter(batch=batch)
    return list_response(
        request,
        INVITES,
        found.select_related("account", "contact", "asked_by"),
        template="insight/invites.html",
        fragment="insight/_invites.html",
        context={"batch": batch},
    )
