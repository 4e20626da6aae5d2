"""The styleguide shows every component; the frame holds what every page needs."""

import re

import pytest
from django.urls import reverse

from crm.shared.tests.factories import UserFactory


@pytest.fixture
def page(client, db):
    client.force_login(UserFactory(role="manager", is_staff=True))
    return lambda query="": client.get(reverse("styleguide") + query)


def test_it_asks_for_a_sign_in(client, db):
    assert client.get(reverse("styleguide")).status_code == 302


def test_it_only_reads(page, client):
    page()
    assert client.post(reverse("styleguide")).status_code == 405


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_shows_in_both_languages(client, db, language):
    client.force_login(UserFactory(language=language))
    response = client.get(reverse("styleguide"))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert ("€\xa0184,320" if language == "en" else "€\xa0184.320") in html


def test_every_component_is_in_it(settings):
    """A component is shown by the styleguide, by the frame, or by another component shown there."""
    folder = settings.BASE_DIR / "templates"
    reached, waiting = set(), ["shared/styleguide.html", "base.html", "auth.html", "500.html"]
    texts = " ".join(
        path.read_text() for path in (settings.BASE_DIR / "crm" / "shared").rglob("*.py")
    )
    waiting += re.findall(r"components/_\w+\.html", texts)
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        waiting += re.findall(r"components/_\w+\.html", (folder / name).read_text())
    components = {f"components/{path.name}" for path in (folder / "components").glob("*.html")}
    assert components - reached == set()


def test_every_component_says_what_it_takes(settings):
    for path in (settings.BASE_DIR / "templates" / "components").glob("*.html"):
        if path.name in {"_logo.html"}:
            continue
        assert re.search(r"{#|{% comment %}", path.read_text()), f"{path.name} has no comment"


def test_headings_sort_and_keep_the_filter(page):
    html = page("?stage=customer&sort=name&after=x").content.decode()
    assert 'aria-sort="ascending"' in html
    assert 'href="?stage=customer&amp;sort=-name"' in html
    assert 'href="?stage=customer&amp;sort=-revenue"' in html


def test_a_chip_takes_its_filter_away(page):
    html = page("?stage=customer&sort=name").content.decode()
    assert re.search(r'class="k-chip on" href="\?sort=name"', html)


def test_errors_link_to_their_fields(page):
    html = page().content.decode()
    assert '<a href="#id_ended_by">' in html
    assert 'id="id_ended_by"' in html
    assert '<a href="#id_severity_0">' in html
    assert 'id="id_severity_0"' in html


def test_fields_are_tied_to_their_errors_and_help(page):
    html = page().content.decode()
    for reference in re.findall(r'aria-describedby="([^"]+)"', html):
        for name in reference.split():
            assert f'id="{name}"' in html, name


def test_optional_fields_say_so_and_no_asterisk_is_shown(page):
    html = page().content.decode()
    assert html.count("Not required") == 2
    assert "asterisk" not in html


def test_ids_are_unique(page):
    names = re.findall(r'\sid="([^"]+)"', page().content.decode())
    assert sorted(set(names)) == sorted(names)


def test_the_frame_has_what_every_page_needs(page):
    html = page().content.decode()
    assert '<meta name="htmx-config"' in html
    assert "X-CSRFToken" in html
    assert 'class="k-skip" href="#main"' in html
    assert "Net Promoter Score are trademarks of" in html
    assert 'id="toasts"' in html
    assert 'data-shortcuts="on"' in html


def test_keys_can_be_switched_off(client, db):
    client.force_login(UserFactory(shortcuts=False))
    assert 'data-shortcuts="off"' in client.get(reverse("styleguide")).content.decode()


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_server_sets_the_theme(client, db, theme):
    client.force_login(UserFactory(theme=theme))
    assert f'data-bs-theme="{theme}"' in client.get(reverse("styleguide")).content.decode()
