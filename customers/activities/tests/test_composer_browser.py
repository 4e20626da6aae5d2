"""The composer and files in a browser, keyboard only: a mention, a date, a file; what axe finds."""

import pytest
from django.urls import reverse

from crm.shared.files.models import StoredFile
from crm.shared.files.tests.samples import PDF, SVG
from customers.activities.models import Interaction, Task
from customers.tests.factories import ContactFactory
from customers.tests.pages import People

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(transactional_db):
    return People()


@pytest.fixture
def visit(page, live_server, people):
    """Return a function that opens a page as the seller."""
    cookie = people.client(people.seller).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    def go(name, *args):
        page.goto(f"{live_server.url}{reverse(name, args=args)}")
        return page

    return go


def test_a_visit_is_logged_with_the_keyboard_alone(visit, people, console, axe):
    ContactFactory(account=people.account, first_name="Karin", last_name="Vos")
    ruben = ContactFactory(account=people.account, first_name="Ruben", last_name="de Wit")
    page = visit("activities:composer", people.account.pk)
    page.keyboard.press("l")
    page.keyboard.press("v")
    page.keyboard.type("Met @")
    page.locator("#mentions [role=option]").nth(1).wait_for()
    assert axe() == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("rub")
    page.get_by_role("option", name="Ruben de Wit").wait_for()
    page.get_by_role("option", name="Karin Vos").wait_for(state="detached")
    page.keyboard.press("Enter")
    assert page.locator("#composer-line").input_value() == "Met @Ruben de Wit "
    assert not page.locator("#mentions").count()
    page.keyboard.type("gesproken, tekening 5/6")
    page.get_by_text("Saves a visit with").wait_for()
    page.get_by_text("can also mean").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Saved.").wait_for()
    moment = Interaction.objects.get()
    assert (moment.kind, list(moment.contacts.all())) == ("visit", [ruben])
    assert console == []


def test_escape_closes_the_names_and_keeps_the_line(visit, people):
    ContactFactory(account=people.account, first_name="Karin", last_name="Vos")
    page = visit("activities:composer", people.account.pk)
    page.locator("#composer-line").focus()
    page.keyboard.type("mail to a@k")
    page.wait_for_timeout(300)
    assert not page.locator("#mentions").count()
    page.keyboard.type(" @k")
    page.locator("#mentions").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#mentions").count()
    assert page.locator("#composer-line").input_value() == "mail to a@k @k"
    assert not Task.objects.exists()


def test_a_file_is_added_refused_pinned_and_removed(
    visit, people, console, axe, settings, tmp_path
):
    settings.MEDIA_ROOT = str(tmp_path)
    page = visit("customers:files", people.account.pk)
    page.set_input_files("#upload-files", {"name": "x.svg", "mimeType": "image/svg", "buffer": SVG})
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("SVG and HTML files can carry programs").wait_for()
    assert axe() == []
    page.set_input_files("#upload-files", {"name": "plan.pdf", "mimeType": "x/y", "buffer": PDF})
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="plan.pdf").wait_for()
    assert axe() == []
    page.get_by_role("button", name="Pin plan.pdf").click()
    page.get_by_role("button", name="Unpin plan.pdf").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="plan.pdf").click()
    assert waiting.value.suggested_filename == "plan.pdf"
    page.locator("summary", has=page.locator('[href$="#i-trash"]')).click()
    page.get_by_role("button", name="Remove for good").click()
    page.get_by_text("File removed.").wait_for()
    assert not StoredFile.objects.exists()
    assert [line for line in console if "422" not in line] == []
