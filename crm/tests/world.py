"""A small world with one record of everything, and one visitor of every kind, for the access tables."""

from copy import copy, deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.test import Client
from django.utils import timezone

from complaints.cases.models import TRACKING
from complaints.rubric.models import RubricLevel
from complaints.tests.factories import (
    investigated,
    make_letter,
    planned_action,
    waiting_mail,
)
from crm.insight.readiness.models import Statement
from crm.shared.files.storage import write
from crm.shared.localtime import local_date
from crm.shared.mail.models import DeliveredMail
from crm.shared.organisation.models import Holiday
from crm.shared.people.models import User
from crm.shared.tests.factories import StoredFileFactory, TeamFactory, UserFactory
from crm.shared.tokens import token_for
from customers.accounts.models import Sector
from customers.calendar.services import PURPOSE as CALENDAR
from customers.calendar.services import make_link
from customers.plans.tests.factories import (
    PlanActionFactory,
    PlanFactory,
    PlanGoalFactory,
    PlanReviewFactory,
    PlanVersionFactory,
)
from customers.selection.models import AbcRun, Criterion
from customers.selection.services import score_account, set_key_stage
from customers.tests.factories import (
    ContactFactory,
    CustomerFactory,
    DealFactory,
    InteractionFactory,
    OrderFactory,
    ProfileFactory,
    PromiseFactory,
    SecondPostFactory,
    StatementFactory,
    TaskFactory,
    WinBackFactory,
)
from surveys.answers.models import Mention, Theme
from surveys.improvements.models import Improvement
from surveys.nps.models import TrendMark
from surveys.openlinks.models import OPEN_TOKEN
from surveys.openlinks.services import open_link
from surveys.sealed.services import confirm_confidential
from surveys.tests.factories import (
    AnswerFactory,
    InvitationFactory,
    SurveyFactory,
    answer_token,
    unsubscribe_token,
)

ANONYMOUS = "anonymous"
VISITORS = ("owner", "teammate", "stranger", "handler", "manager", "administrator", "roleless")
EVERYBODY = (ANONYMOUS, *VISITORS)


@dataclass
class World:
    """Names every record that an address may ask for."""

    users: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    it: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """Return a record by name."""
        try:
            return self.__dict__["it"][name]
        except KeyError:
            raise AttributeError(name) from None

    def again(self) -> "World":
        """Return the same world for another test, which may change its records and sign out."""
        users, it = deepcopy((self.users, self.it))
        clients = {}
        for name, client in self.clients.items():
            clients[name] = Client()
            clients[name].handler = client.handler
            clients[name].cookies = copy(client.cookies)
        return World(users, clients, it)


def make_users(world: World) -> None:
    """Make a visitor of every kind: two sales colleagues in one team, one in another."""
    here, there = TeamFactory(), TeamFactory()
    world.users = {
        "owner": UserFactory(team=here),
        "teammate": UserFactory(team=here),
        "stranger": UserFactory(team=there),
        "handler": UserFactory(role="complaint_handler"),
        "manager": UserFactory(role="manager"),
        "administrator": UserFactory(role="administrator"),
        "roleless": UserFactory(role=""),
    }
    world.clients[ANONYMOUS] = Client()
    for name, user in world.users.items():
        world.clients[name] = Client()
        world.clients[name].force_login(user)


def make_world() -> World:
    """Return the world: an account of `owner` with one of everything, dated around now."""
    world = World()
    make_users(world)
    now = timezone.now()
    account = CustomerFactory(owner=world.users["owner"], name="Waterland Techniek")
    contact = ContactFactory(account=account, email="karin@waterland.test", language="nl")
    invitation = InvitationFactory(contact=contact, sent_at=now, link__expires_at=None)
    world.it = {
        "account": account,
        "contact": contact,
        "deal": DealFactory(account=account),
        "won_deal": DealFactory(account=account, state="won"),
        "order": OrderFactory(account=account),
        "interaction": InteractionFactory(account=account, happened_at=now, created_at=now),
        "task": TaskFactory(account=account, due_on=local_date(now)),
        "promise": PromiseFactory(account=account),
        "planless": CustomerFactory(owner=world.users["owner"]),
        "plan": (plan := PlanFactory(account=account)),
        "goal": PlanGoalFactory(plan=plan),
        "plan_action": PlanActionFactory(plan=plan),
        "plan_review": PlanReviewFactory(plan=plan),
        "plan_version": PlanVersionFactory(plan=plan),
        "sector": Sector.objects.create(name="Bouw"),
        "abc_run": AbcRun.objects.create(a_limit=80, b_limit=95, state="ready", asked_at=now),
        "complaint": investigated(
            account=account, contact=contact, by=world.users["handler"], now=now
        ),
        "letter": make_letter(),
        "rubric": RubricLevel.objects.get(severity=4),
        "invitation": invitation,
        "survey": invitation.survey,
        "draft": SurveyFactory(state="draft", launched_at=None),
        "answer": AnswerFactory(
            survey=invitation.survey, contact=contact, score=3, followup=True, confirmed_at=now
        ),
        "binned": InteractionFactory(
            account=account, happened_at=now, created_at=now, deleted_at=now
        ),
        "second_post": SecondPostFactory(
            contact=contact, account__owner=world.users["owner"], account__name="Elders"
        ),
        "statement": StatementFactory(contact=contact, author=world.users["owner"], created_at=now),
        "removed_statement": StatementFactory(
            contact=contact, author=world.users["owner"], created_at=now, removed_at=now
        ),
        "profile": ProfileFactory(),
        "scan_statement": Statement.objects.order_by("pk").first(),
        "file": StoredFileFactory(
            owner_id=account.pk, account_id=account.pk, path=write(BytesIO(b"%PDF-")).path
        ),
        "holiday": Holiday.objects.order_by("date").first(),
        "mail": DeliveredMail.objects.create(
            sender="kring@kring.test",
            to="someone@kring.test",
            subject="Hello",
            text="Hello",
            html="<p>Hello</p>",
            delivered_at=now,
        ),
        "today": local_date(now),
        "trend_mark": TrendMark.objects.create(
            on=local_date(now), text="New drivers", created_at=now
        ),
        "answer_token": answer_token(invitation),
        "unsubscribe_token": unsubscribe_token(contact),
    }
    world.it["deal_stage"] = world.deal.stage
    world.it["pipeline"] = world.deal.stage.pipeline
    world.it["win_back"] = WinBackFactory(account=account)
    world.it["calendar_token"] = token_for(make_link(world.users["owner"], now=now), CALENDAR)
    world.it["open_link"] = open_link(
        invitation.survey, source="Counter", language="nl", by=world.users["manager"], now=now
    )
    world.it["open_token"] = token_for(world.open_link, OPEN_TOKEN)
    world.it["theme"] = Theme.objects.get(slug="price")
    world.it["mention"] = Mention.objects.create(
        answer=world.answer, kind="competitor", name="Wolters"
    )
    world.it["improvement"] = Improvement.objects.create(
        theme=world.theme, title="One price a quarter", owner=world.users["owner"],
        due_on=local_date(now), created_at=now, created_by=world.users["owner"],
    )  # fmt: skip
    criteria = dict.fromkeys(Criterion.objects.values_list("pk", flat=True), 4)
    score_account(account, criteria, by=world.users["owner"], now=now)
    set_key_stage(
        account,
        "mid",
        happened_on=local_date(now),
        evidence="They share their plans",
        by=None,
        now=now,
    )
    world.it["followup"] = world.answer.followup
    sealed = SurveyFactory(mode="confidential", named_contact=world.users["manager"])
    world.it["confidential_survey"] = sealed
    world.it["confidential"] = confirm_confidential(
        InvitationFactory(survey=sealed, contact=contact, sent_at=now, link__expires_at=None),
        score=2,
        language="nl",
        now=now,
    )
    world.it["complaint_mail"] = waiting_mail(now)
    world.it["action"] = planned_action(by=world.users["handler"], now=now)
    world.it["tracking_token"] = token_for(world.complaint, TRACKING)
    return world
