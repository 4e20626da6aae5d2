"""The rubric of severity: to read while assessing, to change for managers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.rubric import services
from complaints.rubric.forms import LevelForm
from complaints.rubric.models import RubricLevel
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.toasts import toast
from customers.formwork import attempt, differences, status_of


@require_safe
def rubric(request: HttpRequest) -> HttpResponse:
    """Show the four levels with their examples."""
    forbid_unless(request.user, Role.COMPLAINT_HANDLER, Role.MANAGER)
    context = {
        "levels": RubricLevel.objects.visible_to(request.user),
        "may_change": has_role(request.user, Role.MANAGER),
    }
    return render(request, "complaints/rubric.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one level; a second editor sees both versions."""
    forbid_unless(request.user, Role.MANAGER)
    level = get_object_or_404(RubricLevel.objects.visible_to(request.user), pk=pk)
    form = LevelForm(request.POST or None, instance=level)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        saved = attempt(
            form,
            lambda: services.change_level(level, version=version, by=request.user, **form.values()),
        )
        if saved:
            toast(request, _("The rubric is saved."))
            return redirect("complaints:rubric")
    context = {"form": form, "level": level, "differences": differences(form)}
    return render(request, "complaints/rubric_form.html", context, status=status_of(form))
