"""How long customers stay, by the year in which they became one (`domain.md` §2). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm.insight.cycle.read import Lasted
from crm.shared.statistics.intervals import Estimate
from crm.shared.statistics.survival import Step, kaplan_meier, share_at

FEWEST, ENOUGH = 5, 30  # a line ends where fewer are watched; its end is hollow below the second
MARKS = (12, 24, 36, 60)  # months told in the table
YEARS = 8  # cohorts shown


@dataclass(frozen=True)
class Cohort:
    """One year of entry: how many came, how many are still there, and the share left after each month."""

    name: str
    year: int | None
    count: int
    still: int
    steps: list[Step]
    until: int
    at_risk: int

    def after(self, months: int) -> Estimate | None:
        """Return the share still there after so many months; None when too few were watched that long."""
        if months > self.until or self.count < FEWEST:
            return None
        return share_at(self.steps, months) or Estimate(1.0, n=self.count)

    @property
    def is_thin(self) -> bool:
        """Say whether few were watched at the end of the line."""
        return self.at_risk < ENOUGH


def cohort(name: str, year: int | None, rows: Iterable[Lasted]) -> Cohort:
    """Return the curve of some stays: who still is there was seen for so long and no longer."""
    kept = [row for row in rows if row.count]
    watched: dict[int, int] = {}
    for row in kept:
        watched[row.months] = watched.get(row.months, 0) + row.count
    count = seen = sum(watched.values())
    until, at_risk = 0, count
    for month in sorted(watched):
        if seen < FEWEST:
            break
        until, at_risk = month, seen
        seen -= watched[month]
    return Cohort(
        name=name,
        year=year,
        count=count,
        still=sum(row.count for row in kept if not row.gone),
        steps=kaplan_meier((row.months, row.gone, row.count) for row in kept),
        until=until,
        at_risk=at_risk,
    )


def cohorts(rows: list[Lasted], everybody: str) -> tuple[list[Cohort], Cohort]:
    """Return a curve per year of entry, the latest first, and one of all years together."""
    years = sorted({row.year for row in rows}, reverse=True)
    each = [cohort(str(year), year, [r for r in rows if r.year == year]) for year in years]
    return each, cohort(everybody, None, rows)
