"""The lines of "How I am doing": each a figure, its note, and the list behind it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.dashboard.doors import door
from crm.dashboard.home.figures import Figures
from crm.dashboard.home.scope import People
from crm.shared.formats import DASH, money, number, percent, signed
from crm.shared.numbers import percentage
from surveys.nps.score import Counts, Display, display, interval


@dataclass(frozen=True)
class Line:
    """One line: what, how much, beside what, and where it leads."""

    label: str
    value: str
    note: str
    url: str = ""
    key: str = ""

    @property
    def help(self) -> str:
        """Return the key of its explanation."""
        return HELP.get(self.key, "")


HELP = {
    "nps": "nps",
    "promises": "promises_kept",
    "called": "detractors_to_call",
    "complaints": "complaints_12m",
    "pipeline": "open_deals",
}
ORDERS = {
    "": ("nps", "promises", "called", "complaints", "pipeline"),
    "intimacy": ("nps", "called", "promises", "complaints", "pipeline"),
    "operations": ("promises", "complaints", "called", "nps", "pipeline"),
    "product": ("pipeline", "nps", "called", "promises", "complaints"),
}


def in_order(found: list[Line], discipline: str) -> list[Line]:
    """Return the lines in the order of the value discipline the organisation chose.

    Knowing customers begins with what they say, running smoothly with what was kept and what went wrong,
    being first with what is sold next.
    """
    order = ORDERS.get(discipline, ORDERS[""])
    return sorted(found, key=lambda line: order.index(line.key))


def nps_line(counts: Counts, url: str) -> Line:
    """Show the score with interval and n, or say why there is none."""
    if display(counts.n) in (Display.NONE, Display.TOO_FEW):
        note = ngettext("%(n)s answer, no score", "%(n)s answers, no score", counts.n)
        return Line(_("NPS"), DASH, note % {"n": counts.n}, url if counts.n else "", "nps")
    bounds = interval(counts)
    low, high = bounds.rounded if bounds else (None, None)
    note = _("%(low)s to %(high)s, %(n)s answers") % {
        "low": signed(low),
        "high": signed(high),
        "n": counts.n,
    }
    return Line(_("NPS"), signed(counts.rounded), note, url, "nps")


def lines(figures: Figures, people: People, today: date, discipline: str = "") -> list[Line]:
    """Return the lines for a portfolio over the last 12 months, first what the discipline puts first."""
    who: dict[str, Any] = people.filters
    period = {"since": (today - timedelta(days=364)).isoformat(), "until": today.isoformat()}
    kept = percentage(figures.promises_kept, figures.promises_counted)
    found = [
        nps_line(
            figures.scores,
            door(
                "answers:list",
                kind="relationship",
                latest=1,
                **period,
                **who,
            ),
        ),
        Line(
            _("Promises kept"),
            percent(kept) if kept is not None else DASH,
            _("%(kept)s of %(counted)s on time")
            % {"kept": figures.promises_kept, "counted": figures.promises_counted},
            door("promises:list", outcome="counted", **period, **who)
            if figures.promises_counted
            else "",
            "promises",
        ),
        Line(
            _("Detractors called"),
            _("%(called)s of %(all)s")
            % {"called": figures.detractors_called, "all": figures.detractors}
            if figures.detractors
            else DASH,
            _("in time"),
            door("followups:list", band="detractor", state="all", **period, **who)
            if figures.detractors
            else "",
            "called",
        ),
        Line(
            _("Complaints"),
            number(figures.complaints_open),
            _("open"),
            door("complaints:list", state="open", **who),
            "complaints",
        ),
        Line(
            _("Pipeline"),
            money(figures.weighted),
            ngettext("weighted, %(count)s deal", "weighted, %(count)s deals", figures.deals_open)
            % {"count": figures.deals_open},
            door("deals:table", state="open", **who),
            "pipeline",
        ),
    ]
    return in_order(found, discipline)


def planning(figures: Figures, people: People) -> list[Line]:
    """Return what has no next step, and whose visit is due: the work nobody planned yet."""
    who: dict[str, Any] = people.filters
    return [
        Line(
            _("Nothing planned"),
            number(figures.unplanned),
            _("potential, key account or with a deal"),
            door("customers:list", nothing_planned="on", **who),
        ),
        Line(
            _("Visits due"),
            number(figures.visits_due),
            _("by the rhythm of their class"),
            door("visits:due", **who),
        ),
    ]
