"""The pages of the named contact: confidential answers with their names, for nobody else's eyes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.views import list_response
from surveys.campaigns.models import Survey
from surveys.errors import SurveyError
from surveys.sealed.forms import HandlingForm
from surveys.sealed.models import ConfidentialAnswer, Handling
from surveys.sealed.services import handle

ANSWERS = ListSpec(
    key="confidential-answers",
    label=gettext_lazy("Confidential answers"),
    columns=[
        Column(
            "contact",
            gettext_lazy("Contact"),
            value="invitation.contact.name",
            template="surveys/cells/_confidential_contact.html",
        ),
        Column("account", gettext_lazy("Account"), value="invitation.account.name"),
        Column("score", gettext_lazy("Score"), align="end"),
        Column("comment", gettext_lazy("Comment"), template="surveys/cells/_answer_comment.html"),
        Column("confirmed_at", gettext_lazy("Answered")),
        Column("due_at", gettext_lazy("Due")),
        Column("handling", gettext_lazy("State")),
    ],
    sorts={"-newest": ("-confirmed_at", "-pk")},
    default_sort="-newest",
    export=False,
)


@require_safe
def confidential_list(request: HttpRequest, pk: int) -> Any:
    """Show the named contact who answered what."""
    surveys = Survey.objects.visible_to(request.user).filter(named_contact=request.user)
    survey = get_object_or_404(surveys, pk=pk)
    rows = ConfidentialAnswer.objects.visible_to(request.user).filter(survey=survey)
    return list_response(
        request,
        ANSWERS,
        rows.select_related("invitation__contact", "invitation__account"),
        template="surveys/confidential_list.html",
        fragment="surveys/_confidential_table.html",
        context={"survey": survey},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def confidential_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the named contact one answer, and take in what was done about it."""
    rows = ConfidentialAnswer.objects.visible_to(request.user).select_related(
        "survey", "invitation__contact", "invitation__account"
    )
    answer = get_object_or_404(rows, pk=pk)
    form = HandlingForm(request.POST or None, initial={"note": answer.note})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                handle(answer, **form.cleaned_data, by=request.user, now=timezone.now())
                messages.success(request, _("Noted."))
                return redirect("surveys:confidential", answer.survey_id)
            except SurveyError as error:
                form.add_error(error.field if error.field in form.fields else None, error.sentence)
                status = error.status
    context = {
        "answer": answer,
        "form": form,
        "may_act": answer.handling != Handling.DONE,
        "changes": answer.changes.all(),
    }
    return render(request, "surveys/confidential_answer.html", context, status=status)
