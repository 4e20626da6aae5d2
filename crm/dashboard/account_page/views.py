"""The account page: everything of one account on one page."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from crm.dashboard.account_health.page import course_of, reasons
from crm.dashboard.account_page import filters, panels, timeline
from crm.dashboard.account_page.page import AccountPage, load
from crm.dashboard.doors import door
from crm.shared.access import Role, has_role
from crm.shared.formats import DASH, money, number, signed
from crm.shared.htmx import wants_fragment
from customers.accounts.facts import health_of
from customers.accounts.models import Account
from customers.activities.composer_views import composer_context


def open_count(count: int) -> str:
    """Say how many are open."""
    return ngettext("%(count)s open", "%(count)s open", count) % {"count": number(count)}


def figures(page: AccountPage) -> list[dict[str, Any]]:
    """Return the strip of figures, each with the list behind it."""
    account, pk = page.account, page.account.pk
    year = {
        "since": (page.today - timedelta(days=364)).isoformat(),
        "until": page.today.isoformat(),
    }
    change = page.revenue_change
    answered = page.answers_year
    return [
        {
            "label": _("Revenue, 12 months"),
            "help": "revenue_12m",
            "value": money(account.revenue_12m),
            "url": door("orders:list", account=pk, **year),
            "note": _("%(change)s%% on the year before") % {"change": signed(change, 1)}
            if change is not None
            else _("nothing the year before"),
        },
        {
            "label": _("Answers, 12 months"),
            "help": "account_nps",
            "value": number(answered) if answered else DASH,
            "url": door("answers:list", account=pk, latest=1, **year) if answered else "",
            "note": _("last score %(score)s") % {"score": account.last_score}
            if account.last_score is not None
            else _("no score yet"),
        },
        {
            "label": _("Promises kept"),
            "help": "promises_kept",
            "value": number(page.promises_kept) if page.promises_counted else DASH,
            "small": _("of %(count)s") % {"count": page.promises_counted}
            if page.promises_counted
            else "",
            "url": door("promises:list", account=pk, outcome="counted", **year)
            if page.promises_counted
            else "",
            "note": open_count(len(page.open_promises)),
        },
        {
            "label": _("Complaints, 12 months"),
            "help": "complaints_12m",
            "value": number(account.complaints_12m),
            "url": door("complaints:list", account=pk, **year),
            "note": open_count(account.open_complaints),
        },
        {
            "label": _("Open deals"),
            "help": "open_deals",
            "value": money(account.open_deal_amount),
            "url": door("deals:table", account=pk, state="open"),
            "note": ngettext("%(count)s deal", "%(count)s deals", account.open_deals)
            % {"count": account.open_deals},
        },
    ]


def actions(account: Account, user: Any, *, may_edit: bool) -> list[dict[str, str]]:
    """Return the acts behind the three dots that this user may do."""
    found = []
    if may_edit:
        found.append((_("Edit"), "pencil", reverse("customers:edit", args=[account.pk])))
        found.append((_("New deal"), "kanban", door("deals:create", account=account.pk)))
        found.append((_("New order"), "bag", door("orders:create", account=account.pk)))
    found.append(
        (_("New complaint"), "chat-left-text", door("complaints:create", account=account.pk))
    )
    if may_edit and account.stage == "customer":
        found.append(
            (_("End relationship"), "box-arrow-right", reverse("customers:end", args=[account.pk]))
        )
    if may_edit and account.is_former and account.stage != "customer":
        found.append(
            (_("Win back"), "arrow-repeat", reverse("customers:win_back", args=[account.pk]))
        )
    if has_role(user, Role.MANAGER):
        found.append(
            (
                _("Correct the stage"),
                "arrow-left-right",
                reverse("customers:correct", args=[account.pk]),
            )
        )
    return [{"label": label, "icon": icon, "url": url} for label, icon, url in found]


def _timeline(request: HttpRequest, account: Account) -> HttpResponse:
    """Show the timeline alone."""
    form = filters.read_form(request, account)
    asked = filters.read_asked(request, form, timeline.KINDS)
    context = {
        "account": account,
        "timeline": timeline.read(account, asked, request.user),
        "timeline_filter": form,
        "may_edit": Account.objects.is_editable_by(request.user, account),
    }
    return render(request, "dashboard/account/_timeline.html", context)


@require_safe
@vary_on_headers("HX-Request")
def account_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the account; an htmx request with `before` or `show` gets the timeline alone."""
    now = timezone.now()
    account = get_object_or_404(
        Account.objects.visible_to(request.user)
        .select_related("owner", "team", "sector", "parent")
        .prefetch_related("tags"),
        pk=pk,
    )
    if wants_fragment(request):
        return _timeline(request, account)
    page = load(account, request.user, now=now)
    form = filters.read_form(request, account, [person.contact for person in page.people])
    asked = filters.read_asked(request, form, timeline.KINDS)
    may_edit = Account.objects.is_editable_by(request.user, account)
    context = {
        "account": account,
        "page": page,
        "nav_counts": page.nav_counts,
        "may_edit": may_edit,
        "figures": figures(page),
        "actions": actions(account, request.user, may_edit=may_edit),
        "health_reasons": reasons(health_of(account, now=now), account),
        "health_course": course_of(page.health_points, account, page.today),
        "promise_rows": panels.promise_rows(page, now=now),
        "deal_rows": panels.deal_rows(page),
        "facts": panels.facts(page),
        "moves": page.moves[::-1][:8],
        "next_task": page.tasks[0] if page.tasks else None,
        "next_when": panels.when_due(page.tasks[0], now) if page.tasks else "",
        "timeline": timeline.read(account, asked, request.user, page),
        "timeline_filter": form,
        **(composer_context(account, request.user) if may_edit else {}),
    }
    return render(request, "dashboard/account.html", context)
