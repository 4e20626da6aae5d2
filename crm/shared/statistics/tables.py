"""Two shares compared exactly.

Source: Fisher (1935), "The logic of inductive inference"; the two-sided p sums all tables with the same margins that
are no likelier than the observed one (Irwin, 1935), as R and scipy do.
"""

import math

SLACK = 1 + 1e-7  # tables as likely as the observed one, but for the last digits


def fisher(hits_1: int, n_1: int, hits_2: int, n_2: int) -> float | None:
    """Return the two-sided exact p that two groups share one rate; None when a group is empty."""
    if not n_1 or not n_2:
        return None
    hits, n = hits_1 + hits_2, n_1 + n_2

    def weight(k: int) -> float:
        return _choose(n_1, k) + _choose(n_2, hits - k) - _choose(n, hits)

    seen = weight(hits_1)
    lowest, highest = max(0, hits - n_2), min(hits, n_1)
    limit = seen + math.log(SLACK)
    total = math.fsum(math.exp(w) for w in map(weight, range(lowest, highest + 1)) if w <= limit)
    return min(total, 1.0)


def _choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
