"""The whole story in one browser: an account goes round its circle, and every chapter is on its page."""

import re
from datetime import time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from complaints.cases.models import Complaint
from crm.shared.localtime import local_date
from crm.shared.mail.loop import housekeep
from crm.shared.mail.worker import Worker
from crm.shared.organisation.models import Holiday, OpeningWindow
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account, Stage
from customers.promises.models import Promise

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "rondje-om-de-kring"


class Reader:
    """Somebody at the screen, who looks at every page twice: in light and in dark."""

    def __init__(self, page, base, axe, console):
        self.page, self.base, self.axe, self.console = page, base, axe, console

    def go(self, address):
        self.page.goto(self.base + address if address.startswith("/") else address)

    def looks(self, *words):
        """Check what stands there, that axe finds nothing in light and dark, and a silent console."""
        text = self.page.locator("body").inner_text()
        for word in words:
            assert word in text, f"{word!r} is not on {self.page.url}"
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert self.axe() == [], f"{self.page.url} in {scheme}"
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert self.console == [], self.page.url

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def send(self):
        """Press the form's own button and wait for the page after it."""
        buttons = "main form[method=post] :is(button.btn-primary, button.btn-danger)"
        with self.page.expect_navigation():
            self.page.locator(buttons).last.click()

    def choose(self, name, value):
        self.page.locator(f"main [name={name}][value='{value}']").first.check()


@pytest.fixture
def reader(page, live_server, axe, console, settings):
    """Return Sanne at her screen, not yet signed in."""
    settings.SITE_URL = live_server.url
    user = UserFactory(username="sanne", first_name="Sanne", role="manager", team=TeamFactory())
    user.set_password(PASSWORD)
    user.save()
    reader = Reader(page, live_server.url, axe, console)
    reader.user = user
    return reader


def test_the_whole_circle_on_one_account_page(reader, browser):
    page, today = reader.page, local_date(timezone.now())
    sign_in(reader)
    account = add_account(reader)
    log_call(reader, account)
    win_deal(reader, account, today)
    break_promise(reader, account, today)
    handle_complaint(reader, account)
    survey(reader, browser, account)
    home_shows_followup(reader)
    end(reader, account, today)
    assert reader.console == []
    page.close()


def sign_in(reader):
    reader.go("/")
    reader.looks()
    reader.page.fill("[name=username]", "sanne")
    reader.page.fill("[name=password]", PASSWORD)
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(reader.base + "/")
    reader.looks("Sanne")


def add_account(reader):
    reader.go(reverse("customers:create"))
    reader.looks()
    reader.fill(name="Waterland Techniek")
    reader.page.locator("main [name=owner]").select_option(str(reader.user.pk))
    reader.send()
    account = Account.objects.get()
    assert (account.stage, account.owner) == (Stage.POTENTIAL, reader.user)
    reader.go(reverse("contacts:create") + f"?account={account.pk}")
    reader.looks()
    reader.fill(first_name="Karin", last_name="Vos", email="karin@waterland.example")
    reader.page.locator("main [name=language]").select_option("nl")
    reader.send()
    reader.go(account.get_absolute_url())
    reader.looks("Waterland Techniek", "Potential", "Karin Vos", "Nothing planned")
    return account


def log_call(reader, account):
    reader.page.fill("#composer-line", "Karin: wants a quote for 14 boilers")
    with reader.page.expect_response(re.compile(r"/save/$")):
        reader.page.locator("#composer button.btn-primary").click()
    reader.go(account.get_absolute_url())
    reader.looks("wants a quote for 14 boilers", "with Karin Vos")


def win_deal(reader, account, today):
    reader.go(reverse("deals:create") + f"?account={account.pk}")
    reader.looks()
    reader.fill(title="Fourteen boilers", amount="12480")
    reader.send()
    deal = account.deals.get()
    reader.go(reverse("deals:win", args=[deal.pk]))
    reader.looks()
    reader.send()
    reader.go(account.get_absolute_url())
    reader.looks("Customer", "€\xa012,480", "Deal won")
    account.refresh_from_db()
    assert (account.stage, account.customer_since) == (Stage.CUSTOMER, today)


def break_promise(reader, account, today):
    reader.go(reverse("promises:create") + f"?account={account.pk}")
    reader.looks()
    day = today - timedelta(days=1)
    reader.fill(
        text="Send the quote",
        due_on=day.isoformat(),
        promised_on=(day - timedelta(days=2)).isoformat(),
    )
    reader.send()
    promise = Promise.objects.get()
    reader.go(reverse("promises:detail", args=[promise.pk]))
    reader.looks("Send the quote", "Overdue")
    with reader.page.expect_navigation():
        reader.page.locator("main form[action*='/deliver/'] button").first.click()
    reader.go(reverse("promises:detail", args=[promise.pk]))
    reader.looks("Disappointed")


def handle_complaint(reader, account):
    reader.go(reverse("complaints:create") + f"?account={account.pk}")
    reader.looks()
    reader.fill(text="Fourteen boilers came with the wrong anodes.")
    reader.page.locator("main select[name=contact]").select_option(label="Karin Vos")
    reader.send()
    complaint = Complaint.objects.get()
    address = complaint.get_absolute_url()
    reader.go(address)
    reader.looks(complaint.number, "wrong anodes")
    reader.go(reverse("complaints:acknowledge", args=[complaint.number]))
    reader.looks()
    reader.choose("how", "call")
    reader.send()
    reader.go(reverse("complaints:assess", args=[complaint.number]))
    reader.looks()
    reader.page.locator("main select[name=category]").select_option(index=1)
    reader.choose("severity", "3")
    reader.page.locator("main select[name=handler]").select_option(str(reader.user.pk))
    reader.send()
    reader.go(reverse("complaints:decide", args=[complaint.number]))
    reader.looks()
    reader.choose("outcome", "justified")
    reader.fill(reasons="The labels were mixed up in our warehouse.")
    reader.page.locator("main select[name=cause]").select_option(index=1)
    reader.page.locator("main [name=no_remedy]").check()
    reader.send()
    reader.go(reverse("complaints:answer", args=[complaint.number]))
    reader.looks()
    reader.choose("how", "call")
    reader.fill(body="The right anodes are on their way.")
    reader.send()
    reader.go(address)
    with reader.page.expect_navigation():
        reader.page.locator(
            f"form[action='{reverse('complaints:close', args=[complaint.number])}'] button"
        ).first.click()
    complaint.refresh_from_db()
    assert complaint.state == "closed"
    reader.go(address)
    reader.looks("Closed")


def open_day_and_night():
    """Open the organisation at every hour: survey mails leave in opening hours only."""
    OpeningWindow.objects.all().delete()
    Holiday.objects.all().delete()
    OpeningWindow.objects.bulk_create(
        OpeningWindow(weekday=day, opens=time(0), closes=time(23, 59, 59)) for day in range(7)
    )


def survey(reader, browser, account):
    open_day_and_night()
    reader.go(reverse("surveys:create"))
    reader.looks()
    reader.fill(name="November")
    reader.send()
    reader.looks("Karin Vos")
    with reader.page.expect_navigation():
        reader.page.locator("form[action$='/launch/'] button").click()
    housekeep()
    Worker().send_due()
    sent = [m for m in mail.outbox if m.to == ["karin@waterland.example"]]
    assert len(sent) == 1
    link = re.search(r"https?://\S+/s/[\w-]+/\?\S*score=3\b\S*", sent[0].body)[0]
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    phone = context.new_page()
    phone.goto(link)
    text = phone.locator("body").inner_text()
    assert "Hoe waarschijnlijk is het dat u" in text
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.locator("[name=score][value='3']").is_checked()
    phone.locator("button.btn-primary").click()
    phone.wait_for_selector("textarea")
    assert "Wat zouden wij als organisatie moeten verbeteren" in phone.locator("body").inner_text()
    phone.fill("textarea", "Zeg het voor de vrachtwagen vertrekt.")
    phone.locator("button.btn-primary").click()
    phone.wait_for_load_state()
    context.close()
    account.refresh_from_db()
    assert account.last_score == 3


def home_shows_followup(reader):
    reader.go("/?who=mine")
    reader.looks("Karin Vos", "Zeg het voor de vrachtwagen vertrekt.")
    reader.go(reverse("followups:list"))
    reader.looks("Karin Vos")
    reader.go(reverse("surveys:nps"))
    reader.looks("no score")


def end(reader, account, today):
    reader.go(reverse("customers:end", args=[account.pk]))
    reader.looks()
    reader.choose("initiator", "customer")
    reader.page.locator("main select[name=reason]").select_option("service")
    reader.send()
    account.refresh_from_db()
    assert (account.stage, account.is_former, account.cycle) == (Stage.POTENTIAL, True, 2)
    assert account.tasks.filter(origin="lifecycle", state="open").exists()
    reader.go(account.get_absolute_url())
    reader.looks("Former · cycle 2", "Ended")
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.go(account.get_absolute_url())
    reader.looks("Former · cycle 2")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
