"""The page of personas and customer profiles: everybody reads, managers write."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role, roles_of
from crm.shared.toasts import toast
from customers.errors import CustomerError
from customers.formwork import attempt, differences, status_of
from customers.profiles import services
from customers.profiles.forms import ProfileForm
from customers.profiles.models import Profile, ProfileKind
from customers.profiles.people import people_of


@require_safe
def profile_list(request: HttpRequest) -> HttpResponse:
    """Show all personas and customer profiles in use; those put away below."""
    forbid_unless(request.user, *roles_of(request.user))
    rows = Profile.objects.visible_to(request.user).select_related("sector", "updated_by")
    found = list(rows.order_by("kind", "name", "pk"))
    people = people_of(request.user, [p.pk for p in found if p.kind == ProfileKind.PERSONA])
    for profile in found:
        profile.people = people.get(profile.pk)
    context = {
        "groups": [
            (kind, [p for p in found if p.kind == kind and p.retired_at is None])
            for kind in (ProfileKind.PERSONA, ProfileKind.CUSTOMER)
        ],
        "retired": [p for p in found if p.retired_at is not None],
        "may_edit": has_role(request.user, Role.MANAGER),
    }
    return render(request, "profiles/profile_list.html", context)


def _page(request: HttpRequest, form: ProfileForm, profile: Profile | None, kind: str) -> Any:
    context = {
        "form": form,
        "profile": profile,
        "kind": ProfileKind(kind),
        "differences": differences(form),
    }
    return render(request, "profiles/profile_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def profile_create(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a persona or the profile of a segment."""
    forbid_unless(request.user, Role.MANAGER)
    form = ProfileForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: services.create_profile(
                kind=kind, by=request.user, now=timezone.now(), **form.values()
            ),
        )
        if made:
            toast(request, _("Saved."))
            return redirect(made)
    return _page(request, form, None, kind)


@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a profile; a second editor sees both versions."""
    forbid_unless(request.user, Role.MANAGER)
    rows = Profile.objects.visible_to(request.user).select_related("sector")
    profile = get_object_or_404(rows, pk=pk)
    form = ProfileForm(request.POST or None, instance=profile, kind=profile.kind)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_profile(
                profile,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=timezone.now(),
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Saved."))
            return redirect(saved)
    return _page(request, form, profile, profile.kind)


@require_POST
def profile_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a profile away, or, with `back`, take it back."""
    forbid_unless(request.user, Role.MANAGER)
    profile = get_object_or_404(Profile.objects.visible_to(request.user), pk=pk)
    try:
        if "back" in request.POST:
            services.revive_profile(profile, by=request.user)
        else:
            services.retire_profile(profile, by=request.user, now=timezone.now())
    except CustomerError as refusal:
        context = {"refusal": refusal, "back": profile.get_absolute_url()}
        return render(request, "activities/refused.html", context, status=refusal.status)
    toast(request, _("Saved."))
    return redirect("profiles:list")
