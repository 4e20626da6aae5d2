"""The list of accounts: its filters, columns, sorts and tabs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from crm.shared.counting import count_of
from crm.shared.formats import number
from crm.shared.lists import Column, FilterForm, ListSpec
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import Team, User
from customers.accounts.models import (
    Account,
    AccountClass,
    HealthBand,
    Sector,
    Source,
    Stage,
    Tag,
)
from customers.accounts.querysets import AccountQuerySet
from customers.promises.models import Promise

COUNT_CAP = 1_000  # a tab tells where the work is; the list itself counts on
ATTENTION_BELOW = 65
ANY = gettext_lazy("Any")
YES_NO = [("", ANY), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
BANDS = {
    "promoter": Q(last_score__gte=9),
    "passive": Q(last_score__in=(7, 8)),
    "detractor": Q(last_score__lte=6),
    "none": Q(last_score__isnull=True),
}


class CappedCount(Subquery):
    """Counts the rows of a queryset up to the cap and one more, inside another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS capped)"
    output_field = IntegerField()
    empty_result_set_value = 0

    def __init__(self, queryset: QuerySet, cap: int = COUNT_CAP) -> None:
        super().__init__(queryset.order_by().values("pk")[: cap + 1])


def silent_q(now: datetime) -> Q:
    """Return the condition of accounts silent for longer than their class's rhythm, nothing planned soon.

    The rule of `rhythm.is_silent`, in SQL.
    """
    organisation = get_organisation()
    today = local_date(now)
    soon = today + timedelta(days=organisation.near_step_days)
    planned = Q(next_step_on__gte=today, next_step_on__lte=soon)
    rhythms = {
        "A": organisation.rhythm_a_days,
        "B": organisation.rhythm_b_days,
        "C": organisation.rhythm_c_days,
    }
    found = Q()
    for account_class, days in rhythms.items():
        before = now - timedelta(days=days)
        found |= Q(account_class=account_class) & (
            Q(last_contact_at__lt=before) | Q(last_contact_at__isnull=True, created_at__lt=before)
        )
    return found & Q(do_not_pursue=False) & (Q(next_step_on__isnull=True) | ~planned)


def unplanned_q() -> Q:
    """Return the condition of accounts that must have a next step and have none (`rhythm.needs_step`)."""
    must = Q(stage=Stage.POTENTIAL) | Q(is_key_account=True) | Q(open_deals__gt=0)
    return Q(next_step_on__isnull=True, do_not_pursue=False) & must


def attention_q() -> Q:
    """Return the condition of accounts of class A or B whose health is low."""
    return Q(health__lt=ATTENTION_BELOW, account_class__in=("A", "B"))


class Beside:
    """What the list page shows beside its rows: counts of the tabs and choices of the filters; one query."""

    COUNTS = ("all", "customers", "potential", "former", "mine", "attention", "winback", "silent")

    def __init__(self, user: Any, now: datetime) -> None:
        visible = Account.objects.visible_to(user)
        counted = {
            "all": visible,
            "customers": visible.filter(stage=Stage.CUSTOMER),
            "potential": visible.filter(stage=Stage.POTENTIAL, is_former=False),
            "former": visible.filter(is_former=True),
            "mine": visible.filter(owner=user),
            "attention": visible.filter(attention_q()),
            "winback": visible.filter(is_former=True, do_not_pursue=False),
            "silent": visible.filter(silent_q(now)),
        }
        me = User.objects.filter(pk=user.pk)
        rows = [_row(me, f"count:{name}", CappedCount(q), Value("")) for name, q in counted.items()]
        full = Concat("first_name", Value(" "), "last_name", output_field=CharField())
        rows += [
            _row(User.objects.filter(is_active=True), "owner", F("pk"), full),
            _row(User.objects.filter(is_active=False), "left", F("pk"), full),
            _row(Team.objects.all(), "team", F("pk"), F("name")),
            _row(Sector.objects.all(), "sector", F("pk"), F("name")),
            _row(Tag.objects.all(), "tag", F("pk"), F("name")),
        ]
        self.counts: dict[str, int] = {}
        self.choices: dict[str, list[tuple[str, str]]] = {}
        for kind, figure, words in rows[0].union(*rows[1:], all=True):
            if kind.startswith("count:"):
                self.counts[kind.removeprefix("count:")] = figure
            else:
                self.choices.setdefault(kind, []).append(
                    (str(figure), words.strip() or f"#{figure}")
                )
        for choices in self.choices.values():
            choices.sort(key=lambda choice: choice[1].casefold())

    @classmethod
    def of(cls, request: HttpRequest) -> "Beside":
        """Return what belongs to this request; read once."""
        found = getattr(request, "_accounts_beside", None)
        if found is None:
            found = request._accounts_beside = cls(request.user, timezone.now())
        return found


def _row(queryset: QuerySet, kind: str, figure: Any, words: Any) -> QuerySet:
    return queryset.order_by().values_list(
        Value(kind, output_field=CharField()),
        Cast(figure, IntegerField()),
        Cast(words, CharField()),
    )


def _choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


class AccountFilter(FilterForm):
    """Narrows the list of accounts."""

    q = forms.CharField(label=gettext_lazy("Name, place, phone or e-mail"), max_length=200)
    stage = forms.MultipleChoiceField(
        label=pgettext_lazy("relationship", "Stage"),
        choices=Stage.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    former = _choice(gettext_lazy("Was a customer before"), YES_NO)
    owner = _choice(gettext_lazy("Owner"))
    team = _choice(gettext_lazy("Team"))
    account_class = forms.MultipleChoiceField(
        label=gettext_lazy("Class"),
        choices=[*AccountClass.choices, ("none", gettext_lazy("None"))],
        widget=forms.CheckboxSelectMultiple,
    )
    key = _choice(gettext_lazy("Key account"), YES_NO)
    health = forms.MultipleChoiceField(
        label=gettext_lazy("Health"),
        choices=HealthBand.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    health_below = forms.IntegerField(
        label=gettext_lazy("Health below"),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    sector = _choice(gettext_lazy("Sector"))
    tag = _choice(gettext_lazy("Tag"))
    region = forms.CharField(label=gettext_lazy("Region"), max_length=80)
    source = _choice(gettext_lazy("Source"), [("", ANY), *Source.choices])
    contact_older = forms.IntegerField(
        label=gettext_lazy("No contact for, in days"),
        validators=[MinValueValidator(0), MaxValueValidator(36_500)],
    )
    silent = forms.BooleanField(label=gettext_lazy("No contact for longer than the rhythm"))
    nps = _choice(
        gettext_lazy("Last score"),
        [
            ("", ANY),
            ("promoter", gettext_lazy("Promoter")),
            ("passive", gettext_lazy("Passive")),
            ("detractor", gettext_lazy("Detractor")),
            ("none", gettext_lazy("Not asked")),
        ],
    )
    complaint = _choice(gettext_lazy("Open complaint"), YES_NO)
    nothing_planned = forms.BooleanField(label=gettext_lazy("Nothing planned"))
    pursue = _choice(gettext_lazy("To be pursued"), YES_NO)
    sold = _choice(gettext_lazy("Revenue in 12 months"), YES_NO)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is None:
            return
        choices = Beside.of(self.request).choices
        for name in ("team", "sector", "tag"):
            self.fields[name].choices = [("", ANY), *choices.get(name, [])]
        gone = [(pk, _("%(name)s (left)") % {"name": n}) for pk, n in choices.get("left", [])]
        self.fields["owner"].choices = [
            ("", ANY), ("none", gettext_lazy("Nobody")), *choices.get("owner", []), *gone,
        ]  # fmt: skip

    def apply(self, accounts: AccountQuerySet) -> AccountQuerySet:
        """Return the accounts that match every filter given."""
        given = self.cleaned_data
        for name, condition in CONDITIONS.items():
            if given.get(name) not in (None, "", [], False):
                accounts = accounts.filter(condition(given[name]))
        if given["tag"]:
            accounts = accounts.filter(
                pk__in=Tag.accounts.through.objects.filter(tag_id=given["tag"]).values("account_id")
            )
        if given["q"]:
            accounts = accounts.containing(given["q"])
        return accounts


def _classes(values: list[str]) -> Q:
    return Q(account_class__in=["" if v == "none" else v for v in values])


CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "stage": lambda v: Q(stage__in=v),
    "former": lambda v: Q(is_former=v == "yes"),
    "owner": lambda v: Q(owner__isnull=True) if v == "none" else Q(owner=v),
    "team": lambda v: Q(team=v),
    "account_class": _classes,
    "key": lambda v: Q(is_key_account=v == "yes"),
    "health": lambda v: Q(health_band__in=v),
    "health_below": lambda v: Q(health__lt=v),
    "sector": lambda v: Q(sector=v),
    "region": lambda v: Q(region__iexact=v.strip()),
    "source": lambda v: Q(source=v),
    "contact_older": lambda v: _older(v),
    "silent": lambda v: silent_q(timezone.now()),
    "nps": lambda v: BANDS[v],
    "complaint": lambda v: Q(open_complaints__gt=0) if v == "yes" else Q(open_complaints=0),
    "nothing_planned": lambda v: unplanned_q(),
    "pursue": lambda v: Q(do_not_pursue=v == "no"),
    "sold": lambda v: Q(revenue_12m__gt=0) if v == "yes" else Q(revenue_12m__lte=0),
}


def _older(days: int) -> Q:
    before = timezone.now() - timedelta(days=days)
    return Q(last_contact_at__lt=before) | Q(last_contact_at__isnull=True, created_at__lt=before)


def rows(user: Any, now: datetime) -> QuerySet[Account]:
    """Return the accounts a user may see, with what the columns show."""
    promises = Promise.objects.filter(account=OuterRef("pk")).order_by()
    counted = promises.filter(delivered_on__isnull=False) | promises.overdue(now)
    return (
        Account.objects.visible_to(user)
        .select_related("owner")
        .annotate(promises_kept=count_of(promises.kept()), promises_counted=count_of(counted))
    )


def _silent_days(account: Account) -> int | None:
    if account.last_contact_at is None:
        return None
    return max((timezone.localdate() - timezone.localdate(account.last_contact_at)).days, 0)


CELLS = "customers/cells/"
COLUMNS = (
    Column("name", gettext_lazy("Name"), template=CELLS + "_name.html", sort="name"),
    Column("city", gettext_lazy("City"), template=CELLS + "_city.html"),
    Column(
        "stage",
        pgettext_lazy("relationship", "Stage"),
        template=CELLS + "_stage.html",
    ),
    Column("account_class", gettext_lazy("Class")),
    Column(
        "owner", gettext_lazy("Owner"), value="owner.display_name", template=CELLS + "_owner.html"
    ),
    Column(
        "health",
        pgettext_lazy("column", "Health"),
        value="health",
        template=CELLS + "_health.html",
        sort="health",
    ),
    Column("last_score", gettext_lazy("Latest score"), template=CELLS + "_score.html"),
    Column(
        "open_complaints",
        gettext_lazy("Complaints"),
        template=CELLS + "_complaints.html",
        align="end",
    ),
    Column(
        "promises_kept",
        pgettext_lazy("column", "Promises kept"),
        template=CELLS + "_promises.html",
        csv=lambda a: f"{a.promises_kept}/{a.promises_counted}" if a.promises_counted else "",
        align="end",
    ),
    Column(
        "last_contact_at",
        gettext_lazy("Last contact"),
        value=_silent_days,
        template=CELLS + "_contact.html",
        csv=lambda a: a.last_contact_at,
        sort="contact",
        align="end",
    ),
    Column(
        "revenue_12m",
        gettext_lazy("Revenue, 12 m"),
        template=CELLS + "_revenue.html",
        sort="-revenue",
        align="end",
    ),
)
LIST = ListSpec(
    key="accounts",
    label=gettext_lazy("Accounts"),
    filter_form=AccountFilter,
    columns=COLUMNS,
    sorts={
        "name": ("name_key", "pk"),
        "health": ("health", "pk"),
        "contact": ("last_contact_at", "pk"),
        "-revenue": ("-revenue_12m", "-pk"),
    },
    default_sort="name",
)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the tabs with their capped counts; each is a set of filters."""
    counts, base = Beside.of(request).counts, reverse("customers:list")
    found = [
        ("all", _("All"), ""),
        ("mine", _("My accounts"), f"owner={request.user.pk}"),
        (
            "attention",
            _("Needs attention"),
            f"health_below={ATTENTION_BELOW}&account_class=A&account_class=B&sort=health",
        ),
        ("winback", _("Win-back"), "former=yes&pursue=yes"),
        ("silent", _("No contact too long"), "silent=on&sort=contact"),
    ]
    here = request.GET.copy()
    for name in ("after", "before", "format"):
        here.pop(name, None)
    return [
        {
            "label": label,
            "url": f"{base}?{query}" if query else base,
            "current": here.urlencode() == query,
            "count": capped(counts[key]),
        }
        for key, label, query in found
    ]


def capped(count: int) -> str:
    """Write a count that stops at the cap."""
    return number(COUNT_CAP) + "+" if count > COUNT_CAP else number(count)


def summary(request: HttpRequest) -> str:
    """Say in words how many accounts there are, and where on the circle."""
    counts = {name: capped(n) for name, n in Beside.of(request).counts.items()}
    return (
        _("%(all)s accounts: %(customers)s customers, %(potential)s potential, %(former)s former")
        % counts
    )
