"""The page of the moves on the circle."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from crm.insight.moves.lists import MOVES
from crm.shared.lists import list_response
from customers.accounts.events import LifecycleEvent


@require_safe
def moves(request: HttpRequest) -> HttpResponseBase:
    """List the moves on the circle the reader may see."""
    return list_response(
        request,
        MOVES,
        queryset=LifecycleEvent.objects.visible_to(request.user).select_related("account__owner"),
        template="insight/moves.html",
        fragment="insight/_moves.html",
    )
