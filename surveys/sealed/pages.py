"""The page of an anonymous survey: score and comment in one go, for there is nothing to come back to.

GET and HEAD never write, whatever the query: mail scanners follow every link.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from crm.shared.organisation.services import get_organisation
from surveys.answers.links import unsubscribe_token
from surveys.answers.public_forms import LONGEST_COMMENT, ScoreField, ScoreForm
from surveys.answers.services import check_open
from surveys.campaigns.models import Invitation
from surveys.errors import LinkExpired, TooLate
from surveys.nps.score import SCORES
from surveys.sealed.services import answer_anonymously


class AnonymousForm(forms.Form):
    """Ask for the score and what is behind it."""

    score = ScoreField()
    comment = forms.CharField(
        required=False, max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 5})
    )


class AnonymousPage:
    """Answer one request for one invitation to an anonymous survey, in one language."""

    def __init__(
        self, request: HttpRequest, token: str, invitation: Invitation, language: str
    ) -> None:
        self.request, self.token, self.invitation = request, token, invitation
        self.language, self.now = language, timezone.now()

    def respond(self) -> HttpResponse:
        """Show the question, or take in the answer."""
        try:
            if self.invitation.answered:
                return self.render("done", {})
            check_open(self.invitation, self.now)
            return self.take_in() if self.request.method == "POST" else self.read()
        except LinkExpired:
            return self.render("closed", {}, 410)
        except TooLate:
            return self.render("done", {}, 409)

    def read(self) -> HttpResponse:
        """Show the question, with the score of the link chosen; writes nothing."""
        form = ScoreForm(self.request.GET) if "score" in self.request.GET else None
        chosen = form.cleaned_data["score"] if form and form.is_valid() else None
        return self.render("ask", {"form": AnonymousForm(), "chosen": chosen})

    def take_in(self) -> HttpResponse:
        """Store the answer, once."""
        form = AnonymousForm(self.request.POST)
        if not form.is_valid():
            return self.render("ask", {"form": form, "errors": form.errors}, 422)
        values = form.cleaned_data
        answer_anonymously(
            self.invitation,
            score=values["score"],
            comment=values["comment"],
            language=self.language,
            now=self.now,
        )
        query = f"?lang={self.language}" if self.language != self.invitation.language else ""
        address = reverse("answer:show", args=[self.token])
        return HttpResponseRedirect(f"{address}{query}", status=303)

    def render(self, kind: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a step with what every step needs."""
        wording, name = self.invitation.survey.wording, get_organisation().name
        stop = unsubscribe_token(self.invitation)
        shared = {
            "kind": kind,
            "token": self.token,
            "invitation": self.invitation,
            "language": self.language,
            "other_language": "en" if self.language == "nl" else "nl",
            "contact_language": self.invitation.language,
            "scores": SCORES,
            "question": wording.text("question", self.language, name),
            "second": wording.text("improve", self.language, name),
            "lowest": wording.text("lowest", self.language, name),
            "highest": wording.text("highest", self.language, name),
            "unsubscribe_url": reverse("answer:unsubscribe", args=[stop]) if stop else "",
        }
        return render(self.request, "answer/anonymous.html", shared | context, status=status)
