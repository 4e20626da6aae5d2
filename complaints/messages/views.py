"""Acts that speak: acknowledge, ask, answer, write, record a conversation, note, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints.cases.acts import act_page, back, workable
from complaints.cases.models import Complaint
from complaints.cases.workflow import How, Move
from complaints.errors import ComplaintError
from complaints.messages import services, spoken
from complaints.messages.forms import (
    AcknowledgeForm,
    AnswerForm,
    AskForm,
    ConversationForm,
    LetterForm,
    NoteForm,
    UpdateForm,
)
from complaints.messages.models import Message, Via
from complaints.messages.preview import preview_of
from crm.shared.htmx import render_page
from crm.shared.toasts import toast

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _undo_address(message: Message) -> str:
    """Return where Undo posts to while a message is still being sent."""
    if not message.is_queued:
        return ""
    return reverse("complaints:undo", args=[message.complaint.number, message.pk])


def letter_page(
    request: HttpRequest, complaint: Complaint, form: LetterForm, act: Any, **words: Any
) -> HttpResponse:
    """Show a letter to write, its preview, or send it."""
    extra = {"letters": form.templates, "chosen": form.draft.template if form.draft else None}
    if request.method == "POST" and "preview" in request.POST:
        context = {
            "complaint": complaint, "form": form, "act": "complaints/_letter.html",
            "title": words["title"], "button": words["button"], "intro": words.get("intro", ""),
            **extra,
        }  # fmt: skip
        status = 422
        if form.is_valid():
            status = 200
            context["preview"] = preview_of(complaint, form, user=request.user)
        return render_page(
            request, "complaints/act.html", "complaints/_letter.html", context, status
        )
    return act_page(
        request, complaint, form, act,
        undo=_undo_address, template="complaints/_letter.html", extra=extra, **words,
    )  # fmt: skip


def _speak(
    request: HttpRequest,
    complaint: Complaint,
    form: LetterForm,
    move: Move,
    *,
    title: str,
    intro: str = "",
) -> HttpResponse:
    def act(data: dict[str, Any]) -> Message:
        if data["how"] == How.MAIL:
            data["at"] = None
        return services.request_move(complaint, move, by=request.user, now=timezone.now(), **data)

    return letter_page(
        request,
        complaint,
        form,
        act,
        title=title,
        button=_("Send or record"),
        done=_("Saved. A mail leaves in half a minute."),
        intro=intro,
    )


def _form(request: HttpRequest, kind: type[LetterForm], complaint: Complaint) -> LetterForm:
    """Return a letter's form: typed, or with the letter that was asked for."""
    asked = request.GET.get("letter", "")
    return kind(request.POST or None, complaint=complaint, user=request.user, asked=asked)


@FORM
def acknowledge(request: HttpRequest, number: str) -> HttpResponse:
    """Acknowledge the receipt, by mail, or by recording a call or letter."""
    complaint = workable(request, number)
    form = _form(request, AcknowledgeForm, complaint)
    return _speak(request, complaint, form, Move.ACKNOWLEDGE, title=_("Acknowledge the receipt"))


@FORM
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the customer something and wait for the reply."""
    complaint = workable(request, number)
    form = _form(request, AskForm, complaint)
    return _speak(
        request,
        complaint,
        form,
        Move.ASK,
        title=_("Ask the customer"),
        intro=_("The terms for answer and next update stand still while we wait."),
    )


@FORM
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the complaint."""
    complaint = workable(request, number)
    form = _form(request, AnswerForm, complaint)
    return _speak(request, complaint, form, Move.ANSWER, title=_("Write the answer"))


@FORM
def message(request: HttpRequest, number: str) -> HttpResponse:
    """Write to the customer: by mail, or as a letter that is recorded."""
    complaint = workable(request, number)
    form = _form(request, UpdateForm, complaint)

    def act(data: dict[str, Any]) -> Message:
        now = timezone.now()
        if data["how"] == How.LETTER:
            return spoken.record_conversation(
                complaint, body=data["body"], via=Via.LETTER, at=data["at"] or now,
                by=request.user, now=now,
            )  # fmt: skip
        subject = data.get("subject", "")
        return services.send_update(
            complaint, body=data["body"], subject=subject, by=request.user, now=now
        )

    return letter_page(
        request,
        complaint,
        form,
        act,
        title=_("Write to the customer"),
        button=_("Send or record"),
        done=_("Saved. A mail leaves in half a minute."),
    )


@FORM
def conversation(request: HttpRequest, number: str) -> HttpResponse:
    """Record a call or a letter."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        ConversationForm(request.POST or None),
        lambda data: spoken.record_conversation(
            complaint, by=request.user, now=timezone.now(), **data
        ),
        title=_("Record a call or letter"),
        button=_("Record it"),
        done=_("Conversation recorded."),
    )


@FORM
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Write an internal note."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        NoteForm(request.POST or None),
        lambda data: spoken.add_note(complaint, by=request.user, now=timezone.now(), **data),
        title=_("Write an internal note"),
        button=_("Save the note"),
        done=_("Note saved."),
    )


@require_POST
def undo(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take back a message that is still being sent."""
    complaint = workable(request, number)
    try:
        services.undo(
            get_object_or_404(complaint.messages.all(), pk=pk),
            by=request.user,
            now=timezone.now(),
        )
    except ComplaintError as error:
        messages.error(request, str(error))
    else:
        toast(request, _("Undone; nothing was sent."))
    return back(request, complaint)
