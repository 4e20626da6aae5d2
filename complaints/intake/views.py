"""The public pages of complaints: the form, the thanks, and the tracking page behind a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.cases.models import TRACKING, Complaint
from complaints.cases.transitions import transition
from complaints.cases.workflow import By, Move
from complaints.clock.snapshots import current_policy
from complaints.clock.words import working_days
from complaints.errors import ComplaintError
from complaints.intake import services
from complaints.intake.forms import IntakeForm, ReplyForm, WhyForm
from complaints.intake.pages import other, page_language, public_page, sorry, speaking, unknown
from complaints.intake.tracking import complaint_of, track
from complaints.messages.services import customer_replied
from crm.shared.throttle import client_address, hit
from crm.shared.tokens import token_for

FORM = require_http_methods(["GET", "HEAD", "POST"])
A_MINUTE, AN_HOUR = (5, 60), (20, 3600)


def _within_limits(request: HttpRequest) -> bool:
    """Count one sent form: 5 a minute and 20 an hour from one address (quality.md §2)."""
    who, now = client_address(request), timezone.now()
    minute = hit(f"complaint-form-minute:{who}", *A_MINUTE, now)
    return hit(f"complaint-form-hour:{who}", *AN_HOUR, now) and minute


@FORM
@public_page
def form(request: HttpRequest) -> HttpResponse:
    """Show the complaint form, and take a complaint in."""
    now = timezone.now()
    language = page_language(request, (get_language() or "nl")[:2])
    with speaking(language):
        bound = IntakeForm(request.POST or None, now=now, language=language)
        status = 200
        if request.method == "POST":
            status = 422
            if not _within_limits(request):
                status = 429
                bound.add_error(
                    None, _("That were many complaints at once. Wait a while and send it again.")
                )
            elif bound.is_valid():
                try:
                    complaint = services.take_in(
                        text=bound.cleaned_data["text"],
                        wish=bound.cleaned_data["wish"],
                        reference=bound.cleaned_data["reference"],
                        is_confidential=bound.cleaned_data["is_confidential"],
                        complainant=bound.complainant(),
                        language=language,
                        now=now,
                    )
                except ComplaintError as error:
                    bound.add_error(None, str(error))
                else:
                    token = token_for(complaint, TRACKING)
                    return redirect(_page("thanks", token, language))
        policy = current_policy()
        context = {
            "form": bound,
            "language": language,
            "other_language": other(language),
            "acknowledge": working_days(policy.acknowledge_days),
            "decide": working_days(policy.decision_days[2]),
        }
        return render(request, "intake/form.html", context, status=status)


def _page(name: str, token: str, language: str) -> str:
    return f"{reverse(f'intake:{name}', args=[token])}?lang={language}"


TrackView = Callable[[HttpRequest, Complaint, str, str], HttpResponse]


def tracked(view: TrackView) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the complaint of a token: unknown is a neutral 404, expired or revoked 410."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        complaint = complaint_of(token)
        if complaint is None:
            return unknown(request)
        language = page_language(request, complaint.language)
        with speaking(language):
            if not complaint.token_is_live(timezone.now()):
                text = _("This link has expired. Call or mail us if you have a question.")
                return sorry(request, text, 410)
            return view(request, complaint, token, language)

    return public_page(found)


def _show(
    request: HttpRequest,
    complaint: Complaint,
    token: str,
    language: str,
    template: str = "intake/track.html",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    values = {
        "track": track(complaint, timezone.now()),
        "complaint": complaint,
        "token": token,
        "language": language,
        "other_language": other(language),
        "reply_form": context.pop("reply_form", ReplyForm(use_required_attribute=False)),
        **context,
    }
    return render(request, template, values, status=status)


@require_safe
@tracked
def thanks(request: HttpRequest, complaint: Complaint, token: str, language: str) -> HttpResponse:
    """Thank for the complaint: its number, by when and how we answer."""
    return _show(request, complaint, token, language, template="intake/thanks.html")


@FORM
@tracked
def page(request: HttpRequest, complaint: Complaint, token: str, language: str) -> HttpResponse:
    """Show how far the complaint is, and take a reply."""
    if request.method != "POST":
        return _show(request, complaint, token, language)
    bound = ReplyForm(request.POST, use_required_attribute=False)
    if bound.is_valid():
        try:
            customer_replied(complaint, body=bound.cleaned_data["body"], now=timezone.now())
        except ComplaintError as error:
            bound.add_error("body", str(error))
        else:
            return redirect(_page("track", token, language) + "&sent=1#messages")
    return _show(request, complaint, token, language, status=422, reply_form=bound)


def _why(
    request: HttpRequest, complaint: Complaint, token: str, language: str, move: Move
) -> HttpResponse:
    """Ask why, and make the move as the customer; a refusal keeps what was typed."""
    bound, status = WhyForm(request.POST or None, use_required_attribute=False), 200
    if request.method == "POST":
        status = 422
        if bound.is_valid():
            try:
                transition(
                    complaint,
                    move,
                    by=By.CUSTOMER,
                    now=timezone.now(),
                    reason=bound.cleaned_data["reason"],
                )
            except ComplaintError as error:
                status = error.status
                bound.add_error(None, str(error))
            else:
                return redirect(_page("track", token, language))
    template = f"intake/{move.value}.html"
    return _show(request, complaint, token, language, template, status, form=bound)


@FORM
@tracked
def withdraw(request: HttpRequest, complaint: Complaint, token: str, language: str) -> HttpResponse:
    """Let the customer withdraw the complaint."""
    return _why(request, complaint, token, language, Move.WITHDRAW)


@FORM
@tracked
def reopen(request: HttpRequest, complaint: Complaint, token: str, language: str) -> HttpResponse:
    """Let the customer reopen the complaint within the reopening period."""
    return _why(request, complaint, token, language, Move.REOPEN)
