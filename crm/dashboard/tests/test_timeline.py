"""The timeline as people read it: filtered, paged, with files in their place and pins on top."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.dashboard.tests.world import furnish, portfolio
from crm.shared.files.models import StoredFile
from crm.shared.files.tests.samples import upload
from crm.shared.tests.factories import StoredFileFactory, TeamFactory, UserFactory
from customers.activities.services import delete_interaction
from customers.tests.factories import AccountFactory, ContactFactory, InteractionFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sanne(client):
    """Return a signed-in account manager of a team."""
    user = UserFactory(team=TeamFactory(), first_name="Sanne")
    client.force_login(user)
    return user


@pytest.fixture
def account(sanne):
    """Return an account with moments of two people, two colleagues and several kinds."""
    account = AccountFactory(owner=sanne, team=sanne.team)
    colleague = UserFactory(team=sanne.team, first_name="Ruben")
    karin = ContactFactory(account=account, first_name="Karin", last_name="Vos")
    petra = ContactFactory(account=account, first_name="Petra", last_name="Blom")
    now = timezone.now()
    told = (
        ("call", "alpha", 1, sanne, karin),
        ("visit", "bravo", 5, sanne, petra),
        ("note", "charlie", 10, colleague, None),
        ("call", "delta", 40, colleague, karin),
        ("visit", "echo", 80, sanne, karin),
    )
    for kind, words, days, by, contact in told:
        at = now - timedelta(days=days)
        moment = InteractionFactory(
            account=account, kind=kind, summary=words, happened_at=at, author=by, created_at=at
        )
        if contact:
            moment.contacts.add(contact)
    account.people = {
        "sanne": sanne.pk,
        "ruben": colleague.pk,
        "karin": karin.pk,
        "petra": petra.pk,
    }
    return account


def words(client, account, **asked):
    page = client.get(account.get_absolute_url(), asked, headers=HTMX).content.decode()
    return re.findall(r"\b(alpha|bravo|charlie|delta|echo)\b", page)


def test_filters_narrow_and_combine(client, account):
    people, today = account.people, timezone.localdate()
    assert words(client, account) == ["alpha", "bravo", "charlie", "delta", "echo"]
    assert words(client, account, form="visit") == ["bravo", "echo"]
    assert words(client, account, contact=people["karin"]) == ["alpha", "delta", "echo"]
    assert words(client, account, owner=people["ruben"]) == ["charlie", "delta"]
    since = (today - timedelta(days=45)).isoformat()
    until = (today - timedelta(days=4)).isoformat()
    assert words(client, account, since=since) == ["alpha", "bravo", "charlie", "delta"]
    assert words(client, account, until=until) == ["bravo", "charlie", "delta", "echo"]
    assert words(client, account, since=since, until=until, form="call") == ["delta"]
    assert words(client, account, contact=people["karin"], owner=people["sanne"], form="visit") == [
        "echo"
    ]
    assert words(client, account, show="deal") == []
    assert words(client, account, show="contact", contact=people["petra"]) == ["bravo"]


def test_the_page_without_javascript_filters_the_same_and_says_so(client, account):
    asked = {"contact": account.people["karin"], "form": "call"}
    page = client.get(account.get_absolute_url(), asked).content.decode()
    assert re.findall(r'<div class="b">(\w+)', page) == ["alpha", "delta"]
    assert "Karin Vos" in page
    assert page.count('class="k-chip on"') == 2
    assert f'<option value="{account.people["karin"]}" selected>' in page


def test_filters_stay_in_every_address(client, account, sanne):
    furnish(account, sanne, times=10)
    address, seen = f"{account.get_absolute_url()}?owner={sanne.pk}&show=contact", 0
    while address:
        page = client.get(address, headers=HTMX).content.decode()
        seen += page.count('class="k-kind')
        more = re.search(r'href="([^"]*before=[^"]*)"', page)
        address = more[1].replace("&amp;", "&") if more else ""
        assert not address or (f"owner={sanne.pk}" in address and "show=contact" in address)
        assert f"owner={sanne.pk}&amp;" in page or f"owner={sanne.pk}#" in page
    assert seen >= 3


@pytest.mark.parametrize(
    "query",
    [
        "contact=abc", "contact=999999999999999999999", "owner=-1", "since=2026-13-45",
        "until=0000-00-00", "form=zzz", "since=9999-12-31", "until=0001-01-01", "show=file&before=x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nonsense_in_a_filter_is_no_error(client, account, query, headers):
    answer = client.get(f"{account.get_absolute_url()}?{query}", headers=headers)
    assert answer.status_code == 200


def test_a_contact_of_another_account_shows_nothing_of_it(client, account):
    stranger = ContactFactory(first_name="Nobody", last_name="Here")
    page = client.get(account.get_absolute_url(), {"contact": stranger.pk}).content.decode()
    assert "Nobody Here" not in page


def test_files_stand_in_the_entry_they_belong_to_and_pins_on_top(
    client, account, settings, tmp_path
):
    settings.MEDIA_ROOT = str(tmp_path)
    moment = account.interactions.get(summary="bravo")
    client.post(
        reverse("files:add", args=["interaction", moment.pk]), {"files": [upload("plan.pdf")]}
    )
    client.post(reverse("files:add", args=["account", account.pk]), {"files": [upload("los.pdf")]})
    plan, loose = StoredFile.objects.order_by("name")[::-1]
    page = client.get(account.get_absolute_url()).content.decode()
    entry = next(li for li in page.split("<li") if "bravo" in li or "plan.pdf" in li)
    assert "plan.pdf" in page and "los.pdf" in page and "File added" in page
    assert 'class="k-pins"' not in page and entry
    client.post(reverse("files:pin", args=[plan.pk]))
    client.post(reverse("activities:pin", args=[account.interactions.get(summary="echo").pk]))
    page = client.get(account.get_absolute_url()).content.decode()
    pins = page.split('class="k-pins"')[1].split("</section>")[0]
    assert "plan.pdf" in pins and "echo" in pins and "los.pdf" not in pins
    assert reverse("files:unpin", args=[plan.pk]) in pins
    narrowed = client.get(account.get_absolute_url(), {"show": "file"}).content.decode()
    assert "k-pins" not in narrowed and "plan.pdf" in narrowed and "los.pdf" in narrowed
    manager = UserFactory(role="manager")
    delete_interaction(moment, by=manager, now=timezone.now())
    assert "plan.pdf" not in client.get(account.get_absolute_url()).content.decode()
    client.force_login(UserFactory(team=account.team))
    reader = client.get(account.get_absolute_url()).content.decode()
    assert "echo" in reader.split('class="k-pins"')[1]
    assert reverse("files:unpin", args=[loose.pk]) not in reader


def test_pins_and_files_cost_no_more_query_than_promised(client, sanne):
    """Twenty with everything: pins, files of moments, files of the account; the same when they double."""
    account = portfolio(sanne, size=1)[0]

    def cost(query=""):
        client.get(account.get_absolute_url() + query)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(account.get_absolute_url() + query).status_code == 200
        return len(asked)

    counts = []
    for _ in range(2):
        furnish(account, sanne, times=4)
        for moment in account.interactions.all()[:4]:
            for pinned in (None, timezone.now()):
                StoredFileFactory(
                    owner_kind="interaction",
                    owner_id=moment.pk,
                    account_id=account.pk,
                    pinned_at=pinned,
                )
            StoredFileFactory(owner_id=account.pk, account_id=account.pk)
        account.interactions.filter(pk=moment.pk).update(pinned_at=timezone.now())
        counts.append((cost(), cost("?show=contact"), cost("?form=call"), cost("?owner=1")))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20, counts
