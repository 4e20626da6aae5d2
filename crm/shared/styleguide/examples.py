"""What the styleguide shows: made-up records in the shape the components ask for."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.shared import charts
from crm.shared.mentions import Mention
from crm.shared.tables import Cell, Head, Table
from crm.shared.timeline import Entry

FIGURES = Table(
    key="example",
    title=_("Answers"),
    heads=[Head(_("Score"), is_figure=False), Head(_("Answers"))],
    rows=[[Cell(_("Promoters")), Cell(81, url="#main")], [Cell(_("Detractors")), Cell(None)]],
)
MENTIONS = [Mention("Example", "Example", "#main")]
COUNTS = (1, 1, 2, 4, 5, 8, 13, 29, 43, 46, 35)  # answers per score 0 to 10
NOW = datetime(2026, 11, 17, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Account:
    """An account as the marks read it."""

    name: str
    stage: str
    is_former: bool = False
    cycle: int = 1
    rest_until: date | None = None
    health: int | None = None


ACCOUNTS = [
    Account("Potential", "potential", health=62),
    Account("Customer", "customer", health=88),
    Account("Former", "potential", is_former=True, cycle=2, health=31),
    Account("Came back", "customer", cycle=2, health=58),
    Account("Third cycle", "customer", cycle=3),
]
RESTING = Account("Resting", "former", rest_until=date(2027, 3, 3))


class ExampleForm(forms.Form):
    """Every kind of field, with two errors when it is sent empty."""

    ended_by = forms.ChoiceField(
        label=_("Ended by"),
        choices=[("", _("Choose")), ("customer", _("The customer")), ("supplier", _("We did"))],
        error_messages={"required": _("Choose who ended the relationship.")},
    )
    reason = forms.CharField(label=_("Reason"), error_messages={"required": _("Give a reason.")})
    back = forms.CharField(
        label=_("What would bring them back?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You will see this when the win-back date comes."),
    )
    ended_on = forms.DateField(
        label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=[
            ("low", pgettext_lazy("severity", "Low")),
            ("high", pgettext_lazy("severity", "High")),
        ],
        widget=forms.RadioSelect,
    )
    keep = forms.BooleanField(label=_("Do not pursue"), required=False)


@dataclass(frozen=True)
class Column:
    """A column of the example list."""

    key: str
    label: Any
    sort: str = ""
    align: str = "start"


@dataclass(frozen=True)
class Row:
    """A row of the example list."""

    obj: Account
    cells: list[tuple[Column, Any]]


@dataclass(frozen=True)
class Page:
    """A page of the example list."""

    rows: list[Row]
    next_url: str = "?after=x"
    previous_url: str = ""
    count: int = 12000
    count_label: str = "10,000+"


@dataclass(frozen=True)
class Spec:
    """The example list itself."""

    key: str = "example"
    columns: tuple[Column, ...] = (
        Column("name", _("Name"), sort="name"),
        Column("owner", _("Owner")),
        Column("revenue", _("Revenue, 12 months"), sort="revenue", align="end"),
    )
    sorts: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {"name": ("name",), "-name": ("-name",), "-revenue": ("-revenue",)}
    )


class ExampleFilter(forms.Form):
    """The filter of the example list."""

    stage = forms.MultipleChoiceField(
        label=pgettext_lazy("relationship", "Stage"),
        choices=[
            ("potential", pgettext_lazy("stage", "Potential")),
            ("customer", pgettext_lazy("stage", "Customer")),
        ],
        required=False,
    )


def page(cells: Any) -> Page:
    """Build the example page; `cells` writes the cells of one account."""
    return Page(
        [Row(account, list(zip(Spec.columns, cells(account), strict=True))) for account in ACCOUNTS]
    )


def timeline() -> list[Entry]:
    """Return entries of three kinds on two days."""
    return [
        Entry(
            at=NOW - timedelta(hours=5), key="a", kind="nps", icon="emoji-frown", tone="det",
            title="Karin Vos scored 6", detail="in the November survey, was 8 in March",
            body="Second time this year that I had to send a fitter home.",
        ),
        Entry(
            at=NOW - timedelta(hours=7), key="b", kind="contact", icon="telephone",
            title="Call with Karin Vos", body="Wants a photo of the type plate before dispatch.",
            actor="Sanne Dekker",
        ),
        Entry(
            at=NOW - timedelta(days=3), key="c", kind="promise", icon="hand-index-thumb", tone="pro",
            title="Promise kept, one day early", detail="stock list for branch Hoorn", url="#",
        ),
    ]  # fmt: skip


def drawings() -> dict[str, Any]:
    """Draw one of each chart."""
    months = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
    scores = (25, 20, 22, 20, 25, 27, 30, 29, None, 38, 33, -7)
    counts = (12, 10, 9, 30, 8, 11, 30, 7, 4, 34, 18, 14)
    points = [
        charts.Point(
            month, score, None if score is None else score - 30,
            None if score is None else score + 26, count, "#main",
        )
        for month, score, count in zip(months, scores, counts, strict=True)
    ]  # fmt: skip
    target = charts.Reference(30, gettext("target"), "target")
    return {
        "intervals": [
            (answers, score, charts.interval(score, low, high, answers))
            for answers, score, low, high in (
                (0, None, None, None), (4, None, None, None), (12, 33, -11, 65), (49, 35, 13, 52), (187, 25, 14, 35),
            )
        ],
        "strip": charts.interval_strip(
            25, 14, 35, 187,
            (charts.Reference(15, gettext("year before +15")), charts.Reference(30, gettext("target +30"), "target")),
        ),
        "shares": charts.shares(
            [
                charts.Share("det", gettext("Detractors 0–6"), 34, "#main"),
                charts.Share("pas", gettext("Passives 7–8"), 72, "#main"),
                charts.Share("pro", gettext("Promoters 9–10"), 81, "#main"),
            ],
            label=gettext("34 detractors, 72 passives, 81 promoters"),
        ),
        "distribution": charts.distribution(COUNTS, urls=["#main"] * len(COUNTS)),
        "trend": charts.trend(points, label=gettext("Monthly NPS with 95% interval band"), references=[target]),
        "life": charts.life(
            [
                charts.Stretch("p", date(2016, 2, 1), date(2016, 9, 1)),
                charts.Stretch("c", date(2016, 9, 1), date(2023, 8, 1), pgettext("stage", "Customer")),
                charts.Stretch("f", date(2023, 8, 1), date(2025, 3, 3), pgettext("relationship", "Left")),
                charts.Stretch("c", date(2025, 3, 3), None, pgettext("stage", "Customer")),
            ],
            today=NOW.date(),
            label=gettext("Customer from September 2016 to August 2023, and again since 3 March 2025"),
        ),
        "portfolio": charts.portfolio_ring(
            11, 31, 4, label=gettext("31 customers, 11 potential, 4 former"), caption=gettext("customers")
        ),
        "small": charts.small_bars((2, 4, 3, 6, 5, 8, 7), label=gettext("Orders per week")),
    }  # fmt: skip
