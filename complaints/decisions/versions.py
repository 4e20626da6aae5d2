"""Every version of a decision beside each other, with what changed from one to the next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from complaints.cases.models import Complaint
from complaints.decisions.limits import euros
from complaints.decisions.models import DecisionVersion, RemedyKind
from crm.shared.formats import long_day


@dataclass(frozen=True)
class Cell:
    """One line of one version; `changed` when the version before said something else."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Line:
    """One thing a decision says, over all its versions."""

    label: Any
    cells: list[Cell]


@dataclass(frozen=True)
class CycleVersions:
    """The versions of the decision in one cycle; the last is the one that is or was answered with."""

    number: int
    answered_at: Any
    versions: list[DecisionVersion]
    lines: list[Line]


def remedy_text(version: DecisionVersion) -> str:
    """Return the remedies of a version, one line each."""
    if not version.remedies:
        return _("No remedy") if version.no_remedy else "–"
    return "\n".join(
        _("%(what)s, %(cost)s, by %(day)s")
        % {
            "what": ": ".join(
                filter(None, [str(RemedyKind(one["kind"]).label), one["description"]])
            ),
            "cost": euros(version._meta.get_field("cost").to_python(one["cost"])),
            "day": long_day(date.fromisoformat(one["due_on"])),
        }
        for one in version.remedies
    )


def external_text(version: DecisionVersion) -> str:
    """Return the external body of a version with its term."""
    if not version.external_text:
        return "–"
    return _("%(body)s, %(months)s months after our answer") % {
        "body": version.external_text,
        "months": version.external_months,
    }


LINES = (
    (lambda: _("Decision"), lambda v: str(v.get_outcome_display())),
    (lambda: _("Reasons"), lambda v: v.reasons),
    (lambda: _("Main cause"), lambda v: v.cause.name if v.cause else "–"),
    (lambda: _("Remedies"), remedy_text),
    (lambda: _("Cost"), lambda v: euros(v.cost)),
    (lambda: _("External body"), external_text),
)


def lines_of(versions: list[DecisionVersion]) -> list[Line]:
    """Return what the versions say, line by line."""
    lines = []
    for label, text in LINES:
        texts = [text(version) for version in versions]
        cells = [Cell(t, i > 0 and t != texts[i - 1]) for i, t in enumerate(texts)]
        lines.append(Line(label(), cells))
    return lines


def compare(complaint: Complaint) -> list[CycleVersions]:
    """Return the versions of each cycle, the newest cycle first; one query."""
    found = (
        DecisionVersion.objects.filter(decision__cycle__complaint=complaint)
        .select_related("decision__cycle", "cause", "written_by")
        .order_by("-decision__cycle__number", "number")
    )
    cycles: dict[int, list[DecisionVersion]] = {}
    for version in found:
        cycles.setdefault(version.decision.cycle.number, []).append(version)
    return [
        CycleVersions(number, rows[0].decision.cycle.answered_at, rows, lines_of(rows))
        for number, rows in cycles.items()
    ]
