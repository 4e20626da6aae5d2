"""Tests of the board and the composer in a browser: keyboard, drag, menu, and what axe finds."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from customers.activities.models import Interaction
from customers.deals.models import Deal, DealStage
from customers.promises.models import Promise
from customers.tests.factories import ContactFactory, DealFactory, PromiseFactory, TaskFactory
from customers.tests.pages import People

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db):
    import_module("customers.migrations.0002_pipeline").make(apps, None)  # a flush took the stages
    return People()


@pytest.fixture
def visit(page, live_server, people):
    """Return a function that opens a page as the seller."""
    cookie = people.client(people.seller).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    def go(name, *args, query=""):
        page.goto(f"{live_server.url}{reverse(name, args=args)}{query}")
        return page

    return go


def stage_of(deal):
    deal.refresh_from_db()
    return deal.stage.key


def test_a_card_moves_by_keyboard_by_drag_and_by_its_menu(visit, people, console, axe):
    deal = DealFactory(account=people.account, title="Boilers", opened_on=people.today)
    page = visit("deals:list")
    assert axe() == []
    card = page.locator(f"#deal-{deal.pk}")
    card.focus()
    page.keyboard.press("Shift+ArrowRight")
    qualified = DealStage.objects.get(key="qualified").pk
    page.wait_for_selector(f'[data-stage="{qualified}"] #deal-{deal.pk}')
    assert stage_of(deal) == "qualified"
    assert page.evaluate("document.activeElement.id") == f"deal-{deal.pk}"
    proposal = DealStage.objects.get(key="proposal").pk
    page.drag_and_drop(
        f'[data-deal="{deal.pk}"] .f b', f'[data-stage="{proposal}"] [data-cards]', force=True
    )
    page.wait_for_selector(f'[data-stage="{proposal}"] #deal-{deal.pk}')
    page.get_by_text("moved to Proposal").wait_for()
    assert stage_of(deal) == "proposal"
    page.locator(f'[data-deal="{deal.pk}"] summary').click()
    page.get_by_role("button", name="To Negotiation").click()
    negotiation = DealStage.objects.get(key="negotiation").pk
    page.wait_for_selector(f'[data-stage="{negotiation}"] #deal-{deal.pk}')
    assert stage_of(deal) == "negotiation"
    assert console == []


def test_undo_brings_a_moved_card_back(visit, people, console):
    deal = DealFactory(account=people.account, opened_on=people.today)
    page = visit("deals:list")
    page.locator(f"#deal-{deal.pk}").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Undo").click()
    new = DealStage.objects.get(key="new").pk
    page.wait_for_selector(f'[data-stage="{new}"] #deal-{deal.pk}')
    assert stage_of(deal) == "new"
    assert console == []


def test_a_call_with_a_promise_is_logged_from_the_keyboard(visit, people, console, axe):
    ContactFactory(account=people.account, first_name="Karin", last_name="Vos")
    page = visit("activities:composer", people.account.pk)
    assert axe() == []
    line = page.get_by_label("What happened")
    line.fill("Karin: photo. Call back tomorrow 14:00")
    page.get_by_text("Saves a call with").wait_for()
    assert axe() == []
    line.press("Enter")
    page.get_by_text("Saved.").wait_for()
    assert line.input_value() == ""
    promise = Promise.objects.get()
    assert promise.due_on == people.today + timedelta(days=1)
    assert Interaction.objects.get().kind == "call"
    assert console == []


@pytest.mark.no_cover
@pytest.mark.once
@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_of_sales_are_accessible(visit, people, page, axe, console, width):
    deal = DealFactory(account=people.account, expected_close=people.today - timedelta(days=3))
    DealFactory(account=people.account, state="lost", closed_on=people.today)
    TaskFactory(account=people.account, due_on=people.today - timedelta(days=1))
    promise = PromiseFactory(
        account=people.account, promised_on=people.today - timedelta(days=9), owner=people.seller
    )
    page.set_viewport_size({"width": width, "height": 900})
    account = f"?account={people.account.pk}"
    for name, args, query in (
        ("deals:list", (), ""),
        ("deals:table", (), ""),
        ("forecast:page", (), ""),
        ("forecast:results", (), ""),
        ("deals:detail", (deal.pk,), ""),
        ("deals:lose", (deal.pk,), ""),
        ("deals:create", (), account),
        ("deals:create", (), ""),
        ("promises:list", (), ""),
        ("promises:detail", (promise.pk,), ""),
        ("tasks:list", (), ""),
        ("orders:list", (), ""),
        ("activities:list", (), ""),
        ("activities:create", (), account),
    ):
        visit(name, *args, query=query)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert axe() == [], (name, query, scheme)
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, name
    assert console == []
    assert Deal.objects.count() == 2
