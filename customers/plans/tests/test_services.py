"""Account plans: begun, copied, approved, revised; their goals, actions and reviews."""

from datetime import date
from decimal import Decimal

import pytest

from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from customers.activities.services import complete_task
from customers.errors import CustomerConflict, CustomerError, EditConflict
from customers.plans import results, services, states
from customers.plans.content import NOTHING, differences, revenue_of_year
from customers.plans.figures import compare_plans, mend_plan
from customers.plans.models import AccountPlan, PlanGoal
from customers.plans.propositions import offers_for, save_own, save_segment
from customers.plans.tests.factories import PlanFactory
from customers.tests.factories import NOW, AccountFactory, OrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    """Return a manager."""
    return UserFactory(role="manager")


@pytest.fixture
def account():
    """Return an account of a seller."""
    return AccountFactory(name="Acme")


@pytest.fixture
def plan(account):
    """Return a plan for 2026 with a strategy and a goal of 150,000 revenue."""
    made = services.create_plan(account, 2026, by=account.owner, now=NOW)
    services.edit_plan(
        made, version=1, by=account.owner, now=NOW, strategy="First supplier", risks="Price war"
    )
    services.add_goal(
        made, by=account.owner, now=NOW, title="Revenue", measure="revenue", unit="number",
        baseline=None, target=Decimal(150_000), due_on=None,
    )  # fmt: skip
    made.refresh_from_db()
    return made


def visits(plan, **values):
    """Add a goal of four talks."""
    fields = {
        "title": "Talks", "measure": "total", "unit": "number", "baseline": None,
        "target": Decimal(4), "due_on": None,
    }  # fmt: skip
    return services.add_goal(plan, by=plan.account.owner, now=NOW, **(fields | values))


def approve(plan, manager):
    """Approve a plan."""
    return services.move_plan(plan, states.APPROVE, by=manager, now=NOW)


def test_a_plan_begins_as_a_draft_with_two_reviews(account):
    plan = services.create_plan(account, 2026, by=account.owner, now=NOW)
    plan.refresh_from_db()
    assert plan.state == "draft" and plan.next_review_on == date(2026, 6, 30)
    assert [r.half for r in plan.reviews.all()] == [1, 2]


def test_an_account_has_one_plan_a_year(plan, account):
    with pytest.raises(CustomerConflict):
        services.create_plan(account, 2026, by=account.owner, now=NOW)


def test_a_revenue_goal_is_money_runs_the_year_and_reads_the_orders(plan, account):
    """Orders of 2026 count up to the day asked for: 60,000 + 36,000; the one of 2025 does not."""
    goal = plan.goals.get()
    assert (goal.unit, goal.due_on) == ("money", date(2026, 12, 31))
    for day, amount in (
        (date(2026, 2, 1), 60_000),
        (date(2026, 8, 1), 36_000),
        (date(2025, 12, 31), 9),
    ):
        OrderFactory(account=account, ordered_on=day, amount=amount)
    OrderFactory(account=account, ordered_on=date(2026, 9, 9), amount=5)
    assert revenue_of_year(account.pk, 2026, date(2026, 8, 31)) == 96_000
    with pytest.raises(CustomerError):
        results.record_value(goal, value=Decimal(1), measured_on=date(2026, 8, 1), by=None, now=NOW)


@pytest.mark.parametrize("start", states.PlanState.values)
@pytest.mark.parametrize("move", list(states.MOVES))
def test_every_pair_of_state_and_move(start, move, manager):
    plan = PlanFactory(state=start)
    PlanGoal.objects.create(plan=plan, title="Talks", target=4, due_on=date(2026, 12, 31))
    old, new = states.MOVES[move]
    if start == old:
        assert services.move_plan(plan, move, by=manager, now=NOW).state == new
    else:
        with pytest.raises(CustomerConflict):
            services.move_plan(plan, move, by=manager, now=NOW)
        assert AccountPlan.objects.get().state == start


@pytest.mark.parametrize("move", sorted(states.FOR_MANAGERS))
def test_a_seller_approves_nothing(plan, move):
    with pytest.raises(CustomerError):
        services.move_plan(plan, move, by=plan.account.owner, now=NOW)


def test_an_approval_needs_a_strategy_a_goal_and_what_was_read(account, manager):
    plan = services.create_plan(account, 2026, by=account.owner, now=NOW)
    with pytest.raises(CustomerError, match="strategy"):
        approve(plan, manager)
    services.edit_plan(plan, version=1, by=account.owner, now=NOW, strategy="Grow")
    with pytest.raises(CustomerError, match="goal"):
        approve(plan, manager)
    visits(plan)
    with pytest.raises(CustomerConflict, match="after you opened"):
        services.move_plan(plan, "approve", by=manager, now=NOW, seen=NOW.replace(hour=1))
    assert approve(plan, manager).approved_by == manager


def test_a_revision_is_a_new_version_and_the_old_one_stays_readable(plan, manager):
    approve(plan, manager)
    with pytest.raises(CustomerConflict):
        services.edit_plan(plan, version=plan.version, by=manager, now=NOW, strategy="Other")
    services.move_plan(plan, states.REVISE, by=plan.account.owner, now=NOW)
    assert (plan.state, plan.number) == ("draft", 2)
    services.edit_plan(plan, version=plan.version, by=manager, now=NOW, strategy="Defend")
    visits(plan)
    approve(plan, manager)
    first, second = plan.versions.all()
    assert first.content["texts"]["strategy"] == "First supplier"
    changed = differences(first.content, second.content)
    assert [(p.label, p.before) for p in changed] == [
        ("our strategy", "First supplier"),
        ("Goal", ""),
    ]
    assert changed[0].after == "Defend" and "Talks" in changed[1].after
    assert differences(second.content, second.content) == []
    assert differences(NOTHING, first.content)


def test_the_second_editor_is_told_and_loses_nothing(plan):
    services.edit_plan(plan, version=plan.version, by=None, now=NOW, risks="Theirs")
    with pytest.raises(EditConflict) as refused:
        services.edit_plan(plan, version=plan.version - 1, by=None, now=NOW, risks="Mine")
    assert refused.value.current.risks == "Theirs" and refused.value.mine == {"risks": "Mine"}


def test_values_are_dated_and_the_latest_day_counts(plan, manager):
    goal = visits(plan)
    approve(plan, manager)
    for value, day in ((2, date(2026, 6, 1)), (3, date(2026, 9, 1)), (1, date(2026, 3, 1))):
        results.record_value(goal, value=Decimal(value), measured_on=day, by=manager, now=NOW)
    plan.refresh_from_db()
    stored = plan.summary[1]
    assert (stored["actual"], stored["measured_on"]) == ("3.00", "2026-09-01")


@pytest.mark.parametrize("day", [date(2026, 11, 18), date(2025, 12, 31)])
def test_a_value_of_tomorrow_or_of_last_year_is_refused(plan, day):
    with pytest.raises(CustomerError):
        results.record_value(visits(plan), value=Decimal(1), measured_on=day, by=None, now=NOW)


def test_an_action_is_a_task_and_done_is_done(plan):
    action = results.add_action(
        plan, title="Visit the director", due_on=date(2026, 12, 1), assignee=plan.account.owner,
        expected_result="An invitation to tender", by=plan.account.owner, now=NOW,
    )  # fmt: skip
    task = Task.objects.get()
    assert (task.origin, task.url) == ("plan", plan.get_absolute_url())
    plan.account.refresh_from_db()
    assert plan.account.next_step == "Visit the director"
    complete_task(task, by=None, now=NOW)
    action.refresh_from_db()
    assert action.task.state == "done"


def test_changing_an_action_changes_its_task(plan):
    action = results.add_action(
        plan, title="Visit", due_on=date(2026, 12, 1), assignee=None, by=None, now=NOW
    )
    values = {
        "title": "Visit twice", "due_on": date(2026, 12, 4), "assignee": plan.account.owner,
        "expected_result": "Two yeses", "goal": None,
    }  # fmt: skip
    results.edit_action(action, version=1, by=None, now=NOW, **values)
    assert Task.objects.get().title == "Visit twice"
    with pytest.raises(EditConflict):
        results.edit_action(action, version=1, by=None, now=NOW, **values)


def test_a_goal_of_another_plan_is_refused(plan):
    other = visits(PlanFactory())
    with pytest.raises(CustomerError):
        results.add_action(
            plan, title="X", due_on=date(2026, 12, 1), assignee=None, goal=other, by=None, now=NOW
        )


def test_a_held_review_needs_a_conclusion_and_moves_the_next_one_up(plan):
    review = plan.reviews.first()
    held = {"planned_on": review.planned_on, "attended": "Sanne, Joost"}
    for wrong in (
        {"held_on": date(2026, 7, 2), "conclusion": " "},
        {"held_on": date(2026, 12, 24), "conclusion": "Fine"},
    ):
        with pytest.raises(CustomerError):
            results.save_review(review, version=1, by=None, now=NOW, **held, **wrong)
    results.save_review(
        review, version=1, by=None, now=NOW, held_on=date(2026, 7, 2), conclusion="Go on", **held
    )
    plan.refresh_from_db()
    assert plan.next_review_on == date(2026, 12, 15)


def test_a_closed_plan_takes_nothing_more(plan, manager):
    goal = visits(plan)
    approve(plan, manager)
    services.move_plan(plan, states.CLOSE, by=manager, now=NOW)
    for act in (
        lambda: results.record_value(goal, value=1, measured_on=date(2026, 9, 1), by=None, now=NOW),
        lambda: results.add_action(
            plan, title="X", due_on=date(2026, 12, 1), assignee=None, by=None, now=NOW
        ),
        lambda: results.save_review(plan.reviews.first(), version=1, by=None, now=NOW),
        lambda: services.remove_goal(goal, by=None, now=NOW),
    ):
        with pytest.raises(CustomerConflict):
            act()


def test_a_copy_begins_where_the_year_before_ended(plan, account):
    """Revenue of 2026 so far 96,000 becomes the start of 2027; 3 of 4 talks too; texts come along."""
    OrderFactory(account=account, ordered_on=date(2026, 8, 1), amount=96_000)
    goal = visits(plan, due_on=date(2026, 6, 30))
    results.record_value(goal, value=Decimal(3), measured_on=date(2026, 6, 1), by=None, now=NOW)
    copy = services.create_plan(account, 2027, copy_from=plan, by=None, now=NOW)
    assert (copy.state, copy.strategy) == ("draft", "First supplier")
    assert [(g.baseline, g.target, g.due_on) for g in copy.goals.all()] == [
        (96_000, 150_000, date(2027, 12, 31)),
        (3, 4, date(2027, 6, 30)),
    ]
    assert not copy.actions.exists()


@pytest.mark.parametrize(
    "wrong", [{"target": Decimal(0)}, {"due_on": date(2027, 1, 1)}], ids=["nothing", "next year"]
)
def test_a_goal_that_cannot_be_is_refused(plan, wrong):
    with pytest.raises(CustomerError):
        visits(plan, **wrong)


def test_stored_goals_are_checked_and_mended(plan):
    AccountPlan.objects.update(summary=[], next_review_on=None)
    found = list(compare_plans(NOW))
    assert {d.figure for d in found} == {"summary", "next_review_on"}
    mend_plan(found[0], NOW)
    assert list(compare_plans(NOW)) == []


def test_an_account_falls_back_on_its_segment_part_by_part(account, manager):
    from customers.accounts.models import Sector

    sector = Sector.objects.create(name="Building")
    account.sector = sector
    account.save()
    with pytest.raises(CustomerError):
        save_segment(sector, version=1, by=account.owner, now=NOW, job="Build")
    save_segment(sector, version=1, by=manager, now=NOW, job="Build", pain="Late")
    save_own(account, version=1, by=account.owner, now=NOW, job="", pain="Noise")
    found = {offer.name: (offer.text, offer.own) for offer in offers_for(account)}
    assert found["job"] == ("Build", False) and found["pain"] == ("Noise", True)
    with pytest.raises(EditConflict):
        save_own(account, version=1, by=account.owner, now=NOW, pain="Dust")
