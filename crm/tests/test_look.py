"""The look in a real browser: nothing for axe to report, no page wider than its window, keys that work."""

import pytest
from django.urls import reverse

from crm.shared.tests.factories import UserFactory
from customers.tests.factories import AccountFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.no_cover,
    pytest.mark.django_db(transaction=True),
]
WIDTHS = (360, 768, 1024, 1600)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_styleguide_is_accessible_and_fits(
    page, live_server, sign_in, axe, console, overflow, theme, language
):
    sign_in(UserFactory(role="manager", theme=theme, language=language, is_staff=True))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + reverse("styleguide") + "?stage=customer")
        assert overflow() <= 0, f"{width} px"
    assert axe() == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + reverse("styleguide"))
    assert axe() == []
    assert console == []


def test_keys_open_the_dialogs_and_stay_quiet_while_typing(
    page, live_server, sign_in, axe, console
):
    sign_in(UserFactory(role="manager"))
    page.goto(live_server.url + reverse("styleguide"))
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert axe() == []
    page.keyboard.press("Escape")
    page.locator("#id_reason").focus()
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Control+k")
    assert page.locator("#palette").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    assert axe() == []
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.locator("#palette").is_visible()
    assert console == []


def test_keys_can_be_switched_off(page, live_server, sign_in):
    sign_in(UserFactory(role="manager", shortcuts=False))
    page.goto(live_server.url + reverse("styleguide"))
    page.keyboard.press("?")
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Control+k")
    assert page.locator("#palette").is_visible()


def test_a_menu_closes_with_escape_and_gives_the_focus_back(page, live_server, sign_in):
    sign_in(UserFactory(role="manager"))
    page.goto(live_server.url + reverse("styleguide"))
    summary = page.locator(".k-filtermenu > summary")
    summary.click()
    assert page.locator(".k-filterform").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".k-filterform").is_visible()
    assert summary.evaluate("element => element === document.activeElement")


def test_the_theme_follows_the_device_when_asked(browser, live_server, client):
    client.force_login(UserFactory(theme="auto"))
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": client.cookies["sessionid"].value,
                    "url": live_server.url,
                }
            ]
        )
        page = context.new_page()
        page.goto(live_server.url + reverse("styleguide"))
        assert page.evaluate("document.documentElement.dataset.bsTheme") == scheme
        context.close()


def test_a_list_keeps_focus_filters_and_the_way_back(page, live_server, sign_in, console):
    manager = UserFactory(role="manager")
    AccountFactory.create_batch(3, owner=manager)
    sign_in(manager)
    page.goto(live_server.url + reverse("customers:list"))
    page.locator("#sort-health").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sort=health")
    page.wait_for_function("document.activeElement.id === 'sort-health'")
    page.locator(".k-filtermenu > summary").click()
    page.locator(".k-filterform input[type=checkbox][value=potential]").check()
    page.locator(".k-filterform button[type=submit]").click()
    page.wait_for_url("**/?sort=health&stage=potential")
    assert page.locator(".k-chip.on").count() == 1
    page.locator(".k-chip.on").click()
    page.wait_for_url("**/?sort=health")
    page.go_back()
    page.wait_for_url("**/?sort=health&stage=potential")
    assert page.locator("h1").count() == 1
    assert console == []


def test_without_javascript_the_frame_still_works(browser, live_server, client):
    client.force_login(UserFactory(role="manager"))
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(live_server.url + reverse("styleguide"))
    page.locator(".k-top .k-menu > summary").click()
    assert page.locator(".k-top .k-pop a").first.is_visible()
    assert not page.locator("button[data-open=keys]").first.is_visible()
    page.locator(".k-find").click()
    assert reverse("search:palette") in page.url
    page.go_back()
    page.locator("form[data-theme-form] button").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    context.close()
