"""What part of the timeline is asked for: kind, contact, colleague and period, all in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from crm.shared.lists import FilterForm
from crm.shared.localtime import day_end, day_start
from customers.accounts.models import Account
from customers.activities.models import InteractionKind
from customers.contacts.models import Contact
from customers.filters import colleagues
from customers.formwork import DayInput

PEOPLE = 100


class TimelineFilter(FilterForm):
    """Narrows the timeline; `people` are the contacts that can be chosen."""

    form = forms.ChoiceField(
        label=_("Kind of contact"),
        required=False,
        choices=[("", _("Any")), *InteractionKind.choices],
    )
    contact = forms.TypedChoiceField(
        label=_("Contact"), required=False, coerce=int, empty_value=None, choices=[]
    )
    owner = forms.TypedChoiceField(
        label=_("Colleague"), required=False, coerce=int, empty_value=None, choices=[]
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="timeline_%s", **kwargs)
        anyone = [("", _("Anyone"))]
        self.fields["contact"].choices = [*anyone, *people]
        self.fields["owner"].choices = [*anyone, *((c.pk, c.name) for c in colleagues())]


@dataclass(frozen=True)
class Asked:
    """What part of the timeline was asked for; nonsense counts as nothing asked."""

    kind: str = ""
    form: str = ""
    contact: int | None = None
    by: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    page: datetime | None = None
    query: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> bool:
        """Say whether this is the first page of everything."""
        return self == Asked()

    @property
    def whole(self) -> bool:
        """Say whether no filter but the kind is set: a contact moment's form, people or a period."""
        return not self.query

    @property
    def before(self) -> datetime | None:
        """Return the moment before which entries are asked for: of the page, and of the period."""
        ends = [moment for moment in (self.page, self.until) if moment is not None]
        return min(ends) if ends else None

    def address(self, account: Account, kind: str, page: datetime | None = None) -> str:
        """Return the address of a kind, with the other filters kept."""
        asked = {"show": kind, **dict(self.query), "before": page.isoformat() if page else ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{account.get_absolute_url()}?{query}" if query else account.get_absolute_url()


def people_of(
    account: Account, known: Iterable[Contact] | None, wanted: str
) -> list[tuple[int, str]]:
    """Return the contacts to choose from; `known` spares the query unless another one is asked for."""
    if known is not None:
        people = [(contact.pk, contact.name) for contact in known]
        if not wanted or wanted in {str(pk) for pk, _name in people}:
            return people
    rows = Contact.objects.filter(account=account).order_by("name_key", "pk")[:PEOPLE]
    return [(contact.pk, contact.name) for contact in rows]


def read_form(
    request: HttpRequest, account: Account, known: Iterable[Contact] | None = None
) -> TimelineFilter:
    """Return the checked filter form of an address."""
    people = people_of(account, known, request.GET.get("contact", ""))
    form = TimelineFilter(request.GET, request=request, people=people)
    form.is_valid()
    return form


def read_asked(request: HttpRequest, form: TimelineFilter, kinds: Iterable[str]) -> Asked:
    """Return what an address asks for."""
    data = form.cleaned_data
    kind = request.GET.get("show", "")
    try:
        page = parse_datetime(request.GET.get("before", ""))
    except ValueError:
        page = None
    kept = {name: data[name] for name in form.fields if data[name] not in (None, "")}
    return Asked(
        kind=kind if kind in kinds else "",
        form=data["form"],
        contact=data["contact"],
        by=data["owner"],
        since=day_start(data["since"]) if data["since"] else None,
        until=day_end(data["until"]) if data["until"] else None,
        page=page if page is not None and page.tzinfo else None,
        query=tuple((name, str(value)) for name, value in kept.items()),
    )
