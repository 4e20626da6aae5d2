"""Two years of self-assessments by a few colleagues, a choice, and an action for the weakest spot."""

from datetime import datetime, timedelta

from crm.demo.history import History
from crm.insight.readiness.models import Statement
from crm.insight.readiness.services import choose_discipline, fill_in, plan_action

WHO = ("joost", "sanne", "fatima")
LEVELS = {  # what the company is like: last year and now, before each colleague's own view
    "strategy": (3, 4), "technology": (2, 4), "people": (4, 4), "processes": (3, 3),
    "business": (3, 3), "knowledge": (3, 4), "loyalty": (2, 3), "dialogue": (3, 4),
    "proposition": (2, 2), "intimacy": (4, 4), "operations": (3, 3), "product": (2, 2),
}  # fmt: skip


def load(history: History) -> None:
    """Fill in both assessments a year ago and this year, each colleague a little differently."""
    for years_ago in (1, 0):
        moment = history.now - timedelta(days=365 * years_ago + 20 * (1 - years_ago))
        moment = min(moment, history.now)
        for number, name in enumerate(WHO):
            for instrument in ("readiness", "discipline"):
                _fill_in(history, instrument, name, number, moment, years_ago)
    joost = history.users["joost"]
    choose_discipline("intimacy", by=joost)
    plan_action(
        "proposition",
        title="Waardepropositie per topklant op één pagina uitwerken",
        due_on=history.weekday(21),
        assignee=joost,
        by=joost,
        now=history.now,
    )


def _fill_in(
    history: History, instrument: str, name: str, number: int, moment: datetime, years_ago: int
) -> None:
    given = {}
    for statement in Statement.objects.of(instrument):
        level = LEVELS[statement.group][1 - years_ago]
        own = (statement.position * (number + 2)) % 3 - 1  # −1, 0 or +1, the same at every load
        given[statement.pk] = min(5, max(1, level + own))
    fill_in(instrument, given, by=history.users[name], now=moment)
