"""A small portfolio with one of everything, that can be made larger."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from complaints.tests.factories import make_complaint
from crm.shared.localtime import local_date
from customers.accounts.models import Account
from customers.accounts.services import update_facts
from customers.tests.factories import (
    ContactFactory,
    CustomerFactory,
    DealFactory,
    InteractionFactory,
    OrderFactory,
    PromiseFactory,
    TaskFactory,
)
from surveys.tests.factories import AnswerFactory, InvitationFactory, SurveyFactory


def furnish(account: Account, owner: Any, times: int = 1) -> None:
    """Give an account `times` of everything: people, moments, work, deals, orders, complaints, answers."""
    now = timezone.now()
    today = local_date(now)
    survey = SurveyFactory()
    for n in range(times):
        contact = ContactFactory(account=account)
        InteractionFactory(account=account, author=owner, happened_at=now - timedelta(days=n + 1))
        TaskFactory(account=account, assignee=owner, due_on=today - timedelta(days=n))
        TaskFactory(account=account, assignee=owner, due_on=today + timedelta(days=1))
        PromiseFactory(account=account, owner=owner, contact=contact)
        DealFactory(account=account, owner=owner)
        OrderFactory(account=account)
        make_complaint(account=account, contact=contact, now=now, by=owner)
        invitation = InvitationFactory(survey=survey, contact=contact)
        AnswerFactory(invitation=invitation, score=n % 11, comment="Graag sneller leveren.")
    update_facts(account.pk, now=now)


def portfolio(owner: Any, size: int = 2, times: int = 1) -> list[Account]:
    """Make a furnished portfolio for a colleague."""
    accounts = []
    for _n in range(size):
        account = CustomerFactory(owner=owner, team=owner.team)
        furnish(account, owner, times)
        accounts.append(account)
    return accounts
