"""Every figure's explanation: one source, shown beside the figure and on the page of all."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from crm.shared.help import topics
from crm.shared.tests.factories import UserFactory

CODE = [
    path
    for app in ("crm", "customers", "complaints", "surveys")
    for path in (settings.BASE_DIR / app).rglob("*.py")
]
IN_TEMPLATE = re.compile(r"{% help \"(\w+)\" %}|\bhelp=\"(\w+)\"")
IN_CODE = re.compile(r"[\"']help[\"']: [\"'](\w+)[\"']|\bhelp=[\"'](\w+)[\"']")


def asked() -> dict[str, str]:
    """Return every key a page asks for literally, with where; keys of a table HELP count as well."""
    found: dict[str, str] = {}
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        for match in IN_TEMPLATE.finditer(path.read_text()):
            found[match[1] or match[2]] = path.name
    for path in CODE:
        if "tests" in path.parts or "migrations" in path.parts or "management" in path.parts:
            continue
        text = path.read_text()
        for match in IN_CODE.finditer(text):
            found[match[1] or match[2]] = path.name
        for table in re.findall(r"^HELP = {(.*?)^}", text, re.M | re.S):
            found |= dict.fromkeys(re.findall(r": \"(\w+)\"", table), path.name)
    return found


@pytest.mark.once
def test_every_key_has_a_topic_and_every_topic_a_figure():
    used = asked()
    known = topics.keys()
    assert {key: where for key, where in used.items() if key not in known} == {}
    assert known - set(used) == set(), "explained, but beside no figure"


def test_a_topic_says_what_how_and_what_not():
    for _subject, found in topics.by_subject():
        for topic in found:
            assert all(str(words) for words in (topic.title, topic.what, topic.how, topic.cannot))


def test_a_key_is_registered_once():
    nps = topics.find("nps")
    topics.register(nps)  # the same again is no harm
    with pytest.raises(ValueError, match="twice"):
        topics.register(topics.Topic("nps", nps.subject, "x", "x", "x", "x"))


def show(source: str, request=None) -> str:
    with translation.override("en"):
        return Template("{% load kring %}" + source).render(
            Context({"request": request or RequestFactory().get("/")})
        )


def test_a_question_mark_is_a_button_with_a_popover_that_needs_no_script():
    html = show('{% help "nps" %}')
    assert '<button class="k-help" type="button" popovertarget="help-nps"' in html
    assert 'aria-label="Explain: NPS"' in html
    assert 'id="help-nps" popover role="note"' in html
    assert "<span><i>What it is</i> How much more often" in html
    assert f'href="{reverse("help")}#nps"' in html


def test_the_text_stands_once_on_a_page_so_that_ids_stay_unique():
    html = show('{% help "nps" %}{% help "nps" %}{% help "churn" %}')
    assert html.count('popovertarget="help-nps"') == 2
    assert html.count('id="help-nps"') == 1
    assert html.count('id="help-churn"') == 1


def test_nothing_asked_shows_nothing_and_an_unknown_key_is_a_fault():
    assert show("{% help nothing %}") == ""
    with pytest.raises(KeyError):
        show('{% help "no_such_figure" %}')


@pytest.mark.django_db
def test_the_page_lists_every_topic_and_the_five_terms(client):
    client.force_login(UserFactory())
    html = client.get(reverse("help")).content.decode()
    for key in topics.keys() | {term.key for term in topics.terms()}:
        assert html.count(f'id="{key}"') == 1
    assert len(topics.terms()) == 5
    assert html.count("<h1>") == 1


@pytest.mark.django_db
def test_the_page_links_only_where_a_reader_may_go(client):
    client.force_login(UserFactory())
    assert reverse("readiness:index") not in client.get(reverse("help")).content.decode()


@pytest.mark.django_db
def test_help_asks_the_database_nothing_beyond_the_frame(client, django_assert_max_num_queries):
    """The styleguide reads nothing of its own either: what both ask for is the frame."""
    client.force_login(UserFactory())
    client.get(reverse("styleguide"))
    with django_assert_max_num_queries(20) as frame:
        client.get(reverse("styleguide"))
    with django_assert_max_num_queries(len(frame)):
        client.get(reverse("help"))
