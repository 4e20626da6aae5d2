"""The legal clock of a complaint as pages show it, and the days a customer may count on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.cases.cycles import ComplaintCycle
from complaints.cases.models import Complaint
from complaints.clock.clock import Face
from complaints.clock.snapshots import policy_of
from complaints.messages.models import Message, Status
from complaints.statutory.models import Extension
from complaints.statutory.terms import TERMS, Term, last_day
from crm.shared.localtime import local_date
from crm.shared.organisation.models import LegalTerm

SOON = 0.75
NOT_TOLD = frozenset({Status.REFUSED, Status.CANCELLED})


@dataclass(frozen=True)
class LegalClock:
    """Holds the legal term of one cycle: which one, its last day, and how it stands."""

    preset: LegalTerm
    term: Term
    received_on: date
    first_due_on: date
    due_on: date
    today: date
    completed_on: date | None = None
    extension: Extension | None = None

    @property
    def label(self) -> str:
        """Return the name of the term."""
        return str(self.preset.label)

    @property
    def breached(self) -> bool:
        """Tell whether the answer came, or is still to come, after the last day."""
        return (self.completed_on or self.today) > self.due_on

    @property
    def may_extend(self) -> bool:
        """Tell whether the term can still be extended: once, before it has passed."""
        return (
            bool(self.term.extension)
            and self.extension is None
            and self.completed_on is None
            and self.today <= self.first_due_on
        )

    @property
    def extended_to(self) -> date:
        """Return the last day after an extension."""
        return last_day(self.received_on, self.term.weeks + self.term.extension)

    @property
    def share(self) -> float:
        """Return the used share of the calendar days."""
        whole = (self.due_on - self.received_on).days or 1
        return min(1.0, ((self.completed_on or self.today) - self.received_on).days / whole)

    @property
    def face(self) -> str:
        """Return what the clock shows, as the tag `{% clock %}` names it."""
        if self.completed_on is not None:
            return (Face.MET_LATE if self.breached else Face.MET).value
        if self.breached:
            return Face.LATE.value
        return (Face.SOON if self.share >= SOON else Face.RUNNING).value

    @property
    def text(self) -> str:
        """Say how it stands, in calendar days."""
        days = (self.due_on - (self.completed_on or self.today)).days
        if days < 0:
            return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
        if self.completed_on is not None:
            return _("in time")
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def _was_told(letter: Message) -> bool:
    """Tell whether the letter of an extension is out and did not come back."""
    return letter.status not in NOT_TOLD and letter.came_back_at is None


def legal_clock(
    complaint: Complaint, cycle: ComplaintCycle, now: datetime, extensions: Sequence[Extension]
) -> LegalClock | None:
    """Return the legal clock of a cycle, or None when no law's term was chosen at its receipt.

    An extension counts when its letter went out; a reopening starts a new term.
    """
    preset = LegalTerm(policy_of(cycle.policy).legal_term) if cycle.policy else LegalTerm.NONE
    if preset == LegalTerm.NONE:
        return None
    term, received_on = TERMS[preset], local_date(cycle.started_at)
    first = last_day(received_on, term.weeks)
    told = [one for one in extensions if one.cycle == cycle.number and _was_told(one.letter)]
    done = cycle.answered_at or cycle.ended_at
    return LegalClock(
        preset=preset,
        term=term,
        received_on=received_on,
        first_due_on=first,
        due_on=told[0].due_on if told else first,
        today=local_date(now),
        completed_on=local_date(done) if done else None,
        extension=told[0] if told else None,
    )


def extensions_of(complaint: Complaint, cycle: ComplaintCycle) -> list[Extension]:
    """Return the extensions of a complaint; no query where no law allows one."""
    legal = policy_of(cycle.policy).legal_term if cycle.policy else LegalTerm.NONE
    if legal == LegalTerm.NONE or not TERMS[LegalTerm(legal)].extension:
        return []
    return list(complaint.extensions.select_related("letter", "decided_by"))
