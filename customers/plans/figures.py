"""The stored figures of plans, compared with a fresh computation (`manage.py check_figures`)."""

from collections.abc import Iterator
from datetime import datetime

from crm.shared.figures import Difference
from customers.plans.models import AccountPlan
from customers.plans.services import refresh_plan, stored_figures

STORED = ("summary", "next_review_on")


def compare_plans(now: datetime) -> Iterator[Difference]:
    """Yield plans whose stored goals or next review differ from their rows."""
    for plan in AccountPlan.objects.order_by("pk").iterator(chunk_size=500):
        for name, fresh in stored_figures(plan).items():
            stored = getattr(plan, name)
            if stored != fresh:
                yield Difference("accountplan", plan.pk, name, stored, fresh)


def mend_plan(difference: Difference, now: datetime) -> None:
    """Write the stored figures of a plan afresh."""
    refresh_plan(AccountPlan.objects.get(pk=difference.pk))
