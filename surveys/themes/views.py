"""The themes of what customers say: how each scores, and how it is recognised."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from customers.formwork import attempt, differences, status_of
from surveys.answers.models import Mention, Theme
from surveys.answers.views import answer_to_mark
from surveys.improvements.models import Improvement
from surveys.nps import figures
from surveys.nps.models import Dimension
from surveys.nps.score import Counts, Verdict, differs_from_rest
from surveys.nps.shown import Doors, Score
from surveys.nps.views import Asked
from surveys.themes import services
from surveys.themes.forms import MentionForm, MergeForm, ThemeForm


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """Show the score of each theme, and what is done about it."""
    asked = Asked.by(request)
    read = figures.read(asked.selection, request.user)
    named = asked.labels["named_theme"]
    doors, everyone = Doors(asked.selection), read.counts
    found = read.segments[Dimension.THEME]
    groups = sorted(
        ((key, Counts.of_distribution(scores)) for key, scores in found.items()),
        key=lambda group: (-group[1].n, group[0]),
    )
    shown = [(key, counts) for key, counts in groups if int(key) in named]
    verdicts = differs_from_rest_of(everyone, [counts for _key, counts in shown])
    improving: dict[int, list[Improvement]] = {}
    for improvement in Improvement.objects.visible_to(request.user).to_do():
        improving.setdefault(improvement.theme_id, []).append(improvement)
    whole = Score("", everyone, "").nps
    rows = [
        {
            "key": int(key),
            "score": Score(named[int(key)], counts, doors.answers(theme=key), verdict, whole),
            "improving": improving.get(int(key), []),
        }
        for (key, counts), verdict in zip(shown, verdicts, strict=True)
    ]
    silent = [
        Score(asked.labels["theme"].get(int(key), ""), counts, doors.answers(theme=key))
        for key, counts in groups
        if int(key) not in named
    ]
    context = asked.context(request, "themes") | {
        "rows": rows,
        "unused": {pk: name for pk, name in named.items() if str(pk) not in found},
        "nothing": silent,
        "everyone": Score(_("everyone"), everyone, doors.answers()),
        "may_manage": has_role(request.user, Role.MANAGER),
    }
    return render(request, "surveys/theme_list.html", context)


def differs_from_rest_of(everyone: Counts, groups: list[Counts]) -> list[Verdict]:
    """Test each theme against the answers that do not name it: themes overlap, so no table sum."""
    return [differs_from_rest([group, everyone - group])[0] for group in groups]


@require_http_methods(["GET", "HEAD", "POST"])
def theme_create(request: HttpRequest) -> HttpResponse:
    """Add a theme."""
    forbid_unless(request.user, Role.MANAGER)
    return _edit(request, Theme())


@require_http_methods(["GET", "HEAD", "POST"])
def theme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a theme and change its words."""
    forbid_unless(request.user, Role.MANAGER)
    return _edit(request, get_object_or_404(Theme.objects.editable_by(request.user), pk=pk))


def _edit(request: HttpRequest, theme: Theme) -> HttpResponse:
    form = ThemeForm(request.POST if request.method == "POST" else None, instance=theme)
    if request.method == "POST" and form.is_valid():
        stored = Theme(pk=theme.pk)
        values = {"words": ""} | form.cleaned_data
        if attempt(form, lambda: services.save_theme(stored, **values, by=request.user)):
            messages.success(request, _("The theme is saved."))
            return redirect("themes:list")
    return _page(request, theme, form, None, status_of(form))


def _page(
    request: HttpRequest, theme: Theme, form: ThemeForm, merge: MergeForm | None, status: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "theme": theme if theme.pk else None,
        "form": form,
        "differences": differences(form),
        "merge_form": merge,
    }
    if theme.pk and not theme.nothing_named and merge is None:
        context["merge_form"] = MergeForm(theme=theme)
    return render(request, "surveys/theme_form.html", context, status=status)


@require_POST
def theme_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a theme go up in another."""
    forbid_unless(request.user, Role.MANAGER)
    theme = get_object_or_404(Theme.objects.editable_by(request.user), pk=pk)
    form = MergeForm(request.POST, theme=theme)
    if form.is_valid():
        target = form.cleaned_data["target"]
        if attempt(form, lambda: services.merge_themes(theme, target, by=request.user)):
            messages.success(request, _("The themes are one now."))
            return redirect("themes:list")
    return _page(request, theme, ThemeForm(instance=theme), form, 422)


@require_POST
def mention_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark who a comment names."""
    answer = answer_to_mark(request, pk)
    form = MentionForm(request.POST)
    if form.is_valid():
        services.add_mention(answer, **form.cleaned_data, by=request.user)
        messages.success(request, _("Marked."))
    else:
        messages.error(request, _("Write the name."))
    return redirect(answer)


@require_POST
def mention_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the mark of a name away."""
    mention = get_object_or_404(Mention.objects.visible_to(request.user), pk=pk)
    answer = answer_to_mark(request, mention.answer_id)
    services.remove_mention(mention, by=request.user)
    messages.success(request, _("The mark is gone."))
    return redirect(answer)
