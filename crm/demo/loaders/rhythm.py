"""Plan the visits of the weeks ahead, call about broken promises, and give one colleague a calendar link."""

from crm.demo.history import History
from customers.accounts.models import Account
from customers.activities.services import complete_task
from customers.activities.visits import plan_visits
from customers.calendar.services import make_link
from customers.promises.calls import plan_call
from customers.promises.models import Promise

DAYS = (2, 3, 4, 6, 8, 9, 11, 15, 16, 18, 22, 25)  # from today, moved to a weekday


def load(history: History) -> None:
    """Plan a visit for every third account that has plans already; the others are due, or have nothing planned."""
    now = history.now
    rows = Account.objects.alive().filter(planned_visit_on=None, do_not_pursue=False)
    rows = (
        rows.filter(owner__isnull=False, next_step_on__isnull=False)
        .exclude(account_class="")
        .exclude(stage="former")
    )
    for number, account in enumerate(rows.select_related("owner").order_by("pk")[::3]):
        on = history.weekday(DAYS[number % len(DAYS)])
        plan_visits([account], on=on, by=account.owner, now=now)
    broken = Promise.objects.broken(now).filter(owner__is_active=True)
    for number, promise in enumerate(broken.select_related("owner").order_by("-due_on")[:6]):
        call = plan_call(promise, by=promise.owner, now=now)
        if number % 3:
            complete_task(call, by=promise.owner, now=now)
    make_link(history.users["sanne"], now=now)
