"""The people page of an account: picture, table, chart and contact matrix."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.shared.htmx import render_page, wants_fragment
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account
from customers.accounts.views import editable_account
from customers.contacts.models import DmuRole
from customers.dmu.forms import TargetForm
from customers.dmu.page import PeoplePage, load
from customers.dmu.picture import Mark, draw, scale
from customers.dmu.services import target, untarget
from customers.errors import CustomerError

PAGE, MATRIX = "dmu/people.html", "dmu/_matrix.html"


@require_safe
def people_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who decides at an account, and who of us knows them."""
    account = get_object_or_404(
        Account.objects.visible_to(request.user).select_related("owner"), pk=pk
    )
    return _answer(request, account)


def _answer(
    request: HttpRequest, account: Account, *, form: Any = None, status: int = 200
) -> HttpResponse:
    page = load(account, request.user, now=timezone.now())
    may_edit = Account.objects.is_editable_by(request.user, account)
    context = {
        "account": account,
        "page": page,
        "terms": get_organisation(),
        "may_edit": may_edit,
        "picture": _picture(page, may_edit=may_edit) if page.people else "",
        "scale": scale(None if page.support is None else float(page.support)),
        "add_url": f"{reverse('contacts:create')}?account={account.pk}" if may_edit else "",
        "form": form or (TargetForm(targeted=page.targeted) if may_edit else None),
    }
    return render_page(request, PAGE, MATRIX, context, status=status)


def _picture(page: PeoplePage, *, may_edit: bool) -> Any:
    marks = [
        Mark(
            name=person.contact.name,
            level=person.contact.level,
            roles=person.roles,
            influence=person.contact.influence,
            stance=person.contact.stance,
            spoken=person.spoken,
            silent=person.silent,
            url=person.contact.get_absolute_url(),
        )
        for person in page.people
    ]
    add = reverse("contacts:create")
    vacancies = {
        role.value: f"{add}?{urlencode({'account': page.account.pk, 'role': role.value})}"
        for role in (DmuRole.DECIDER, DmuRole.BUYER)
    }
    label = _("Who decides at %(account)s") % {"account": page.account.name}
    return draw(marks, label=label, vacancies=vacancies if may_edit else {})


@require_POST
def people_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Target a cell of the matrix, or, with `away`, target it no longer."""
    account = editable_account(request, pk)
    wanted = account.contact_targets.values_list("colleague", flat=True)
    form = TargetForm(request.POST, targeted=set(wanted))
    if form.is_valid():
        cell = {"level": form.cleaned_data["level"], "colleague": form.cleaned_data["colleague"]}
        try:
            if "away" in request.POST:
                untarget(account, by=request.user, **cell)
            else:
                target(account, by=request.user, now=timezone.now(), **cell)
        except CustomerError as error:
            form.add_error(error.field, str(error))
        else:
            if wants_fragment(request):
                return _answer(request, account)
            return redirect(f"{reverse('dmu:page', args=[pk])}#matrix")
    return _answer(request, account, form=form, status=422)
