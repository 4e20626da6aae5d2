"""Every main page in a real browser: nothing for axe to report, in light and dark; a silent console."""

import pytest

from crm.tests.access_table import ADDRESSES
from crm.tests.test_urls_roles import address
from crm.tests.world import make_world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.no_cover,
    pytest.mark.django_db(transaction=True),
]
PAGES = [
    "home", "customers:list", "customers:create", "customers:detail", "customers:end",
    "contacts:list", "contacts:detail", "contacts:edit", "dmu:page", "empathy:account",
    "empathy:contact", "empathy:edit", "profiles:list", "profiles:edit", "activities:list", "promises:list",
    "promises:detail", "promises:create?account", "tasks:list", "deals:list", "deals:table",
    "deals:detail", "orders:list", "complaints:list", "complaints:create", "complaints:detail",
    "complaints:decide", "surveys:list", "surveys:create", "surveys:detail", "surveys:nps",
    "answers:list", "answers:detail", "followups:list", "insight:index", "settings:index",
    "settings:organisation", "settings:hours", "settings:holidays", "people:profile",
    "people:password_change", "mailbox:list", "calendar:month", "calendar:week", "calendar:agenda",
    "visits:due", "promises:figures", "insight:broken",
]  # fmt: skip
PUBLIC = [
    "people:login", "people:password_reset", "intake:form", "intake:track", "answer:show",
    "answer:unsubscribe",
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_colleagues_are_accessible(
    page, live_server, sign_in, axe, console, overflow, theme
):
    world = make_world()
    manager = world.users["manager"]
    manager.theme, manager.language = theme, {"light": "en", "dark": "nl"}[theme]
    manager.save()
    sign_in(manager)
    faults = []
    for number, case in enumerate(PAGES):
        width = (1440, 390)[number % 2 if theme == "dark" else 0]
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(live_server.url + address(world, case))
        assert answer.status == 200, f"{case}: {answer.status}"
        faults += [f"{case} ({theme}, {width} px): {fault}" for fault in axe()]
        faults += [f"{case}: {overflow()} px too wide at {width}"] if overflow() > 0 else []
        faults += [f"{case}: console: {line}" for line in console]
        console.clear()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_of_customers_are_accessible(page, live_server, axe, console, overflow, width):
    world = make_world()
    page.set_viewport_size({"width": width, "height": 900})
    faults = []
    for case in PUBLIC:
        answer = page.goto(live_server.url + address(world, case))
        assert answer.status == 200, f"{case}: {answer.status}"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults += [f"{case} ({scheme}, {width} px): {fault}" for fault in axe()]
        faults += [f"{case}: {overflow()} px too wide at {width}"] if overflow() > 0 else []
        faults += [f"{case}: console: {line}" for line in console]
        console.clear()
    assert not faults, "\n".join(faults)


def test_the_pages_are_addresses_with_a_decision():
    assert set(PAGES + PUBLIC) <= set(ADDRESSES)
