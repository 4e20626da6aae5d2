"""Factories of account plans: a default for everything."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from customers.plans.content import NOTHING
from customers.plans.models import AccountPlan, PlanAction, PlanGoal, PlanReview, PlanVersion
from customers.tests.factories import NOW, AccountFactory, TaskFactory


class PlanFactory(DjangoModelFactory):
    """Makes a draft plan for 2026."""

    class Meta:
        model = AccountPlan

    account = factory.SubFactory(AccountFactory)
    year = 2026
    strategy = "Become their first supplier of heat pumps"
    approved_at = factory.LazyAttribute(
        lambda p: None if getattr(p, "state", "draft") == "draft" else NOW
    )
    created_at = updated_at = NOW


class PlanGoalFactory(DjangoModelFactory):
    """Makes a goal to visit the director four times."""

    class Meta:
        model = PlanGoal

    plan = factory.SubFactory(PlanFactory)
    title = "Talks with the director"
    measure = "total"
    target = Decimal(4)
    due_on = factory.LazyAttribute(lambda g: date(g.plan.year, 12, 31))


class PlanActionFactory(DjangoModelFactory):
    """Makes an action with its task."""

    class Meta:
        model = PlanAction

    plan = factory.SubFactory(PlanFactory)
    task = factory.SubFactory(
        TaskFactory, account=factory.SelfAttribute("..plan.account"), origin="plan"
    )


class PlanReviewFactory(DjangoModelFactory):
    """Makes the first review, still to be held."""

    class Meta:
        model = PlanReview

    plan = factory.SubFactory(PlanFactory)
    half = 1
    planned_on = date(2026, 6, 30)


class PlanVersionFactory(DjangoModelFactory):
    """Makes an approved version that says nothing."""

    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = 1
    content = factory.LazyFunction(lambda: dict(NOTHING))
    approved_at = NOW
