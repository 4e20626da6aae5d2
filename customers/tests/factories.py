"""Factories of customers: a default for everything."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from crm.shared.localtime import local_date
from crm.shared.search.services import index
from crm.shared.tests.factories import UserFactory
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account
from customers.accounts.naming import email_key, name_key
from customers.activities.models import Interaction, Task
from customers.contacts.models import Contact, SecondPost
from customers.deals.models import Deal, DealStage, Order, Product
from customers.empathy.models import Statement
from customers.forecast.totals import shift
from customers.profiles.models import Profile
from customers.promises.models import Promise
from customers.winback.models import WinBack

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)


class LifecycleEventFactory(DjangoModelFactory):
    """Makes one move on the cycle; `created` by default."""

    class Meta:
        model = LifecycleEvent

    kind = "created"
    to_stage = "potential"
    happened_on = TODAY
    recorded_at = NOW
    cycle = 1


class AccountFactory(DjangoModelFactory):
    """Makes a potential customer with an owner and its first event.

    `stage="customer"` makes a customer since 1 January 2026, `stage="former"` one that left on
    1 November 2026 and rests until 31 December; `is_former=True` a potential customer in cycle 2.
    """

    class Meta:
        model = Account
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Waterland {n}")
    name_key = factory.LazyAttribute(lambda a: name_key(a.name))
    owner = factory.SubFactory(UserFactory)
    team = factory.LazyAttribute(lambda a: a.owner.team if a.owner else None)
    stage = "potential"
    is_former = factory.LazyAttribute(lambda a: a.stage == "former")
    cycle = factory.LazyAttribute(lambda a: 2 if a.is_former and a.stage == "potential" else 1)
    customer_since = factory.LazyAttribute(
        lambda a: date(2026, 1, 1) if a.stage == "customer" or a.is_former else None
    )
    ended_on = factory.LazyAttribute(lambda a: date(2026, 11, 1) if a.is_former else None)
    rest_until = factory.LazyAttribute(
        lambda a: date(2026, 12, 31) if a.stage == "former" else None
    )
    created_at = updated_at = NOW
    figures_on = TODAY
    visits_from = factory.LazyAttribute(lambda a: local_date(a.created_at))

    @factory.post_generation
    def events(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Write the moves that lead to where the account stands; `events=False` writes none."""
        if not create or extracted is False:
            return
        LifecycleEventFactory(account=self, happened_on=date(2025, 12, 1))
        if self.customer_since:
            LifecycleEventFactory(
                account=self,
                kind="first_purchase",
                from_stage="potential",
                to_stage="customer",
                happened_on=self.customer_since,
            )
        if self.is_former:
            LifecycleEventFactory(
                account=self,
                kind="ended",
                from_stage="customer",
                to_stage="former",
                happened_on=self.ended_on,
                initiator="customer",
                reason="price",
            )
        if self.is_former and self.stage == "potential":
            LifecycleEventFactory(
                account=self,
                kind="auto_potential",
                from_stage="former",
                to_stage="potential",
                happened_on=self.ended_on,
                cycle=2,
            )


class CustomerFactory(AccountFactory):
    """Makes a customer since 1 January 2026."""

    stage = "customer"


class ContactFactory(DjangoModelFactory):
    """Makes a contact of an account."""

    class Meta:
        model = Contact

    account = factory.SubFactory(AccountFactory)
    first_name = "Karin"
    last_name = factory.Sequence(lambda n: f"Vos {n}")
    name_key = factory.LazyAttribute(lambda c: name_key(f"{c.first_name} {c.last_name}"))
    email_key = factory.LazyAttribute(lambda c: email_key(getattr(c, "email", "")))
    created_at = updated_at = NOW


class InteractionFactory(DjangoModelFactory):
    """Makes a call of yesterday by the owner of its account."""

    class Meta:
        model = Interaction

    account = factory.SubFactory(AccountFactory)
    kind = "call"
    happened_at = NOW - timedelta(days=1)
    summary = "Spoke about the order"
    author = factory.SelfAttribute("account.owner")
    created_at = NOW - timedelta(days=1)


class TaskFactory(DjangoModelFactory):
    """Makes an open task of the account's owner, due in three days; `state="done"` is done now."""

    class Meta:
        model = Task

    account = factory.SubFactory(AccountFactory)
    title = factory.Sequence(lambda n: f"Call back {n}")
    due_on = TODAY + timedelta(days=3)
    assignee = factory.SelfAttribute("account.owner")
    done_at = factory.LazyAttribute(lambda t: NOW if getattr(t, "state", "") == "done" else None)
    created_at = NOW


class PromiseFactory(DjangoModelFactory):
    """Makes an open promise of today, due in three days."""

    class Meta:
        model = Promise

    account = factory.SubFactory(AccountFactory)
    kind = "quote"
    text = factory.Sequence(lambda n: f"Quote {n}")
    promised_on = TODAY
    due_on = factory.LazyAttribute(lambda p: p.promised_on + timedelta(days=3))
    due_time = None
    counts_on = factory.SelfAttribute("due_on")
    counts_time = factory.SelfAttribute("due_time")
    owner = factory.SelfAttribute("account.owner")
    created_at = NOW


class ProductFactory(DjangoModelFactory):
    """Makes a product."""

    class Meta:
        model = Product

    name = factory.Sequence(lambda n: f"Boiler {n}")
    group = "Boilers"


class DealFactory(DjangoModelFactory):
    """Makes an open deal in the first stage; `state="won"` or `"lost"` was decided today."""

    class Meta:
        model = Deal

    account = factory.SubFactory(AccountFactory)
    title = factory.Sequence(lambda n: f"Heat pumps {n}")
    amount = Decimal("10000.00")
    state = "open"
    stage = factory.LazyFunction(lambda: DealStage.objects.order_by("position").first())
    probability = factory.LazyAttribute(
        lambda d: {"won": 100, "lost": 0}.get(d.state, d.stage.probability)
    )
    expected_close = TODAY + timedelta(days=30)
    opened_on = TODAY
    closed_on = factory.LazyAttribute(lambda d: None if d.state == "open" else TODAY)
    loss_reason = factory.LazyAttribute(lambda d: "price" if d.state == "lost" else "")
    forecast = factory.SelfAttribute("stage.forecast")
    owner = factory.SelfAttribute("account.owner")
    stage_since = created_at = updated_at = NOW

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Make the deal, with its place in the stored sums and in the search, as the services do."""
        deal = super()._create(model_class, *args, **kwargs)
        shift(into=[deal])
        index("deal", deal)
        return deal


class OrderFactory(DjangoModelFactory):
    """Makes an order of today entered by hand."""

    class Meta:
        model = Order

    account = factory.SubFactory(AccountFactory)
    ordered_on = TODAY
    amount = Decimal("1000.00")
    created_at = NOW


class WinBackFactory(DjangoModelFactory):
    """Makes the open win-back of an account that left by itself, because of the price, on 1 November."""

    class Meta:
        model = WinBack

    account = factory.SubFactory(AccountFactory, is_former=True)
    left_on = date(2026, 11, 1)
    revenue_since = factory.LazyAttribute(lambda w: w.left_on - timedelta(days=364))
    initiator = "customer"
    reason = "price"
    event = factory.LazyAttribute(
        lambda w: LifecycleEventFactory(
            account=w.account,
            kind="ended",
            from_stage="customer",
            to_stage="former",
            happened_on=w.left_on,
            initiator=w.initiator,
            reason=w.reason,
        )
    )


class ProfileFactory(DjangoModelFactory):
    """Makes a persona; `kind="customer"` with a sector makes the profile of a segment."""

    class Meta:
        model = Profile

    kind = "persona"
    name = factory.Sequence(lambda n: f"The careful buyer {n}")
    goals = "No surprises"
    updated_at = NOW


class SecondPostFactory(DjangoModelFactory):
    """Makes a second account for a contact."""

    class Meta:
        model = SecondPost

    contact = factory.SubFactory(ContactFactory)
    account = factory.SubFactory(AccountFactory)
    function = "Supervisory board"
    created_at = NOW


class StatementFactory(DjangoModelFactory):
    """Makes what a contact said on a visit today, noted by the owner of the account."""

    class Meta:
        model = Statement

    contact = factory.SubFactory(ContactFactory)
    account = factory.LazyAttribute(lambda s: s.contact.account)
    facet = "pains"
    text = "I have to chase every delivery"
    noted_on = TODAY
    source = "visit"
    author = factory.LazyAttribute(lambda s: s.account.owner)
    created_at = NOW
