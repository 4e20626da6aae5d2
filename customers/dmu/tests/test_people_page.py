"""The people page of an account: picture, table, chart, matrix, warnings, and who may do what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.shared.audit.models import AuditEntry
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.contacts.models import ContactRole
from customers.dmu.models import ContactTarget
from customers.tests.factories import (
    AccountFactory,
    ContactFactory,
    InteractionFactory,
    ProfileFactory,
    SecondPostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seller(client):
    user = UserFactory(team=TeamFactory(), language="en")
    client.force_login(user)
    return user


@pytest.fixture
def account(seller):
    return AccountFactory(owner=seller, name="Waterland")


def someone(account, *roles, **fields):
    contact = ContactFactory(account=account, **fields)
    for role in roles:
        ContactRole.objects.create(contact=contact, role=role)
    return contact


def talk(account, contact, by, days=1):
    at = timezone.now() - timedelta(days=days)
    moment = InteractionFactory(account=account, author=by, happened_at=at, created_at=at)
    moment.contacts.set([contact])
    contact.last_contact_at = max(at, contact.last_contact_at or at)
    contact.save()
    return moment


def address(account):
    return reverse("dmu:page", args=[account.pk])


def gaps(client, account):
    return [w.gap.value for w in client.get(address(account)).context["page"].warnings]


def test_the_picture_and_its_twin_show_everybody_with_a_link(client, account):
    karin = someone(
        account, "decider", "buyer", first_name="Karin", last_name="Vos", level="board",
        influence=5, stance=-1,
    )  # fmt: skip
    text = client.get(address(account)).content.decode()
    assert text.count(f'href="{karin.get_absolute_url()}"') >= 3  # desk, phone, table
    assert 'class="det"' in text
    assert "influence 5 of 5, against" in text
    assert "also buyer" in text
    assert "never spoken" in text
    assert text.count("<h1") == 1


def test_support_is_shown_with_sign_and_two_decimals(client, account):
    """(5,+1)(4,−1)(2,+2)(3,0) → 5 ÷ 14 = +0.36; who lacks a stance is counted apart."""
    for influence, stance in ((5, 1), (4, -1), (2, 2), (3, 0), (4, None)):
        someone(account, influence=influence, stance=stance)
    response = client.get(address(account))
    assert "+0.36" in response.content.decode()
    assert (response.context["page"].voters, response.context["page"].unknown) == (4, 1)


def test_what_is_missing_is_named_with_a_way_to_mend_it(client, account, seller):
    assert gaps(client, account) == ["no_decider", "no_buyer"]
    boss = someone(account, "decider")
    buyer = someone(account, "buyer")
    assert gaps(client, account) == ["silent_decider"]
    talk(account, boss, seller, days=91)
    assert gaps(client, account) == ["silent_decider", "single_thread"]
    talk(account, buyer, seller)
    talk(account, buyer, seller)
    talk(account, boss, seller, days=80)
    assert gaps(client, account) == []  # 2 of 4 with the buyer
    someone(account, "buyer", left_on="2026-01-01")
    buyer.roles.all().delete()
    text = client.get(address(account)).content.decode()
    assert "No buyer known" in text
    assert f"account={account.pk}&amp;role=buyer" in text


def test_a_note_is_no_talk_and_who_left_decides_nothing(client, account, seller):
    boss = someone(account, "decider", "buyer", left_on="2026-01-01")
    note = talk(account, boss, seller)
    note.kind = "note"
    note.save()
    assert gaps(client, account) == ["no_decider", "no_buyer"]


def test_the_chart_hangs_people_below_whom_they_report_to(client, account):
    top = someone(account, last_name="Top")
    gone = someone(account, last_name="Gone", reports_to=top, left_on="2026-01-01")
    someone(account, last_name="Low", reports_to=gone)
    (root,) = client.get(address(account)).context["page"].org
    assert [n.person.contact.last_name for n in root.below] == ["Low"]


def test_targeting_a_cell_counts_in_the_coverage(client, account, seller):
    boss = someone(account, level="board")
    talk(account, boss, seller)
    post = reverse("dmu:target", args=[account.pk])
    for level in ("board", "management"):
        client.post(post, {"level": level, "colleague": seller.pk})
    client.post(post, {"level": "board", "colleague": seller.pk})
    found = client.get(address(account)).context["page"].coverage
    assert (found.filled, found.targeted) == (1, 2)
    assert AuditEntry.objects.filter(verb="matrix.target").count() == 2
    answer = client.post(
        post,
        {"level": "management", "colleague": seller.pk, "away": "1"},
        headers={"HX-Request": "true"},
    )
    text = answer.content.decode()
    assert "1 of 1 targeted cells filled, 100.0%" in text
    assert "<html" not in text
    assert ContactTarget.objects.count() == 1


def test_a_cell_that_is_none_is_refused(client, account, seller):
    answer = client.post(
        reverse("dmu:target", args=[account.pk]), {"level": "attic", "colleague": seller.pk}
    )
    assert answer.status_code == 422
    assert not ContactTarget.objects.exists()


def test_talks_outside_the_window_fill_nothing(client, account, seller):
    boss = someone(account, level="board")
    talk(account, boss, seller, days=182)
    rows = client.get(address(account)).context["page"].matrix
    assert [cell.state for row in rows for cell in row.cells] == ["empty"] * 3


def test_a_reading_colleague_is_offered_nothing_that_ends_in_403(client, account):
    someone(account, "decider", influence=3, stance=1)
    for reader in (UserFactory(team=account.team), UserFactory(role="complaint_handler")):
        client.force_login(reader)
        text = client.get(address(account)).content.decode()
        for offer in ("contacts/new", "/edit/", "people/target", "tasks/new"):
            assert offer not in text.split('id="palette"')[0].split("<main")[1], offer


def test_somebody_of_elsewhere_shows_the_name_but_not_their_account(client, account, seller):
    hidden = SecondPostFactory(account=account, contact__account__name="Geheim BV")
    seen = SecondPostFactory(
        account=account, contact__account__owner=seller, contact__account__name="Bekend BV"
    )
    text = client.get(address(account)).content.decode()
    assert hidden.contact.name in text
    assert "Geheim BV" not in text
    assert hidden.contact.get_absolute_url() not in text
    assert "works at Bekend BV" in text
    assert seen.contact.get_absolute_url() in text


def test_a_person_account_has_no_unit_to_draw(client, seller):
    person = AccountFactory(owner=seller, kind="person")
    ContactFactory(account=person, is_account_itself=True)
    text = client.get(address(person)).content.decode()
    assert "k-dmumap" not in text
    assert "k-gaps" not in text
    assert 'id="matrix"' not in text


def test_the_page_takes_the_same_queries_however_many_there_are(
    client, account, seller, django_assert_max_num_queries, django_assert_num_queries
):
    persona = ProfileFactory()

    def more(number):
        for n in range(number):
            contact = someone(account, "user", "buyer", level="board", persona=persona)
            talk(account, contact, UserFactory(team=seller.team), days=n + 1)
            SecondPostFactory(account=account)

    more(3)
    client.get(address(account))
    with django_assert_max_num_queries(12) as first:
        client.get(address(account))
    more(6)
    with django_assert_num_queries(len(first)):
        client.get(address(account))


def test_planning_a_talk_opens_with_the_silent_decider_chosen(client, account, seller):
    talk(account, someone(account, "decider", "buyer"), seller, days=120)
    never = someone(account, "decider")
    for page in (address(account), account.get_absolute_url()):
        shown = client.get(page).context["page"]
        warning = next(
            w for w in getattr(shown, "warnings", None) or shown.gaps if w.gap == "silent_decider"
        )
        assert warning.short == "2 of 2 deciders not spoken to in 90 days"
        form = client.get(warning.url).context["form"]
        assert form["contact"].value() == str(never.pk)


def test_the_account_page_says_in_short_what_the_people_page_says(client, account, seller):
    boss = someone(account, "decider")
    talk(account, boss, seller, days=3)
    short = [w.short for w in client.get(account.get_absolute_url()).context["page"].gaps]
    assert short == [w.short for w in client.get(address(account)).context["page"].warnings]
    assert short == ["No buyer known", "Single thread: 100% of our talks with one person"]
    assert short[1] in client.get(account.get_absolute_url()).content.decode()
