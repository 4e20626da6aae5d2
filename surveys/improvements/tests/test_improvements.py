"""Check the improvement list: planned, done, told to who asked, and how they scored next."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Skip
from crm.shared.tests.factories import UserFactory
from customers.contacts.models import ConsentState
from customers.errors import EditConflict
from customers.tests.factories import ContactFactory
from surveys.answers.models import Theme
from surveys.answers.services import mark_themes
from surveys.errors import SurveyError, TooLate
from surveys.improvements import mail, services
from surveys.improvements.models import Improvement, Telling
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en", email="joost@kring.test")
    client.force_login(user)
    return user


@pytest.fixture
def improvement(manager):
    return services.save_improvement(
        Improvement(), version=None, by=manager, now=NOW, title="Call before the lorry leaves",
        theme=Theme.objects.get(slug="delivery"), owner=manager, due_on=TODAY,
        did_nl="De chauffeur belt u nu een uur van tevoren.", did_en="",
    )  # fmt: skip


def asked_for_it(name="karin", days=30, score=4, **values):
    contact = ContactFactory(email=f"{name}@klant.test", **values)
    answer = AnswerFactory(contact=contact, score=score, comment="Levering te laat",
                           confirmed_at=NOW - timedelta(days=days))  # fmt: skip
    mark_themes(answer)
    return contact


def test_everybody_who_named_the_theme_is_told_once(improvement, manager):
    """Karin named it twice, Wim once; who left, objected, bounced or has no address stays out."""
    karin, wim = asked_for_it("karin", days=60), asked_for_it("wim")
    AnswerFactory(contact=karin, score=6, comment="levering", confirmed_at=NOW - timedelta(days=9))
    asked_for_it("weg", left_on=date(2026, 11, 1))
    asked_for_it("nee", consent_survey=ConsentState.OBJECTED)
    asked_for_it("stuk", bounced_at=NOW)
    ContactFactory(email="ander@klant.test")
    services.finish(improvement, on=TODAY, today=TODAY, by=manager)
    assert services.tell(improvement, by=manager, now=NOW) == 2
    assert set(Telling.objects.values_list("contact", flat=True)) == {karin.pk, wim.pk}
    assert OutboxMail.objects.filter(purpose="improvement_told").count() == 2
    with pytest.raises(TooLate):
        services.tell(improvement, by=manager, now=NOW)


def test_nothing_is_told_before_it_is_done_or_without_words(improvement, manager):
    asked_for_it()
    with pytest.raises(SurveyError, match="when it is done"):
        services.tell(improvement, by=manager, now=NOW)
    services.finish(improvement, on=TODAY, today=TODAY, by=manager)
    improvement.did_nl = ""
    with pytest.raises(SurveyError, match="Write first"):
        services.tell(improvement, by=manager, now=NOW)


def test_with_nobody_to_tell_it_stays_untold(improvement, manager):
    services.finish(improvement, on=TODAY, today=TODAY, by=manager)
    with pytest.raises(SurveyError, match="nobody to tell"):
        services.tell(improvement, by=manager, now=NOW)
    improvement.refresh_from_db()
    assert improvement.told_at is None


def test_done_is_done_once_and_never_tomorrow(improvement, manager):
    with pytest.raises(SurveyError):
        services.finish(improvement, on=TODAY + timedelta(days=1), today=TODAY, by=manager)
    services.finish(improvement, on=TODAY, today=TODAY, by=manager)
    with pytest.raises(TooLate):
        services.finish(improvement, on=TODAY, today=TODAY, by=manager)


def test_the_mail_says_what_was_done_and_lets_people_stop(improvement, manager):
    contact = asked_for_it(language="nl")
    services.finish(improvement, on=TODAY, today=TODAY, by=manager)
    services.tell(improvement, by=manager, now=NOW)
    row = OutboxMail.objects.get(purpose="improvement_told")
    written = mail.build(row, NOW)
    assert "een uur van tevoren" in written.text
    assert written.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    mail.sent(row, NOW)
    assert Telling.objects.get().state == "sent"
    contact.consent_survey = ConsentState.OBJECTED
    contact.save()
    with pytest.raises(Skip):
        mail.build(row, NOW)


def test_the_next_score_is_of_the_same_people(improvement, manager):
    """Karin 4, then 8 and later 2: her first answer afterwards is the 8. Wim did not answer again."""
    karin, _wim = asked_for_it("karin"), asked_for_it("wim")
    services.finish(improvement, on=TODAY, today=TODAY, by=manager)
    services.tell(improvement, by=manager, now=NOW)
    assert services.next_scores(improvement) == []
    for row in OutboxMail.objects.filter(purpose="improvement_told"):
        mail.sent(row, NOW)
    for days, score in ((10, 8), (40, 2)):
        AnswerFactory(contact=karin, score=score, confirmed_at=NOW + timedelta(days=days))
    assert services.next_scores(improvement) == [(4, 8)]


def test_two_editors_do_not_overwrite_each_other(improvement, manager):
    with pytest.raises(EditConflict):
        services.save_improvement(improvement, version=7, by=manager, now=NOW, title="Other")


def test_from_theme_to_told_on_the_pages(client, manager):
    asked_for_it()
    theme = Theme.objects.get(slug="delivery")
    page = client.get(reverse("improvements:create"), {"theme": theme.pk})
    assert f'value="{theme.pk}" selected' in page.content.decode()
    posted = {"title": "Call first", "theme": theme.pk, "owner": manager.pk,
              "due_on": "2026-12-01", "did_nl": "Wij bellen vooraf."}  # fmt: skip
    assert client.post(reverse("improvements:create"), posted | {"title": ""}).status_code == 422
    assert client.post(reverse("improvements:create"), posted).status_code == 302
    made = Improvement.objects.get()
    edit = reverse("improvements:edit", args=[made.pk])
    assert client.post(edit, posted | {"version": 9}).status_code == 409
    assert client.post(edit, posted | {"version": 1}).status_code == 302
    done = reverse("improvements:done", args=[made.pk])
    assert client.post(done, {"done_on": "2030-01-01"}).status_code == 422
    assert client.post(done, {"done_on": "2026-11-17"}).status_code == 302
    assert client.post(done, {"done_on": "2026-11-17"}).status_code == 409
    client.post(reverse("improvements:tell", args=[made.pk]))
    page = client.get(made.get_absolute_url()).content.decode()
    assert page.count("<h1") == 1
    assert Telling.objects.count() == 1
    client.post(reverse("improvements:tell", args=[made.pk]))
    assert Telling.objects.count() == 1


def test_filters_of_the_list(client, manager, improvement):
    for query, number in (
        ({}, 1), ({"state": "todo"}, 1), ({"state": "late"}, 0), ({"state": "to_tell"}, 0),
        ({"state": "told"}, 0), ({"theme": improvement.theme_id}, 1), ({"owner": manager.pk}, 1),
    ):  # fmt: skip
        found = client.get(reverse("improvements:list"), query)
        assert found.context["page"].count == number, query


def test_what_is_late_says_so(client, manager, improvement):
    page = client.get(reverse("improvements:list")).content.decode()
    assert "k-sla late" not in page
    Improvement.objects.update(due_on=TODAY - timedelta(days=1))
    assert "k-sla late" in client.get(reverse("improvements:list")).content.decode()


def test_a_colleague_changes_only_their_own(client, improvement):
    client.force_login(UserFactory())
    assert client.get(improvement.get_absolute_url()).status_code == 200
    assert client.get(reverse("improvements:edit", args=[improvement.pk])).status_code == 403
    assert client.post(reverse("improvements:tell", args=[improvement.pk])).status_code == 403


def test_the_list_and_the_page_cost_the_same_however_long(
    client, manager, improvement, django_assert_max_num_queries
):
    asked_for_it("a")
    for place in (reverse("improvements:list"), improvement.get_absolute_url()):
        client.get(place)
        with django_assert_max_num_queries(12) as first:
            client.get(place)
        asked_for_it(f"b{len(place)}")
        Improvement.objects.create(
            title="X", theme=improvement.theme, owner=UserFactory(), due_on=TODAY, created_at=NOW,
            created_by=manager,
        )  # fmt: skip
        with django_assert_max_num_queries(12) as second:
            client.get(place)
        assert len(first) == len(second)
