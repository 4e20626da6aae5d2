"""What a complaint's page shows of its decision: the sums, who approves and why, the way outside."""

from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from complaints.cases.cycles import ComplaintCycle
from complaints.cases.workflow import RemedyStatus
from complaints.decisions.external import external_of
from complaints.decisions.limits import Level, Need, explain, limits_of, needed
from complaints.decisions.models import Decision
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation


class DecisionSide:
    """Works out what follows from a decision and its remedies, read before by `remedies_of`."""

    decision: Decision | None
    remedies: list[Any]
    cycle: ComplaintCycle
    now: datetime

    @property
    def cost(self) -> Decimal:
        """Return the cost of the remedies the customer did not refuse."""
        kept = (one.cost for one in self.remedies if one.status != RemedyStatus.REFUSED)
        return sum(kept, Decimal(0))

    @cached_property
    def need(self) -> Need:
        """Return who has to approve the remedies, and the sums it follows from."""
        before = next((one.spent_before for one in self.remedies), None)
        return needed(self.cost, before or Decimal(0), limits_of(get_organisation()))

    @property
    def needs_approval(self) -> bool:
        """Tell whether the remedies pass a limit and nobody who may has approved them."""
        decision = self.decision
        if decision is None or (
            decision.approved_by_id and decision.approved_as >= self.need.level
        ):
            return False
        return self.need.level > Level.NOBODY

    @property
    def why_approval(self) -> str:
        """Say why somebody approves the remedies, with the sum."""
        return explain(self.need)

    @property
    def external(self) -> tuple[str, date | None]:
        """Return where the customer can go who does not agree, and until when at the latest."""
        return external_of(self.decision, local_date(self.cycle.answered_at or self.now))
