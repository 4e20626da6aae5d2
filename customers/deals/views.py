"""Pages of deals: the board, its table, one deal and its acts."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.files.models import StoredFile
from crm.shared.htmx import render_page
from crm.shared.lists import list_response
from crm.shared.localtime import day_start, local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.toasts import toast
from customers.activities.choosing import choose_account
from customers.deals import board, discount, services
from customers.deals.forms import DealEditForm, DealForm, LoseForm, MoveForm, WinForm
from customers.deals.lists import DEALS
from customers.deals.marks import marks_of
from customers.deals.models import Deal, DealState
from customers.deals.stage import acts
from customers.errors import CustomerError
from customers.filters import people_choices
from customers.forecast.reading import read_cells
from customers.formwork import (
    attempt,
    differences,
    go_back,
    load_account,
    load_editable,
    next_address,
    status_of,
)
from customers.pipelines.models import DealStage

ROWS = ("account", "stage", "owner", "contact", "product")


@require_safe
def deal_board(request: HttpRequest) -> HttpResponseBase:
    """Show open deals by stage; `?view=table` leads to the same as a table."""
    if request.GET.get("view") == "table":
        query = request.GET.copy()
        del query["view"]
        return redirect(f"{reverse('deals:table')}?{query.urlencode()}".rstrip("?"))
    form = DEALS.filter_form(request.GET, request=request)
    deals = form.narrowed(Deal.objects.visible_to(request.user))
    data = form.cleaned_data
    stages, pipelines = board.read_stages(data["pipeline"])
    now = timezone.now()
    found = board.read_board(
        request.user, data, deals, stages, now=now, quiet_days=get_organisation().quiet_deal_days
    )
    context = {
        "board": found,
        "stages": stages,
        "filter": form,
        "today": local_date(now),
        "people": people_choices(request.user, data),
        "pipelines": pipelines,
        "pipeline": stages[0].pipeline_id if stages else None,
    }
    return render_page(request, "deals/board.html", "deals/_board.html", context)


@require_safe
def deal_column(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the next deals of one stage: cards for the board, a page of its own without JavaScript."""
    stage = get_object_or_404(DealStage.objects.visible_to(request.user), pk=pk)
    form = DEALS.filter_form(request.GET, request=request)
    deals = form.narrowed(Deal.objects.visible_to(request.user))
    cards, after = board.more_cards(
        deals,
        stage,
        request.GET.get("after", ""),
        now=timezone.now(),
        quiet_days=get_organisation().quiet_deal_days,
    )
    stages = board.read_stages(stage.pipeline_id)[0]
    context = {"stage": stage, "stages": stages, "cards": cards, "after": after}
    return render_page(request, "deals/column.html", "deals/_cards.html", context)


@require_safe
def deal_table(request: HttpRequest) -> HttpResponseBase:
    """Show deals as a table, with the totals of what is listed."""
    rows = Deal.objects.visible_to(request.user)
    form = DEALS.filter_form(request.GET, request=request)
    context: dict[str, Any] = {}
    if request.GET.get("format") != "csv":
        listed = form.narrowed(rows)
        cells, context["capped"] = read_cells(
            request.user, form.cleaned_data, listed, "state", stored=Q(), live=Q()
        )
        context["total"] = board.figures_of(cells)
        context["people"] = people_choices(request.user, form.cleaned_data)
    return list_response(
        request,
        DEALS,
        rows.select_related("account", "stage", "owner"),
        template="deals/deal_list.html",
        fragment="deals/_deal_table.html",
        context=context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def deal_create(request: HttpRequest) -> HttpResponse:
    """Add a deal."""
    if not request.GET.get("account"):
        return choose_account(request, _("New deal"))
    account = load_account(request.user, request.GET["account"])
    form = DealForm(request.POST or None, account=account, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: services.create_deal(
                account, by=request.user, now=timezone.now(), **form.values()
            ),
        )
        if made:
            toast(request, _("Deal added."))
            return go_back(request, made.get_absolute_url())
    context = {
        "form": form,
        "account": account,
        "heading": _("New deal"),
        "button": _("Add deal"),
        "back": account.get_absolute_url(),
        **_discount(form),
    }
    return render(request, "deals/deal_form.html", context, status=status_of(form))


@require_safe
def deal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one deal: where it stands, what is wrong, how it got there."""
    rows = Deal.objects.visible_to(request.user).select_related(*ROWS, "order", "stage__pipeline")
    deal = get_object_or_404(rows, pk=pk)
    now = timezone.now()
    may_edit = Deal.objects.editable_by(request.user).filter(pk=pk).exists()
    marks = []
    if deal.state == DealState.OPEN:
        days = get_organisation().quiet_deal_days
        marks = marks_of(deal, now=now, quiet_days=days)
    context = {
        "deal": deal,
        "account": deal.account,
        "weighted": deal.amount * deal.probability / 100,
        "marks": marks,
        "acts": acts(deal.state) if may_edit else (),
        "may_edit": may_edit,
        "stages": _way_of(deal),
        "discount_note": discount.told(
            deal.discount, discount.margin_of(deal.margin, deal.product)
        ),
        "made_customer": deal.state == DealState.WON and services.made_customer(deal),
        "moves": deal.moves.select_related("from_stage", "to_stage", "moved_by"),
        "files": StoredFile.objects.visible_to(request.user)
        .of("deal", deal.pk)
        .select_related("uploaded_by"),
        "days_open": (now - day_start(deal.opened_on)).days,
    }
    return render(request, "deals/deal_detail.html", context)


def _way_of(deal: Deal) -> list[DealStage]:
    """Return the stages of the deal's pipeline: those in use, and its own if that is archived."""
    stages = deal.stage.pipeline.stages.order_by("position", "pk")
    return [s for s in stages if s.archived_at is None or s.pk == deal.stage_id]


@require_http_methods(["GET", "HEAD", "POST"])
def deal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an open deal."""
    deal = load_editable(Deal.objects.select_related(*ROWS), request.user, pk)
    form = DealEditForm(
        request.POST or None, instance=deal, account=deal.account, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_deal(
                deal,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Deal saved."))
            return go_back(request, deal.get_absolute_url())
    return _act_page(request, deal, form, _("Change deal"), _("Save deal"))


def _discount(form: Any) -> dict[str, Any]:
    """Return the sentences under the discount: of what is stored or typed, and for the script."""
    if not hasattr(form, "margins"):
        return {}
    deal, typed = form.instance, getattr(form, "cleaned_data", {})
    product = typed.get("product", deal.product)
    margin = discount.margin_of(typed.get("margin", deal.margin), product)
    return {
        "discount_note": discount.told(typed.get("discount", deal.discount), margin),
        "discount_says": discount.SAYS,
        "discount_never": discount.NEVER,
    }


def _act_page(
    request: HttpRequest, deal: Deal, form: Any, heading: str, button: str, note: str = ""
) -> HttpResponse:
    """Show the form of an act on a deal."""
    context = {
        "form": form,
        "deal": deal,
        "account": deal.account,
        "heading": heading,
        "button": button,
        "note": note,
        "differences": differences(form),
        "back": next_address(request, reverse("deals:detail", args=[deal.pk])),
        **_discount(form),
    }
    return render(request, "deals/deal_form.html", context, status=status_of(form))


@require_POST
def deal_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a deal to another stage; htmx then fetches the board again."""
    deal = load_editable(Deal.objects.select_related(*ROWS), request.user, pk)
    form, status = MoveForm(request.GET.dict() | request.POST.dict()), 204
    old = deal.stage_id
    try:
        if not form.is_valid():
            raise CustomerError(pgettext("deal", "Choose a stage."))
        stage = form.cleaned_data["to"]
        seen = form.cleaned_data["seen"]
        services.move_deal(deal, to=stage, by=request.user, now=timezone.now(), seen=seen)
    except CustomerError as refusal:
        status = refusal.status
        if not request.headers.get("HX-Request"):
            back = next_address(request, reverse("deals:list"))
            context = {"refusal": refusal, "back": back}
            return render(request, "activities/refused.html", context, status=status)
        messages.warning(request, str(refusal))
    else:
        said = _("%(deal)s moved to %(stage)s.") % {"deal": deal.title, "stage": stage.name}
        undo = f"{reverse('deals:move', args=[pk])}?to={old}&seen={stage.pk}"
        toast(request, said, undo_url=undo)
    if not request.headers.get("HX-Request"):
        return go_back(request, reverse("deals:list"))
    response = HttpResponse(status=status)
    response["HX-Trigger"] = "kring:moved"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def deal_win(request: HttpRequest, pk: int) -> HttpResponse:
    """Win a deal: its order and, when it is the first, the customer."""
    deal = load_editable(Deal.objects.select_related(*ROWS), request.user, pk)
    now = timezone.now()
    form = WinForm(request.POST or None, initial={"on": local_date(now), "amount": deal.amount})
    if request.method == "POST" and form.is_valid():
        won = attempt(
            form, lambda: services.win_deal(deal, by=request.user, now=now, **form.cleaned_data)
        )
        if won:
            undo = reverse("deals:reopen", args=[pk])
            toast(request, _("Won. The order is made."), undo_url=undo)
            return go_back(request, deal.get_absolute_url())
    note = _("Makes the order and, with a first purchase, the customer.")
    return _act_page(request, deal, form, _("Deal won"), _("Record as won"), note)


@require_http_methods(["GET", "HEAD", "POST"])
def deal_lose(request: HttpRequest, pk: int) -> HttpResponse:
    """Lose a deal, with the reason."""
    deal = load_editable(Deal.objects.select_related(*ROWS), request.user, pk)
    now = timezone.now()
    form = LoseForm(
        request.POST or None, initial={"on": local_date(now), "competitor": deal.competitor}
    )
    if request.method == "POST" and form.is_valid():
        lost = attempt(
            form, lambda: services.lose_deal(deal, by=request.user, now=now, **form.cleaned_data)
        )
        if lost:
            toast(request, _("Recorded as lost."), undo_url=reverse("deals:reopen", args=[pk]))
            return go_back(request, deal.get_absolute_url())
    return _act_page(request, deal, form, _("Deal lost"), _("Record as lost"))


@require_POST
def deal_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a decided deal open again."""
    deal = load_editable(Deal.objects.select_related(*ROWS), request.user, pk)
    was_won = deal.state == DealState.WON
    try:
        services.reopen_deal(deal, by=request.user, now=timezone.now())
    except CustomerError as refusal:
        context = {"refusal": refusal, "back": deal.get_absolute_url()}
        return render(request, "activities/refused.html", context, status=refusal.status)
    said = (
        _("Open again; its order was removed. The account stays what it is.")
        if was_won
        else _("The deal is open again.")
    )
    toast(request, said)
    return go_back(request, deal.get_absolute_url())
