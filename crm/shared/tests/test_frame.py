"""One page and its fragment, the menus as data, toasts with Undo, filter chips without extra queries."""

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.test import RequestFactory
from django.urls import resolve

from crm.shared import htmx, navigation, toasts
from crm.shared.people.models import Team
from crm.shared.templatetags import kring_lists
from crm.shared.tests.factories import TeamFactory, UserFactory


@pytest.fixture
def request_for(db):
    user = UserFactory()

    def build(path="/styleguide/", **headers) -> HttpRequest:
        request = RequestFactory().get(path, headers=headers)
        request.user = user
        request.session = {}
        request._messages = FallbackStorage(request)
        return request

    return build


def render(request):
    return htmx.render_page(request, "404.html", "components/_done.html", {"title": "Nothing late"})


def test_a_browser_gets_the_page(request_for):
    response = render(request_for())
    assert b"<html" in response.content
    assert "HX-Request" in response["Vary"]


def test_htmx_gets_the_fragment(request_for):
    response = render(request_for(**{"HX-Request": "true"}))
    assert b"<html" not in response.content
    assert b"Nothing late" in response.content
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_boosted_or_restored_visit_gets_the_page(request_for, header):
    assert b"<html" in render(request_for(**{"HX-Request": "true", header: "true"})).content


def test_the_status_is_kept(request_for):
    assert htmx.render_page(request_for(), "404.html", "404.html", status=422).status_code == 422


def test_a_fragment_brings_its_toasts_along(request_for):
    request = request_for(**{"HX-Request": "true"})
    toasts.toast(request, "Call <logged>", undo_url="/undo/1/")
    html = render(request).content.decode()
    assert 'hx-swap-oob="beforeend:#toasts"' in html
    assert "Call &lt;logged&gt;" in html
    assert 'action="/undo/1/"' in html


def test_a_toast_without_undo_has_no_button():
    assert toasts.undo_address("success") == ""
    assert toasts.undo_address(None) == ""
    assert toasts.undo_address("a undo:/x/ b") == "/x/"


def test_a_menu_leaves_out_pages_that_are_not_there():
    gone = navigation.Link("nowhere:list", "x", "sun")
    kit = navigation.Link("styleguide", "Kit", "sun", count="kit", sections=("styleguide",))
    request = RequestFactory().get("/styleguide/")
    request.resolver_match = resolve("/styleguide/")
    (entry,) = navigation.shown((gone, kit), request, {"kit": 3})
    assert (entry.url, entry.current, entry.count) == ("/styleguide/", True, 3)
    (elsewhere,) = navigation.shown((kit,), None)
    assert not elsewhere.current
    assert elsewhere.count is None


@pytest.mark.parametrize(
    ("role", "seen"), [("sales", 0), ("complaint_handler", 0), ("manager", 1), ("administrator", 1)]
)
def test_settings_are_shown_to_who_may_open_them(client, db, role, seen):
    client.force_login(UserFactory(role=role))
    html = client.get("/styleguide/").content.decode()
    assert html.count('title="Settings"') == seen


def test_no_two_keys_are_the_same():
    keys = [link.keys for _, links in navigation.GROUPS for link in links if link.keys]
    keys += [link.keys for link in navigation.NEW]
    assert len(keys) == len(set(keys))


class Filter(forms.Form):
    """A filter of every kind."""

    q = forms.CharField(required=False)
    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    stage = forms.MultipleChoiceField(
        choices=[("a", "Alpha"), ("group", [("b", "Beta")])], required=False
    )
    since = forms.DateField(required=False)
    mine = forms.BooleanField(required=False)


def chips(query: str):
    request = RequestFactory().get(f"/?{query}")
    return kring_lists.filter_chips(Context({"request": request}), Filter(QueryDict(query)))


def test_chips_say_what_is_filtered_and_how_to_take_it_away():
    found = chips("q=wat&stage=a&stage=b&since=2026-11-17&mine=on&sort=name&after=x&unknown=1")
    assert [(chip.label, chip.value) for chip in found] == [
        ("Q", "wat"),
        ("Stage", "Alpha, Beta"),
        ("Since", "17 Nov 2026"),
        ("Mine", "yes"),
    ]
    assert found[0].url == "?stage=a&stage=b&since=2026-11-17&mine=on&sort=name&unknown=1"


def test_a_bad_or_empty_value_has_no_chip():
    assert chips("since=yesterday&q=&stage=zzz") == []


def test_no_form_no_chips():
    context = Context({"request": RequestFactory().get("/")})
    assert kring_lists.filter_chips(context, None) == []


def test_a_chip_of_a_record_asks_the_database_once(db, django_assert_num_queries):
    team = TeamFactory(name="North")
    with django_assert_num_queries(1):
        (chip,) = chips(f"team={team.pk}")
    assert chip.value == "North"
