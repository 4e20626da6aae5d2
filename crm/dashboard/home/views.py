"""Home: what do I do now?"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from crm.dashboard.account_health.page import reasons
from crm.dashboard.doors import door, figure
from crm.dashboard.home.doing import lines, planning
from crm.dashboard.home.page import HomePage, load
from crm.dashboard.home.scope import People, choices_for, chosen
from crm.dashboard.home.work import greeting
from crm.dashboard.manager.views import overview
from crm.shared.access import Role, has_role
from crm.shared.charts import portfolio_ring
from crm.shared.formats import number
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from customers.accounts.facts import health_of

WEEK_SHOWN = 8  # of what is due later this week; the rest unfolds


def summary(page: HomePage) -> str:
    """Say in one sentence what waits today."""
    if not page.now_count:
        return _("Nothing for today.")
    things = ngettext("%(count)s thing for today", "%(count)s things for today", page.now_count) % {
        "count": number(page.now_count)
    }
    if not page.late:
        return _("%(things)s.") % {"things": things}
    return _("%(things)s, %(late)s late.") % {"things": things, "late": page.late}


def worst_reason(account: Any, now: Any) -> str:
    """Return the component that costs an account most health, in words with its points."""
    health = health_of(account, now=now)
    worst = min(reasons(health, account), key=lambda reason: reason.points - reason.weight)
    if worst.points >= worst.weight:
        return ""
    return _("%(reason)s: %(points)s of %(weight)s points") % {
        "reason": worst.text,
        "points": worst.points,
        "weight": worst.weight,
    }


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show My day, the ring, how it goes and the accounts that need attention.

    A manager who asks for nobody's day sees how the team stands.
    """
    if "who" not in request.GET and has_role(request.user, Role.MANAGER):
        return overview(request)
    now = timezone.now()
    today = local_date(now)
    people = People(chosen(request.user, request.GET.get("who", "")), request.user)
    page = load(people, request.user, now)
    since = today - timedelta(days=364)
    period = {"since": since.isoformat(), "until": today.isoformat(), **people.filters}
    ring = portfolio_ring(
        page.figures.potential,
        page.figures.customers,
        page.figures.former,
        label=_("%(customers)s customers, %(potential)s potential, %(former)s former customers")
        % vars(page.figures),
        caption=ngettext("customer", "customers", page.figures.customers),
        size=150,
    )
    became_url = door("insight:moves", kind=["first_purchase", "won_back"], **period)
    context = {
        "page": page,
        "people": people,
        "who_choices": choices_for(request.user),
        "nav_counts": page.figures.nav_counts,
        "greeting": greeting(now),
        "today": today,
        "summary": summary(page),
        "ring": ring,
        "became_door": figure(page.figures.became, became_url),
        "left_door": figure(page.figures.left, door("insight:moves", kind="ended", **period)),
        "won_back_sentence": ngettext(
            "%(count)s of them came back.", "%(count)s of them came back.", page.figures.won_back
        )
        % {"count": page.figures.won_back},
        "doing": lines(page.figures, people, today, get_organisation().discipline),
        "manages": has_role(request.user, Role.MANAGER),
        "planning": planning(page.figures, people),
        "portfolio": [
            {"account": account, "why": worst_reason(account, now)} for account in page.portfolio
        ],
        "may_add": has_role(request.user, Role.SALES, Role.MANAGER),
        "year_filter": f"since={since.isoformat()}&until={today.isoformat()}",
        "limit": WEEK_SHOWN,
    }
    return render(request, "dashboard/home.html", context)
