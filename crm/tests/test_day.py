"""A day's work of a new colleague: in Dutch, on a screen of 390 px, with the keyboard alone."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from crm.shared.localtime import local_date
from crm.shared.search.services import reindex
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.activities.models import Interaction, Task
from customers.deals.models import DealStage
from customers.empathy.models import Statement
from customers.plans.models import AccountPlan
from customers.promises.models import Promise
from customers.tests.factories import ContactFactory, CustomerFactory, DealFactory, TaskFactory

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "rondje-om-de-kring"


class Typist:
    """Somebody without a mouse, on a narrow screen."""

    def __init__(self, page, base, overflow):
        self.page, self.base, self.overflow = page, base, overflow

    def tab_to(self, selector, most=150):
        """Press Tab until the focus stands on what is looked for, and see that it shows."""
        for _step in range(most):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                assert self.page.evaluate(
                    "() => { const s = getComputedStyle(document.activeElement);"
                    " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'"
                    " || document.activeElement.matches('input, textarea, select') }"
                ), f"the focus on {selector} is not to be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text):
        self.page.keyboard.type(text)

    def opened(self, address, *words):
        """Wait for a page; it is Dutch, fits the screen, and says what was expected."""
        self.page.wait_for_url(f"{self.base}{address}*")
        self.page.wait_for_load_state("networkidle")
        assert self.page.locator("html").get_attribute("lang") == "nl"
        text = self.page.locator("body").inner_text()
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}"
        assert self.overflow() <= 0, f"{self.page.url} is wider than the screen"


@pytest.fixture
def typist(page, live_server, overflow):
    """Return a new colleague at a sign-in page of 390 px."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    return Typist(page, live_server.url, overflow)


@pytest.fixture
def work(transactional_db):
    """Return Sanne, her customer, somebody who works there, a deal and a task of today."""
    import_module("customers.migrations.0002_pipeline").make(apps, None)  # a flush took the stages
    sanne = UserFactory(username="sanne", first_name="Sanne", language="nl", team=TeamFactory())
    sanne.set_password(PASSWORD)
    sanne.save()
    today = local_date(timezone.now())
    account = CustomerFactory(name="Waterland Techniek", owner=sanne, team=sanne.team)
    ContactFactory(account=account, first_name="Karin", last_name="Vos", level="management")
    deal = DealFactory(account=account, owner=sanne, title="Veertien boilers", opened_on=today)
    task = TaskFactory(account=account, assignee=sanne, title="Offerte nabellen", due_on=today)
    reindex("account")
    return sanne, account, deal, task


def test_a_day_without_a_mouse(typist, work, console):
    _sanne, account, deal, task = work
    sign_in(typist)
    do_the_task(typist, task)
    find_by_search(typist, account)
    log_a_call_with_a_promise(typist, account)
    write_down_what_she_wants(typist, account)
    begin_a_plan(typist, account)
    move_the_deal(typist, deal)
    look_at_the_weeks(typist)
    assert [line for line in console if "422" not in line] == []  # the refusal above is one


def sign_in(typist):
    typist.page.goto(typist.base + "/")
    typist.tab_to("[name=username]")
    typist.write("sanne")
    typist.press("Tab")
    typist.tab_to("[name=password]")
    typist.write(PASSWORD)
    typist.press("Enter")
    typist.opened("/", "Sanne", "Offerte nabellen")


def do_the_task(typist, task):
    typist.tab_to(f"form[action='{reverse('tasks:complete', args=[task.pk])}'] button")
    typist.press("Enter")
    typist.opened("/")
    gone = f"main form[action='{reverse('tasks:complete', args=[task.pk])}']"
    typist.page.wait_for_selector(gone, state="detached")
    assert Task.objects.get(pk=task.pk).state == "done"


def find_by_search(typist, account):
    typist.press("/")
    typist.page.wait_for_selector("dialog[open] input")
    typist.write("waterl")
    typist.page.wait_for_selector("dialog[open] [role=option]")
    typist.press("Enter")
    typist.opened(account.get_absolute_url(), "Waterland Techniek", "Karin Vos")


def log_a_call_with_a_promise(typist, account):
    """What will be saved stands there in words before it is saved."""
    typist.tab_to("#composer-line")
    typist.write("Karin: wil een prijs voor 14 boilers. Terugbellen morgen 14:00")
    typist.page.get_by_text("Legt vast").or_(
        typist.page.locator("#composer-hint b")
    ).first.wait_for(timeout=5000)
    typist.press("Enter")
    expect(typist.page.locator("#composer-line")).to_have_value("")
    promise, moment = Promise.objects.get(), Interaction.objects.get()
    assert promise.due_on == local_date(timezone.now()) + timedelta(days=1)
    assert promise.due_time.hour == 14
    assert (moment.account, moment.kind) == (account, "call")
    typist.page.reload()
    typist.opened(account.get_absolute_url(), "wil een prijs voor 14 boilers")


def write_down_what_she_wants(typist, account):
    typist.tab_to(".k-tabrow summary")  # the rarer tabs stand under "Meer"
    typist.press("Enter")
    typist.tab_to(f"a[href='{reverse('empathy:account', args=[account.pk])}']")
    typist.press("Enter")
    typist.opened(reverse("empathy:account", args=[account.pk]))
    typist.tab_to("main form input[type=text], main form textarea")
    typist.write("Eén aanspreekpunt voor beide vestigingen")
    typist.press("Enter")
    typist.page.get_by_text("Geef aan van wie dit is").first.wait_for()  # and what was typed stays
    typist.tab_to("main form select[name=contact]")
    typist.write("Karin")
    typist.tab_to("main form .ln button")
    typist.press("Enter")
    typist.page.get_by_text("Eén aanspreekpunt voor beide vestigingen").first.wait_for(timeout=5000)
    assert Statement.objects.get().account == account


def begin_a_plan(typist, account):
    typist.tab_to(f"a[href='{reverse('plans:account', args=[account.pk])}']")
    typist.press("Enter")
    typist.opened(reverse("plans:account", args=[account.pk]))
    typist.tab_to(f"main a[href='{reverse('plans:create', args=[account.pk])}']")
    typist.press("Enter")
    typist.opened(reverse("plans:create", args=[account.pk]))
    typist.tab_to("main form .btn-primary")
    typist.press("Enter")
    expect(typist.page).not_to_have_url(typist.base + reverse("plans:create", args=[account.pk]))
    assert AccountPlan.objects.get().account == account


def move_the_deal(typist, deal):
    typist.press("g", "p")
    typist.opened(reverse("deals:list"), "Veertien boilers")
    typist.tab_to(f"#deal-{deal.pk}")
    typist.press("Shift+ArrowRight")
    qualified = DealStage.objects.get(key="qualified").pk
    typist.page.wait_for_selector(f'[data-stage="{qualified}"] #deal-{deal.pk}', state="attached")
    deal.refresh_from_db()
    assert deal.stage_id == qualified
    assert typist.page.evaluate("document.activeElement.id") == f"deal-{deal.pk}"


def look_at_the_weeks(typist):
    """Tomorrow's promise stands in the agenda, also when tomorrow is another month."""
    typist.press("g", "a")
    typist.opened(reverse("calendar:month"))
    typist.tab_to(f"main a[href^='{reverse('calendar:agenda')}']")
    typist.press("Enter")
    typist.opened(reverse("calendar:agenda"), Promise.objects.get().text)
