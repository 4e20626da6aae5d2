"""The settings of letters: which there are, how they read, how they read before."""

from datetime import datetime
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.cases.acts import workable
from complaints.cases.models import Complaint
from complaints.letters import services
from complaints.letters.forms import TemplateForm
from complaints.letters.models import LetterPurpose, MessageTemplate
from complaints.letters.samples import example
from complaints.letters.variables import VARIABLES, left_open
from complaints.messages.models import Direction
from complaints.messages.preview import printed
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.people.models import Language
from crm.shared.toasts import toast
from customers.formwork import attempt, differences, status_of

FORM = require_http_methods(["GET", "HEAD", "POST"])
VERSIONS = 20


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show every letter by its purpose."""
    forbid_unless(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER)
    order = LetterPurpose.values
    rows = sorted(
        MessageTemplate.objects.visible_to(request.user),
        key=lambda one: (order.index(one.purpose), one.position, one.pk),
    )
    groups = [
        (LetterPurpose(key).label, list(some))
        for key, some in groupby(rows, lambda one: one.purpose)
    ]
    context = {"groups": groups, "may_change": has_role(request.user, Role.MANAGER)}
    return render(request, "letters/letter_list.html", context)


@FORM
def add(request: HttpRequest) -> HttpResponse:
    """Write a new letter."""
    forbid_unless(request.user, Role.MANAGER)
    return _edit(request, MessageTemplate(purpose=request.GET.get("purpose", "")))


@FORM
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a letter; a second editor sees both versions."""
    forbid_unless(request.user, Role.MANAGER)
    rows = MessageTemplate.objects.editable_by(request.user)
    return _edit(request, get_object_or_404(rows, pk=pk))


def _edit(request: HttpRequest, template: MessageTemplate) -> HttpResponse:
    pk = template.pk
    form = TemplateForm(request.POST or None, instance=template)
    if request.method == "POST" and form.is_valid():
        values, now = form.values(), timezone.now()
        version = form.cleaned_data["version"] or 0
        saved = attempt(
            form,
            lambda: (
                services.change_template(
                    template, version=version, by=request.user, now=now, **values
                )
                if pk
                else services.add_template(by=request.user, now=now, **values)
            ),
        )
        if saved:
            toast(request, _("Letter saved. Letters that were sent stay as they were."))
            return redirect("complaints:letters")
    context = {
        "form": form,
        "template": template if pk else None,
        "variables": VARIABLES.items(),
        "differences": differences(form),
        "examples": _examples(form),
        "versions": template.versions.select_related("replaced_by")[:VERSIONS] if pk else [],
    }
    return render(request, "letters/letter_form.html", context, status=status_of(form))


def _examples(form: TemplateForm) -> list[tuple[str, str, str]]:
    """Return how the letter reads for an invented customer, in both languages."""
    found = []
    for code, label in Language.choices:
        body = form[f"body_{code}"].value() or ""
        if body.strip():
            with translation.override(code):
                found.append((code, label, example(body)))
    return found


@require_POST
def print_typed(request: HttpRequest, number: str) -> HttpResponse:
    """Show what is typed in a form on A4, to print; nothing is stored."""
    complaint = workable(request, number)
    body = request.POST.get("body", "")[:10_000]
    if left_open([body]) or not body.strip():
        text = _("This letter is not finished. Go back, finish it and print it again.")
        context = {"refusal": text, "back": complaint.get_absolute_url()}
        return render(request, "files/refused.html", context, status=422)
    return _on_paper(request, complaint, body, timezone.now())


@require_safe
def print_recorded(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Show a letter that was recorded or sent on A4, to print again."""
    complaint = workable(request, number)
    message = get_object_or_404(complaint.messages.filter(direction=Direction.OUT), pk=pk)
    return _on_paper(request, complaint, message.body, message.at)


def _on_paper(request: HttpRequest, complaint: Complaint, body: str, day: datetime) -> HttpResponse:
    hint = _("Print with your browser (Ctrl P). Record the letter on the page of the complaint:")
    reader = translation.get_language()
    with translation.override(complaint.language):
        letter = printed(complaint, body, day)
        context = {"complaint": complaint, "letter": letter, "hint": hint, "reader": reader}
        return render(request, "letters/letter_print.html", context)
