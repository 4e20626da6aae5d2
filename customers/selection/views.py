"""Pages of account selection: the matrix, who is to be scored, one account's position."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crm.shared.access import Role, forbid_unless
from crm.shared.counting import count_of, scalars
from crm.shared.formats import number
from crm.shared.htmx import wants_fragment
from crm.shared.lists import list_response
from crm.shared.localtime import local_date
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.errors import CustomerError
from customers.filters import people_choices
from customers.formwork import attempt, differences, load_account, status_of
from customers.selection import services
from customers.selection.forms import CriteriaForm, KeyStageForm, ScoreForm, WalletForm
from customers.selection.lists import POSITIONS, REVIEW, PositionFilter
from customers.selection.matrix import Axis, Quadrant, share_of_wallet
from customers.selection.models import Assessment, Wallet
from customers.selection.picture import Bubble, picture

DRAWN = 60  # accounts in the picture, the largest first; the list has them all
HISTORY = 20
PAGE_WIDE = 1140  # px: the page without a side column on a desk


def _bubbles(rows: Any) -> list[Bubble]:
    """Return the largest accounts of a list as bubbles."""
    return [
        Bubble(
            name=account.name,
            url=reverse("selection:account", args=[account.pk]),
            attractiveness=account.standing.attractiveness,
            relationship=account.standing.relationship,
            quadrant=account.standing.quadrant,
            revenue=account.revenue_12m,
        )
        for account in rows
    ]


def _strip(user: Any, form: PositionFilter, query: str, year: int) -> list[dict[str, Any]]:
    """Return how many accounts stand in each quadrant, and how many are to be scored; one query."""
    rows = Account.objects.visible_to(user).filter(form.condition())
    counts = scalars(
        user, **{q.value: count_of(rows.filter(standing__quadrant=q)) for q in Quadrant}
    )
    notes = {
        Quadrant.INVEST: _("attractive and strong"),
        Quadrant.DEVELOP: _("attractive, not strong yet"),
        Quadrant.MAINTAIN: _("strong, less attractive"),
        Quadrant.MINIMAL: _("neither"),
    }
    return [
        {
            "label": q.label,
            "value": number(counts[q.value]),
            "url": f"{reverse('selection:matrix')}?{query}&quadrant={q.value}".replace("?&", "?"),
            "note": notes[q],
        }
        for q in Quadrant
    ]


@require_safe
def matrix_page(request: HttpRequest) -> HttpResponseBase:
    """Show the accounts that were scored, as a picture and as a list."""
    rows = Account.objects.visible_to(request.user).select_related("owner", "standing")
    asked = POSITIONS.filter_form(request.GET, request=request)
    asked.is_valid()
    who = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    year = local_date(timezone.now()).year
    context: dict[str, Any] = {"people": people_choices(request.user, who), "year": year}
    if not wants_fragment(request) and request.GET.get("format") != "csv":
        kept = {k: getattr(v, "pk", v) for k, v in who.items() if v}
        if asked.cleaned_data["account_class"]:
            kept["account_class"] = asked.cleaned_data["account_class"]
        largest = asked.apply(rows).exclude(standing__quadrant="").order_by("-revenue_12m", "-pk")
        bubbles = _bubbles([a for a in largest[: DRAWN + 1] if a.standing.quadrant])
        context |= {
            "figures": _strip(request.user, asked, urlencode(kept), year),
            "picture": picture(
                bubbles[:DRAWN],
                _("Attractiveness against the strength of the relationship"),
                width=PAGE_WIDE,
            )
            if bubbles
            else "",
            "drawn": DRAWN,
            "more": len(bubbles) > DRAWN,
        }
    return list_response(
        request,
        POSITIONS,
        rows,
        template="selection/matrix.html",
        fragment="selection/_position_table.html",
        context=context,
    )


@require_safe
def review_list(request: HttpRequest) -> HttpResponseBase:
    """Show the customers that were not scored this year, the largest first."""
    rows = Account.objects.visible_to(request.user).select_related("owner", "standing")
    asked = REVIEW.filter_form(request.GET, request=request)
    asked.is_valid()
    who = {k: asked.cleaned_data[k] for k in ("owner", "team", "account")}
    return list_response(
        request,
        REVIEW,
        rows,
        template="selection/review.html",
        fragment="selection/_review_table.html",
        context={"people": people_choices(request.user, who), "year": asked.asked_year},
    )


@require_safe
def account_position(request: HttpRequest, account_pk: int) -> HttpResponse:
    """Show where one account stands: scores with history, share of wallet, key-account stage."""
    rows = Account.objects.visible_to(request.user).select_related("owner", "standing")
    account = get_object_or_404(rows, pk=account_pk)
    standing = getattr(account, "standing", None)
    wallets = list(account.wallets.select_related("written_by")[:5])
    sales = services.sales_by_year(account.pk, [w.year for w in wallets])
    assessments = list(account.assessments.select_related("made_by")[:HISTORY])
    scored = standing is not None and standing.quadrant
    bubble = _bubbles([account]) if scored else []
    context = {
        "account": account,
        "standing": standing,
        "assessments": assessments,
        "scores": _scores(assessments[0]) if assessments else [],
        "picture": picture(bubble, bubble[0].sentence) if bubble else "",
        "wallets": [
            {
                "wallet": wallet,
                "ours": sales.get(wallet.year, 0),
                "share": share_of_wallet(sales.get(wallet.year, 0), wallet.spend),
            }
            for wallet in wallets
        ],
        "moves": list(account.key_stage_moves.select_related("made_by")[:HISTORY]),
        "may_edit": Account.objects.is_editable_by(request.user, account),
        "year": local_date(timezone.now()).year,
    }
    return render(request, "selection/account.html", context)


def _scores(assessment: Assessment) -> list[tuple[str, list[Any]]]:
    """Return the scores of an assessment per axis."""
    scores = assessment.scores.select_related("criterion").order_by(
        "criterion__axis", "criterion__position", "pk"
    )
    found: dict[str, list[Any]] = {axis: [] for axis in Axis.values}
    for score in scores:
        found[score.criterion.axis].append(score)
    means = {
        Axis.ATTRACTIVENESS: assessment.attractiveness,
        Axis.RELATIONSHIP: assessment.relationship,
    }
    return [(Axis(axis).label, means[Axis(axis)], rows) for axis, rows in found.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def account_score(request: HttpRequest, account_pk: int) -> HttpResponse:
    """Score an account."""
    account, axes = load_account(request.user, account_pk), services.criteria()
    latest = account.assessments.first()
    given = latest.scores.values_list("criterion_id", "score") if latest else ()
    form = ScoreForm(
        request.POST or None, axes=axes, initial={f"c{pk}": score for pk, score in given}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: services.score_account(
                account,
                form.scores(),
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            ),
        )
        if made:
            toast(request, _("Scores saved."))
            return redirect("selection:account", account.pk)
    context = {"form": form, "account": account, "latest": latest}
    return render(request, "selection/score_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def wallet_edit(request: HttpRequest, account_pk: int, year: int = 0) -> HttpResponse:
    """Write what a customer spends in a year."""
    account, now = load_account(request.user, account_pk), timezone.now()
    found = account.wallets.filter(year=year).first()
    wallet = found or Wallet(account=account, year=local_date(now).year)
    form = WalletForm(request.POST or None, instance=wallet)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        saved = attempt(
            form,
            lambda: services.save_wallet(
                account,
                year=data["year"],
                spend=data["spend"],
                source=data["source"],
                version=data["version"] or 0,
                by=request.user,
                now=now,
            ),
        )
        if saved:
            toast(request, _("Spend saved."))
            return redirect("selection:account", account.pk)
    context = {
        "form": form,
        "account": account,
        "differences": differences(form),
        "title": _("What they spend"),
        "button": _("Save spend"),
    }
    return render(request, "selection/part_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def key_stage(request: HttpRequest, account_pk: int) -> HttpResponse:
    """Write that a key account came into another stage."""
    account, now = load_account(request.user, account_pk), timezone.now()
    form = KeyStageForm(request.POST or None, today=local_date(now))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: services.set_key_stage(
                account,
                data["stage"],
                happened_on=data["happened_on"],
                evidence=data["evidence"],
                by=request.user,
                now=now,
            ),
        )
        if made:
            toast(request, _("Stage saved."))
            return redirect("selection:account", account.pk)
    context = {
        "form": form,
        "account": account,
        "title": _("Key-account stage"),
        "button": _("Save stage"),
    }
    return render(request, "selection/part_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_page(request: HttpRequest) -> HttpResponse:
    """Show and change the criteria of both axes; each axis is saved by itself."""
    forbid_unless(request.user, Role.MANAGER)
    axes, status = services.criteria(), 200
    forms = {
        axis: CriteriaForm(
            request.POST if request.POST.get("axis") == axis else None,
            axis=axis,
            rows=rows,
            stamp=services.stamp_of(rows),
        )
        for axis, rows in axes.items()
    }
    form = forms.get(request.POST.get("axis", ""))
    if request.method == "POST" and form is not None:
        status = 422
        if form.is_valid():
            try:
                services.save_criteria(
                    form.axis,
                    form.values(),
                    stamp=form.cleaned_data["stamp"],
                    by=request.user,
                    now=timezone.now(),
                )
            except CustomerError as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                toast(request, _("Criteria saved."))
                return redirect("selection:criteria")
    context = {"forms": list(forms.values())}
    return render(request, "selection/criteria.html", context, status=status)
