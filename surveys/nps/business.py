"""The score of customers instead of people: each account once, by revenue, and who was not heard."""

from datetime import datetime
from typing import Any

from django.db.models import Avg, Case, Count, Exists, F, FloatField, OuterRef, Sum, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from crm.shared import charts
from crm.shared.charts import svg
from crm.shared.counting import count_of, scalars, total_of
from crm.shared.numbers import percentage
from customers.accounts.models import Account, Stage
from surveys.answers.models import Answer
from surveys.nps.figures import Figures, Selection, answers_in
from surveys.nps.score import FEWEST_FOR_A_SCORE, LOWEST_PASSIVE, LOWEST_PROMOTER, whole
from surveys.nps.shown import DESK_ROW, PHONE_ROW, Doors, Score, as_float
from surveys.nps.weigh import Sums

SILENT_SHOWN = 25
_NUMBER = FloatField()
_SIGN = Case(
    When(score__gte=LOWEST_PROMOTER, then=Value(1.0)),
    When(score__lt=LOWEST_PASSIVE, then=Value(-1.0)),
    default=Value(0.0),
    output_field=_NUMBER,
)


def read(selection: Selection, user: Any) -> tuple[Sums, Sums]:
    """Give the sums over accounts: each counted once, and weighed by revenue; one query.

    An account's x is the mean of −1, 0 and +1 over its people's last answers in the period.
    """
    answers = answers_in(selection, user).filter(account__isnull=False)
    w = Cast("account__revenue_12m", _NUMBER)
    per_account = answers.order_by().values("account").annotate(x=Avg(_SIGN), w=w)
    paying = Case(When(w__gt=0, then=F("w")), default=Value(0.0), output_field=_NUMBER)
    found = per_account.aggregate(
        n=Count("account"),
        sx=Sum("x"),
        sx2=Sum(F("x") * F("x")),
        weighed=Count(Case(When(w__gt=0, then=Value(1)))),
        sw=Sum(paying),
        swx=Sum(paying * F("x")),
        sw2=Sum(paying * paying),
        sw2x=Sum(paying * paying * F("x")),
        sw2x2=Sum(paying * paying * F("x") * F("x")),
    )
    n = found["n"] or 0
    each = Sums(
        n=n,
        w=float(n),
        wx=found["sx"] or 0.0,
        w2=float(n),
        w2x=found["sx"] or 0.0,
        w2x2=found["sx2"] or 0.0,
    )
    weighed = Sums(
        n=found["weighed"] or 0,
        w=found["sw"] or 0.0,
        wx=found["swx"] or 0.0,
        w2=found["sw2"] or 0.0,
        w2x=found["sw2x"] or 0.0,
        w2x2=found["sw2x2"] or 0.0,
    )
    return each, weighed


def heard(selection: Selection) -> Any:
    """Give the answers of the period of the account of an outer query, for Exists."""
    return Answer.objects.filter(
        account=OuterRef("pk"),
        kind=selection.kind,
        confirmed_at__gte=selection.period.start,
        confirmed_at__lt=selection.period.end,
    )


def silent_key_accounts(selection: Selection, user: Any) -> Any:
    """Give the key accounts that are customers and of which nobody answered in the period."""
    return (
        _customers(selection, user)
        .filter(is_key_account=True)
        .filter(~Exists(heard(selection)))
        .order_by("-revenue_12m", "-pk")
    )


def _customers(selection: Selection, user: Any) -> Any:
    fields = ("owner", "team", "account_class", "sector", "region")
    chosen = {name: value for name, value in selection.filters.items() if name in fields}
    return Account.objects.visible_to(user).filter(
        stage=Stage.CUSTOMER, deleted_at=None, merged_into=None, **chosen
    )


def compose(selection: Selection, figures: Figures, user: Any, now: datetime) -> dict[str, Any]:
    """Gather the page: three scores side by side, coverage, and the key accounts not heard."""
    doors = Doors(selection)
    each, weighed = read(selection, user)
    customers = _customers(selection, user)
    silent = silent_key_accounts(selection, user)
    found = scalars(
        user,
        revenue=total_of(customers, F("revenue_12m")),
        heard=total_of(customers.filter(Exists(heard(selection))), F("revenue_12m")),
        key_accounts=count_of(customers.filter(is_key_account=True)),
        silent=count_of(silent),
    )
    revenue, covered = float(found["revenue"] or 0), float(found["heard"] or 0)
    score = Score(_("Answers"), figures.counts, doors.answers())
    low, high = score.bounds
    rows = [
        {
            "label": _("Answers"),
            "help": _("Every person counts once: the score on the first page."),
            "n": figures.counts.n,
            "url": score.url,
            "nps": score.nps,
            "low": low,
            "high": high,
            "chart": score.chart,
        },
        _row(_("Accounts"), _("Every account counts once, with the mean of its people."), each),
        _row(
            _("Revenue"),
            _("Every account weighs as much as its revenue of the last 12 months."),
            weighed,
        ),
    ]
    return {
        "rows": rows,
        "revenue": revenue,
        "covered": covered,
        "coverage": percentage(round(covered), round(revenue)),
        "key_accounts": found["key_accounts"],
        "silent_count": found["silent"],
        "silent": list(silent.select_related("owner")[:SILENT_SHOWN]),
    }


def _row(label: str, explained: str, sums: Sums) -> dict[str, Any]:
    shown = sums.n >= FEWEST_FOR_A_SCORE
    bounds = sums.interval
    nps = whole(sums.nps) if shown and sums.nps is not None else None
    low, high = bounds.rounded if shown and bounds else (None, None)
    drawn = (as_float(nps), as_float(low), as_float(high), sums.n)
    return {
        "label": label,
        "help": explained,
        "n": sums.n,
        "url": "",
        "nps": nps,
        "low": low,
        "high": high,
        "chart": svg.both(
            charts.interval(*drawn, width=DESK_ROW), charts.interval(*drawn, width=PHONE_ROW)
        ),
    }
