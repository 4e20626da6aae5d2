"""Tests of the composer as people use it: look, log, refused, without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse

from customers.activities.models import Interaction, Task
from customers.promises.models import Promise
from customers.tests.factories import ContactFactory
from customers.tests.pages import people, seller  # noqa: F401

HTMX = {"HX-Request": "true"}


@pytest.fixture
def karin(people):  # noqa: F811
    return ContactFactory(account=people.account, first_name="Karin", last_name="Vos")


def log(browser, account, **data):
    fields = {"kind": "call", "line": "Karin: wants a quote", "follow": "", "seen": ""} | data
    headers = HTMX if fields.pop("htmx", False) else {}
    return browser.post(reverse("activities:log", args=[account.pk]), fields, headers=headers)


def friday(people):  # noqa: F811
    """Return the coming Friday as the parser reads it."""
    return people.today + timedelta(days=(4 - people.today.weekday() - 1) % 7 + 1)


def test_a_call_is_logged_in_one_line(people, seller, karin):  # noqa: F811
    answer = log(seller, people.account)
    assert answer.status_code == 302
    call = Interaction.objects.get()
    assert (call.kind, call.author, list(call.contacts.all())) == ("call", people.seller, [karin])


def test_the_preview_says_what_will_be_saved_and_saves_nothing(people, seller, karin):  # noqa: F811
    address = reverse("activities:preview", args=[people.account.pk])
    data = {"kind": "call", "line": "Karin: photo. Call back friday 14:00"}
    html = seller.post(address, data, headers=HTMX).content.decode()
    assert "Karin Vos" in html
    assert "Call back" in html
    assert "14:00" in html
    assert not Interaction.objects.exists()
    assert seller.get(address).status_code == 405


def test_a_date_becomes_a_promise_only_after_it_was_seen_in_words(people, seller, karin):  # noqa: F811
    line = "Karin: photo. Call back friday 14:00"
    first = log(seller, people.account, line=line, htmx=True)
    assert first.status_code == 200
    assert line in first.content.decode()
    assert not Promise.objects.exists()
    assert not Interaction.objects.exists()
    seen = f"promise:{friday(people)}:14:00:00"
    assert seen in first.content.decode()
    second = log(seller, people.account, line=line, seen=seen, htmx=True)
    assert second["HX-Trigger"] == "kring:logged"
    promise = Promise.objects.get()
    assert (promise.due_on, promise.contact, promise.owner) == (
        friday(people),
        karin,
        people.seller,
    )
    assert promise.kind == "call_back"
    assert Interaction.objects.count() == 1


def test_no_promise_is_one_press(people, seller, karin):  # noqa: F811
    line = "Karin: photo. Call back friday 14:00"
    looked = log(seller, people.account, line=line, choose="none")
    assert looked.status_code == 200
    assert 'name="follow" value="none"' in looked.content.decode()
    log(seller, people.account, line=line, follow="none")
    assert Interaction.objects.count() == 1
    assert not Promise.objects.exists()


def test_a_note_with_a_date_makes_a_task(people, seller):  # noqa: F811
    seen = f"task:{people.today + timedelta(1)}:"
    log(seller, people.account, kind="note", line="Send agenda tomorrow", seen=seen)
    task = Task.objects.get()
    assert (task.title, task.assignee) == ("Send agenda", people.seller)
    people.account.refresh_from_db()
    assert people.account.next_step == "Send agenda"


@pytest.mark.parametrize(
    ("kind", "model"), [("promise", Promise), ("task", Task)], ids=["promise", "task"]
)
def test_a_promise_or_task_alone(people, seller, kind, model):  # noqa: F811
    assert log(seller, people.account, kind=kind, line="Send price").status_code == 422
    assert not model.objects.exists()
    log(seller, people.account, kind=kind, line="Send price over 3 weken")
    assert model.objects.get().due_on == people.today + timedelta(weeks=3)
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("line", ["", "   ", "\0"])
@pytest.mark.parametrize("htmx", [True, False])
def test_an_empty_line_is_refused_with_a_sentence(people, seller, line, htmx):  # noqa: F811
    answer = log(seller, people.account, line=line, htmx=htmx)
    assert answer.status_code == 422
    assert "Type what happened." in answer.content.decode()
    assert not Interaction.objects.exists()


def test_what_was_typed_comes_back_escaped(people, seller):  # noqa: F811
    html = log(seller, people.account, kind="task", line="<b>price</b>").content.decode()
    assert "&lt;b&gt;price" in html
    assert "<b>price" not in html


def test_nonsense_counts_as_a_call(people, seller):  # noqa: F811
    log(seller, people.account, kind="rocket", follow="moon", line="hello" + "x" * 9000)
    call = Interaction.objects.get()
    assert (call.kind, len(call.summary)) == ("call", 5000)


def test_a_complaint_is_one_line_too(people, seller, karin):  # noqa: F811
    """The composer hands it to the floor above; no contact moment is made of it."""
    line = "@Karin Vos: two boilers leaked, wants an answer by Friday"
    answer = log(seller, people.account, kind="complaint", line=line, htmx=True)
    assert answer["HX-Trigger"] == "kring:logged"
    page = seller.get(people.account.get_absolute_url()).content.decode()
    assert "Complaint received" in page
    assert "KL-" in answer.content.decode()
    assert not Interaction.objects.exists()
    assert not Promise.objects.exists()


def test_a_complaint_without_words_is_refused(people, seller):  # noqa: F811
    assert log(seller, people.account, kind="complaint", line=" ").status_code == 422


def test_the_complaint_button_needs_a_recorder(people, seller, monkeypatch):  # noqa: F811
    address = reverse("activities:composer", args=[people.account.pk])
    assert 'value="complaint"' in seller.get(address).content.decode()
    monkeypatch.setattr("customers.activities.recorders._recorders", {})
    assert 'value="complaint"' not in seller.get(address).content.decode()
    assert log(seller, people.account, kind="complaint").status_code == 302
    assert Interaction.objects.get().kind == "call"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Karin Vos", "Noor Vosman"]),
        ("kar", ["Karin Vos"]),
        ("VOS", ["Karin Vos", "Noor Vosman"]),
        ("karin v", ["Karin Vos"]),
        ("arin", []),
        ("\x00%_'", []),
    ],
)
def test_a_mention_is_completed_from_the_people_of_the_account(people, seller, karin, typed, names):  # noqa: F811
    ContactFactory(account=people.account, first_name="Noor", last_name="Vosman")
    ContactFactory(
        account=people.account, first_name="Karla", last_name="Gone", left_on=people.today
    )
    ContactFactory(first_name="Karin", last_name="Elsewhere")
    address = reverse("activities:people", args=[people.account.pk])
    assert seller.get(address, {"q": typed}).json() == {"people": names}


def test_words_that_mean_two_days_are_shown_before_a_task_is_saved(people, seller):  # noqa: F811
    line = "Send the drawing 5/6"
    first = log(seller, people.account, kind="task", line=line)
    html = first.content.decode()
    assert first.status_code == 200
    assert "“5/6” can also mean" in html
    assert not Task.objects.exists()
    seen = html.split('name="seen" value="')[1].split('"')[0]
    assert log(seller, people.account, kind="task", line=line, seen=seen).status_code == 302
    task = Task.objects.get()
    assert (task.due_on.day, task.due_on.month) == (5, 6)


def test_hours_from_now_are_counted_on_the_clock(people, seller):  # noqa: F811
    address = reverse("activities:preview", args=[people.account.pk])
    data = {"kind": "task", "line": "Terugbellen over 30 uur"}
    assert "Saves a task" in seller.post(address, data, headers=HTMX).content.decode()


def test_working_days_leave_out_holidays(people, seller, django_assert_max_num_queries):  # noqa: F811
    address = reverse("activities:preview", args=[people.account.pk])
    data = {"kind": "task", "line": "Prijs sturen over 3 werkdagen"}
    with django_assert_max_num_queries(12):
        assert "Saves a task" in seller.post(address, data, headers=HTMX).content.decode()
