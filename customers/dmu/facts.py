"""The counts behind the warnings about an account's people, as subqueries of one query."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Subquery

from crm.shared.counting import count_of
from crm.shared.localtime import day_start
from crm.shared.organisation.services import get_organisation
from customers.accounts.models import Account, AccountKind
from customers.activities.models import Interaction
from customers.contacts.models import DmuRole
from customers.dmu.dmu import Facts, Gap, counts_from, gaps


def subqueries(account: Account, today: date) -> dict[str, Subquery]:
    """Return the counts as subqueries, to be asked together with others (`counting.scalars`)."""
    terms = get_organisation()
    present = account.contacts.present()
    deciders = present.filter(roles__role=DmuRole.DECIDER)
    spoken_from = day_start(counts_from(today, terms.decider_silent_days))
    from_moment = day_start(counts_from(today, terms.contact_window_days))
    longest = deciders.order_by(F("last_contact_at").asc(nulls_first=True), "pk")
    moments = Interaction.objects.filter(
        account=account, happened_at__gte=from_moment
    ).contacts_made()
    per_person = (
        Interaction.contacts.through.objects.filter(
            interaction__account=account,
            interaction__happened_at__gte=from_moment,
            interaction__deleted_at__isnull=True,
        )
        .filter(~Q(interaction__kind="note"))
        .order_by()
        .values("contact_id")
        .annotate(n=Count("pk"))
        .order_by("-n")
    )
    return {
        "dmu_deciders": count_of(deciders),
        "dmu_spoken": count_of(deciders.filter(last_contact_at__gte=spoken_from)),
        "dmu_buyers": count_of(present.filter(roles__role=DmuRole.BUYER)),
        "dmu_moments": count_of(moments),
        "dmu_busiest": Subquery(per_person.values("n")[:1]),
        "dmu_whom": Subquery(longest.values("pk")[:1]),
    }


def facts_of(found: Mapping[str, Any]) -> Facts:
    """Read the counts out of the answer to that query."""
    return Facts(
        deciders=found["dmu_deciders"],
        silent_deciders=found["dmu_deciders"] - found["dmu_spoken"],
        buyers=found["dmu_buyers"],
        moments=found["dmu_moments"],
        busiest=found["dmu_busiest"] or 0,
        whom_to_see=found["dmu_whom"],
    )


def gaps_of(account: Account, facts: Facts) -> list[Gap]:
    """Return what is missing at an account; a person decides alone, there nothing can be."""
    if account.kind == AccountKind.PERSON:
        return []
    return gaps(facts, share=get_organisation().single_thread_share)
