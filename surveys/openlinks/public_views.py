"""The page behind a public link: one question, a comment, thanks. GET writes nothing.

The browser keeps a signed note of its own answer, so that a second visit changes that one.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.shared.organisation.services import get_organisation
from crm.shared.throttle import client_address, hit
from surveys.answers.lock import may_change
from surveys.answers.public_forms import CommentForm, ScoreForm
from surveys.answers.token_pages import page_language, speaking, token_page, unknown
from surveys.errors import AnswerLocked, LinkExpired
from surveys.nps.score import SCORES
from surveys.openlinks.models import OpenAnswer, OpenLink
from surveys.openlinks.services import (
    check_live,
    earlier_answer,
    is_taken_in,
    link_of,
    locked_from,
    take_in,
)

SALT = "survey-open-link"
PER_HOUR = 20  # new answers from one address by one link: an office shares one, a script stops
DAY = 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
@token_page
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question, and take in the answer."""
    link = link_of(token)
    if link is None:
        return unknown(request)
    language = page_language(request, link.language)
    with speaking(language):
        page = OpenPage(request, token, link, language)
        try:
            check_live(link, page.now)
            return page.take() if request.method == "POST" else page.read()
        except LinkExpired:
            return page.render("open_closed", {}, 410)
        except AnswerLocked:
            return page.render("open_thanks", {"changeable": False}, 409)


class OpenPage:
    """Answer one request for one public link, in one language."""

    def __init__(self, request: HttpRequest, token: str, link: OpenLink, language: str) -> None:
        self.request, self.token, self.link, self.language = request, token, link, language
        self.now = timezone.now()
        self.cookie = f"kring_open_{link.pk}"
        self.answer = self._own()

    def _own(self) -> OpenAnswer | None:
        """Give the answer this browser gave earlier."""
        try:
            key = signing.loads(self.request.COOKIES.get(self.cookie, ""), salt=SALT)
        except signing.BadSignature:
            return None
        return earlier_answer(self.link, key)

    def read(self) -> HttpResponse:
        """Show the question, or the thanks to who answered; writes nothing."""
        if self.answer is not None and (
            self.request.GET.get("step") == "thanks" or not self.changeable()
        ):
            return self.render("open_thanks", {"changeable": self.changeable()})
        earlier = {"comment": self.answer.comment} if self.answer else {}
        return self.ask(None, CommentForm(initial=earlier))

    def take(self) -> HttpResponse:
        """Store the answer and thank."""
        score, comment = ScoreForm(self.request.POST), CommentForm(self.request.POST)
        key = self._form_key()
        if not score.is_valid() or not comment.is_valid() or key is None:
            return self.ask(score, comment, status=422, stale=key is None)
        known = self.answer is not None or is_taken_in(key)
        address = f"open-link:{self.link.pk}:{client_address(self.request)}"
        if not known and not hit(address, PER_HOUR, 3600, self.now):
            text = _("Many answers came from here already. Try again in an hour.")
            return render(self.request, "answer/refused.html", {"text": text}, status=429)
        answer = take_in(
            self.link,
            score=score.cleaned_data["score"],
            comment=comment.cleaned_data["comment"],
            language=self.language,
            form_key=key,
            now=self.now,
            earlier=self.answer,
        )
        response = HttpResponseRedirect(f"{self.address()}&step=thanks", status=303)
        response.set_cookie(
            self.cookie,
            signing.dumps(answer.pk, salt=SALT),
            max_age=get_organisation().answer_lock_days * DAY,
            path=reverse("answer:open", args=[self.token]),
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def _form_key(self) -> str | None:
        """Read the key of the form; None when it is older than a day or not ours."""
        try:
            return str(
                signing.loads(self.request.POST.get("key", ""), salt=SALT + ".form", max_age=DAY)
            )
        except signing.BadSignature:
            return None

    def address(self) -> str:
        """Give the address of this page in the language chosen."""
        return f"{reverse('answer:open', args=[self.token])}?lang={self.language}"

    def changeable(self) -> bool:
        """Tell whether the earlier answer can still be changed."""
        return self.answer is not None and may_change(locked_from(self.answer), self.now)

    def ask(
        self, score: ScoreForm | None, comment: CommentForm, status: int = 200, stale: bool = False
    ) -> HttpResponse:
        """Show the scale with the comment below it."""
        chosen: Any = self.answer.score if self.answer else None
        if score is not None and score.is_valid():
            chosen = score.cleaned_data["score"]
        context = {
            "scores": SCORES,
            "chosen": chosen,
            "errors": score.errors if score is not None else None,
            "form": comment,
            "stale": stale,
            "key": signing.dumps(secrets.token_hex(16), salt=SALT + ".form"),
        }
        return self.render("open_score", context, status)

    def text(self, part: str) -> str:
        """Give a text of the survey's wording."""
        return self.link.survey.wording.text(part, self.language, get_organisation().name)

    def render(self, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render a step with what every step needs."""
        shared = {
            "answer": self.answer,
            "link": self.link,
            "language": self.language,
            "other_language": "en" if self.language == "nl" else "nl",
            "question": self.text("question"),
            "second": self.text("improve"),
            "lowest": self.text("lowest"),
            "highest": self.text("highest"),
            "address": self.address(),
        }
        return render(self.request, f"answer/{name}.html", shared | context, status=status)
