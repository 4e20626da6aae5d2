"""Bring every figure to today after the replay; the last mails are left to the worker."""

from django.db.models import Max, Q

from complaints.cases.stamps import refresh_account_facts
from crm.demo.history import History
from crm.demo.loaders import recovery
from crm.shared.search.services import reindex
from customers.accounts.services import update_facts
from customers.activities.interactions import visit_facts
from customers.activities.models import Interaction
from customers.activities.services import refresh_next_step
from customers.contacts.models import Contact
from customers.deals.facts import refresh_sales


def load(history: History) -> None:
    """Carry out what was planned, then count anew what was inserted in bulk or slid with time."""
    history.replay()
    recovery.load(history)
    reindex("deal")
    reindex("moment")
    _refresh_last_contact(history)
    ids = sorted(account.pk for account in history.accounts.values())
    refresh_sales(ids, now=history.now)
    for pk in ids:
        refresh_next_step(pk, now=history.now)
        refresh_account_facts(pk, now=history.now)


def _refresh_last_contact(history: History) -> None:
    """Write when each account and each person was last spoken to; notes are no contact."""
    made = Interaction.objects.contacts_made().order_by()
    visit = Max("happened_at", filter=Q(kind="visit"))
    for pk, at, visited in made.values_list("account").annotate(
        last=Max("happened_at"), visit=visit
    ):
        update_facts(pk, now=history.now, last_contact_at=at, **visit_facts(visited))
    people = [
        Contact(pk=pk, last_contact_at=at)
        for pk, at in made.filter(contacts__isnull=False)
        .values_list("contacts")
        .annotate(Max("happened_at"))
    ]
    Contact.objects.bulk_update(people, ["last_contact_at"], batch_size=200)
