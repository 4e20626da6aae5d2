"""Acts that speak: acknowledge, ask, answer, write, record a conversation, note, undo."""

from typing import Any

from django import forms
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
from complaints.messages import services
from complaints.messages.forms import (
    AcknowledgeForm,
    AnswerForm,
    AskForm,
    ConversationForm,
    NoteForm,
    UpdateForm,
)
from complaints.messages.models import Message
from crm.shared.toasts import toast

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _undo_address(message: Message) -> str:
    """Return where Undo posts to while a message is still being sent."""
    if not message.is_queued:
        return ""
    return reverse("complaints:undo", args=[message.complaint.number, message.pk])


def _speak(
    request: HttpRequest,
    complaint: Complaint,
    form: forms.Form,
    move: Move,
    *,
    title: str,
    intro: str = "",
) -> HttpResponse:
    def act(data: dict[str, Any]) -> Message:
        if data["how"] == How.MAIL:
            data["at"] = None
        return services.request_move(complaint, move, by=request.user, now=timezone.now(), **data)

    return act_page(
        request,
        complaint,
        form,
        act,
        title=title,
        button=_("Send or record"),
        done=_("Saved. A mail leaves in half a minute."),
        undo=_undo_address,
        intro=intro,
    )


@FORM
def acknowledge(request: HttpRequest, number: str) -> HttpResponse:
    """Acknowledge the receipt, by mail, or by recording a call or letter."""
    complaint = workable(request, number)
    form = AcknowledgeForm(request.POST or None, complaint=complaint, user=request.user)
    return _speak(request, complaint, form, Move.ACKNOWLEDGE, title=_("Acknowledge the receipt"))


@FORM
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the customer something and wait for the reply."""
    complaint = workable(request, number)
    form = AskForm(request.POST or None, complaint=complaint, user=request.user)
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
    form = AnswerForm(request.POST or None, complaint=complaint, user=request.user)
    return _speak(request, complaint, form, Move.ANSWER, title=_("Write the answer"))


@FORM
def message(request: HttpRequest, number: str) -> HttpResponse:
    """Send the customer a message."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        UpdateForm(request.POST or None),
        lambda data: services.send_update(complaint, by=request.user, now=timezone.now(), **data),
        title=_("Write to the customer"),
        button=_("Send"),
        done=_("Message being sent."),
        undo=_undo_address,
    )


@FORM
def conversation(request: HttpRequest, number: str) -> HttpResponse:
    """Record a call or a letter."""
    complaint = workable(request, number)
    return act_page(
        request,
        complaint,
        ConversationForm(request.POST or None),
        lambda data: services.record_conversation(
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
        lambda data: services.add_note(complaint, by=request.user, now=timezone.now(), **data),
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
