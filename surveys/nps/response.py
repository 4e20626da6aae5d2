"""Who was asked, who got it, who answered: from everybody meant to the last comment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.shared import charts
from crm.shared.localtime import local_date
from crm.shared.numbers import percentage
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import Invitation, SkipEntry, Survey
from surveys.nps.figures import Selection
from surveys.nps.score import LOWEST_PASSIVE, LOWEST_PROMOTER, Counts, whole
from surveys.nps.shown import Doors, Score
from surveys.nps.weigh import bounds_with_silent

COHORTS_SHOWN = 12
_ANSWERED = Q(answered=True)
_REMINDED = Q(reminded_at__isnull=False, answered_at__gte=F("reminded_at"))
_FIRST = _ANSWERED & (Q(reminded_at=None) | Q(answered_at__lt=F("reminded_at")))


def _bands(prefix: str, which: Q) -> dict[str, Count]:
    promoter = Q(answer__score__gte=LOWEST_PROMOTER)
    detractor = Q(answer__score__lt=LOWEST_PASSIVE)
    passive = Q(answer__score__range=(LOWEST_PASSIVE, LOWEST_PROMOTER - 1))
    return {
        f"{prefix}_promoters": Count("pk", filter=which & promoter),
        f"{prefix}_passives": Count("pk", filter=which & passive),
        f"{prefix}_detractors": Count("pk", filter=which & detractor),
    }


COUNTED = {
    "asked": Count("pk", filter=Q(held_reason="")),
    "sent": Count("pk", filter=Q(sent_at__isnull=False)),
    "refused": Count("pk", filter=Q(state="refused")),
    "bounced": Count("pk", filter=Q(state="bounced")),
    "answered": Count("pk", filter=_ANSWERED),
    "commented": Count("pk", filter=_ANSWERED & Q(answer__isnull=False) & ~Q(answer__comment="")),
    "reminded": Count("pk", filter=Q(reminded_at__isnull=False)),
    **_bands("first", _FIRST),
    **_bands("later", _REMINDED),
}

_ALIASED = {f"n_{name}": count for name, count in COUNTED.items()}  # "answered" is a column too


@dataclass(frozen=True)
class Cohort:
    """Hold what became of the invitations of one survey."""

    survey: Survey
    counts: dict[str, int]
    mature: bool
    skipped: int

    def __getattr__(self, name: str) -> int:
        """Give one of the counts."""
        try:
            return self.__dict__["counts"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def delivered(self) -> int:
        """Give the mails that were accepted and did not come back."""
        return self.counts["sent"] - self.counts["bounced"]

    @property
    def rate(self) -> Any:
        """Give the response in per cent; None while people can still answer."""
        return percentage(self.counts["answered"], self.delivered) if self.mature else None


def read(selection: Selection, user: Any, now: datetime) -> dict[str, Any]:
    """Read the cohorts of the period and why people were held back; three queries."""
    chosen = Survey.objects.visible_to(user).filter(
        kind=selection.kind,
        imported=False,
        launched_at__gte=selection.period.start,
        launched_at__lt=selection.period.end,
    )
    if "survey" in selection.filters:
        chosen = chosen.filter(pk=selection.filters["survey"])
    surveys = list(chosen.order_by("-launched_at", "-pk"))
    keys = [survey.pk for survey in surveys]
    people = _narrowed(Invitation.objects.visible_to(user), selection).filter(survey__in=keys)
    counted = {
        row["survey"]: {name: row[f"n_{name}"] for name in COUNTED}
        for row in people.order_by().values("survey").annotate(**_ALIASED)
    }
    held: dict[int, dict[str, int]] = {}
    skips = _narrowed(SkipEntry.objects.visible_to(user), selection).filter(survey__in=keys)
    for survey, reason, number in (
        skips.order_by().values_list("survey", "reason").annotate(number=Count("pk"))
    ):
        held.setdefault(survey, {})[reason] = number
    today, empty = local_date(now), dict.fromkeys(COUNTED, 0)
    cohorts = [
        Cohort(
            survey=survey,
            counts=counted.get(survey.pk, empty),
            mature=survey.closes_on is not None and survey.closes_on < today,
            skipped=sum(held.get(survey.pk, {}).values()),
        )
        for survey in surveys
    ]
    reasons: dict[str, int] = {}
    for by_reason in held.values():
        for reason, number in by_reason.items():
            reasons[reason] = reasons.get(reason, 0) + number
    return {"cohorts": cohorts, "reasons": sorted(reasons.items(), key=lambda r: (-r[1], r[0]))}


def _narrowed(rows: Any, selection: Selection) -> Any:
    """Narrow people by their account as it is now: who was never asked has no "then"."""
    now_fields = ("owner", "team", "account_class", "sector", "region")
    return rows.filter(
        **{f"account__{n}": v for n, v in selection.filters.items() if n in now_fields}
    )


def compose(selection: Selection, user: Any, now: datetime) -> dict[str, Any]:
    """Gather the page: funnel, cohorts, first mail against reminder, and what the silent could do."""
    found = read(selection, user, now)
    cohorts: list[Cohort] = found["cohorts"]
    total = {name: sum(c.counts[name] for c in cohorts) for name in COUNTED}
    mature = [cohort for cohort in cohorts if cohort.mature]
    delivered = sum(c.delivered for c in mature)
    answered = sum(c.counts["answered"] for c in mature)
    return {
        "cohorts": cohorts[:COHORTS_SHOWN],
        "more": max(len(cohorts) - COHORTS_SHOWN, 0),
        "delivered": delivered,
        "answered": answered,
        "rate": percentage(answered, delivered),
        "funnel": funnel(total, found["reasons"], selection),
        "waves": waves(mature),
        "silent": silent(mature, delivered, answered),
    }


def funnel(
    total: dict[str, int], reasons: list[tuple[str, int]], selection: Selection
) -> dict[str, Any]:
    """Draw the steps from meant to commented; who was held back stands between, by reason."""
    held = sum(number for _reason, number in reasons)
    labels = dict(Reason.choices)
    one = selection.filters.get("survey")
    asked_url = reverse("surveys:invitations", args=[one]) if one else ""
    skips = reverse("surveys:skips", args=[one]) if one else reverse("surveys:not_asked")

    def people(status: str) -> str | None:
        return f"{asked_url}?status={status}" if asked_url else None

    def door(reason: str) -> str:
        if one:
            return f"{skips}?reason={reason}"
        period = selection.period
        last = period.after_last_day.isoformat()
        during = f"since={period.first_day.isoformat()}&before={last}"
        return f"{skips}?reason={reason}&kind={selection.kind}&{during}"

    rows = [
        charts.Layer(_("Meant for"), total["asked"] + held),
        *(
            charts.Layer(str(labels.get(reason, reason)), number, door(reason), lost=True)
            for reason, number in reasons
        ),
        charts.Layer(_("Asked"), total["asked"], asked_url or None),
        charts.Layer(_("Taken by the mail server"), total["sent"], people("sent")),
        charts.Layer(_("Not bounced"), total["sent"] - total["bounced"], people("sent")),
        charts.Layer(_("Answered"), total["answered"], people("answered")),
        charts.Layer(
            _("Wrote a comment"),
            total["commented"],
            Doors(selection).to_surveys(comment="yes"),
        ),
    ]
    return {
        "chart": charts.funnel(rows, label=_("From everybody meant to those who wrote something")),
        "rows": rows,
        "empty": not total["asked"] and not held,
    }


def waves(mature: list[Cohort]) -> list[dict[str, Any]]:
    """Set who answered the first mail beside who answered the reminder."""
    rows = []
    for key, label in (("first", _("First mail")), ("later", _("After the reminder"))):
        counts = sum(
            (
                Counts(
                    *(c.counts[f"{key}_{band}"] for band in ("promoters", "passives", "detractors"))
                )
                for c in mature
            ),
            Counts(),
        )
        got = sum(c.delivered if key == "first" else c.counts["reminded"] for c in mature)
        rows.append(
            {"score": Score(label, counts, ""), "got": got, "rate": percentage(counts.n, got)}
        )
    return rows


def silent(mature: list[Cohort], delivered: int, answered: int) -> dict[str, Any] | None:
    """Say between which scores the truth lies, whatever the silent would have answered."""
    bands = ("promoters", "passives", "detractors")
    counts = sum(
        (Counts(*(c.counts[f"first_{b}"] + c.counts[f"later_{b}"] for b in bands)) for c in mature),
        Counts(),
    )
    number = max(delivered - answered, 0)
    bounds = bounds_with_silent(counts, number)
    if bounds is None:
        return None
    return {
        "number": number,
        "score": Score("", counts, ""),
        "low": whole(bounds[0]),
        "high": whole(bounds[1]),
    }
