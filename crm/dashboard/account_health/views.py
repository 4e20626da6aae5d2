"""The health of one account: what it is made of, and how it went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.dashboard.account_health.page import course_chart, reasons, steps
from crm.shared.localtime import local_date
from crm.shared.numbers import round_half_up
from customers.accounts.facts import health_of
from customers.accounts.models import Account
from customers.figures.models import HealthPoint

SHOWN = 400  # notes drawn: more than a year of daily changes


@require_safe
def account_health(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the components with their reasons and the noted history."""
    now = timezone.now()
    account = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    newest = HealthPoint.objects.visible_to(request.user).filter(account=account)
    points = list(newest.order_by("-day")[:SHOWN])[::-1]
    health = health_of(account, now=now)
    context = {
        "account": account,
        "total": round_half_up(health.total),
        "reasons": reasons(health, account),
        "chart": course_chart(points, account, local_date(now)) if points else "",
        "steps": steps(points),
    }
    return render(request, "dashboard/account_health.html", context)
