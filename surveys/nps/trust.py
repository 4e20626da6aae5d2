"""Whether the score can be trusted: at equal mix, what could have been seen, and signs of steering."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from customers.contacts.models import Channel as ContactChannel
from customers.contacts.models import Consent, ConsentState, Contact
from surveys.answers.models import Answer
from surveys.audience.fatigue import Reason
from surveys.campaigns.models import Invitation, SkipEntry
from surveys.nps.figures import Selection, split
from surveys.nps.models import Dimension
from surveys.nps.score import FEWEST_FOR_A_VERDICT, Counts, difference, whole
from surveys.nps.shown import Doors
from surveys.nps.weigh import mix_adjusted

FEW = 10  # people in a survey: few enough to choose them by name


def compose(
    selection: Selection, by: Dimension, user: Any, names: dict[int, str]
) -> dict[str, Any]:
    """Gather the page: the change at equal mix, what these numbers can show, and the audit."""
    after = split(selection, user, by)
    before = split(replace(selection, period=selection.period.before), user, by)
    return {
        "change": change(before, after),
        "audit": audit(selection, user, names),
    }


def change(before: dict[str, Counts], after: dict[str, Counts]) -> dict[str, Any]:
    """Set the change as observed beside the change at the mix of now."""
    old, new = sum(before.values(), Counts()), sum(after.values(), Counts())
    test = difference(old, new)
    equal = mix_adjusted(before, after)
    enough = min(old.n, new.n) >= FEWEST_FOR_A_VERDICT
    return {
        "before": old,
        "after": new,
        "enough": enough,
        "points": whole(test.points) if test and enough else None,
        "significant": bool(test and enough and test.significant),
        "p": test.p if test and enough else None,
        "detectable": whole(test.detectable) if test else None,
        "equal": whole(equal.change) if equal and enough else None,
        "equal_significant": bool(equal and enough and equal.significant),
        "equal_p": equal.p if equal and enough else None,
        "left_out": equal.of - equal.covered if equal else 0,
    }


def audit(selection: Selection, user: Any, names: dict[int, str]) -> list[dict[str, Any]]:
    """Count, per account manager, what can raise a score without serving anybody better; four queries.

    Held back by a complaint and objections are of who owns the account now, answers of who owned it then.
    """
    period = selection.period
    during = {"survey__launched_at__gte": period.start, "survey__launched_at__lt": period.end}
    asked = _by_owner(
        Invitation.objects.visible_to(user).filter(
            survey__kind=selection.kind, held_reason="", **during
        ),
        "account__owner",
        asked=Count("pk"),
        picked=Count("pk", filter=Q(survey__asked__lt=FEW, survey__trigger="")),
    )
    held = _by_owner(
        SkipEntry.objects.visible_to(user).filter(survey__kind=selection.kind, **during),
        "account__owner",
        skipped=Count("pk"),
        held=Count("pk", filter=Q(reason=Reason.OPEN_COMPLAINT)),
    )
    answers = Answer.objects.visible_to(user).filter(
        kind=selection.kind, month__range=(period.first, period.last)
    )
    given = _by_owner(
        answers.with_raised(),
        "owner",
        answers=Count("pk"),
        raised=Count("pk", filter=Q(was_raised=True)),
        own=Count("pk", filter=Q(own_domain=True)),
    )
    objected = _by_owner(
        Consent.objects.filter(
            contact__in=_contacts(user),
            channel=ContactChannel.SURVEY,
            state=ConsentState.OBJECTED,
            recorded_by__isnull=False,
            recorded_at__gte=period.start,
            recorded_at__lt=period.end,
        ),
        "contact__account__owner",
        objected=Count("pk"),
    )
    doors, rows = Doors(selection), []
    last = period.after_last_day.isoformat()
    for owner in sorted(set(asked) | set(held) | set(given) | set(objected), key=lambda o: o or 0):
        row = {**NOTHING}
        for found in (asked, held, given, objected):
            row |= found.get(owner, {})
        mine: dict[str, Any] = {"owner": owner} if owner else {"unset": "owner"}
        skips: dict[str, Any] = {
            "reason": Reason.OPEN_COMPLAINT.value,
            "kind": selection.kind,
            "since": period.first_day.isoformat(),
        }
        skips |= {"before": last} | {"owner": owner or ""}
        rows.append(
            row
            | {
                "name": names.get(owner, "") if owner else "",
                "meant": row["asked"] + row["skipped"],
                "held_url": f"{reverse('surveys:not_asked')}?{urlencode(skips)}" if owner else "",
                "raised_url": doors.answers(latest="", raised="on", **mine),
                "own_url": doors.answers(latest="", own_domain="on", **mine),
                "answers_url": doors.answers(latest="", **mine),
            }
        )
    return sorted(rows, key=lambda row: (-row["meant"] - row["answers"], row["name"]))


NOTHING = dict.fromkeys(
    ("asked", "picked", "skipped", "held", "answers", "raised", "own", "objected"), 0
)


def _by_owner(rows: Any, path: str, **counts: Any) -> dict[int | None, dict[str, int]]:
    found = rows.order_by().values(path).annotate(**counts)
    return {row.pop(path): row for row in found}


def _contacts(user: Any) -> Any:
    return Contact.objects.visible_to(user).order_by().values("pk")


def mix_choices() -> list[tuple[str, str]]:
    """Give by what the mix can be held equal."""
    return [
        (Dimension.CLASS.value, _("class")),
        (Dimension.SECTOR.value, _("sector")),
        (Dimension.TENURE.value, _("how long they are a customer")),
        (Dimension.REGION.value, _("region")),
        (Dimension.OWNER.value, _("account manager")),
    ]
