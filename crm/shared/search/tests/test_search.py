"""Search finds names, fragments, phone numbers in any notation and numbers, and only what one may see."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.shared.people.models import Team, User
from crm.shared.search import find, registry, services
from crm.shared.search.index import FTS, make_index
from crm.shared.search.models import SearchEntry
from crm.shared.search.registry import Kind, SearchDoc
from crm.shared.search.text import normalise, phone_words, understand
from crm.shared.tests.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def colleague(user):
    if not user.is_active:
        return None
    return SearchDoc(user.display_name, user.job_title, user.email, [user.job_title])


@pytest.fixture
def reader():
    return UserFactory(username="reader", first_name="Zz", last_name="Reader")


@pytest.fixture(autouse=True)
def kinds(monkeypatch, reader):
    """Colleagues, of whom a reader sees those of the own team; and teams, all visible."""
    monkeypatch.setattr(registry, "_kinds", {})
    registry.register(
        Kind(
            "t_user",
            "Colleagues",
            User,
            colleague,
            lambda user: (
                User.objects.filter(team=user.team_id) if user.team_id else User.objects.all()
            ),
            lambda user: f"/people/{user.pk}/",
        )  # fmt: skip
    )
    registry.register(
        Kind(
            "t_team",
            "Teams",
            Team,
            lambda team: SearchDoc(team.name),
            lambda user: Team.objects.all(),
            lambda team: f"/teams/{team.pk}/",
        )  # fmt: skip
    )


def make(first, last="", **kwargs):
    user = UserFactory(first_name=first, last_name=last, **kwargs)
    services.index("t_user", user)
    return user


def found(user, typed, limit=6):
    return [hit.title for group in services.search(user, typed, limit) for hit in group.hits]


@pytest.mark.parametrize(
    "typed",
    ["josé", "JOSE", "ose", "garcia lopez", "lopez  jose", "García", "jo", "josé g", "jose lo"],
)
def test_names_are_found_by_fragment_accent_or_not(reader, typed):
    make("José", "García López")
    make("Piet", "Bakker")
    assert found(reader, typed) == ["José García López"]


@pytest.mark.parametrize(
    "typed",
    [
        "06-12345678", "06 1234 5678", "+31 6 12345678", "0031612345678", "+31 (0)6 12345678",
        "345678", "1234 5678", "12345",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_in_any_notation(reader, typed):
    make("Piet", job_title="+31612345678")
    make("Jan", job_title="+31201234999")
    assert found(reader, typed) == ["Piet"]


def test_addresses_and_numbers_with_signs_are_found(reader):
    make("Piet", email="piet.bakker@acme.nl", job_title="")
    TeamFactory(name="KL-2026-0042")
    services.reindex("t_team")
    assert found(reader, "bakker@acme") == ["Piet"]
    assert found(reader, "KL-2026-0042") == found(reader, "2026-0042") == ["KL-2026-0042"]


def test_titles_that_start_so_come_first_and_the_newest_follow(reader):
    for first in ("Anna Ver", "Verona", "Bea Ver", "Vera"):
        make(first)
    assert found(reader, "ver") == ["Vera", "Verona", "Bea Ver", "Anna Ver"]
    assert found(reader, "ver", 3) == ["Vera", "Verona", "Bea Ver"]


def test_two_letters_find_the_start_of_a_title_only(reader):
    make("Anna", "Vos")
    make("Bea", "Anker")
    assert found(reader, "an") == ["Anna Vos"]


def test_like_signs_and_quotes_mean_themselves(reader):
    make("100% wool_x")
    make("1000 woolyx")
    assert found(reader, "100%") == ["100% wool_x"]
    assert found(reader, "l_x") == ["100% wool_x"]
    assert found(reader, 'ann"') == found(reader, "an'") == []


def test_only_what_one_may_see_is_found(reader):
    team = TeamFactory()
    make("Vera", "Own", team=team)
    make("Vera", "Foreign", team=TeamFactory())
    reader.team = team
    assert found(reader, "vera") == ["Vera Own"]
    assert found(UserFactory(team=TeamFactory()), "vera") == []


def test_a_common_word_does_not_hide_the_few_a_reader_may_see(
    reader, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(find, "CANDIDATES", 3)
    reader.team = TeamFactory()
    make("Own Vera", team=reader.team)
    for number in range(6):
        make(f"Other Vera {number}", team=None)
    with django_assert_num_queries(2):
        assert found(reader, "vera") == ["Own Vera"]


def test_all_kinds_take_one_statement(reader, django_assert_num_queries):
    for number in range(8):
        make(f"Vera {number}")
        TeamFactory(name=f"Vera team {number}")
    services.reindex_all()
    with django_assert_num_queries(1):
        groups = services.search(reader, "vera", 6)
    assert [(g.label, len(g.hits)) for g in groups] == [("Colleagues", 6), ("Teams", 6)]


def test_the_index_follows_changes_removals_and_records_that_must_not_be_found(reader):
    user = make("Vera")
    services.index("t_user", user)
    user.first_name = "Petra"
    services.index("t_user", user)
    assert found(reader, "vera") == [] and found(reader, "petra")
    services.unindex("t_user", user.pk)
    assert found(reader, "petra") == []
    services.index("t_user", user)
    user.is_active = False
    services.index("t_user", user)
    assert found(reader, "petra") == [] and not SearchEntry.objects.filter(
        title__startswith="Petra"
    )


def test_reindex_mends_the_index_and_drops_what_is_gone(reader, monkeypatch, capsys):
    monkeypatch.setattr(services, "CHUNK", 2)
    users = [make(f"Vera {n}") for n in range(5)]
    SearchEntry.objects.all().delete()
    gone = make("Gone Vera")
    User.objects.filter(pk=gone.pk).delete()
    SearchEntry.objects.create(
        id=1, kind="old", object_id=1, title="x", title_key="x", text="x", url="/"
    )
    call_command("reindex")
    assert "t_user: 6" in capsys.readouterr().out
    assert len(found(reader, "vera", 9)) == len(users)
    assert not SearchEntry.objects.filter(kind="old").exists()


@pytest.mark.sqlite  # PostgreSQL keeps its index
def test_the_index_is_made_again_after_a_table_remake(reader):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER shared_searchentry_fts_insert")
        cursor.execute(f"DROP TABLE {FTS}")
    make_index(type("App", (), {"label": "shared"}))
    make("Vera")
    assert found(reader, "era") == ["Vera"]
    services.index_many("t_user", [])
    from crm.shared.search.index import rebuild

    rebuild()
    assert found(reader, "era") == ["Vera"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40))
def test_whatever_is_typed_never_fails(reader, typed):
    services.search(reader, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
        "\ud800abc",
        "a" * 6000,
        "%" * 50,
        '"' * 9,
        "' OR 1=1 --",
        "*",
        "NEAR(a b)",
        "İı",
        "🧑‍🚀",
        "﷽" * 90,
        "<" * 5000,
    ],
)
def test_naughty_strings_never_fail(reader, typed):
    services.search(reader, typed)


def test_text_is_made_plain():
    assert normalise("  Café\u202e  STRASSE ß ＡＢ ") == "cafe strasse ss ab"
    assert phone_words(["+31612345678", "", "ext 12"]) == ["31612345678", "0612345678", "12"]
    assert not understand("   ")


def test_a_kind_with_a_taken_number_is_refused(monkeypatch):
    monkeypatch.setattr(Kind, "number", 7)
    registry.find("t_user")
    with pytest.raises(ValueError, match="Rename"):
        registry.register(Kind("other", "", User, colleague, lambda u: User.objects, lambda u: "/"))


@pytest.mark.sqlite  # PostgreSQL plans small tables differently
def test_deep_in_the_index_no_table_is_read_from_end_to_end(reader):
    """Every part of the statement walks an index (SQLite says SEARCH or virtual table, never SCAN table)."""
    plans = []

    def explain(execute, sql, params, many, context):
        with connection.cursor() as cursor:
            cursor.cursor.execute("EXPLAIN QUERY PLAN " + sql, params)
            plans.extend(row[3] for row in cursor.cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        services.search(reader, "vera jansen")
    assert plans and not [p for p in plans if "SCAN shared_" in p and "VIRTUAL" not in p]


def test_the_page_works_without_javascript_and_the_fragment_for_the_palette(client, reader):
    user = make("Vera", "Vos", job_title="<b>Boss</b>")
    client.force_login(reader)
    url = reverse("search:palette")
    page = client.get(url, {"q": "vera"}).content.decode()
    assert (
        f'href="/people/{user.pk}/"' in page and "&lt;b&gt;Boss" in page and page.count("<h1") == 1
    )
    fragment = client.get(url, {"q": "vera"}, HTTP_HX_REQUEST="true").content.decode()
    assert 'role="option"' in fragment and "<html" not in fragment
    assert "Nothing found" in client.get(url, {"q": "xyzzy"}).content.decode()
    assert client.get(url).status_code == 200
    assert "Vera" not in client.get(url, {"q": "> vera"}).content.decode()
    assert client.get(url, {"q": "a" * 6000}).status_code == 200


def test_pages_are_found_by_their_name_in_both_languages(client, reader, monkeypatch):
    from crm.shared import navigation
    from crm.shared.search.views import commands

    link = navigation.Link("home", navigation._("Language"), "sun")
    entry = navigation.Shown(link, "/", False, None)
    monkeypatch.setattr(
        navigation, "shown", lambda links, request: [entry] if links is navigation.NEW else []
    )
    assert commands(None, "new lang") and not commands(None, "xyzzy")
    assert commands(None, "nieuw")
