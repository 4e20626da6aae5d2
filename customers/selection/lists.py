"""Lists of account selection: positions, who is to be scored this year, proposed classes."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.shared.lists import Column, FilterForm, ListSpec
from crm.shared.localtime import local_date
from customers.accounts.models import AccountClass, Stage
from customers.filters import SalesFilter
from customers.selection.matrix import Quadrant
from customers.selection.models import KeyStage

MOVES = [
    ("", _("Any")),
    ("up", _("Up since last year")),
    ("down", _("Down since last year")),
    ("same", _("Same as last year")),
]


class AccountsFilter(SalesFilter):
    """Narrows accounts by themselves, owner, team and class."""

    account_path = "pk"
    since = until = None
    account_class = forms.ChoiceField(
        label=_("Class"), required=False, choices=[("", _("Any")), *AccountClass.choices]
    )

    def condition(self) -> Q:
        """Return the condition of account, people and class."""
        found, wanted = super().condition(), self.cleaned_data["account_class"]
        return found & Q(account_class=wanted) if wanted else found


class PositionFilter(AccountsFilter):
    """Narrows scored accounts by quadrant and key-account stage."""

    quadrant = forms.ChoiceField(
        label=_("Quadrant"), required=False, choices=[("", _("Any")), *Quadrant.choices]
    )
    key_stage = forms.ChoiceField(
        label=_("Key-account stage"), required=False, choices=[("", _("Any")), *KeyStage.choices]
    )

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Keep accounts with a position, or a stage where one is asked for."""
        data = self.cleaned_data
        queryset = queryset.filter(self.condition())
        if data["key_stage"]:
            queryset = queryset.filter(standing__key_stage=data["key_stage"])
        else:
            queryset = queryset.exclude(standing__isnull=True).exclude(standing__quadrant="")
        if data["quadrant"]:
            queryset = queryset.filter(standing__quadrant=data["quadrant"])
        return queryset


class ReviewFilter(AccountsFilter):
    """Keeps customers that were not scored in a year."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)

    @property
    def asked_year(self) -> int:
        """Return the year of the review: this one unless another is asked for."""
        return self.cleaned_data.get("year") or local_date(timezone.now()).year

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Keep customers without scores of that year."""
        unscored = Q(standing__isnull=True) | Q(standing__scored_on__isnull=True)
        return queryset.filter(self.condition(), stage=Stage.CUSTOMER).filter(
            unscored | Q(standing__scored_on__year__lt=self.asked_year)
        )


class ChangeFilter(FilterForm):
    """Narrows proposed classes."""

    proposed = forms.ChoiceField(
        label=_("Proposed class"), required=False, choices=[("", _("Any")), *AccountClass.choices]
    )
    current = forms.ChoiceField(
        label=_("Class now"),
        required=False,
        choices=[("", _("Any")), ("-", _("None")), *AccountClass.choices],
    )
    moved = forms.ChoiceField(label=_("Movement"), required=False, choices=MOVES)

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Narrow by classes and movement; A stands before C in the alphabet."""
        data: dict[str, Any] = self.cleaned_data
        if data["proposed"]:
            queryset = queryset.filter(proposed=data["proposed"])
        if data["current"]:
            queryset = queryset.filter(current=data["current"].replace("-", ""))
        conditions = {
            "up": Q(proposed__lt=F("last_year")),
            "down": Q(proposed__gt=F("last_year")),
            "same": Q(proposed=F("last_year")),
        }
        return queryset.filter(conditions[data["moved"]]) if data["moved"] else queryset


NAME = Column("name", _("Account"), template="selection/cells/_account.html", sort="name",
              csv=lambda a: a.name)  # fmt: skip
REVENUE = Column("revenue_12m", _("Revenue, 12 months"), template="plans/cells/_revenue.html",
                 sort="revenue", align="end", csv=lambda a: a.revenue_12m)  # fmt: skip
OWNER = Column("owner", _("Owner"), template="promises/cells/_owner.html",
               csv=lambda a: a.owner.display_name if a.owner else "")  # fmt: skip
SORTS = {"name": ("name_key", "pk"), "-revenue": ("-revenue_12m", "-pk")}

POSITIONS = ListSpec(
    key="positions",
    label=_("Positions of accounts"),
    filter_form=PositionFilter,
    columns=[
        NAME,
        Column("quadrant", _("Quadrant"), template="selection/cells/_quadrant.html",
               csv=lambda a: a.standing.get_quadrant_display()),
        Column("attractiveness", _("Attractiveness"), align="end",
               template="selection/cells/_attractiveness.html",
               csv=lambda a: a.standing.attractiveness),
        Column("relationship", pgettext_lazy("selection", "Relationship"), align="end",
               template="selection/cells/_relationship.html",
               csv=lambda a: a.standing.relationship),
        REVENUE,
        Column("account_class", _("Class"), template="tasks/cells/_plain.html"),
        Column("key_stage", _("Key-account stage"), template="selection/cells/_stage.html",
               csv=lambda a: a.standing.get_key_stage_display()),
        Column("scored_on", _("Scored"), template="selection/cells/_scored.html",
               csv=lambda a: a.standing.scored_on),
        OWNER,
    ],
    sorts=SORTS,
    default_sort="-revenue",
)  # fmt: skip

REVIEW = ListSpec(
    key="selection-review",
    label=_("To be scored"),
    filter_form=ReviewFilter,
    columns=[
        NAME,
        REVENUE,
        Column("account_class", _("Class"), template="tasks/cells/_plain.html"),
        Column("scored_on", _("Last scored"), template="selection/cells/_last_scored.html",
               csv=lambda a: getattr(getattr(a, "standing", None), "scored_on", None)),
        OWNER,
        Column("act", pgettext_lazy("list", "Act"), template="selection/cells/_score.html", csv=False),
    ],
    sorts=SORTS,
    default_sort="-revenue",
)  # fmt: skip

CHANGES = ListSpec(
    key="abc-changes",
    label=_("Proposed classes"),
    filter_form=ChangeFilter,
    columns=[
        Column("rank", _("Rank"), value="rank", sort="rank", align="end"),
        Column("account", _("Account"), template="tasks/cells/_account.html",
               csv=lambda c: c.account.name),
        Column("revenue", _("Revenue, 12 months"), template="selection/cells/_change_revenue.html",
               align="end", csv=lambda c: c.revenue),
        Column("share_before", _("Share before it"), template="selection/cells/_share.html",
               align="end", csv=lambda c: c.share_before),
        Column("current", _("Class now"), template="selection/cells/_letter.html", value="current"),
        Column("proposed", _("Proposed class"), template="selection/cells/_letter.html",
               value="proposed"),
        Column("last_year", _("Since last year"), template="selection/cells/_movement.html",
               csv=lambda c: c.last_year),
    ],
    sorts={"rank": ("rank", "pk")},
    default_sort="rank",
)  # fmt: skip
