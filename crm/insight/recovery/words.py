"""How service recovery is said: verdicts, reasons, parts, points."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from crm.insight.recovery.buying import FEWEST, Buying
from crm.insight.recovery.pairs import Missing, Recovery, Verdict
from crm.shared.formats import money, number, signed


def verdict_words(verdict: Verdict) -> str:
    """Say the verdict in a sentence."""
    return {
        Verdict.NONE: _("Nobody answered both before and after a complaint."),
        Verdict.PARADOX: _(
            "After a complaint people score higher than before: the service recovery paradox."
        ),
        Verdict.NOT_RECOVERED: _(
            "After a complaint people score lower than before: not recovered."
        ),
        Verdict.RECOVERED: _(
            "After a complaint the score is back at its earlier level: recovered."
        ),
        Verdict.CANNOT_TELL: _("Cannot tell yet: too few pairs, or they point both ways."),
    }[verdict]


def missing_words(missing: Missing | None) -> str:
    """Say why a closed complaint has no pair."""
    if missing is None:
        return _("Both scores")
    return {
        Missing.SOON: _("Not asked yet: the 30 days after closing are not over"),
        Missing.BEFORE: _("No score in the 12 months before"),
        Missing.AFTER: _("No answer 14 to 30 days after closing"),
        Missing.BOTH: _("Neither before nor after"),
    }[missing]


def stratum_label(key: str) -> str:
    """Name a part of the cases."""
    return {
        "severity_1": _("Severity low"),
        "severity_2": _("Severity normal"),
        "severity_3": _("Severity high"),
        "severity_4": _("Severity critical"),
        "first": _("First complaint in 12 months"),
        "repeat": _("Repeat complaint"),
        "well": _("Handled well: in time, remedies delivered, not reopened"),
        "badly": _("Not handled well"),
        "reopened": _("Reopened"),
    }[key]


def item_label(key: str) -> str:
    """Name a fairness item."""
    return {
        "outcome": pgettext("fairness", "Outcome"),
        "process": pgettext("fairness", "The way it went"),
        "treatment": pgettext("fairness", "Treatment"),
    }[key]


def headline_words(recovery: Recovery) -> str:
    """Say the difference from the same start, and whether chance explains it."""
    if recovery.headline is None:
        return _("There is no comparison group yet, so nothing can be said about the cause.")
    effect = recovery.headline.effect
    values = {
        "effect": signed(effect.value, 2),
        "low": signed(effect.low, 2),
        "high": signed(effect.high, 2),
    }
    if effect.low > 0 or effect.high < 0:
        return (
            _(
                "Compared from the same starting score the difference is %(effect)s (%(low)s to %(high)s)."
            )
            % values
        )
    return (
        _(
            "Compared from the same starting score the difference is %(effect)s (%(low)s to %(high)s): "
            "no evidence that the handling did it."
        )
        % values
    )


def power_words(recovery: Recovery) -> str:
    """Say how many pairs it takes to show half a point, and how many there are."""
    if recovery.needed is None:
        return ""
    have = len(recovery.pairs)
    if have >= recovery.needed:
        return _(
            "These %(have)s pairs are enough to show a change of half a point four times out of five: "
            "that takes about %(needed)s."
        ) % {"have": number(have), "needed": number(recovery.needed)}
    return _(
        "To show a change of half a point four times out of five takes about %(needed)s pairs; there are %(have)s."
    ) % {"have": number(have), "needed": number(recovery.needed)}


def money_signed(value: float) -> str:
    """Write money with a sign: + or −, and none at nothing."""
    sign = "+" if round(value) > 0 else "−" if round(value) < 0 else ""
    joined = f"{sign}\u2060" if sign else ""  # no line ends between sign and amount
    return f"{joined}{money(abs(value))}"


def buying_words(found: Buying) -> str:
    """Say whether those who complained buy demonstrably more or less than others."""
    if found.difference is None or not found.difference.is_known:
        return ngettext(
            "Too few to tell: both groups need %(count)s account.",
            "Too few to tell: both groups need %(count)s accounts.",
            FEWEST,
        ) % {"count": FEWEST}
    difference = found.difference
    values = {
        "difference": money_signed(difference.value),
        "low": money_signed(difference.low),
        "high": money_signed(difference.high),
    }
    if difference.low > 0:
        words = _(
            "Per account they bought %(difference)s more than comparable accounts (%(low)s to %(high)s)."
        )
        return words % (values | {"difference": money(difference.value)})
    if difference.high < 0:
        words = _(
            "Per account they bought %(difference)s less than comparable accounts (%(low)s to %(high)s)."
        )
        return words % (values | {"difference": money(-difference.value)})
    return (
        _(
            "No demonstrable difference from comparable accounts: %(difference)s per account (%(low)s to %(high)s)."
        )
        % values
    )
