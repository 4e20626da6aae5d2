"""The improvement list: from what customers ask to what they were told, and how they score next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.lists.columns import Column, ListSpec
from crm.shared.lists.views import list_response
from crm.shared.localtime import local_date
from customers.formwork import attempt, differences, load_editable, status_of
from surveys.answers.models import Theme
from surveys.improvements import services
from surveys.improvements.forms import DoneForm, ImprovementFilter, ImprovementForm
from surveys.improvements.models import Improvement
from surveys.nps.score import Counts
from surveys.nps.shown import Score

SHOWN = 50

LIST = ListSpec(
    key="improvements",
    label=gettext_lazy("Improvements"),
    filter_form=ImprovementFilter,
    columns=[
        Column(
            "title",
            gettext_lazy("Improvement"),
            template="surveys/cells/_improvement_title.html",
            value="title",
        ),
        Column("theme", gettext_lazy("Theme")),
        Column("owner", gettext_lazy("Owner"), value="owner.display_name"),
        Column(
            "state",
            gettext_lazy("State"),
            template="surveys/cells/_improvement_state.html",
            csv=lambda row: row.told_at or row.done_on or row.due_on,
        ),
        Column(
            "due_on",
            gettext_lazy("Due on"),
            template="surveys/cells/_improvement_due.html",
            csv=lambda row: row.due_on,
            sort="due",
            align="end",
        ),
    ],
    sorts={"due": ("due_on", "pk")},
    default_sort="due",
)


@require_safe
def improvement_list(request: HttpRequest) -> Any:
    """Show what is being improved."""
    return list_response(
        request,
        LIST,
        Improvement.objects.visible_to(request.user)
        .with_late(local_date(timezone.now()))
        .select_related("theme", "owner"),
        template="surveys/improvement_list.html",
        fragment="surveys/_improvement_table.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_create(request: HttpRequest) -> HttpResponse:
    """Plan an improvement, of a theme when the address names one."""
    forbid_unless(request.user, *Role.values)
    wanted = request.GET.get("theme", "")
    theme = None
    if wanted.isdigit() and len(wanted) < 18:
        theme = Theme.objects.visible_to(request.user).filter(pk=wanted).first()
    return _edit(request, Improvement(owner=request.user, theme=theme))


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an improvement."""
    return _edit(request, load_editable(Improvement.objects, request.user, pk))


def _edit(request: HttpRequest, improvement: Improvement) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = ImprovementForm(posted, instance=improvement)
    if posted is not None and form.is_valid():
        stored = Improvement(pk=improvement.pk)
        saved = attempt(
            form,
            lambda: services.save_improvement(
                stored,
                version=form.cleaned_data["version"],
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            messages.success(request, _("The improvement is saved."))
            return redirect(saved)
    context = {
        "form": form,
        "improvement": improvement if improvement.pk else None,
        "differences": differences(form),
    }
    return render(request, "surveys/improvement_form.html", context, status=status_of(form))


@require_safe
def improvement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one improvement, who asked for it, who was told and how they scored afterwards."""
    improvement = get_object_or_404(
        Improvement.objects.visible_to(request.user).select_related("theme", "owner"), pk=pk
    )
    return _page(request, improvement)


def _page(
    request: HttpRequest, improvement: Improvement, form: DoneForm | None = None
) -> HttpResponse:
    today = local_date(timezone.now())
    editable = Improvement.objects.editable_by(request.user).filter(pk=improvement.pk).exists()
    pairs = services.next_scores(improvement) if improvement.told_at else []
    people = services.to_tell(improvement, on=improvement.done_on or today)
    if improvement.told_at is not None:
        people = people.none()
    context = {
        "improvement": improvement,
        "today": today,
        "editable": editable,
        "may_tell": has_role(request.user, Role.MANAGER),
        "done_form": form or DoneForm(initial={"done_on": today}),
        "people": people[:SHOWN],
        "people_count": people.order_by().count(),
        "told": list(improvement.tellings.select_related("contact", "account")[:SHOWN]),
        "told_count": improvement.tellings.count(),
        "before": Score("", Counts.of_scores(old for old, _new in pairs), ""),
        "after": Score("", Counts.of_scores(new for _old, new in pairs), ""),
    }
    return render(
        request, "surveys/improvement_detail.html", context, status=status_of(form) if form else 200
    )


@require_POST
def improvement_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that an improvement is done."""
    improvement = load_editable(
        Improvement.objects.select_related("theme", "owner"), request.user, pk
    )
    form, today = DoneForm(request.POST), local_date(timezone.now())
    if form.is_valid():
        on = form.cleaned_data["done_on"]
        if attempt(form, lambda: services.finish(improvement, on=on, today=today, by=request.user)):
            messages.success(request, _("Done. Tell the customers who asked for it."))
            return redirect(improvement)
    return _page(request, improvement, form)


@require_POST
def improvement_tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to everybody who named the theme."""
    forbid_unless(request.user, Role.MANAGER)
    improvement = load_editable(Improvement.objects, request.user, pk)
    form = DoneForm({"done_on": improvement.done_on})
    number = attempt(form, lambda: services.tell(improvement, by=request.user, now=timezone.now()))
    if number:
        words = ngettext("%(number)s person is told.", "%(number)s people are told.", number)
        messages.success(request, words % {"number": number})
    else:
        messages.error(request, str(form.refusal))  # type: ignore[attr-defined]
    return redirect(improvement)
