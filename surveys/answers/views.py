"""The list of answers and the page of one answer."""

from typing import Any

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
from customers.accounts.models import Account
from surveys.answers.forms import AnswerFilter, ThemesForm
from surveys.answers.models import Answer
from surveys.answers.services import set_themes
from surveys.followups.forms import ActForm, ThanksForm
from surveys.followups.models import FollowUp
from surveys.followups.thanks import may_thank
from surveys.themes.forms import MentionForm

LIST = ListSpec(
    key="answers",
    label=gettext_lazy("Answers"),
    filter_form=AnswerFilter,
    columns=[
        Column(
            "account",
            gettext_lazy("Account"),
            value="account.name",
            template="surveys/cells/_answer_account.html",
        ),
        Column(
            "score",
            gettext_lazy("Score"),
            template="surveys/cells/_answer_score.html",
            csv=lambda answer: answer.score,
            sort="score",
        ),
        Column(
            "comment",
            gettext_lazy("Comment"),
            template="surveys/cells/_answer_comment.html",
            csv=lambda answer: answer.comment,
        ),
        Column(
            "contact",
            gettext_lazy("Contact"),
            value=lambda answer: answer.contact.name if answer.contact else "",
        ),
        Column(
            "owner",
            gettext_lazy("Owner then"),
            value=lambda answer: answer.owner.display_name if answer.owner else "",
        ),
        Column("survey", gettext_lazy("Survey"), value="survey.name"),
        Column(
            "confirmed_at",
            gettext_lazy("Answered"),
            template="surveys/cells/_answer_day.html",
            csv=lambda answer: answer.confirmed_at,
            sort="-answered",
            align="end",
        ),
    ],
    sorts={"-answered": ("-confirmed_at", "-pk"), "score": ("score", "confirmed_at", "pk")},
    default_sort="-answered",
)


@require_safe
def answer_list(request: HttpRequest) -> Any:
    """Show the answers a user may read."""
    answers = Answer.objects.visible_to(request.user).select_related(
        "account", "contact", "owner", "survey"
    )
    return list_response(
        request,
        LIST,
        answers,
        template="surveys/answer_list.html",
        fragment="surveys/_answer_table.html",
    )


@require_safe
def answer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one answer with its history, themes and follow-up."""
    answer = get_object_or_404(
        Answer.objects.visible_to(request.user).select_related(
            "account",
            "contact",
            "owner",
            "survey__wording",
            "team",
            "sector",
            "followup__owner",
            "handling",
            "thank_you__by",
        ),
        pk=pk,
    )
    return render(request, "surveys/answer_detail.html", page_context(request, answer))


def page_context(
    request: HttpRequest,
    answer: Answer,
    act_form: ActForm | None = None,
    thanks_form: ThanksForm | None = None,
) -> dict[str, Any]:
    """Gather what an answer's page shows."""
    followup = getattr(answer, "followup", None)
    editable = (
        followup is not None
        and FollowUp.objects.editable_by(request.user).filter(pk=followup.pk).exists()
    )
    marked = list(answer.themes.all())
    may_write = Account.objects.is_editable_by(request.user, answer.account)
    return {
        "answer": answer,
        "handling": getattr(answer, "handling", None),
        "followup": followup,
        "late": followup is not None
        and followup.state == "open"
        and followup.due_at < timezone.now(),
        "act_form": (act_form or ActForm(followup=followup)) if editable else None,
        "themes": marked,
        "mentions": answer.mentions.all(),
        "mention_form": MentionForm() if may_write else None,
        "thanks": getattr(answer, "thank_you", None),
        "thanks_form": (thanks_form or ThanksForm()) if may_write and may_thank(answer) else None,
        "themes_form": ThemesForm(initial={"themes": [theme.pk for theme in marked]})
        if may_write
        else None,
        "changes": answer.changes.select_related("earlier_comment"),
        "events": followup.events.select_related("by") if followup else (),
    }


def answer_to_mark(request: HttpRequest, pk: int) -> Answer:
    """Load an answer a user may mark; raises PermissionDenied for who may only read it."""
    answers = Answer.objects.visible_to(request.user).select_related("account", "contact")
    answer = get_object_or_404(answers, pk=pk)
    if not Account.objects.is_editable_by(request.user, answer.account):
        raise PermissionDenied(_("You may read this account, not change it."))
    return answer


@require_POST
def answer_themes(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an answer with themes by hand."""
    answer = answer_to_mark(request, pk)
    form = ThemesForm(request.POST)
    if not form.is_valid():
        context = page_context(request, answer) | {"themes_form": form}
        return render(request, "surveys/answer_detail.html", context, status=422)
    set_themes(answer, list(form.cleaned_data["themes"]), by=request.user)
    messages.success(request, _("Themes saved."))
    return redirect(answer)
