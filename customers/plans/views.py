"""Pages of account plans: the tab of an account, its texts, its moves, its versions, the print."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.errors import CustomerError
from customers.formwork import (
    attempt,
    differences,
    load_account,
    load_editable,
    status_of,
)
from customers.plans import propositions, services, states
from customers.plans.content import NOTHING, snapshot
from customers.plans.content import differences as content_differences
from customers.plans.forms import NewPlanForm, PlanForm
from customers.plans.models import AccountPlan, PlanVersion
from customers.plans.pages import PlanPage

OFFERS = ("account__proposition", "account__sector__proposition")
SAID = {
    states.APPROVE: gettext_lazy("Plan approved."),
    states.REVISE: gettext_lazy("A new version is a draft now; the approved one stays readable."),
    states.CLOSE: gettext_lazy("Plan closed."),
    states.REOPEN: gettext_lazy("Plan reopened."),
}


def load_visible(user: Any, pk: int) -> Account:
    """Return an account to read; 404 for a stranger."""
    rows = Account.objects.visible_to(user).select_related(
        "owner", "proposition", "sector__proposition"
    )
    return get_object_or_404(rows, pk=pk)


def load_plan(user: Any, account_pk: int, year: int) -> AccountPlan:
    """Return the plan of an account and year to read."""
    rows = AccountPlan.objects.visible_to(user).select_related(
        *OFFERS, "account__owner", "approved_by"
    )
    return get_object_or_404(rows, account=account_pk, year=year)


def editable_plan(user: Any, pk: int) -> AccountPlan:
    """Return a plan to change: 404 for who may not see it, 403 for who may only read it."""
    return load_editable(AccountPlan.objects.select_related(*OFFERS, "account__owner"), user, pk)


def page_of(request: HttpRequest, plan: AccountPlan) -> PlanPage:
    """Return what the page of a plan shows this reader."""
    return PlanPage(
        plan,
        today=local_date(timezone.now()),
        manager=has_role(request.user, Role.MANAGER),
        may_edit=Account.objects.is_editable_by(request.user, plan.account),
    )


@require_safe
def account_plan(request: HttpRequest, account_pk: int) -> HttpResponse:
    """Open the account's plan of this year, else its latest; without any, offer to begin one."""
    account = load_visible(request.user, account_pk)
    years = list(account.plans.order_by("-year").values_list("year", flat=True))
    this_year = local_date(timezone.now()).year
    if years:
        year = this_year if this_year in years else years[0]
        return redirect("plans:year", account.pk, year)
    context = {
        "account": account,
        "year": this_year,
        "may_edit": Account.objects.is_editable_by(request.user, account),
        "offers": propositions.offers_for(account),
    }
    return render(request, "plans/plan_missing.html", context)


@require_safe
def plan_year(request: HttpRequest, account_pk: int, year: int) -> HttpResponse:
    """Show the plan of an account for a year."""
    plan = load_plan(request.user, account_pk, year)
    context = {
        "account": plan.account,
        "plan": plan,
        "page": page_of(request, plan),
        "years": list(plan.account.plans.order_by("-year").values_list("year", flat=True)),
        "offers": propositions.offers_for(plan.account),
    }
    return render(request, "plans/plan_detail.html", context)


@require_safe
def plan_print(request: HttpRequest, account_pk: int, year: int) -> HttpResponse:
    """Show the plan on two pages of A4."""
    plan = load_plan(request.user, account_pk, year)
    context = {
        "account": plan.account,
        "plan": plan,
        "page": page_of(request, plan),
        "offers": propositions.offers_for(plan.account),
    }
    return render(request, "plans/plan_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: HttpRequest, account_pk: int) -> HttpResponse:
    """Begin a plan, empty or as a copy of another year."""
    account, now = load_account(request.user, account_pk), timezone.now()
    plans = list(account.plans.order_by("-year"))
    taken = {plan.year for plan in plans}
    this_year = local_date(now).year
    initial = {
        "year": this_year + 1 if this_year in taken else this_year,
        "source": plans[0].pk if plans else "",
    }
    form = NewPlanForm(request.POST or None, plans=plans, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = attempt(
            form,
            lambda: services.create_plan(
                account,
                form.cleaned_data["year"],
                copy_from=form.copied(),
                by=request.user,
                now=now,
            ),
        )
        if plan:
            toast(request, _("Plan begun. Fill in what you know."))
            return redirect("plans:edit", plan.pk)
    context = {"form": form, "account": account}
    return render(request, "plans/plan_create.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the texts and the budget of a draft; an approved plan asks for a new version first."""
    plan = editable_plan(request.user, pk)
    if request.method != "POST" and plan.state != states.PlanState.DRAFT:
        messages.warning(request, _("Only a draft can be changed: make a new version first."))
        return redirect(plan)
    form = PlanForm(request.POST or None, instance=editable_plan(request.user, pk))
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_plan(
                plan,
                version=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Plan saved."))
            return redirect(plan)
    context = {
        "form": form,
        "plan": plan,
        "account": plan.account,
        "differences": differences(form),
    }
    return render(request, "plans/plan_form.html", context, status=status_of(form))


@require_POST
def plan_move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Approve, revise, close or reopen a plan."""
    plan = editable_plan(request.user, pk)
    if move not in states.MOVES:
        raise Http404
    if move in states.FOR_MANAGERS:
        forbid_unless(request.user, Role.MANAGER)
    try:
        services.move_plan(
            plan,
            move,
            by=request.user,
            now=timezone.now(),
            seen=parse_datetime(request.POST.get("seen", "")[:40]),
        )
    except CustomerError as refusal:
        context = {
            "account": plan.account,
            "plan": plan,
            "page": page_of(request, plan),
            "years": [plan.year],
            "offers": propositions.offers_for(plan.account),
            "refusal": refusal,
        }
        return render(request, "plans/plan_detail.html", context, status=refusal.status)
    toast(request, SAID[move])
    target = "plans:edit" if move == states.REVISE else ""
    return redirect(target, plan.pk) if target else redirect(plan)


@require_safe
def plan_version(request: HttpRequest, account_pk: int, year: int, number: int) -> HttpResponse:
    """Show an approved version, and what changed since: in the next version, or until now."""
    plan = load_plan(request.user, account_pk, year)
    versions = {v.number: v for v in plan.versions.select_related("approved_by")}
    version: PlanVersion | None = versions.get(number)
    if version is None:
        raise Http404
    after = versions.get(number + 1)
    now_content = after.content if after else snapshot(plan, local_date(timezone.now()))
    context = {
        "account": plan.account,
        "plan": plan,
        "shown": version,
        "after": after,
        "parts": content_differences(NOTHING, version.content),
        "changes": content_differences(version.content, now_content),
        "numbers": sorted(versions),
    }
    return render(request, "plans/plan_version.html", context)
