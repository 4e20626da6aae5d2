"""Check the queue of follow-ups, the page of an answer, and who may act."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.answers.models import Answer, Theme
from surveys.errors import SurveyError, TooLate
from surveys.followups.models import FollowUp, FollowUpEvent
from surveys.followups.moves import MOVES, may_move, who_acts
from surveys.followups.services import act, link_complaint
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
QUEUE = "/surveys/follow-ups/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner(client):
    user = UserFactory(language="en")
    client.force_login(user)
    return user


@pytest.fixture
def followup(owner):
    answer = AnswerFactory(
        score=3,
        contact__account__owner=owner,
        confirmed_at=NOW - timedelta(hours=3),
        followup=True,
    )
    return answer.followup


def test_one_line_resolves_a_follow_up(client, owner, followup):
    place = reverse("followups:act", args=[followup.pk])
    response = client.post(
        place, {"state": "resolved", "note": "Called, new driver", "next": QUEUE}
    )
    assert response.url == QUEUE
    followup.refresh_from_db()
    assert (followup.state, followup.note) == ("resolved", "Called, new driver")
    assert (followup.contacted_at, followup.closed_at) == (NOW, NOW)
    event = FollowUpEvent.objects.get()
    assert (event.state_before, event.state_after, event.by) == ("open", "resolved", owner)
    assert Task.objects.get().state == "done"
    followup.account.refresh_from_db()
    assert followup.account.unhandled_detractors == 0


def test_the_form_in_the_queue_works_without_javascript(owner, followup):
    """The token stands in the form itself: a browser without scripts sends no header."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    page = strict.get(QUEUE).content.decode()
    address = reverse("followups:act", args=[followup.pk])
    form = page[page.index(f'action="{address}"') :]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    typed = {"state": "contacted", "note": "Called", "csrfmiddlewaretoken": token, "next": QUEUE}
    assert strict.post(address, typed).status_code == 302


def test_resolving_needs_a_line(client, owner, followup):
    place = reverse("followups:act", args=[followup.pk])
    response = client.post(place, {"state": "resolved", "note": " "})
    assert response.status_code == 422
    followup.refresh_from_db()
    assert followup.state == "open"


def test_contacted_first_resolved_later(client, owner, followup):
    place = reverse("followups:act", args=[followup.pk])
    client.post(place, {"state": "contacted", "silence_reason": "nothing_done"})
    response = client.post(place, {"state": "resolved", "note": "Solved"})
    assert response.url == followup.get_absolute_url()
    followup.refresh_from_db()
    assert (followup.state, followup.silence_reason) == ("resolved", "nothing_done")


def test_a_done_follow_up_is_done(client, owner, followup):
    act(followup, state="no_action", note="Left us", by=owner, now=NOW)
    place = reverse("followups:act", args=[followup.pk])
    response = client.post(place, {"state": "resolved", "note": "x"})
    assert response.status_code == 409
    assert FollowUpEvent.objects.count() == 1


def test_who_is_second_is_told_so(owner, followup):
    stale = FollowUp.objects.get(pk=followup.pk)
    act(followup, state="contacted", by=owner, now=NOW)
    with pytest.raises(TooLate):
        act(stale, state="resolved", note="x", by=owner, now=NOW)


def test_every_pair_of_states_is_decided(owner):
    for old in MOVES:
        for new in MOVES:
            allowed = {("open", "contacted"), ("open", "resolved"), ("open", "no_action"),
                       ("contacted", "resolved"), ("contacted", "no_action")}  # fmt: skip
            assert may_move(old, new) is ((old, new) in allowed)


def test_nonsense_is_refused(owner, followup):
    with pytest.raises(SurveyError):
        act(followup, state="flown", by=owner, now=NOW)
    with pytest.raises(SurveyError):
        act(followup, state="contacted", silence_reason="x", by=owner, now=NOW)


def test_a_complaint_counts_as_contact(owner, followup):
    link_complaint(followup, number="KL-2026-0001", by=owner, now=NOW)
    followup.refresh_from_db()
    assert (followup.complaint_number, followup.state) == ("KL-2026-0001", "contacted")
    link_complaint(followup, number="KL-2026-0001", by=owner, now=NOW)
    assert FollowUpEvent.objects.count() == 1


def test_who_acts(owner):
    manager = UserFactory(role="manager")
    deputy = UserFactory()
    today = NOW.date()
    assert who_acts(owner, None, today) == owner
    owner.absent_from, owner.deputy = today, deputy
    assert who_acts(owner, None, today) == deputy
    deputy.is_active = False
    team = type("Team", (), {"manager": manager})()
    assert who_acts(owner, team, today) == manager
    assert who_acts(owner, None, today) == owner
    assert who_acts(None, None, today) is None


def test_a_stranger_finds_nothing_and_a_reader_may_not_act(client, followup):
    Organisation.objects.update_or_create(pk=1, defaults={"visibility": "own"})
    client.force_login(UserFactory())
    place = reverse("followups:act", args=[followup.pk])
    assert client.post(place, {"state": "contacted"}).status_code == 404
    assert client.get(followup.get_absolute_url()).status_code == 404
    client.force_login(UserFactory(role="complaint_handler"))
    assert client.post(place, {"state": "contacted"}).status_code == 403
    assert client.get(followup.get_absolute_url()).status_code == 200
    followup.refresh_from_db()
    assert followup.state == "open"


def test_the_queue_leads_only_back_into_surveys(client, owner, followup):
    place = reverse("followups:act", args=[followup.pk])
    response = client.post(
        place, {"state": "contacted", "next": "https://evil.test/surveys/follow-ups/"}
    )
    assert response.url == followup.get_absolute_url()


def test_filters_of_the_queue(client, owner, followup):
    old = AnswerFactory(
        score=8,
        contact=followup.answer.contact,
        confirmed_at=NOW - timedelta(days=30),
        followup=True,
    ).followup
    rows = {
        "": {followup, old},
        "?late=on": {old},
        "?band=passive": {old},
        "?band=detractor&state=open": {followup},
        "?state=done": set(),
        "?state=all": {followup, old},
        f"?owner={owner.pk}": {followup, old},
        "?since=2026-11-01": {followup},
        "?until=2026-11-01": {old},
    }
    for query, expected in rows.items():
        page = client.get(QUEUE + query).context["page"]
        assert {row.obj for row in page.rows} == expected, query


def test_the_page_of_an_answer_tells_its_story(client, owner, followup):
    Answer.objects.filter(pk=followup.answer_id).update(comment="Te laat <b>geleverd</b>")
    page = client.get(followup.get_absolute_url()).content.decode()
    assert "Te laat &lt;b&gt;geleverd&lt;/b&gt;" in page
    assert page.count("<h1") == 1
    assert "Gave a 3" in page


def test_themes_are_set_by_hand(client, owner, followup):
    theme = Theme.objects.get(slug="price")
    place = reverse("answers:themes", args=[followup.answer_id])
    client.post(place, {"themes": [theme.pk]})
    assert list(followup.answer.themes.all()) == [theme]
    assert client.post(place, {"themes": ["x"]}).status_code == 422
    client.force_login(UserFactory(role=""))
    assert client.post(place, {"themes": []}).status_code == 404
    assert list(followup.answer.themes.all()) == [theme]


@pytest.mark.parametrize("place", [QUEUE, "/surveys/answers/"])
def test_lists_cost_the_same_however_long(client, place, django_assert_max_num_queries):
    client.force_login(UserFactory(role="manager"))

    def add(number):
        for _row in range(number):
            AnswerFactory(score=2, followup=True)

    add(3)
    client.get(place)
    with django_assert_max_num_queries(8) as short:
        assert client.get(place).status_code == 200
    add(9)
    with django_assert_max_num_queries(8) as long:
        client.get(place)
    assert len(short) == len(long)


def test_filters_of_the_answers_list(client):
    client.force_login(UserFactory(role="manager"))
    account = AccountFactory(account_class="A")
    zero = AnswerFactory(contact=ContactFactory(account=account), score=0, comment="Levering")
    ten = AnswerFactory(score=10, confirmed_at=NOW - timedelta(days=60))
    AnswerFactory(contact=ten.contact, score=9)
    rows = {
        "?score=0": {0},
        "?band=detractor": {0},
        "?band=promoter": {9, 10},
        "?band=promoter&latest=on": {9},
        "?until=2026-10-01&latest=on": {10},
        "?comment=yes": {0},
        "?comment=no": {9, 10},
        "?account_class=A": {0},
        "?account_class=none": {9, 10},
        f"?survey={zero.survey_id}": {0},
        "?unset=sector": {0, 9, 10},
        "?score=x&owner=abc&since=never": {0, 9, 10},
    }
    for query, expected in rows.items():
        page = client.get("/surveys/answers/" + query).context["page"]
        assert {row.obj.score for row in page.rows} == expected, query


def test_a_zero_reaches_the_csv(client):
    client.force_login(UserFactory(role="manager"))
    AnswerFactory(score=0, comment="=1+1")
    response = client.get("/surveys/answers/?format=csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    separator = ";" if ";" in lines[0] else ","
    assert "0" in lines[1].split(separator)
    assert "'=1+1" in lines[1]


def test_who_may_only_read_marks_nothing_and_sees_no_forms(client, followup):
    """A complaint handler reads every answer; themes and names are the owner's and the manager's."""
    answer = followup.answer
    Answer.objects.filter(pk=answer.pk).update(comment="Bij Wolters is het goedkoper")
    theme = Theme.objects.get(slug="price")
    client.post(reverse("answers:themes", args=[answer.pk]), {"themes": [theme.pk]})
    mark = {"kind": "competitor", "name": "Wolters"}
    client.post(reverse("themes:mention_add", args=[answer.pk]), mark)
    mention = answer.mentions.get()
    remove = reverse("themes:mention_remove", args=[mention.pk])
    assert remove in client.get(answer.get_absolute_url()).content.decode()
    client.force_login(UserFactory(role="complaint_handler", language="en"))
    page = client.get(answer.get_absolute_url()).content.decode()
    assert "Wolters" in page and str(theme) in page
    for name in ("answers:themes", "themes:mention_add"):
        place = reverse(name, args=[answer.pk])
        assert place not in page
        assert client.post(place, mark | {"themes": []}).status_code == 403
    assert remove not in page and client.post(remove).status_code == 403
    assert list(answer.themes.all()) == [theme] and answer.mentions.get() == mention


@pytest.mark.parametrize("channel", ["consent_survey", "consent_email"])
def test_who_objected_to_mail_or_surveys_is_not_thanked(client, owner, followup, channel):
    answer = followup.answer
    contacts = type(answer.contact).objects.filter(pk=answer.contact_id)
    contacts.update(email="karin@klant.test")
    place = reverse("followups:thank", args=[answer.pk])
    assert place in client.get(answer.get_absolute_url()).content.decode()
    contacts.update(**{channel: "objected"})
    assert place not in client.get(answer.get_absolute_url()).content.decode()
    response = client.post(place, {"text": "Dank u wel"})
    assert response.status_code == 422 and not hasattr(answer, "thank_you")
