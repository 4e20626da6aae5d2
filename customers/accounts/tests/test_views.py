"""The list of accounts and the pages to add and change one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.shared.people.models import Team
from crm.shared.search.services import reindex
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Account, Sector, Tag
from customers.tests.factories import AccountFactory, CustomerFactory

pytestmark = pytest.mark.django_db
LIST = "/customers/"
SAVEPOINTS = 2  # a request has one transaction; inside a test it is a savepoint and its release


@pytest.fixture
def seller(client):
    user = UserFactory(team=TeamFactory())
    client.force_login(user)
    return user


def names(response):
    return [row.obj.name for row in response.context["page"].rows]


def post(account=None, **changes):
    values = {
        "kind": "organisation",
        "name": "De Brug",
        "language": "nl",
        "owner": "",
        "account_class": "",
        "source": "",
        "sector": "",
    }
    if account:
        values |= {
            "version": account.version,
            "owner": account.owner_id or "",
            "name": account.name,
        }
    return values | changes


def test_the_list_shows_my_teams_accounts_and_nobody_elses(client, seller):
    AccountFactory(owner=seller, name="Mine")
    AccountFactory(owner=UserFactory(team=seller.team), name="Teams")
    AccountFactory(name="Foreign")
    assert names(client.get(LIST)) == ["Mine", "Teams"]


@pytest.mark.parametrize("rows", [3, 60])
def test_the_list_takes_at_most_eight_queries(client, seller, rows, django_assert_max_num_queries):
    Tag.objects.create(name="Trade fair")
    AccountFactory.create_batch(rows, owner=seller, events=False)
    client.get(LIST)  # the first request of a session writes its start
    with django_assert_max_num_queries(8):
        client.get(LIST)


FILTERS = [
    ("stage=customer", {"stage": "customer"}),
    ("former=yes", {"is_former": True}),
    ("owner=none", {"owner": None}),
    ("account_class=A", {"account_class": "A"}),
    ("key=yes", {"is_key_account": True}),
    ("health=at_risk", {"health": 20, "health_band": "at_risk"}),
    ("health_below=30", {"health": 20, "health_band": "at_risk"}),
    ("region=noord", {"region": "Noord"}),
    ("source=fair", {"source": "fair"}),
    ("contact_older=30", {"last_contact_at": timezone.now() - timedelta(days=31)}),
    (
        "silent=on",
        {
            "account_class": "A",
            "last_contact_at": timezone.now() - timedelta(days=31),
            "next_step_on": None,
        },
    ),
    ("nothing_planned=on", {"next_step_on": None}),
    ("nps=detractor", {"last_score": 0}),
    ("nps=passive", {"last_score": 8}),
    ("nps=promoter", {"last_score": 9}),
    ("complaint=yes", {"open_complaints": 1}),
    ("pursue=no", {"do_not_pursue": True}),
    ("sold=yes", {"revenue_12m": 10}),
    ("q=zuiderl", {"name": "Zuiderling"}),
    ("q=Goes", {"city": "Goes"}),
    ("q=uider", {"name": "Zuiderling"}),
    ("q=020 123 45 67", {"phone": "+31201234567"}),
    ("q=info@x.nl", {"email": "info@x.nl"}),
]


@pytest.mark.parametrize(("query", "fields"), FILTERS, ids=[f[0] for f in FILTERS])
def test_a_filter_keeps_what_it_names(client, query, fields):
    boss = UserFactory(role="manager")
    client.force_login(boss)
    just_now = timezone.now()
    usual = {"owner": boss, "created_at": just_now, "last_contact_at": just_now}
    found = AccountFactory(**usual | {"next_step_on": just_now.date()} | fields)
    AccountFactory(**usual, next_step_on=just_now.date(), last_score=None)
    reindex("account")
    response = client.get(f"{LIST}?{query}")
    assert [row.obj.pk for row in response.context["page"].rows] == [found.pk]
    assert response.context["page"].count == 1


def test_filters_on_records_keep_what_they_name(client):
    boss = UserFactory(role="manager", team=TeamFactory())
    client.force_login(boss)
    sector, tag = Sector.objects.create(name="Bouw"), Tag.objects.create(name="Vip")
    found = AccountFactory(owner=boss, sector=sector)
    found.tags.add(tag)
    AccountFactory()
    for query in (
        f"owner={boss.pk}",
        f"team={boss.team_id}",
        f"sector={sector.pk}",
        f"tag={tag.pk}",
        "nothing_planned=on&owner=" + str(boss.pk),
    ):
        response = client.get(f"{LIST}?{query}")
        assert [row.obj.pk for row in response.context["page"].rows] == [found.pk], query


@pytest.mark.parametrize(
    "query",
    ["stage=moon", "owner=abc", "health_below=999", "contact_older=-1", "tag=77777", "sort=x"],
)
def test_a_bad_filter_is_shown_and_ignored(client, seller, query):
    AccountFactory(owner=seller)
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert len(response.context["page"].rows) == 1


def test_a_tab_counts_what_its_list_holds(client, seller):
    AccountFactory.create_batch(2, owner=seller)
    AccountFactory(owner=UserFactory(team=seller.team), is_former=True)
    AccountFactory(owner=seller, is_former=True, do_not_pursue=True)
    AccountFactory(owner=seller, account_class="A", health=40, health_band="at_risk")
    long_ago = timezone.now() - timedelta(days=400)
    AccountFactory(owner=seller, account_class="C", last_contact_at=long_ago)
    for tab in client.get(LIST).context["tabs"]:
        response = client.get(tab["url"])
        assert str(len(response.context["page"].rows)) == tab["count"], tab["label"]
        assert [t["label"] for t in response.context["tabs"] if t["current"]] == [tab["label"]]


def test_the_csv_holds_what_is_shown(client, seller):
    CustomerFactory(owner=seller, name="De Brug")
    AccountFactory(owner=seller, name="Ander")
    response = client.get(f"{LIST}?stage=customer&format=csv")
    text = b"".join(response.streaming_content).decode()
    assert "De Brug" in text and "Ander" not in text


def test_htmx_gets_the_fragment_alone(client, seller):
    response = client.get(LIST, headers={"HX-Request": "true"})
    assert "<h1" not in response.content.decode()


def test_adding_an_account_makes_a_potential_customer(client, seller):
    response = client.post("/customers/new/", post(owner=seller.pk, phone="020 123 4567"))
    account = Account.objects.get()
    assert response.status_code == 302
    assert (account.stage, account.owner, account.phone) == ("potential", seller, "+31201234567")
    assert account.team == seller.team
    assert account.lifecycle_events.get().kind == "created"


def test_a_person_is_their_own_contact(client, seller):
    client.post("/customers/new/", post(kind="person", name="Jan de Vries", email="jan@x.nl"))
    contact = Account.objects.get().contacts.get()
    assert (contact.first_name, contact.last_name) == ("Jan", "de Vries")
    assert (contact.email, contact.is_account_itself) == ("jan@x.nl", True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "call me"}, "phone"),
        ({"email": "x"}, "email"),
        ({"renewal_on": "31-02-2026"}, "renewal_on"),
        ({"parent": "Nobody knows"}, "parent"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\x00b"}, "name"),
    ],
)
def test_bad_input_is_refused_and_kept(client, seller, changes, field):
    response = client.post("/customers/new/", post(city="Goes", **changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="Goes"' in response.content.decode()
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [{"name": "bakkerij de brug BV"}, {"phone": "+31 20 123 45 67"}, {"email": "info@brug.nl"}],
)
def test_a_likely_duplicate_is_shown_before_saving(client, seller, typed):
    there = AccountFactory(
        owner=seller, name="Bakkerij De Brug B.V.", phone="+31201234567", email="info@brug.nl"
    )
    response = client.post("/customers/new/", post(**{"name": "New one"} | typed))
    assert response.status_code == 422
    assert there.get_absolute_url() in response.content.decode()
    assert Account.objects.count() == 1
    response = client.post("/customers/new/", post(**{"name": "New one"} | typed, save_anyway="1"))
    assert response.status_code == 302
    assert Account.objects.count() == 2


def test_a_strangers_account_is_no_duplicate_to_me(client, seller):
    AccountFactory(name="De Brug")
    assert client.post("/customers/new/", post()).status_code == 302


def test_changing_an_account(client, seller):
    account = AccountFactory(owner=seller)
    group = AccountFactory(owner=seller, name="Group")
    response = client.post(
        f"/customers/{account.pk}/edit/", post(account, city="Goes", parent=f"Group (#{group.pk})")
    )
    assert response.status_code == 302
    account.refresh_from_db()
    assert (account.city, account.version, account.parent) == ("Goes", 2, group)


def test_a_group_that_the_editor_may_not_see_is_not_shown_and_stays(client, seller):
    group = AccountFactory(name="Secret group")
    account = AccountFactory(owner=seller, parent=group)
    page = f"/customers/{account.pk}/edit/"
    assert "parent" not in client.get(page).context["form"].fields
    assert client.post(page, post(account, city="Goes", parent="")).status_code == 302
    account.refresh_from_db()
    assert (account.city, account.parent) == ("Goes", group)


def test_a_group_cannot_contain_itself(client, seller):
    account = AccountFactory(owner=seller)
    child = AccountFactory(owner=seller, parent=account)
    response = client.post(f"/customers/{account.pk}/edit/", post(account, parent=f"#{child.pk}"))
    assert response.status_code == 422


def test_the_second_editor_sees_both_versions_and_loses_nothing(client, seller):
    account = AccountFactory(owner=seller, city="Goes")
    mine = post(account, city="Tiel")
    client.post(f"/customers/{account.pk}/edit/", post(account, city="Delft"))
    response = client.post(f"/customers/{account.pk}/edit/", mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Delft" in page and 'value="Tiel"' in page
    account.refresh_from_db()
    assert account.city == "Delft"
    again = response.context["form"].data
    response = client.post(f"/customers/{account.pk}/edit/", again)
    assert response.status_code == 302
    account.refresh_from_db()
    assert account.city == "Tiel"


def test_a_form_without_a_version_is_a_conflict_not_an_overwrite(client, seller):
    account = AccountFactory(owner=seller)
    values = post(account)
    del values["version"]
    assert client.post(f"/customers/{account.pk}/edit/", values).status_code == 409


PAGES = ["edit", "become_customer", "win_back", "end", "correct"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_404_and_a_colleague_403(client, seller, name, method):
    foreign = CustomerFactory()
    teams = CustomerFactory(owner=UserFactory(team=seller.team))
    expected = 403 if name == "correct" else 404
    assert getattr(client, method)(url(name, foreign)).status_code == expected
    assert getattr(client, method)(url(name, teams)).status_code == 403
    teams.refresh_from_db()
    assert teams.stage == "customer"


def url(page, account):
    return reverse(f"customers:{page}", args=[account.pk])


@pytest.mark.parametrize("name", PAGES)
def test_a_manager_opens_every_page(client, name):
    client.force_login(UserFactory(role="manager"))
    response = client.get(url(name, CustomerFactory()))
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_a_complaint_handler_reads_but_does_not_add_or_change(client):
    client.force_login(UserFactory(role="complaint_handler"))
    account = AccountFactory()
    response = client.get(LIST)
    assert len(response.context["page"].rows) == 1
    assert b'btn-primary" href="/customers/new/' not in response.content
    assert client.get("/customers/new/").status_code == 403
    assert client.post(url("edit", account), post(account)).status_code == 403


def test_the_picker_suggests_what_i_may_see(client, seller):
    seen = AccountFactory(owner=seller, name="Waterland Techniek", city="Purmerend")
    AccountFactory(name="Waterland Elders")
    response = client.get("/customers/options/?q=water")
    assert response.json()["options"] == [
        {"value": f"Waterland Techniek (#{seen.pk})", "label": "Purmerend"}
    ]
    assert client.get("/customers/options/?q=").json()["options"] == []


def test_an_ambiguous_name_asks_for_the_number(client, seller):
    one, two = AccountFactory.create_batch(2, owner=seller, name="De Groep")
    response = client.post("/customers/new/", post(parent="De Groep"))
    error = str(response.context["form"].errors["parent"])
    assert f"#{one.pk}" in error and f"#{two.pk}" in error


def test_giving_an_account_away_ends_on_the_list(client, seller):
    account = AccountFactory(owner=seller)
    other = UserFactory()
    response = client.post(url("edit", account), post(account, owner=other.pk))
    assert response["Location"] == LIST
    account.refresh_from_db()
    assert (account.owner, account.team) == (other, other.team)
    assert Team.objects.count() == 1


def test_saving_takes_at_most_fifteen_queries(client, seller, django_assert_max_num_queries):
    Sector.objects.create(name="Bouw")
    client.get(LIST)
    full = {"phone": "0201234567", "email": "a@b.nl", "owner": seller.pk, "account_class": "A"}
    with django_assert_max_num_queries(15 + SAVEPOINTS):
        assert client.post("/customers/new/", post(**full)).status_code == 302
    account = Account.objects.get()
    with django_assert_max_num_queries(15 + SAVEPOINTS):
        values = post(account, city="Goes") | full
        assert client.post(url("edit", account), values).status_code == 302
