"""The public pages of complaints: the form, the thanks, and the tracking page behind a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.cases.choices import Channel
from complaints.cases.models import TRACKING, Complaint
from complaints.cases.transitions import transition
from complaints.cases.workflow import By, Move
from complaints.errors import ComplaintError
from complaints.intake import services
from complaints.intake.files import public_files
from complaints.intake.forms import IntakeForm, ReplyForm, WhyForm
from complaints.intake.pages import other, page_language, public_page, sorry, speaking, unknown
from complaints.intake.terms import terms_of
from complaints.intake.tracking import complaint_of, track
from complaints.links.targets import target_of
from crm.shared.errors import Refusal
from crm.shared.files.models import LARGEST
from crm.shared.files.names import clean_name
from crm.shared.files.sending import as_download
from crm.shared.throttle import client_address, hit
from crm.shared.tokens import token_for

FORM = require_http_methods(["GET", "HEAD", "POST"])
BIGGEST = 2**63 - 1
A_MINUTE, AN_HOUR = (5, 60), (20, 3600)


def _within_limits(request: HttpRequest) -> bool:
    """Count one sent form: 5 a minute and 20 an hour from one address (quality.md §2)."""
    who, now = client_address(request), timezone.now()
    minute = hit(f"complaint-form-minute:{who}", *A_MINUTE, now)
    return hit(f"complaint-form-hour:{who}", *AN_HOUR, now) and minute


def _sent_along(request: HttpRequest) -> dict[str, Any]:
    """Return the files of a request, and the names of those that were too large to read."""
    return {
        "uploads": request.FILES.getlist("files"),
        "too_large": getattr(request, "files_too_large", []),
    }


def _file_names(request: HttpRequest) -> list[str]:
    """Return the names of the files somebody chose: a browser does not keep them after a refusal."""
    sent = _sent_along(request)
    return [*sent["too_large"], *(clean_name(one.name or "") for one in sent["uploads"])]


def _refuse(bound: Any, refusal: Refusal) -> int:
    """Put a refusal on its form; return the status."""
    bound.add_error(refusal.field if refusal.field in bound.fields else None, refusal.sentence)
    return refusal.status


@FORM
@public_page
def form(request: HttpRequest) -> HttpResponse:
    """Show the complaint form, and take a complaint in."""
    now = timezone.now()
    language = page_language(request, (get_language() or "nl")[:2])
    switch = request.POST.get("switch", "") if request.method == "POST" else ""
    if switch:
        language = page_language(request, language, asked=switch)
    with speaking(language):
        if switch:  # the same words in the other language; nothing is sent
            bound = IntakeForm(typed=request.POST, now=now, language=language)
        else:
            files = request.FILES if request.method == "POST" else None
            bound = IntakeForm(request.POST or None, files, now=now, language=language)
        status = 200
        if request.method == "POST" and not switch:
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
                        **_sent_along(request),
                    )
                except Refusal as refusal:
                    status = _refuse(bound, refusal)
                else:
                    token = token_for(complaint, TRACKING)
                    return redirect(_page("thanks", token, language))
        context = {
            "form": bound,
            "language": language,
            "switch_to": other(language),
            "terms": terms_of(now),
            "chosen_files": _file_names(request) if request.method == "POST" else [],
        }
        return render(request, "intake/form.html", context, status=status)


form.upload_limit = LARGEST  # type: ignore[attr-defined]


def _page(name: str, token: str, language: str) -> str:
    return f"{reverse(f'intake:{name}', args=[token])}?lang={language}"


TrackView = Callable[..., HttpResponse]


def tracked(view: TrackView) -> Callable[..., HttpResponse]:
    """Find the complaint of a token: unknown is a neutral 404, expired or revoked 410.

    The link of a complaint that was merged leads to the one it goes on in; that of a complaint from
    the public form does not: whoever filled it in got the link at once, whatever address they typed.
    """

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        complaint = complaint_of(token)
        if complaint is None:
            return unknown(request)
        language = page_language(request, complaint.language)
        with speaking(language):
            if not complaint.token_is_live(timezone.now()):
                text = _("This link has expired. We are still here for you.")
                return sorry(request, text, 410, number=complaint.number)
            target = target_of(complaint)
            if target != complaint and complaint.channel == Channel.FORM:
                text = _("The link in our messages about that complaint shows how far it is.")
                title = _("We handle this together with another complaint")
                return sorry(request, text, 200, number=complaint.number, title=title)
            return view(request, target, token, language, **kwargs)

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
    """Thank for the complaint: its number, by when and how we answer, and the link to keep."""
    link = request.build_absolute_uri(reverse("intake:track", args=[token]))
    return _show(request, complaint, token, language, template="intake/thanks.html", link=link)


@FORM
@tracked
def page(request: HttpRequest, complaint: Complaint, token: str, language: str) -> HttpResponse:
    """Show how far the complaint is, and take a reply with files."""
    if request.method != "POST":
        return _show(request, complaint, token, language)
    bound, status = ReplyForm(request.POST, request.FILES, use_required_attribute=False), 422
    if bound.is_valid():
        try:
            services.reply(
                complaint,
                body=bound.cleaned_data["body"],
                now=timezone.now(),
                **_sent_along(request),
            )
        except Refusal as refusal:
            status = _refuse(bound, refusal)
        else:
            return redirect(_page("track", token, language) + "&sent=1#messages")
    names = _file_names(request)
    return _show(
        request, complaint, token, language, status=status, reply_form=bound, chosen_files=names
    )


page.upload_limit = LARGEST  # type: ignore[attr-defined]


@require_safe
@tracked
def file(
    request: HttpRequest, complaint: Complaint, token: str, language: str, *, pk: int
) -> FileResponse:
    """Send a file of this complaint to be saved; any other file is not there."""
    return as_download(get_object_or_404(public_files(complaint), pk=min(pk, BIGGEST)))


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
