"""The queue, the page of one complaint, and the acts on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.cases import repeat, services
from complaints.cases.acts import act_page, back, readable, workable
from complaints.cases.alike import duplicates, same_cause
from complaints.cases.buttons import next_act, other_acts
from complaints.cases.forms import (
    AssessForm,
    DuplicateForm,
    FactsForm,
    LinkForm,
    PriorityForm,
    ReasonForm,
    RedateForm,
)
from complaints.cases.lists import counts, queue_of, summary, tabs
from complaints.cases.models import Complaint
from complaints.cases.page import load, steps
from complaints.cases.transitions import acting_as, transition
from complaints.cases.workflow import Move
from complaints.clock.page import beside
from complaints.clock.words import line
from complaints.errors import ComplaintError
from complaints.inbound.pages import opening_mails
from complaints.intake.files import read_files
from complaints.links.page import related
from complaints.messages.reach import unreached
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.lists import list_response
from crm.shared.numbers import percentage
from crm.shared.toasts import toast

FORM = require_http_methods(["GET", "HEAD", "POST"])
RECORDERS = (Role.SALES, Role.COMPLAINT_HANDLER, Role.MANAGER)


@require_safe
def complaint_list(request: HttpRequest) -> HttpResponseBase:
    """Show the queue: what is overdue or due, mine, without handler, waiting."""
    now = timezone.now()
    found = counts(request.user, now)
    current = request.GET.get("state") or ("" if request.GET else "open")
    desk = has_role(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER)
    timed = found["met"] + found["late"] + found["breached"]
    spec, rows = queue_of(request, desk=desk, now=now)
    return list_response(
        request,
        spec,
        rows.select_related("account", "contact", "handler", "policy"),
        template="complaints/complaint_list.html",
        fragment="complaints/_complaint_table.html",
        context={
            "counts": found,
            "summary": summary(found),
            "tabs": tabs(found, current, unlinked=desk),
            "in_time": percentage(found["met"], timed),
            "timed": timed,
            "is_desk": desk,
        },
    )


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """Show one complaint: steps, clocks, conversation, decision, history."""
    now, complaint = timezone.now(), readable(request, number)
    page = load(complaint, now)
    is_manager = has_role(request.user, Role.MANAGER)
    can_work = Complaint.objects.is_editable_by(request.user, complaint)
    show = request.GET.get("show", "")
    context = {
        **beside(complaint, page.cycle, page.events, now),
        "complaint": complaint,
        "page": page,
        "steps": steps(page),
        "can_work": can_work,
        "primary": next_act(page, is_manager=is_manager, user=request.user) if can_work else None,
        "others": other_acts(page, is_manager=is_manager) if can_work else [],
        "show": show if show in {"customer", "internal"} else "",
        "items": [
            item
            for item in page.items
            if show not in {"customer", "internal"} or (item.kind == "note") == (show == "internal")
        ],
        "write": "note" if request.GET.get("write") == "note" else "reply",
        "explained": [(view, [line(one) for one in view.explanation]) for view in page.views],
        "related": related(complaint, request.user),
        "opening_mails": opening_mails(complaint),
        "unreached": unreached(page.messages),
        "files": read_files(complaint.files_column),
    }
    return render(request, "complaints/complaint_detail.html", context)


@FORM
def assess(request: HttpRequest, number: str) -> HttpResponse:
    """Assess a complaint: is it ours, what it touches, severity by the rubric, handler; what is alike."""
    complaint = workable(request, number)
    form = AssessForm(request.POST or None, complaint=complaint, user=request.user)
    extra = {}
    if request.method != "POST" or not form.is_valid():
        extra = {
            "alike": duplicates(complaint, request.user),
            "same": same_cause(complaint, request.user, timezone.now()),
        }
    return act_page(
        request,
        complaint,
        form,
        lambda data: services.assess(complaint, by=request.user, now=timezone.now(), **data),
        title=_("Assess the complaint"),
        button=_("Save the assessment"),
        done=_("Assessment saved."),
        template="complaints/_assess.html",
        extra=extra,
    )


@require_POST
def plan_call(request: HttpRequest, number: str) -> HttpResponse:
    """Plan the call of a manager to an account that complains again."""
    complaint = workable(request, number)
    try:
        task = repeat.plan_call(complaint, by=request.user, now=timezone.now())
    except ComplaintError as error:
        messages.error(request, str(error))
    else:
        toast(request, _("%(name)s calls.") % {"name": task.assignee.display_name})
    return back(request, complaint)


@FORM
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change the facts of a complaint."""
    complaint = workable(request, number)
    stored = Complaint.objects.visible_to(request.user).get(pk=complaint.pk)
    form = FactsForm(request.POST or None, instance=stored, user=request.user)

    def act(data: dict) -> Complaint:
        version = data.pop("version")
        return services.edit_facts(
            complaint, changes=data, by=request.user, now=timezone.now(), version=version
        )

    return act_page(
        request,
        complaint,
        form,
        act,
        title=_("Change the facts"),
        button=_("Save"),
        done=_("Facts saved."),
    )


@FORM
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Put a complaint under an account."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        LinkForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: services.link_account(complaint, by=request.user, now=timezone.now(), **data),
        title=_("Put under an account"),
        button=_("Put under this account"),
        done=_("The complaint is now under this account."),
    )


@FORM
def redate(request: HttpRequest, number: str) -> HttpResponse:
    """Correct the date of receipt; managers only."""
    complaint = workable(request, number)
    forbid_unless(request.user, Role.MANAGER)
    return act_page(
        request,
        complaint,
        RedateForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: services.change_received_at(
            complaint,
            received_at=data["received_at"],
            reason=data["reason"],
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        ),
        title=_("Change the date of receipt"),
        button=_("Change the date"),
        done=_("The date of receipt was changed; the terms were computed again."),
    )


@FORM
def priority(request: HttpRequest, number: str) -> HttpResponse:
    """Set the priority by hand, or let it be computed again."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        PriorityForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: services.set_priority(
            complaint,
            value=data["value"],
            reason=data["reason"],
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        ),
        title=_("Set the priority"),
        button=_("Save the priority"),
        done=_("Priority saved."),
    )


def _move(request: HttpRequest, complaint: Complaint, move: Move, **kwargs) -> Complaint:
    return transition(
        complaint,
        move,
        by=acting_as(request.user),
        user=request.user,
        now=timezone.now(),
        **kwargs,
    )


@FORM
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Reopen a closed complaint; managers only."""
    complaint = workable(request, number)
    forbid_unless(request.user, Role.MANAGER)
    return act_page(
        request,
        complaint,
        ReasonForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: _move(request, complaint, Move.REOPEN, **data),
        title=_("Reopen the complaint"),
        button=_("Reopen the complaint"),
        done=_("The complaint is open again, with new terms."),
    )


@FORM
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraw a complaint for the customer."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        ReasonForm(request.POST or None, complaint=complaint, user=request.user),
        lambda data: _move(request, complaint, Move.WITHDRAW, **data),
        title=_("Withdraw the complaint"),
        button=_("Withdraw the complaint"),
        done=_("The complaint was withdrawn."),
    )


@FORM
def duplicate(request: HttpRequest, number: str) -> HttpResponse:
    """Mark a complaint as a duplicate of another one."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        DuplicateForm(
            request.POST or None,
            complaint=complaint,
            user=request.user,
            initial={"original": request.GET.get("original", "")[:20]},
        ),
        lambda data: _move(request, complaint, Move.DUPLICATE, **data),
        title=_("Mark as duplicate"),
        button=_("Mark as duplicate"),
        done=_("The complaint was marked as a duplicate."),
    )


def _press(request: HttpRequest, number: str, move: Move, done: str) -> HttpResponse:
    """Make a move that asks nothing; a refusal becomes a message on the page."""
    complaint = workable(request, number)
    try:
        _move(request, complaint, move)
    except ComplaintError as error:
        messages.error(request, str(error))
    else:
        toast(request, done)
    return back(request, complaint)


@require_POST
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """Go on before the customer replied."""
    return _press(request, number, Move.RESUME, _("The investigation goes on."))


@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close an answered complaint."""
    return _press(request, number, Move.CLOSE, _("The complaint is closed."))
