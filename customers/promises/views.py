"""Pages of promises: the list with its figures, one promise with its acts."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared import mentions
from crm.shared.formats import number, percent
from crm.shared.htmx import wants_fragment
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from crm.shared.organisation.calendar import load_calendar
from crm.shared.toasts import toast
from customers.activities.choosing import choose_account
from customers.filters import people_choices
from customers.formwork import (
    attempt,
    differences,
    go_back,
    load_account,
    load_editable,
    next_address,
    status_of,
)
from customers.promises import services
from customers.promises.calls import BROKEN, plan_call
from customers.promises.forms import (
    DeliverForm,
    MoveForm,
    PromiseEditForm,
    PromiseForm,
    WithdrawForm,
)
from customers.promises.lists import PROMISES
from customers.promises.models import Promise
from customers.promises.outcome import PromiseFigures
from customers.promises.standing import by_account, by_colleague
from customers.promises.terms import YEAR, Term, term_of, terms

ROWS = ("account", "contact", "owner")


def strip(figures: PromiseFigures, period: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the figures above the list, each with the list behind it."""

    def door(outcome: str) -> str:
        return f"{reverse('promises:list')}?{urlencode(period | {'outcome': outcome})}"

    counted = ngettext(
        "of %(count)s delivered or overdue", "of %(count)s delivered or overdue", figures.decided
    ) % {"count": number(figures.decided)}
    return [
        {
            "label": _("Kept, 12 months"),
            "value": percent(figures.kept_share),
            "url": door("counted") if figures.decided else "",
            "note": counted,
        },
        {
            "label": _("Customers surprised"),
            "value": percent(figures.surprised_share),
            "url": door("surprised") if figures.decided else "",
            "note": _("delivered before the day we said"),
        },
        {
            "label": _("Not kept"),
            "value": number(figures.broken),
            "url": door("broken"),
            "note": _("%(count)s of them overdue now") % {"count": number(figures.overdue)},
        },
        {
            "label": _("Mean gap in days"),
            "value": number(figures.mean_gap, 1),
            "url": door("delivered") if figures.delivered else "",
            "note": _("above 0 is early, %(count)s delivered")
            % {"count": number(figures.delivered)},
        },
    ]


@require_safe
def promise_list(request: HttpRequest) -> HttpResponseBase:
    """Show promises by what became of them."""
    rows = Promise.objects.visible_to(request.user)
    asked = PROMISES.filter_form(request.GET, request=request)
    asked.is_valid()
    who = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    context: dict[str, Any] = {"people": people_choices(request.user, who)}
    if not wants_fragment(request) and request.GET.get("format") != "csv":
        now = timezone.now()
        period: dict[str, Any] = period_of(local_date(now))
        period |= {k: getattr(v, "pk", v) for k, v in who.items() if v}
        same = PROMISES.filter_form(QueryDict(urlencode(period)), request=request)
        same.is_valid()
        context["figures"] = strip(rows.filter(same.condition()).figures(now), period)
    return list_response(
        request,
        PROMISES,
        rows.select_related(*ROWS),
        template="promises/promise_list.html",
        fragment="promises/_promise_table.html",
        context=context,
    )


def period_of(today: date) -> dict[str, str]:
    """Return the filter of the last 12 months, by the day promised."""
    return {"since": (today - YEAR).isoformat(), "until": today.isoformat()}


def as_usual(term: Term | None) -> dict[str, Any]:
    """Return what a form starts with for a type: its standard day."""
    if term is None:
        return {}
    return {"kind": term.kind.value} | ({"due_on": term.due_on} if term.due_on else {})


@require_safe
def promise_figures(request: HttpRequest) -> HttpResponse:
    """Show how promises of 12 months were kept, per colleague and for the accounts let down most."""
    now = timezone.now()
    asked = PROMISES.filter_form(request.GET, request=request)
    asked.is_valid()
    who = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    filters: dict[str, Any] = period_of(local_date(now))
    filters |= {k: getattr(v, "pk", v) for k, v in who.items() if v}
    same = PROMISES.filter_form(QueryDict(urlencode(filters)), request=request)
    same.is_valid()
    rows = Promise.objects.visible_to(request.user).filter(same.condition())
    context = {
        "people": people_choices(request.user, who),
        "figures": strip(rows.figures(now), filters),
        "colleagues": by_colleague(rows, filters, now=now),
        "accounts": by_account(rows, filters, now=now),
    }
    return render(request, "promises/promise_figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def promise_create(request: HttpRequest) -> HttpResponse:
    """Make a promise."""
    if not request.GET.get("account"):
        return choose_account(request, _("New promise"))
    account, now = load_account(request.user, request.GET["account"]), timezone.now()
    today = local_date(now)
    known = terms(Promise.objects.visible_to(request.user), today=today, calendar=load_calendar())
    usual = term_of(known, request.POST.get("use") or request.GET.get("kind"))
    typed = {**request.POST.dict(), **as_usual(usual)} if "use" in request.POST else None
    form = PromiseForm(
        request.POST if request.method == "POST" and typed is None else None,
        account=account,
        user=request.user,
        today=today,
        initial=typed or as_usual(usual),
    )
    if form.is_bound and form.is_valid():
        made = attempt(
            form,
            lambda: services.make_promise(account, by=request.user, now=now, **form.values()),
        )
        if made:
            toast(request, _("Promise recorded."))
            return go_back(request, account.get_absolute_url())
    context = {
        "form": form,
        "account": account,
        "back": next_address(request, ""),
        "terms": known,
        "usual": usual,
        "period": period_of(today),
    }
    return render(request, "promises/promise_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def promise_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a promise."""
    promise = load_editable(Promise.objects.select_related(*ROWS), request.user, pk)
    form = PromiseEditForm(
        request.POST or None, instance=promise, account=promise.account, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_promise(
                promise,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Promise saved."))
            return go_back(request, reverse("promises:detail", args=[pk]))
    context = {
        "form": form,
        "promise": promise,
        "account": promise.account,
        "differences": differences(form),
        "back": reverse("promises:detail", args=[pk]),
    }
    return render(request, "promises/promise_form.html", context, status=status_of(form))


def _page(
    request: HttpRequest, promise: Promise, *, may_edit: bool, wrong: forms.Form | None = None
) -> HttpResponse:
    """Show one promise with the forms of its acts; `wrong` is the one that was refused."""
    today = local_date(timezone.now())

    def form(kind: type[forms.Form], prefix: str, **initial: Any) -> forms.Form:
        return wrong if isinstance(wrong, kind) else kind(initial=initial, auto_id=f"{prefix}_%s")

    context = {
        "promise": promise,
        "account": promise.account,
        "moves": promise.moves.select_related("moved_by"),
        "mentions": mentions.of("promise", request.user, promise.pk),
        "may_edit": may_edit,
        "is_broken": promise.outcome_at(timezone.now()) in BROKEN,
        "deliver": form(DeliverForm, "deliver", on=today),
        "move": form(MoveForm, "move", due_time=promise.due_time, informed_on=today),
        "withdraw": form(WithdrawForm, "withdraw"),
    }
    status = status_of(wrong) if wrong else 200
    return render(request, "promises/promise_detail.html", context, status=status)


@require_safe
def promise_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one promise: what was said, what became of it, how its date moved."""
    rows = Promise.objects.visible_to(request.user).select_related(*ROWS)
    promise = get_object_or_404(rows, pk=pk)
    may_edit = Promise.objects.editable_by(request.user).filter(pk=pk).exists()
    return _page(request, promise, may_edit=may_edit)


def _act(
    request: HttpRequest, pk: int, form: forms.Form, act: Any, said: str, undo: bool = True
) -> HttpResponse:
    """Run an act of the promise's page; a refusal shows that page again with what was typed."""
    promise = load_editable(Promise.objects.select_related(*ROWS), request.user, pk)
    now = timezone.now()
    if form.is_valid() and attempt(form, lambda: act(promise, form.cleaned_data, now)):
        toast(request, said, undo_url=reverse("promises:reopen", args=[pk]) if undo else "")
        return go_back(request, reverse("promises:detail", args=[pk]))
    return _page(request, promise, may_edit=True, wrong=form)


@require_POST
def promise_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the delivery; one click means today."""
    by = request.user
    return _act(
        request,
        pk,
        DeliverForm(request.POST, auto_id="deliver_%s"),
        lambda promise, data, now: services.deliver_promise(
            promise, on=data["on"] or local_date(now), by=by, now=now
        ),
        _("Delivered."),
    )


@require_POST
def promise_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a promise another date."""
    return _act(
        request,
        pk,
        MoveForm(request.POST, auto_id="move_%s"),
        lambda promise, data, now: services.move_promise(promise, by=request.user, now=now, **data),
        _("Date moved."),
        undo=False,
    )


@require_POST
def promise_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a promise back."""
    return _act(
        request,
        pk,
        WithdrawForm(request.POST, auto_id="withdraw_%s"),
        lambda promise, data, now: services.withdraw_promise(
            promise, by=request.user, now=now, **data
        ),
        _("Promise withdrawn."),
    )


@require_POST
def promise_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a delivery or a withdrawal."""
    return _act(
        request,
        pk,
        forms.Form(request.POST),
        lambda promise, data, now: services.reopen_promise(promise, by=request.user, now=now),
        _("The promise is open again."),
        undo=False,
    )


@require_POST
def promise_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the call to a customer whose promise was not kept."""
    return _act(
        request,
        pk,
        forms.Form(request.POST),
        lambda promise, data, now: plan_call(promise, by=request.user, now=now),
        _("The call stands on the list of today."),
        undo=False,
    )
