"""Changing a contact moment within limits: who, how long, what is kept, who reads it; pinning."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from crm.shared.organisation.models import Organisation
from crm.shared.search.services import search
from customers.activities import services
from customers.activities.editing import may_edit_moment
from customers.activities.models import Interaction, InteractionRevision
from customers.errors import CustomerError, EditConflict
from customers.tests.factories import ContactFactory, InteractionFactory
from customers.tests.pages import people, seller  # noqa: F401


@pytest.mark.parametrize(
    ("author", "manager", "age", "may"),
    [
        (True, False, 6, True),
        (True, False, 7, True),
        (True, False, 8, False),
        (False, False, 0, False),
        (False, True, 0, True),
        (True, True, 400, True),
    ],
)
def test_the_author_has_a_week_and_a_manager_always(now, author, manager, age, may):
    asked = {"author_id": 1, "user_id": 1 if author else 2, "is_manager": manager, "days": 7}
    assert may_edit_moment(**asked, created_at=now - timedelta(days=age), now=now) is may


@given(st.integers(0, 3000), st.integers(0, 400), st.booleans())
def test_without_being_author_or_manager_never(age, days, author):
    now = timezone.now()
    asked = {"author_id": 1, "user_id": 1 if author else 2, "is_manager": False, "days": days}
    may = may_edit_moment(**asked, created_at=now - timedelta(days=age), now=now)
    assert may == (author and age <= days)


@pytest.fixture
def moment(people):  # noqa: F811
    """Return a call the seller wrote an hour ago."""
    now = timezone.now()
    return InteractionFactory(
        account=people.account,
        summary="They want forty boilers",
        happened_at=now - timedelta(hours=2),
        created_at=now - timedelta(hours=1),
    )


def form(moment, **changed):
    """Return the form of a contact moment as a browser sends it."""
    local = timezone.localtime(moment.happened_at)
    fields = {
        "kind": moment.kind,
        "direction": moment.direction,
        "summary": moment.summary,
        "happened_at": local.strftime("%Y-%m-%dT%H:%M"),
        "version": moment.version,
    }
    return fields | changed


def edit(browser, moment, **changed):
    return browser.post(reverse("activities:edit", args=[moment.pk]), form(moment, **changed))


def test_the_old_text_is_kept_and_readable_for_who_may_see_it(people, seller, moment):  # noqa: F811
    assert edit(seller, moment, summary="They want four boilers").status_code == 302
    old = InteractionRevision.objects.get()
    assert (old.version, old.summary) == (1, "They want forty boilers")
    assert old.replaced_by == people.seller
    page = people.client(people.reader).get(moment.get_absolute_url()).content.decode()
    assert "They want four boilers" in page
    assert "They want forty boilers" in page
    assert "What it said before" in page
    assert page.count("<h1") == 1
    assert people.client(people.stranger).get(moment.get_absolute_url()).status_code == 404


def test_saving_the_same_keeps_no_history(people, seller, moment):  # noqa: F811
    moment.happened_at = moment.happened_at.replace(second=0, microsecond=0)
    moment.save()
    assert edit(seller, moment).status_code == 302
    assert not InteractionRevision.objects.exists()


def test_other_people_are_a_change_too(people, seller, moment):  # noqa: F811
    karin = ContactFactory(account=people.account, first_name="Karin", last_name="Vos")
    moment.happened_at = moment.happened_at.replace(second=0, microsecond=0)
    moment.save()
    moment.contacts.set([karin])
    assert edit(seller, moment).status_code == 302
    assert InteractionRevision.objects.get().people == "Karin Vos"


def test_after_a_week_only_a_manager_changes_it(people, seller, moment):  # noqa: F811
    Interaction.objects.update(created_at=timezone.now() - timedelta(days=8))
    answer = edit(seller, moment, summary="Something else")
    assert answer.status_code == 422
    assert "a manager may always" in answer.content.decode()
    page = seller.get(moment.get_absolute_url()).content.decode()
    assert reverse("activities:edit", args=[moment.pk]) not in page
    assert edit(people.client(people.manager), moment, summary="Put right").status_code == 302
    assert Interaction.objects.get().summary == "Put right"


def test_the_days_are_a_setting(people, seller, moment):  # noqa: F811
    Organisation.objects.update_or_create(pk=1, defaults={"moment_edit_days": 30})
    Interaction.objects.update(created_at=timezone.now() - timedelta(days=20))
    assert edit(seller, moment, summary="Still mine").status_code == 302


def test_a_second_editor_sees_both_and_no_history_is_written_for_a_refusal(people, moment):  # noqa: F811
    now = timezone.now()
    services.edit_interaction(moment, version=1, by=people.seller, now=now, summary="First")
    with pytest.raises(EditConflict):
        services.edit_interaction(moment, version=1, by=people.seller, now=now, summary="Second")
    assert InteractionRevision.objects.count() == 1


def test_five_contact_moments_can_be_pinned(people, seller, moment):  # noqa: F811
    now = timezone.now()
    for _n in range(5):
        other = InteractionFactory(account=people.account)
        services.pin_interaction(other, by=people.seller, now=now)
    services.pin_interaction(other, by=people.seller, now=now)
    with pytest.raises(CustomerError, match="Unpin one first"):
        services.pin_interaction(moment, by=people.seller, now=now)
    services.unpin_interaction(other, by=people.seller)
    address = reverse("activities:pin", args=[moment.pk])
    assert seller.post(address).status_code == 302
    moment.refresh_from_db()
    assert moment.pinned_at is not None
    assert people.client(people.reader).post(address).status_code == 403
    assert people.client(people.stranger).post(address).status_code == 404
    assert seller.get(address).status_code == 405


def test_words_are_found_and_forgotten_with_the_text(people):  # noqa: F811
    now = timezone.now()

    def found(words):
        return [
            h.pk for g in search(people.seller, words) if g.kind.key == "moment" for h in g.hits
        ]

    call = services.log_interaction(
        people.account, kind="call", summary="Anodes of Café Zwaan leak", happened_at=now,
        by=people.seller, now=now,
    )  # fmt: skip
    assert found("cafe zwaan") == [call.pk]
    assert search(people.stranger, "anodes") == []
    services.edit_interaction(call, version=1, by=people.seller, now=now, summary="Valves leak")
    assert found("anodes") == []
    services.delete_interaction(call, by=people.seller, now=now)
    assert found("valves") == []
    services.restore_interaction(call, by=people.seller, now=now)
    assert found("valves") == [call.pk]
