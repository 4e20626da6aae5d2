"""Pages of contact moments: the list, one in full, taken away and put back."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.access import Role, has_role
from crm.shared.files.models import StoredFile
from crm.shared.lists import list_response
from crm.shared.organisation.services import get_organisation
from crm.shared.toasts import toast
from customers.accounts.models import Account
from customers.activities import services, visits
from customers.activities.choosing import choose_account
from customers.activities.editing import may_edit_moment
from customers.activities.forms import InteractionForm
from customers.activities.lists import INTERACTIONS
from customers.activities.models import Interaction, Task
from customers.errors import CustomerError
from customers.filters import people_choices
from customers.formwork import (
    attempt,
    differences,
    go_back,
    load_account,
    load_editable,
    next_address,
    status_of,
)


@require_safe
def interaction_list(request: HttpRequest) -> HttpResponseBase:
    """Show contact moments, the newest first."""
    asked = INTERACTIONS.filter_form(request.GET, request=request)
    asked.is_valid()
    rows = Interaction.objects.visible_to(request.user)
    return list_response(
        request,
        INTERACTIONS,
        rows.select_related("account", "author").prefetch_related("contacts"),
        template="activities/interaction_list.html",
        fragment="activities/_interaction_table.html",
        context={"people": people_choices(request.user, asked.cleaned_data)},
    )


def planned_task(request: HttpRequest, account: Account) -> Task | None:
    """Return the planned visit or call of this account that is being logged, if the address names one."""
    asked = request.GET.get("task", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 19
    open_tasks = Task.objects.editable_by(request.user).open()
    return open_tasks.filter(pk=int(asked) if known else 0, account=account).first()


@require_http_methods(["GET", "HEAD", "POST"])
def interaction_create(request: HttpRequest) -> HttpResponse:
    """Log a contact moment with everything that can be said of it."""
    if not request.GET.get("account"):
        return choose_account(request, _("Log a contact moment"), to="activities:composer")
    account, now = load_account(request.user, request.GET["account"]), timezone.now()
    plan = planned_task(request, account)
    form = InteractionForm(
        request.POST or None,
        account=account,
        now=now,
        initial=visits.as_it_was_planned(plan, now) if plan else None,
    )
    if request.method == "POST" and form.is_valid():
        logged = attempt(
            form,
            lambda: visits.log_planned(account, plan, by=request.user, now=now, **form.values()),
        )
        if logged:
            undo = reverse("activities:delete", args=[logged.pk])
            toast(request, _("Contact moment logged."), undo_url=undo)
            return go_back(request, account.get_absolute_url())
    back = next_address(request, account.get_absolute_url())
    context = {"form": form, "account": account, "interaction": None, "back": back}
    return render(request, "activities/interaction_form.html", context, status=status_of(form))


def _editable(request: HttpRequest, interaction: Interaction, now: datetime) -> bool:
    """Say whether this user may still change a contact moment of an account they may change."""
    return may_edit_moment(
        author_id=interaction.author_id,
        created_at=interaction.created_at,
        user_id=request.user.pk,
        is_manager=has_role(request.user, Role.MANAGER),
        days=get_organisation().moment_edit_days,
        now=now,
    )


@require_safe
def interaction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a contact moment in full, with its files and what it said before it was changed."""
    rows = Interaction.objects.visible_to(request.user).select_related("account__owner", "author")
    interaction = get_object_or_404(rows, pk=pk)
    may_change = Account.objects.is_editable_by(request.user, interaction.account)
    files = StoredFile.objects.visible_to(request.user).of("interaction", pk)
    context = {
        "interaction": interaction,
        "account": interaction.account,
        "people": interaction.contacts.order_by("name_key", "pk"),
        "revisions": interaction.revisions.select_related("replaced_by"),
        "files": list(files.select_related("uploaded_by")),
        "may_change": may_change,
        "may_edit": may_change and _editable(request, interaction, timezone.now()),
        "edit_days": get_organisation().moment_edit_days,
    }
    return render(request, "activities/interaction_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def interaction_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a contact moment: its author for a while, a manager always."""
    rows = Interaction.objects.select_related("account", "author")
    interaction = load_editable(rows, request.user, pk)
    account, now = interaction.account, timezone.now()
    editable = _editable(request, interaction, now)
    form = InteractionForm(request.POST or None, instance=interaction, account=account, now=now)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: services.edit_interaction(
                interaction,
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                now=now,
                **form.values(),
            ),
        )
        if saved:
            toast(request, _("Contact moment saved."))
            return go_back(request, account.get_absolute_url())
    context = {
        "form": form,
        "account": account,
        "interaction": interaction,
        "editable": editable,
        "edit_days": get_organisation().moment_edit_days,
        "differences": differences(form),
        "back": next_address(request, account.get_absolute_url()),
    }
    return render(request, "activities/interaction_form.html", context, status=status_of(form))


def _refused(request: HttpRequest, refusal: CustomerError) -> HttpResponse:
    back = next_address(request, reverse("activities:list"))
    context = {"refusal": refusal, "back": back}
    return render(request, "activities/refused.html", context, status=refusal.status)


@require_POST
def interaction_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a contact moment away; Undo puts it back."""
    interaction = load_editable(Interaction.objects.select_related("account"), request.user, pk)
    try:
        services.delete_interaction(interaction, by=request.user, now=timezone.now())
    except CustomerError as refusal:
        return _refused(request, refusal)
    undo = reverse("activities:restore", args=[pk])
    toast(request, _("Contact moment taken away."), undo_url=undo)
    return go_back(request, interaction.account.get_absolute_url())


@require_POST
def interaction_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a contact moment back."""
    rows = Interaction.objects.select_related("account").in_bin()
    interaction = load_editable(rows, request.user, pk)
    try:
        services.restore_interaction(interaction, by=request.user, now=timezone.now())
    except CustomerError as refusal:
        return _refused(request, refusal)
    toast(request, _("Contact moment put back."))
    return go_back(request, interaction.account.get_absolute_url())


def _pinned(
    request: HttpRequest, pk: int, act: Callable[[Interaction], None], said: str
) -> HttpResponse:
    """Pin or unpin a contact moment of an account the user may change."""
    interaction = load_editable(Interaction.objects.select_related("account"), request.user, pk)
    try:
        act(interaction)
    except CustomerError as refusal:
        return _refused(request, refusal)
    toast(request, said)
    return go_back(request, interaction.account.get_absolute_url())


@require_POST
def interaction_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a contact moment on top of the timeline."""
    return _pinned(
        request,
        pk,
        lambda moment: services.pin_interaction(moment, by=request.user, now=timezone.now()),
        _("Pinned on top of the timeline."),
    )


@require_POST
def interaction_unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a contact moment off the top of the timeline."""
    return _pinned(
        request,
        pk,
        lambda moment: services.unpin_interaction(moment, by=request.user),
        _("No longer pinned."),
    )
