"""Fixtures of the browser tests: Chromium, a signed-in page, axe, and an ear on the console.

A plugin of the root conftest. Without playwright or Chromium the tests marked `browser` skip.
"""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

AXE_JS = Path(__file__).parent / "vendor" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def missing() -> str:
    """Return why the browser tests cannot run, or nothing."""
    if importlib.util.find_spec("pytest_playwright") is None:
        return "playwright is not installed (see .ci/requirements.txt)"
    if not Path(CHROMIUM).exists():
        return f"no Chromium at {CHROMIUM} (set CHROMIUM)"
    return ""


def pytest_collection_modifyitems(items):
    """Skip what needs a browser when there is none."""
    reason = missing()
    if not reason:
        return
    if os.environ.get("KRING_REQUIRE_BROWSER"):
        raise pytest.UsageError(f"KRING_REQUIRE_BROWSER is set: {reason}")
    for item in items:
        if item.get_closest_marker("browser"):
            item.fixturenames.clear()
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start Debian's Chromium; playwright's loop runs in this thread, which the ORM must allow."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    }


@pytest.fixture
def console(page):
    """Collect what the browser complains about: script errors, CSP violations, missing files."""
    heard: list[str] = []
    page.on("console", lambda m: heard.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def axe(page):
    """Return a function that lists the accessibility violations of the page as it is now."""

    def run() -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_JS.read_text())
        # all that passed is not described: that took three quarters of the time
        violations = page.evaluate(
            f"axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}})"
            ".then(found => found.violations)"
        )
        return [
            f"{violation['id']}: {violation['nodes'][0]['html'][:200]} "
            f"{violation['nodes'][0]['failureSummary'][:200]}"
            for violation in violations
        ]

    return run


@pytest.fixture
def sign_in(page, live_server, client):
    """Return a function that signs a colleague in on the page."""

    def act(user) -> None:
        client.force_login(user)
        page.context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": client.cookies["sessionid"].value,
                    "url": live_server.url,
                }
            ]
        )

    return act


@pytest.fixture
def overflow(page):
    """Return a function that tells by how many pixels the page is wider than the window."""
    return lambda: page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
