"""Lists: pages by key in both directions with NULL last, capped counts, bad parameters, CSV."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.shared.audit.models import AuditEntry
from crm.shared.lists import Column, FilterForm, ListSpec, list_response, paging
from crm.shared.lists.columns import shown
from crm.shared.lists.paging import fetch, sort_fields
from crm.shared.lists.views import make_page
from crm.shared.people.models import User
from crm.shared.tests.factories import TeamFactory, UserFactory
from crm.shared.throttles.models import Throttle

pytestmark = pytest.mark.django_db


class PeopleFilter(FilterForm):
    """Narrows colleagues."""

    team = forms.IntegerField()
    name = forms.CharField(max_length=20)

    def apply(self, queryset):
        """Apply the valid values."""
        if self.cleaned_data["team"] is not None:
            queryset = queryset.filter(team_id=self.cleaned_data["team"])
        if self.cleaned_data["name"]:
            queryset = queryset.filter(first_name=self.cleaned_data["name"])
        return queryset


SPEC = ListSpec(
    key="people",
    columns=[
        Column("username", "Log-in name", sort="name"),
        Column("team.name", "Team"),
        Column("absent_from", "Absent", sort="absent"),
    ],
    sorts={
        "name": ("username", "pk"),
        "absent": ("absent_from", "pk"),
        "team": ("team__name", "pk"),
    },
    default_sort="name",
    filter_form=PeopleFilter,
    per_page=3,
)


def people():
    return User.objects.select_related("team")


def ask(query="", user=None, **headers):
    request = RequestFactory().get(f"/list/?{query}", **headers)
    request.user = user or User(username="reader")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def names(page):
    return [row.obj.username for row in page.rows]


def walk(sort, per_page=3):
    """Walk a list to the end and back; returns all names forward and backward."""
    forward, url, last = [], f"sort={sort}&per_page={per_page}", None
    while True:
        page = make_page(ask(url), SPEC, people(), sort)
        forward.append(names(page))
        last = url
        if not page.next_url:
            break
        url = page.next_url[1:]
    backward, url = [], last
    while True:
        page = make_page(ask(url), SPEC, people(), sort)
        backward.append(names(page))
        if not page.previous_url:
            break
        url = page.previous_url[1:]
    return forward, backward


@pytest.fixture
def team_of_eight():
    """Eight colleagues a to h; absent from: c and f the same day, a later, the others never."""
    made = {}
    for name in "abcdefgh":
        made[name] = UserFactory(username=name, role="")
    User.objects.filter(username__in="cf").update(absent_from="2026-11-01")
    User.objects.filter(username="a").update(absent_from="2026-12-01")
    return made


def test_pages_follow_each_other_and_lead_back(team_of_eight):
    forward, backward = walk("name")
    assert forward == [["a", "b", "c"], ["d", "e", "f"], ["g", "h"]]
    assert backward == [["g", "h"], ["d", "e", "f"], ["a", "b", "c"]]


@pytest.mark.parametrize(("sort", "expected"), [("absent", "cfabdegh"), ("-absent", "afchgedb")])
def test_null_comes_last_in_both_directions(team_of_eight, sort, expected):
    for size in (1, 2, 3, 4, 8):
        forward, backward = walk(sort, size)
        assert "".join(sum(forward, [])) == expected
        assert backward[-1] == forward[0]
        assert set(sum(backward, [])) == set(expected)


def test_a_sort_through_a_link_that_may_be_missing_puts_those_without_last(team_of_eight):
    User.objects.filter(username="h").update(team=TeamFactory(name="Alfa"))
    forward, _ = walk("team")
    assert "".join(sum(forward, [])) == "habcdefg"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from([None, "2026-01-01", "2026-01-02", "2026-01-03"]), max_size=9),
    st.integers(1, 4),
)
def test_no_row_is_missed_or_doubled(db, dates, size):
    User.objects.all().delete()
    for n, day in enumerate(dates):
        User.objects.create(username=f"u{n}", absent_from=day)
    for sort in ("absent", "-absent"):
        forward, _ = walk(sort, size)
        seen = sum(forward, [])
        assert len(seen) == len(set(seen)) == len(dates)


@pytest.mark.parametrize(
    "query",
    [
        "sort=password", "sort=", "after=x", "after=%00", "before=" + "9" * 5000, "per_page=-1",
        "per_page=1e309", "per_page=999999999999999", "page=999999999", "team=abc", "team=1e309",
        "team=99999999999999999999", "name=%00", "name=" + "a" * 6000, "sort=-name&after=abc.def",
        "name=%ED%A0%80", "team=٣",
    ],
)  # fmt: skip
def test_bad_parameters_still_give_a_bounded_page(team_of_eight, query):
    form_page = make_page(
        ask(query), SPEC, PeopleFilter(QueryDict(query)).narrowed(people()), "name"
    )
    assert len(form_page.rows) <= 200


def test_a_bad_filter_value_is_ignored_and_explained(team_of_eight):
    form = PeopleFilter(QueryDict("team=abc"))
    assert form.narrowed(people()).count() == 8
    assert "team" in form.errors


def test_a_position_of_another_sort_starts_at_the_front(team_of_eight):
    page = make_page(ask(), SPEC, people(), "name")
    other = make_page(ask(page.next_url[1:]), SPEC, people(), "absent")
    assert names(other) == ["c", "f", "a"]


def test_the_count_stops_at_the_cap(team_of_eight, monkeypatch):
    monkeypatch.setattr("crm.shared.lists.views.COUNT_CAP", 5)
    assert paging.capped_count(people(), 5) == 6
    page = make_page(ask(), SPEC, people(), "name")
    page.count = 6
    assert page.count_label == "5+"


def test_queries_do_not_grow_with_the_rows(team_of_eight, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = make_page(ask(), SPEC, people(), "name")
        [str(cell) for row in page.rows for _, cell in row.cells]
    with django_assert_num_queries(1):
        make_page(ask("per_page=50"), SPEC, people(), "name")


@pytest.mark.parametrize("backwards", [False, True])
def test_a_deep_page_walks_an_index(backwards):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    fields = sort_fields(Throttle.objects.all(), ("key",))
    plans = []

    def explain(execute, sql, params, many, context):
        with connection.cursor() as cursor:
            word = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.cursor.execute(word + sql, params)
            plans.append(str(cursor.cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        fetch(
            Throttle.objects.all(),
            fields,
            descending=False,
            limit=5,
            position=["k"],
            backwards=backwards,
        )
    assert (
        "INDEX" in plans[0].upper()
        and "SORT" not in plans[0].upper()
        and "TEMP B-TREE" not in plans[0]
    )


def read(response):
    return b"".join(response.streaming_content).decode()


def test_the_csv_holds_what_is_shown_and_is_audited(team_of_eight):
    user = team_of_eight["a"]
    User.objects.filter(username="b").update(username="=b")
    with translation.override("nl"):
        response = list_response(
            ask("format=csv&sort=-name", user), SPEC, people(), template="", fragment=""
        )
    text = read(response)
    assert text.startswith("\ufeff") and ";" in text
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert rows[0] == ["Log-in name", "Team", "Absent"]
    assert {r[0] for r in rows[1:]} == {"a", "'=b", "c", "d", "e", "f", "g", "h"}
    assert ["a", "", "01-12-2026"] in rows
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.kind, entry.actor) == ("export", "people", user)


def test_a_long_csv_is_read_in_pieces_and_says_where_it_stops(team_of_eight, monkeypatch):
    monkeypatch.setattr("crm.shared.lists.export.CHUNK", 2)
    monkeypatch.setattr("crm.shared.lists.export.ROW_CAP", 7)
    with translation.override("en"):
        response = list_response(
            ask("format=csv", team_of_eight["a"]), SPEC, people(), template="", fragment=""
        )
        lines = read(response).splitlines()
    assert len(lines) == 9
    assert lines[-1] == "This file stops at 7 rows. Filter the list to get the others."


def test_a_sort_that_does_not_go_the_way_it_says_is_refused():
    with pytest.raises(ValueError):
        ListSpec(key="x", columns=[], sorts={"name": ("-username",)}, default_sort="name")
    with pytest.raises(ValueError):
        ListSpec(key="x", columns=[], sorts={"name": ("username",)}, default_sort="other")


def test_a_plain_date_is_written_as_everywhere_else():
    moment = datetime(2024, 11, 16, 8, 1, tzinfo=UTC)  # 9:01 in Amsterdam, winter time
    with translation.override("nl"):
        assert shown(date(2024, 11, 16)) == "16 nov. 2024"
        assert shown(moment) == "za 16 nov. 2024, 09.01 uur"
    with translation.override("en"):
        assert shown(date(2024, 11, 16)) == "16 Nov 2024"
