"""The pages of a customer who answers: the score first, then the reason, then thanks.

GET and HEAD never write, whatever the query: mail scanners follow every link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from surveys.answers.links import (
    answer_of,
    invitation_of,
    unsubscribe_link_of,
    unsubscribe_token,
)
from surveys.answers.lock import may_change
from surveys.answers.models import Answer
from surveys.answers.public_forms import CommentForm, MessageForm, ScoreForm
from surveys.answers.services import check_open, confirm_answer, leave_message, save_comment
from surveys.answers.token_pages import page_language, speaking, token_page, unknown
from surveys.campaigns.models import Invitation, SurveyMode
from surveys.errors import AnswerLocked, LinkExpired, SurveyError
from surveys.followups.moves import who_acts
from surveys.handling.forms import HandlingForm
from surveys.handling.questions import asked_about
from surveys.handling.services import handling_of, save_handling
from surveys.nps.score import SCORES
from surveys.sealed.models import ConfidentialAnswer
from surveys.sealed.pages import AnonymousPage
from surveys.sealed.services import comment_confidential, confidential_of, confirm_confidential
from surveys.sending.unsubscribing import unsubscribe


@require_http_methods(["GET", "HEAD", "POST"])
@token_page
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question of a link, and take in the answer."""
    invitation = invitation_of(token)
    if invitation is None:
        return unknown(request)
    language = page_language(request, invitation.language)
    with speaking(language):
        if invitation.survey.mode == SurveyMode.ANONYMOUS:
            return AnonymousPage(request, token, invitation, language).respond()
        page = Page(request, token, invitation, language)
        try:
            if request.method == "POST":
                return page.take_in()
            return page.read()
        except LinkExpired:
            return page.over("closed", 410)
        except AnswerLocked:
            return page.over("locked", 409)


@dataclass(frozen=True, slots=True)
class Intake:
    """Say where the answers of a kind of survey are found and kept."""

    find: Callable[[Invitation], Any]
    confirm: Callable[..., Any]
    comment: Callable[..., Any]


OPEN = Intake(answer_of, confirm_answer, save_comment)
CONFIDENTIAL = Intake(confidential_of, confirm_confidential, comment_confidential)


class Page:
    """Answer one request for one invitation, in one language."""

    def __init__(
        self, request: HttpRequest, token: str, invitation: Invitation, language: str
    ) -> None:
        self.request, self.token, self.invitation = request, token, invitation
        self.language, self.now = language, timezone.now()
        self.intake = CONFIDENTIAL if invitation.survey.mode == SurveyMode.CONFIDENTIAL else OPEN
        self.answer: Answer | ConfidentialAnswer | None = self.intake.find(invitation)

    def read(self) -> HttpResponse:
        """Show the step asked for; writes nothing."""
        step = self.request.GET.get("step", "")
        if step == "received":
            return self.render("received", {})
        check_open(self.invitation, self.now)
        if self.answer is not None and step == "thanks":
            return self.render("thanks", {"changeable": self.changeable()})
        if self.answer is not None and not self.changeable():
            return self.over("locked", 200)
        if self.answer is not None and step == "comment":
            return self.ask_comment(CommentForm(initial={"comment": self.answer.comment}))
        return self.ask_score(ScoreForm(self.request.GET) if "score" in self.request.GET else None)

    def take_in(self) -> HttpResponse:
        """Save what was posted and go to the next step."""
        step = self.request.POST.get("step", "score")
        if step == "message":
            return self.take_message()
        if step == "comment":
            return self.take_comment()
        form = ScoreForm(self.request.POST)
        check_open(self.invitation, self.now)
        if not form.is_valid():
            return self.ask_score(form, status=422)
        self.intake.confirm(
            self.invitation,
            score=form.cleaned_data["score"],
            language=self.language,
            now=self.now,
        )
        return self.go("comment")

    def take_comment(self) -> HttpResponse:
        """Save the comment; without a score before it, ask for that first."""
        form = CommentForm(self.request.POST)
        check_open(self.invitation, self.now)
        if self.answer is None:
            return self.ask_score(None, status=422)
        handling = HandlingForm(self.request.POST) if asked_about(self.invitation) else None
        if not form.is_valid() or (handling and not handling.is_valid()):
            return self.ask_comment(form, status=422, handling=handling)
        if handling:
            save_handling(self.invitation, **handling.cleaned_data, now=self.now)
        self.intake.comment(self.invitation, comment=form.cleaned_data["comment"], now=self.now)
        return self.go("thanks")

    def take_message(self) -> HttpResponse:
        """Take in a message on a survey that is over; of a confidential one it would give a name away."""
        if not self.invitation.survey.is_identified:
            return self.read()
        form = MessageForm(self.request.POST)
        kind = "locked" if self.invitation.token_is_live(self.now) else "closed"
        if not form.is_valid():
            return self.over(kind, 422, form=form)
        try:
            leave_message(self.invitation, text=form.cleaned_data["message"], now=self.now)
        except SurveyError as error:
            form.add_error("message", error.sentence)
            return self.over(kind, 422, form=form)
        return self.go("received")

    def changeable(self) -> bool:
        """Tell whether the answer can still be changed."""
        return self.answer is not None and may_change(self.answer.locked_at, self.now)

    def ask_score(self, form: ScoreForm | None, status: int = 200) -> HttpResponse:
        """Show the scale, with the score of the link or of the earlier answer chosen."""
        chosen = self.answer.score if self.answer else None
        if form is not None and form.is_valid():
            chosen = form.cleaned_data["score"]
        errors = form.errors if form is not None and status == 422 else None
        context = {"scores": SCORES, "chosen": chosen, "errors": errors, "form": form}
        return self.render("score", context, status)

    def ask_comment(
        self, form: CommentForm, status: int = 200, handling: HandlingForm | None = None
    ) -> HttpResponse:
        """Show the second question, which depends on the score; after a complaint, what is asked about it first."""
        if handling is None and asked_about(self.invitation):
            handling = HandlingForm.holding(handling_of(self.answer))
        part = "keep" if self.answer is not None and self.answer.score == max(SCORES) else "improve"
        context = {"form": form, "handling": handling, "second": self.text(part)}
        return self.render("comment", context, status)

    def over(self, kind: str, status: int, form: MessageForm | None = None) -> HttpResponse:
        """Say that the survey or the answer is closed, and still offer to write."""
        typed = self.request.POST.get("comment", "")
        context = {"kind": kind, "form": form or MessageForm(initial={"message": typed})}
        return self.render("over", context, status)

    def text(self, part: str) -> str:
        """Give a text of the survey's wording."""
        return self.invitation.survey.wording.text(part, self.language, get_organisation().name)

    def reader(self) -> str:
        """Name who reads the answer: the named contact, whoever acts for the account, else the organisation."""
        account = self.invitation.account
        reader = self.invitation.survey.named_contact or who_acts(
            account.owner, account.team, local_date(self.now)
        )
        return reader.display_name if reader else get_organisation().name

    def go(self, step: str) -> HttpResponse:
        """Go to the next step by GET, so that reloading posts nothing twice."""
        values = {"step": step}
        if self.language != self.invitation.language:
            values["lang"] = self.language
        address = reverse("answer:show", args=[self.token])
        return HttpResponseRedirect(f"{address}?{urlencode(values)}", status=303)

    def render(self, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a step with what every step needs."""
        stop = unsubscribe_token(self.invitation)
        shared = {
            "token": self.token,
            "invitation": self.invitation,
            "answer": self.answer,
            "language": self.language,
            "other_language": "en" if self.language == "nl" else "nl",
            "contact_language": self.invitation.language,
            "question": self.text("question"),
            "lowest": self.text("lowest"),
            "highest": self.text("highest"),
            "unsubscribe_url": reverse("answer:unsubscribe", args=[stop]) if stop else "",
            "confidential": not self.invitation.survey.is_identified,
            "reader": self.reader(),
        }
        return render(self.request, f"answer/{name}.html", shared | context, status=status)


@csrf_exempt  # RFC 8058: mail programs post without cookies; the token is the authority
@require_http_methods(["GET", "HEAD", "POST"])
@token_page
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show how to stop all surveys; POST stops them, without a redirect."""
    link = unsubscribe_link_of(token)
    if link is None:
        return unknown(request)
    language = page_language(request, link.contact.language)
    with speaking(language):
        if request.method == "POST":
            link = unsubscribe(link, now=timezone.now())
        context = {
            "link": link,
            "token": token,
            "language": language,
            "other_language": "en" if language == "nl" else "nl",
            "contact_language": link.contact.language,
        }
        return render(request, "answer/unsubscribe.html", context)
