"""Fills an empty database with many plain accounts, so that pages can be measured at size.

Rows are written in bulk and deterministically. Never used on real data.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, models, transaction

from crm.shared.access import Role
from crm.shared.localtime import local_date
from crm.shared.people.models import Team, User
from crm.shared.search.services import reindex_all
from customers.accounts.events import LifecycleEvent
from customers.accounts.facts import health_values
from customers.accounts.models import Account, Stage
from customers.accounts.naming import name_key
from customers.activities.models import Interaction, Task
from customers.contacts.models import Contact
from customers.deals.models import Order

CHUNK = 2000
FIRST = ("Noord", "Zuid", "Water", "Berg", "Linde", "Haven", "Molen", "Duin", "Rivier", "Polder")
SECOND = ("land", "zicht", "hof", "kant", "veld", "stroom", "wijk", "dam", "burg", "poort")
TRADE = ("Bouw", "Techniek", "Installatie", "Logistiek", "Advies", "Zorg", "Handel", "Groen")
PEOPLE = 12


def colleagues() -> list[User]:
    """Make three teams of sales staff and one manager, who measures."""
    sales = Group.objects.get(name=Role.SALES)
    teams = [Team.objects.get_or_create(name=f"Team {n}")[0] for n in range(1, 4)]
    users = []
    for n in range(PEOPLE):
        user, _new = User.objects.get_or_create(
            username=f"bench{n}", defaults={"team": teams[n % 3], "first_name": f"Verkoper {n}"}
        )
        user.groups.add(sales)
        users.append(user)
    boss, _new = User.objects.get_or_create(username="bench-manager", defaults={"first_name": "B"})
    boss.groups.add(Group.objects.get(name=Role.MANAGER))
    return users


def fill(count: int, *, now: datetime, say: Callable[[str], Any]) -> None:
    """Add `count` accounts with a contact, two contact moments, a task and an order each."""
    dice = random.Random(20261117)  # noqa: S311 - data to measure with, no secret
    owners = colleagues()
    for start in range(0, count, CHUNK):
        with transaction.atomic():
            _chunk(start, min(CHUNK, count - start), owners, dice, now)
        say(f"{min(start + CHUNK, count)} of {count} accounts")
    reindex_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _chunk(start: int, size: int, owners: list[User], dice: random.Random, now: datetime) -> None:
    today = local_date(now)
    accounts = Account.objects.bulk_create(
        [_account(start + i, dice.choice(owners), dice, now) for i in range(size)]
    )
    Contact.objects.bulk_create(
        Contact(
            account=a, first_name="Jan", last_name=f"Jansen {a.pk}", name_key=f"jan jansen {a.pk}",
            email=f"jan{a.pk}@example.nl", email_key=f"jan{a.pk}@example.nl",
            created_at=now, updated_at=now, last_contact_at=a.last_contact_at,
        )
        for a in accounts
    )  # fmt: skip
    moments: list[models.Model] = []
    for account in accounts:
        for days in (3, 40):
            moments.append(
                Interaction(
                    account=account, kind="call", happened_at=account.last_contact_at - timedelta(days=days),
                    summary="Gebeld over de levering.", author_id=account.owner_id, created_at=now,
                )
            )  # fmt: skip
    Interaction.objects.bulk_create(moments)
    Task.objects.bulk_create(
        Task(
            account=a, title="Terugbellen", due_on=a.next_step_on, assignee_id=a.owner_id, created_at=now
        )
        for a in accounts
    )  # fmt: skip
    Order.objects.bulk_create(
        Order(
            account=a, ordered_on=today - timedelta(days=30), amount=a.revenue_12m, created_at=now
        )
        for a in accounts
        if a.stage == Stage.CUSTOMER
    )
    LifecycleEvent.objects.bulk_create(
        LifecycleEvent(
            account=a, to_stage=a.stage, kind="created" if a.stage == Stage.POTENTIAL else "first_purchase",
            happened_on=a.created_at.date(), recorded_at=a.created_at, cycle=1,
        )
        for a in accounts
    )  # fmt: skip


def _account(n: int, owner: User, dice: random.Random, now: datetime) -> Account:
    customer = dice.random() < 0.6
    name = f"{dice.choice(FIRST)}{dice.choice(SECOND)} {dice.choice(TRADE)} {n}"
    added = now - timedelta(days=dice.randint(30, 900))
    account = Account(
        name=name, name_key=name_key(name), owner=owner, team_id=owner.team_id, city="Utrecht",
        stage=Stage.CUSTOMER if customer else Stage.POTENTIAL,
        customer_since=local_date(added) if customer else None,
        account_class=dice.choice("ABC"), phone=f"+3130{2000000 + n:07d}", created_at=added, updated_at=added,
        last_contact_at=now - timedelta(days=dice.randint(0, 200)), next_step="Terugbellen",
        next_step_on=local_date(now) + timedelta(days=dice.randint(-20, 60)),
        visits_from=local_date(now) - timedelta(days=dice.randint(0, 400)),
        revenue_12m=Decimal(dice.randint(1, 200_000)) if customer else Decimal(0),
        revenue_previous_12m=Decimal(dice.randint(1, 200_000)) if customer else Decimal(0),
        last_score=dice.choice([None, 3, 6, 7, 8, 9, 10]), last_scored_at=now,
    )  # fmt: skip
    for column, value in health_values(account, now=now).items():
        setattr(account, column, value)
    return account
