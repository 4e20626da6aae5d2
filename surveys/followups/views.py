"""The queue of follow-ups, and the one line that closes one."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.views import list_response
from customers.formwork import attempt, status_of
from surveys.answers.views import answer_to_mark, page_context
from surveys.errors import SurveyError
from surveys.followups.forms import ActForm, FollowUpFilter, ThanksForm
from surveys.followups.models import FollowUp
from surveys.followups.services import act
from surveys.followups.thanks import thank

LIST = ListSpec(
    key="follow-ups",
    label=gettext_lazy("Follow-ups"),
    filter_form=FollowUpFilter,
    columns=[
        Column(
            "account",
            gettext_lazy("Account"),
            value="account.name",
            template="surveys/cells/_followup_account.html",
        ),
        Column(
            "score",
            gettext_lazy("Score"),
            template="surveys/cells/_followup_score.html",
            csv=lambda followup: followup.answer.score,
        ),
        Column(
            "comment",
            gettext_lazy("Comment"),
            template="surveys/cells/_followup_comment.html",
            csv=lambda followup: followup.answer.comment,
        ),
        Column(
            "owner",
            gettext_lazy("Owner"),
            template="surveys/cells/_followup_owner.html",
            value=lambda followup: followup.owner.display_name if followup.owner else "",
        ),
        Column("state", gettext_lazy("State")),
        Column(
            "due_at",
            gettext_lazy("Due"),
            template="surveys/cells/_followup_due.html",
            csv=lambda followup: followup.due_at,
            sort="due",
        ),
        Column(
            "act",
            gettext_lazy("What did we do?"),
            template="surveys/cells/_followup_act.html",
            csv=lambda followup: followup.note,
            value="note",
        ),
    ],
    sorts={"due": ("due_at", "pk")},
    default_sort="due",
)


@require_safe
def followup_list(request: HttpRequest) -> Any:
    """Show the follow-ups of accounts a user may read, what is due first on top."""
    followups = (
        FollowUp.objects.visible_to(request.user)
        .with_rights(request.user)
        .select_related("account", "owner", "answer__contact")
    )
    return list_response(
        request,
        LIST,
        followups,
        template="surveys/followup_list.html",
        fragment="surveys/_followup_table.html",
        context={"now": timezone.now()},
    )


@require_POST
def followup_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a follow-up was contacted, resolved or needs no action."""
    followup = get_object_or_404(
        FollowUp.objects.visible_to(request.user).select_related("answer__account"), pk=pk
    )
    if not FollowUp.objects.editable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied(_("You may read this account, not change it."))
    form = ActForm(request.POST)
    try:
        if form.is_valid():
            act(followup, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(_back(request, followup))
        status = 422
    except SurveyError as error:
        form.add_error(error.field, error.sentence)
        status = error.status
    context = page_context(request, followup.answer, act_form=form)
    return render(request, "surveys/answer_detail.html", context, status=status)


@require_POST
def thank_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the customer a thank-you mail for an answer."""
    answer = answer_to_mark(request, pk)
    form = ThanksForm(request.POST)
    status = 422
    if form.is_valid():
        text = form.cleaned_data["text"]
        now = timezone.now()
        if attempt(form, lambda: thank(answer, text=text, by=request.user, now=now)):
            messages.success(request, _("The mail is on its way."))
            return redirect(answer)
        status = status_of(form)
    context = page_context(request, answer, thanks_form=form)
    return render(request, "surveys/answer_detail.html", context, status=status)


def _back(request: HttpRequest, followup: FollowUp) -> str:
    """Go back to the queue when that is where the line was written, else to the answer."""
    came_from = urlsplit(request.POST.get("next", ""))
    if came_from.netloc or came_from.scheme or not came_from.path.startswith("/surveys/"):
        return followup.get_absolute_url()
    return came_from.geturl()
