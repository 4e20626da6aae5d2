"""Pages of value propositions: of segments (managers), and of one account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crm.shared.access import Role, forbid_unless
from crm.shared.toasts import toast
from customers.formwork import attempt, differences, load_account, status_of
from customers.plans import propositions
from customers.plans.forms import AccountPropositionForm, SegmentPropositionForm


@require_safe
def segments(request: HttpRequest) -> HttpResponse:
    """Show every segment and what we offer it."""
    forbid_unless(request.user, Role.MANAGER)
    return render(request, "plans/segments.html", {"segments": propositions.segments()})


@require_http_methods(["GET", "HEAD", "POST"])
def segment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what we offer a segment."""
    forbid_unless(request.user, Role.MANAGER)
    sector = propositions.segment(pk)
    form = SegmentPropositionForm(request.POST or None, instance=propositions.of_segment(sector))
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: propositions.save_segment(
                sector,
                version=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Value proposition saved."))
            return redirect("plans:segments")
    context = {"form": form, "sector": sector, "differences": differences(form)}
    return render(request, "plans/segment_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def account_offer(request: HttpRequest, account_pk: int) -> HttpResponse:
    """Write what we offer one account, where that is not what its segment gets."""
    account = load_account(request.user, account_pk)
    segment = propositions.of_segment(account.sector) if account.sector_id else None
    form = AccountPropositionForm(
        request.POST or None, instance=propositions.of_account(account), segment=segment
    )
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: propositions.save_own(
                account,
                version=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Value proposition saved."))
            return redirect("plans:account", account.pk)
    context = {
        "form": form,
        "account": account,
        "segment": segment,
        "differences": differences(form),
    }
    return render(request, "plans/offer_form.html", context, status=status_of(form))
