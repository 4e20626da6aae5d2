"""Gathers the models of the nouns of customers."""

from customers.accounts.events import LifecycleEvent, LifecycleEventText, PlannedEnd
from customers.accounts.models import Account, Sector, Tag
from customers.activities.models import Interaction, InteractionRevision, Task
from customers.calendar.models import CalendarLink
from customers.contacts.models import Consent, Contact, ContactRole, SecondPost
from customers.deals.models import (
    Deal,
    DealMove,
    Order,
    Product,
)
from customers.dmu.models import ContactTarget
from customers.empathy.models import Statement, StatementBefore
from customers.figures.models import HealthPoint
from customers.forecast.models import DealTotal, SalesTarget, TargetYear
from customers.pipelines.models import DealStage, Pipeline
from customers.plans.models import (
    AccountPlan,
    AccountProposition,
    GoalValue,
    PlanAction,
    PlanGoal,
    PlanReview,
    PlanVersion,
    SegmentProposition,
)
from customers.profiles.models import Profile
from customers.promises.models import Promise, PromiseMove
from customers.selection.models import (
    AbcChange,
    AbcRun,
    Assessment,
    Criterion,
    CriterionScore,
    KeyStageMove,
    Standing,
    Wallet,
)
from customers.winback.models import WinBack

__all__ = [
    "AbcChange",
    "AbcRun",
    "Account",
    "AccountPlan",
    "AccountProposition",
    "Assessment",
    "CalendarLink",
    "Consent",
    "Contact",
    "ContactRole",
    "ContactTarget",
    "Criterion",
    "CriterionScore",
    "Deal",
    "DealMove",
    "DealStage",
    "DealTotal",
    "GoalValue",
    "HealthPoint",
    "Interaction",
    "InteractionRevision",
    "KeyStageMove",
    "LifecycleEvent",
    "LifecycleEventText",
    "Order",
    "Pipeline",
    "PlanAction",
    "PlanGoal",
    "PlanReview",
    "PlanVersion",
    "PlannedEnd",
    "Product",
    "Profile",
    "Promise",
    "PromiseMove",
    "SalesTarget",
    "SecondPost",
    "Sector",
    "SegmentProposition",
    "Standing",
    "Statement",
    "StatementBefore",
    "Tag",
    "TargetYear",
    "Task",
    "Wallet",
    "WinBack",
]
