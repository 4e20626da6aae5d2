"""How long handling took: medians and 90th percentiles, with the open rounds counted beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crm.shared.statistics.order import median, p90

FEW = 10  # below this many cases a 90th percentile is the slowest case, and a share is chance


@dataclass(frozen=True)
class Round:
    """What the reports know of one round of a complaint, in seconds; None for what did not happen."""

    is_first: bool = True
    acknowledge_work: int | None = None
    decision_work: int | None = None
    acknowledged: int | None = None
    answered: int | None = None
    ended: int | None = None


@dataclass(frozen=True)
class Times:
    """One distribution: median and 90th percentile of the finished ones, and how many still run.

    The open ones are censored: they have taken at least as long as they are old, so a median without
    them looks better than it is. Never shown without that count, never as a mean (domain.md §7).
    """

    n: int
    open: int
    median: float | None
    p90: float | None

    @classmethod
    def of(cls, values: Sequence[int], running: int) -> "Times":
        """Return the figures of finished durations; the 90th percentile from ten of them."""
        tail = p90(values) if len(values) >= FEW else None
        return cls(len(values), running, median(values), tail)


@dataclass(frozen=True)
class Handling:
    """The times of a set of rounds: to the acknowledgement and the answer, to the end by calendar only."""

    acknowledge_work: Times
    acknowledge: Times
    answer_work: Times
    answer: Times
    end: Times


def handling(rounds: Iterable[Round]) -> Handling:
    """Sum up rounds. Reopened ones are not acknowledged again; who withdrew unanswered counts nowhere."""
    found: dict[str, list[int]] = {
        name: [] for name in ("ack_work", "ack", "answer_work", "answer", "end")
    }
    waiting = {"ack": 0, "answer": 0, "end": 0}
    for one in rounds:
        if one.is_first:
            if one.acknowledged is not None:
                found["ack"].append(one.acknowledged)
                found["ack_work"].append(one.acknowledge_work or 0)
            elif one.ended is None:
                waiting["ack"] += 1
        if one.answered is not None:
            found["answer"].append(one.answered)
            found["answer_work"].append(one.decision_work or 0)
            if one.ended is not None:
                found["end"].append(one.ended)
        elif one.ended is None:
            waiting["answer"] += 1
        if one.ended is None:
            waiting["end"] += 1
    return Handling(
        Times.of(found["ack_work"], waiting["ack"]),
        Times.of(found["ack"], waiting["ack"]),
        Times.of(found["answer_work"], waiting["answer"]),
        Times.of(found["answer"], waiting["answer"]),
        Times.of(found["end"], waiting["end"]),
    )
