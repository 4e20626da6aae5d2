"""Recording a complaint while talking: the form, and what we know of the account beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.calls.forms import CallForm
from complaints.calls.known import known_of
from complaints.calls.services import take_call
from complaints.cases.acts import refuse
from complaints.cases.models import Complaint
from complaints.errors import ComplaintError
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.toasts import toast
from customers.accounts.models import Account

RECORDERS = (Role.SALES, Role.COMPLAINT_HANDLER, Role.MANAGER)


def _form(request: HttpRequest, typed: bool = False) -> CallForm:
    """Return the form: sent, typed so far, or fresh with the account the address names."""
    account, asked = None, request.GET.get("account", "")
    if request.method != "POST" and asked.isascii() and asked.isdigit() and len(asked) < 19:
        account = get_object_or_404(Account.objects.visible_to(request.user), pk=asked)
    return CallForm(
        None if typed else request.POST or None,
        user=request.user,
        may_assess=has_role(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER),
        account=account,
        typed=request.POST if typed else None,
        initial={"contact": request.GET.get("contact", "")} if account else {},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Record a complaint, in full, while talking."""
    forbid_unless(request.user, *RECORDERS)
    looking = request.method == "POST" and "look" in request.POST
    form, status, now = _form(request, typed=looking), 200, timezone.now()
    if request.method == "POST" and not looking:
        status = 422
        if form.is_valid():
            try:
                complaint = take_call(
                    by=request.user, now=now, assessment=form.assessment(), **form.arguments()
                )
            except ComplaintError as error:
                status = refuse(form, error)
            else:
                toast(request, _("Complaint %(number)s recorded.") % {"number": complaint.number})
                return _go_on(request, complaint)
    known = known_of(form.chosen, request.user, now) if form.chosen else None
    groups = [
        (title, [form[name] for name in first], [form[name] for name in rest])
        for title, first, rest in form.GROUPS
    ]
    context = {"form": form, "groups": groups, "known": known, "account": form.chosen}
    return render(request, "complaints/complaint_form.html", context, status=status)


def _go_on(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Go where the pressed button says: the next call, the assessment, or the complaint."""
    then = request.POST.get("then", "")
    if then == "next":
        return redirect("complaints:create")
    if not _may_read(request, complaint):
        return redirect("complaints:list")
    if then == "assess" and Complaint.objects.is_editable_by(request.user, complaint):
        return redirect("complaints:assess", complaint.number)
    return redirect(complaint)


def _may_read(request: HttpRequest, complaint: Complaint) -> bool:
    """Say whether who recorded a complaint may read it; an ordinary one of a chosen account always."""
    if complaint.account_id and not complaint.is_confidential:
        return True  # the form offers visible accounts only
    return Complaint.objects.visible_to(request.user).filter(pk=complaint.pk).exists()


@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """Show what we know of the account that was just typed; nothing for one that cannot be read."""
    forbid_unless(request.user, *RECORDERS)
    form = CallForm(user=request.user, may_assess=False, typed=request.GET if request.GET else None)
    found = known_of(form.chosen, request.user, timezone.now()) if form.chosen else None
    context = {"form": form, "known": found, "account": form.chosen}
    return render(request, "complaints/_known.html", context)
