"""The conditions with which an audience is described: each a name and a value, such as `class:A`.

An audience holds three lists of them: who meets *all* of the first, *any* of the second (when there
are any) and *none* of the third is in it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from crm.shared.people.models import Language, Team, User
from customers.accounts.models import (
    Account,
    AccountClass,
    AccountKind,
    HealthBand,
    Sector,
    Stage,
    Tag,
)
from customers.contacts.models import ContactRole, DmuRole, Level

MATCHES = ("all", "any", "none")
MOST_REGIONS = 100
YEAR = timedelta(days=365)
TENURES = {
    "under1": gettext_lazy("customer for less than a year"),
    "1to3": gettext_lazy("customer for one to three years"),
    "over3": gettext_lazy("customer for more than three years"),
}
Options = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold one thing an audience can be narrowed by."""

    label: Any
    options: Callable[[], Options]
    q: Callable[[str, date], Q]


def _column(path: str) -> Callable[[str, date], Q]:
    return lambda value, today: Q(**{path: value})


def _key(path: str) -> Callable[[str, date], Q]:
    return lambda value, today: Q(**{path: int(value)}) if value.isdecimal() else Q(pk=None)


def _role(value: str, today: date) -> Q:
    return Q(Exists(ContactRole.objects.filter(contact=OuterRef("pk"), role=value)))


def _tag(value: str, today: date) -> Q:
    if not value.isdecimal():
        return Q(pk=None)
    links = Account.tags.through.objects.filter(account=OuterRef("account_id"), tag=int(value))
    return Q(Exists(links))


def _tenure(value: str, today: date) -> Q:
    column = "account__customer_since"
    ranges = {
        "under1": {f"{column}__gt": today - YEAR},
        "1to3": {f"{column}__lte": today - YEAR, f"{column}__gt": today - 3 * YEAR},
        "over3": {f"{column}__lte": today - 3 * YEAR},
    }
    return Q(**ranges[value]) if value in ranges else Q(pk=None)


def _regions() -> Options:
    names = (
        Account.objects.exclude(region="").order_by("region").values_list("region", flat=True)
    ).distinct()
    return [(name, name) for name in names[:MOST_REGIONS]]


CONDITIONS: dict[str, Condition] = {
    "stage": Condition(
        pgettext_lazy("relationship", "Stage"),
        lambda: list(Stage.choices),
        _column("account__stage"),
    ),
    "class": Condition(
        gettext_lazy("Class"),
        lambda: list(AccountClass.choices),
        _column("account__account_class"),
    ),
    "key": Condition(
        gettext_lazy("Key account"),
        lambda: [("yes", gettext_lazy("yes"))],
        lambda value, today: Q(account__is_key_account=True),
    ),
    "owner": Condition(
        gettext_lazy("Owner"),
        lambda: [(str(u.pk), u.display_name) for u in User.objects.filter(is_active=True)],
        _key("account__owner"),
    ),
    "team": Condition(
        gettext_lazy("Team"),
        lambda: [(str(t.pk), t.name) for t in Team.objects.all()],
        _key("account__team"),
    ),
    "sector": Condition(
        gettext_lazy("Sector"),
        lambda: [(str(s.pk), s.name) for s in Sector.objects.all()],
        _key("account__sector"),
    ),
    "region": Condition(gettext_lazy("Region"), _regions, _column("account__region")),
    "tag": Condition(
        gettext_lazy("Tag"), lambda: [(str(t.pk), str(t)) for t in Tag.objects.all()], _tag
    ),
    "kind": Condition(
        gettext_lazy("Kind of account"),
        lambda: list(AccountKind.choices),
        _column("account__kind"),
    ),
    "tenure": Condition(gettext_lazy("Tenure"), lambda: list(TENURES.items()), _tenure),
    "health": Condition(
        gettext_lazy("Health"), lambda: list(HealthBand.choices), _column("account__health_band")
    ),
    "level": Condition(
        gettext_lazy("Level of the contact"), lambda: list(Level.choices), _column("level")
    ),
    "dmu": Condition(gettext_lazy("DMU role"), lambda: list(DmuRole.choices), _role),
    "language": Condition(
        gettext_lazy("Language of the contact"),
        lambda: list(Language.choices),
        _column("language"),
    ),
}


def q_of(token: str, today: date) -> Q:
    """Return the condition on contacts; one nobody knows (any more) is met by nobody."""
    name, _colon, value = token.partition(":")
    condition = CONDITIONS.get(name)
    return condition.q(value, today) if condition else Q(pk=None)


def audience_q(audience: Mapping[str, Iterable[str]], today: date) -> Q:
    """Return the condition on contacts of a whole audience."""
    wanted = Q()
    for token in audience.get("all", ()):
        wanted &= q_of(token, today)
    any_of = Q()
    for token in audience.get("any", ()):
        any_of |= q_of(token, today)
    wanted &= any_of
    for token in audience.get("none", ()):
        wanted &= ~q_of(token, today)
    return wanted


def choices() -> list[tuple[Any, Options]]:
    """Return every condition for a select box, grouped by what it is about; six queries."""
    return [
        (
            condition.label,
            [(f"{name}:{value}", f"{condition.label}: {label}") for value, label in options],
        )
        for name, condition in CONDITIONS.items()
        if (options := condition.options())
    ]


def described(audience: Mapping[str, Iterable[str]]) -> list[tuple[str, list[str]]]:
    """Return an audience in words: per list its heading and its conditions; reads names it needs."""
    used = {token.partition(":")[0] for tokens in audience.values() for token in tokens}
    names = {
        f"{name}:{value}": f"{CONDITIONS[name].label}: {label}"
        for name in used & set(CONDITIONS)
        for value, label in CONDITIONS[name].options()
    }
    headings = {
        "all": _("Meets all of these"),
        "any": _("Meets at least one of these"),
        "none": _("Meets none of these"),
    }
    return [
        (headings[match], [names.get(token, token) for token in audience[match]])
        for match in MATCHES
        if audience.get(match)
    ]
