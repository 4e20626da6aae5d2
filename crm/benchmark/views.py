"""The bare page everything is compared with: frame, session and 25 rows of one indexed SELECT."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.accounts.models import Account


@require_safe
def bare(request: HttpRequest) -> HttpResponse:
    """Show 25 accounts in a table inside the usual frame."""
    rows = Account.objects.visible_to(request.user).order_by("name_key", "pk")[:25]
    return render(request, "benchmark/bare.html", {"rows": rows})
