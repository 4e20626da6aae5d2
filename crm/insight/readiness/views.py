"""Pages of the self-assessments: results for managers, the form for every colleague."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.insight.readiness import page, services
from crm.insight.readiness.forms import ActionForm, DisciplineForm, ScanForm, WordsForm
from crm.insight.readiness.models import Group, Instrument, Statement
from crm.insight.readiness.rule import DISCIPLINES, READINESS
from crm.shared.access import Role, has_role
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.organisation.views import for_managers
from crm.shared.toasts import toast
from customers.formwork import attempt, differences, status_of


def _show(request: HttpRequest, action: ActionForm | None = None) -> HttpResponse:
    """Show both assessments; an action that was refused keeps what was typed."""
    found = page.load(local_date(timezone.now()))
    readiness, discipline = found["readiness"], found["discipline"]
    weakest = [row.score.group for row in readiness.rows] or list(READINESS)
    verdict = discipline.verdict
    action = action or ActionForm(groups=weakest)
    context = {
        "readiness": readiness,
        "discipline": discipline,
        "verdict": verdict,
        "primary": Group(verdict.primary).label if verdict else "",
        "verdict_mean": page.shown(verdict.mean) if verdict else "",
        "verdict_lead": page.shown(verdict.lead) if verdict else "",
        "choice": DisciplineForm(initial={"discipline": get_organisation().discipline}),
        "action": action,
        "actions": page.actions(),
    }
    return render(request, "readiness/index.html", context, status=status_of(action))


@require_safe
@for_managers
def index(request: HttpRequest) -> HttpResponse:
    """Show where the organisation stands, the weakest first, and by which value it wins customers."""
    return _show(request)


@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, instrument: str) -> HttpResponse:
    """Ask a colleague to score every statement."""
    if instrument not in Instrument.values:
        raise Http404
    statements = list(Statement.objects.visible_to(request.user).of(instrument))
    form = ScanForm(request.POST or None, statements=statements)
    if request.method == "POST" and form.is_valid():
        try:
            services.fill_in(instrument, form.given, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            toast(request, _("Thank you, your scores are kept."))
            manager = has_role(request.user, Role.MANAGER)
            return redirect("readiness:index" if manager else "home")
    context = {"form": form, "instrument": Instrument(instrument)}
    return render(request, "readiness/fill_in.html", context, status=status_of(form))


@require_safe
@for_managers
def statements(request: HttpRequest) -> HttpResponse:
    """Show the statements of both assessments, to change their words."""
    rows: Any = Statement.objects.visible_to(request.user)
    context = {
        "readiness": page.by_group(rows.of(Instrument.READINESS)),
        "discipline": page.by_group(rows.of(Instrument.DISCIPLINE)),
    }
    return render(request, "readiness/statements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def statement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a statement in both languages."""
    statement = get_object_or_404(Statement.objects.editable_by(request.user), pk=pk)
    form = WordsForm(request.POST or None, instance=statement)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.reword(
                statement,
                version=form.cleaned_data["version"] or 0,
                text_en=form.cleaned_data["text_en"],
                text_nl=form.cleaned_data["text_nl"],
                by=request.user,
                now=timezone.now(),
            ),
        )
        if saved:
            toast(request, _("The words are saved."))
            return redirect("readiness:statements")
    context = {"form": form, "statement": statement, "differences": differences(form)}
    return render(request, "readiness/statement_form.html", context, status=status_of(form))


@require_POST
@for_managers
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the discipline that Home follows."""
    form = DisciplineForm(request.POST)
    if form.is_valid():
        services.choose_discipline(form.cleaned_data["discipline"], by=request.user)
        toast(request, _("Home follows this choice from now on."))
    return redirect("readiness:index")


@require_POST
@for_managers
def act(request: HttpRequest) -> HttpResponse:
    """Make a task of a weak spot."""
    form = ActionForm(request.POST, groups=[*READINESS, *DISCIPLINES])
    if not form.is_valid():
        return _show(request, form)
    services.plan_action(by=request.user, now=timezone.now(), **form.cleaned_data)
    toast(request, _("The task is made."))
    return redirect("readiness:index")
