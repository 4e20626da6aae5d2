"""The test that goes with Newcombe's interval of two shares: the p at which the interval just touches no difference."""

from crm.shared.statistics.intervals import newcombe

_STEPS = 60


def newcombe_p(hits_1: int, n_1: int, hits_2: int, n_2: int) -> float | None:
    """Return the two-sided p of a difference between two shares; None when a group is empty.

    The interval grows with its confidence, so the confidence at which a bound reaches zero is found by halving;
    p = 1 − that confidence, and p < .05 exactly when the 95 % interval leaves zero out.

    >>> round(newcombe_p(56, 70, 48, 80), 4), newcombe_p(5, 10, 5, 10)
    (0.0081, 1.0)
    """
    if not n_1 or not n_2:
        return None
    if hits_1 * n_2 == hits_2 * n_1:
        return 1.0
    low, high = 0.0, 1.0 - 1e-12
    for _step in range(_STEPS):
        middle = (low + high) / 2
        found = newcombe(hits_1, n_1, hits_2, n_2, middle)
        if found is not None and found.low <= 0 <= found.high:
            high = middle
        else:
            low = middle
    return 1.0 - low
