"""The pages of account plans: who reads and changes them, conflicts, the list, what they cost."""

# ruff: noqa: F811

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from customers.activities.models import Task
from customers.plans import services
from customers.plans.models import AccountPlan, PlanGoal
from customers.plans.tests.factories import (
    PlanActionFactory,
    PlanFactory,
    PlanGoalFactory,
    PlanReviewFactory,
)
from customers.tests.factories import AccountFactory
from customers.tests.pages import people, seller  # noqa: F401


def a_plan(people, **values):
    """Make a plan of this year with a goal, an action and a review."""
    plan = PlanFactory(account=people.account, year=people.today.year, **values)
    PlanGoalFactory(plan=plan)
    PlanActionFactory(plan=plan)
    PlanReviewFactory(plan=plan, planned_on=people.today - timedelta(days=1))
    services.refresh_plan(plan)
    return plan


def queries(client, url):
    """Count the queries of a second visit."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_tab_offers_a_plan_and_opens_the_one_of_this_year(people, seller):
    tab = reverse("plans:account", args=[people.account.pk])
    assert "No plan yet" in seller.get(tab).content.decode()
    plan = a_plan(people)
    page = seller.get(tab, follow=True)
    assert page.redirect_chain[-1][0] == plan.get_absolute_url()
    assert "Talks with the director" in page.content.decode()


def test_a_day_with_a_plan(people, seller):
    """Begin, write, set a goal, add an action, approve, record a value, hold the review."""
    account, today = people.account, people.today
    year = today.year
    seller.post(reverse("plans:create", args=[account.pk]), {"year": year, "source": ""})
    plan = AccountPlan.objects.get()
    page = seller.post(
        reverse("plans:edit", args=[plan.pk]),
        {"version": 1, "strategy": "Grow", "budget_amount": "2500"},
    )
    assert page.status_code == 302
    seller.post(
        reverse("plans:goal_add", args=[plan.pk]),
        {"title": "Talks", "measure": "total", "unit": "number", "target": "4"},
    )
    goal = PlanGoal.objects.get()
    seller.post(
        reverse("plans:action_add", args=[plan.pk]),
        {"title": "Visit", "assignee": people.seller.pk, "due_on": today.isoformat()},
    )
    assert Task.objects.get().origin == "plan"
    move = reverse("plans:move", args=[plan.pk, "approve"])
    assert seller.post(move).status_code == 403
    boss = people.client(people.manager)
    read = boss.get(plan.get_absolute_url()).content.decode()
    seen = read.split('name="seen" value="')[1].split('"')[0].replace("&#x2B;", "+")
    assert boss.post(move, {"seen": seen}).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "approved"
    seller.post(
        reverse("plans:goal_value", args=[goal.pk]),
        {"value": "3", "measured_on": today.isoformat()},
    )
    seller.post(
        reverse("plans:review", args=[plan.reviews.first().pk]),
        {"version": 1, "planned_on": today.isoformat(), "held_on": today.isoformat(),
         "attended": "Sanne", "conclusion": "Go on"},
    )  # fmt: skip
    page = seller.get(plan.get_absolute_url()).content.decode()
    assert page.count("<h1") == 1 and "Go on" in page
    overview = seller.get(account.get_absolute_url()).content.decode()
    assert f"Account plan {year}" in overview and "of 4" in overview
    assert seller.get(reverse("plans:print", args=[account.pk, year])).status_code == 200
    assert seller.get(reverse("plans:version", args=[account.pk, year, 1])).status_code == 200
    assert seller.get(reverse("plans:version", args=[account.pk, year, 9])).status_code == 404


def test_a_refused_approval_says_why_on_the_page(people):
    plan = PlanFactory(account=people.account, strategy="")
    page = people.client(people.manager).post(reverse("plans:move", args=[plan.pk, "approve"]))
    assert page.status_code == 422 and "our strategy" in page.content.decode()


def test_an_unknown_move_is_not_there(people):
    plan = PlanFactory(account=people.account)
    page = people.client(people.manager).post(reverse("plans:move", args=[plan.pk, "eat"]))
    assert page.status_code == 404


def test_two_editors_see_both_versions(people, seller):
    plan = a_plan(people)
    edit = reverse("plans:edit", args=[plan.pk])
    assert seller.post(edit, {"version": 1, "market": "Theirs"}).status_code == 302
    page = seller.post(edit, {"version": 1, "market": "Mine"})
    text = page.content.decode()
    assert page.status_code == 409 and "Theirs" in text and "Mine" in text
    plan.refresh_from_db()
    assert plan.market == "Theirs"


def test_a_wrong_goal_keeps_what_was_typed(people, seller):
    plan = a_plan(people)
    page = seller.post(
        reverse("plans:goal_add", args=[plan.pk]),
        {"title": "Kept words", "measure": "total", "unit": "number", "target": "-4"},
    )
    assert page.status_code == 422 and "Kept words" in page.content.decode()


def test_an_approved_plan_sends_the_editor_to_a_new_version(people, seller):
    plan = a_plan(people, state="approved")
    edit = reverse("plans:edit", args=[plan.pk])
    assert seller.get(edit).status_code == 302
    assert seller.post(edit, {"version": 1, "market": "X"}).status_code == 409
    assert seller.post(reverse("plans:move", args=[plan.pk, "revise"])).status_code == 302
    assert seller.get(edit).status_code == 200


def test_a_reader_reads_and_a_stranger_finds_nothing(people):
    plan = a_plan(people)
    value = reverse("plans:goal_value", args=[plan.goals.get().pk])
    for user, read, write in ((people.reader, 200, 403), (people.stranger, 404, 404)):
        browser = people.client(user)
        assert browser.get(plan.get_absolute_url()).status_code == read
        assert browser.post(value, {"value": "1", "measured_on": "2026-01-01"}).status_code == write
    assert not plan.goals.get().values.exists()


def test_the_list_says_which_key_account_has_no_plan(people, seller):
    year = people.today.year
    keys = [AccountFactory(owner=people.seller, is_key_account=True) for _n in range(3)]
    PlanFactory(account=keys[0], year=year, next_review_on=people.today)
    PlanFactory(account=keys[1], year=year, state="approved")
    PlanFactory(account=people.account, year=year)
    listed = reverse("plans:list")

    def names(**query):
        return {row.obj.name for row in seller.get(listed, query).context["page"].rows}

    assert names() == {k.name for k in keys}
    assert names(state="missing") == {keys[2].name}
    assert names(state="approved") == {keys[1].name}
    assert names(review="due") == {keys[0].name}
    assert names(which="planned") == {keys[0].name, keys[1].name, people.account.name}
    assert names(state="missing", year=year - 1) == {k.name for k in keys}
    figures = {f["url"]: f["value"] for f in seller.get(listed).context["figures"]}
    for url, said in figures.items():
        assert seller.get(url).context["page"].count == int(said), url


def test_lists_and_pages_cost_the_same_when_rows_double(people, seller):
    plan = a_plan(people)
    people.account.is_key_account = True
    people.account.save()
    urls = [reverse("plans:list"), plan.get_absolute_url(), people.account.get_absolute_url()]
    few = [queries(seller, url) for url in urls]
    for _n in range(6):
        PlanGoalFactory(plan=plan)
        PlanActionFactory(plan=plan)
        other = AccountFactory(owner=people.seller, is_key_account=True)
        PlanFactory(account=other, year=people.today.year)
    services.refresh_plan(plan)
    assert [queries(seller, url) for url in urls] == few
    assert few[0] <= 8 and few[1] <= 12 and few[2] <= 20, few


def test_segments_are_for_managers_and_accounts_override(people, seller):
    from customers.accounts.models import Sector

    sector = Sector.objects.create(name="Building")
    people.account.sector = sector
    people.account.save()
    edit = reverse("plans:segment_edit", args=[sector.pk])
    assert seller.get(edit).status_code == 403
    boss = people.client(people.manager)
    assert boss.post(edit, {"version": 1, "job": "Build fast"}).status_code == 302
    assert "Building" in boss.get(reverse("plans:segments")).content.decode()
    offer = reverse("plans:offer", args=[people.account.pk])
    assert "Build fast" in seller.get(offer).content.decode()
    assert seller.post(offer, {"version": 1, "pain": "Noise"}).status_code == 302
    text = seller.get(reverse("plans:account", args=[people.account.pk])).content.decode()
    assert "Build fast" in text and "Noise" in text
    page = seller.post(offer, {"version": 1, "pain": "Dust"})
    assert page.status_code == 409 and "Noise" in page.content.decode()


def test_the_year_of_a_plan_is_a_year(people, seller):
    page = seller.post(reverse("plans:create", args=[people.account.pk]), {"year": "90210"})
    assert page.status_code == 422
