"""Records of a colleague who has left: changing something else leaves them in that name."""

import pytest
from django.urls import reverse

from crm.shared.imports.services import Options, run_import
from crm.shared.people import services
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account
from customers.activities.models import Task
from customers.deals.models import Product
from customers.plans.tests.factories import PlanActionFactory, PlanFactory
from customers.tests.factories import (
    NOW,
    AccountFactory,
    DealFactory,
    PromiseFactory,
    TaskFactory,
)
from customers.tests.pages import people, sent  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(people):  # noqa: F811
    """Return a colleague who has left, with an account."""
    user = UserFactory(is_active=False, team=people.team)
    user.account = AccountFactory(owner=user)
    return user


def records(left):
    old = Product.objects.create(name="Old", is_active=False)
    plan = PlanFactory(account=left.account)
    action = PlanActionFactory(plan=plan, task=TaskFactory(account=left.account, assignee=left))
    return [
        ("customers:edit", left.account, {"owner": left}),
        ("deals:edit", DealFactory(account=left.account, owner=left, product=old),
         {"owner": left, "product": old}),
        ("promises:edit", PromiseFactory(account=left.account, owner=left), {"owner": left}),
        ("tasks:edit", TaskFactory(account=left.account, assignee=left), {"assignee": left}),
        ("plans:action_edit", action, {}),
    ]  # fmt: skip


def test_saving_a_form_untouched_keeps_the_colleague_who_left(people, left):  # noqa: F811
    browser = people.client(people.manager)
    for name, record, kept in records(left):
        address = reverse(name, args=[record.pk])
        answer = browser.post(address, sent(browser.get(address).context["form"]))
        assert answer.status_code == 302, (name, answer.context["form"].errors)
        record.refresh_from_db()
        assert {field: getattr(record, field) for field in kept} == kept, name
    assert not Task.objects.filter(account=left.account).exclude(assignee=left).exists()


def test_the_accounts_of_a_colleague_who_left_are_found_by_owner(people, left):  # noqa: F811
    browser = people.client(people.manager)
    html = browser.get(reverse("customers:list"), {"owner": left.pk}).content.decode()
    assert left.account.name in html and people.account.name not in html
    assert f"{left.display_name} (left)" in html


def test_nothing_new_is_given_to_a_colleague_who_left(people, left):  # noqa: F811
    browser = people.client(people.manager)
    data = {"title": "Call", "due_on": people.today, "assignee": left.pk}
    answer = browser.post(f"{reverse('tasks:create')}?account={people.account.pk}", data)
    assert answer.status_code == 422
    action = reverse("plans:action_add", args=[PlanFactory(account=left.account).pk])
    assert browser.get(action).context["form"]["assignee"].value() == people.manager.pk


def test_accounts_go_along_when_their_owner_moves_to_another_team(people):  # noqa: F811
    there = UserFactory(team=TeamFactory())
    services.move_user_to_team(people.seller, there.team, by=None, now=NOW)
    people.account.refresh_from_db()
    assert people.account.team == there.team
    assert Account.objects.visible_to(there).filter(pk=people.account.pk).exists()
    assert not Account.objects.visible_to(people.reader).filter(pk=people.account.pk).exists()


def test_accounts_go_along_when_a_file_gives_their_owner_a_team(tmp_path):
    manager, seller = (UserFactory(last_name=name, team=None) for name in ("Baas", "Bos"))
    accounts = [AccountFactory(owner=user) for user in (manager, seller)]
    file = tmp_path / "users.csv"
    file.write_text(f"username,team,manager\n{seller.username},Noord,{manager.username}\n")
    run_import("users", file, now=NOW, options=Options(errors=tmp_path / "errors.csv"))
    for account in accounts:
        account.refresh_from_db()
        assert account.team is not None and account.team.name == "Noord"
