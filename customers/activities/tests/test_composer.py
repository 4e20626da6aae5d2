"""Tests of reading one line: who, what, and by when. Today is Tuesday 17 November 2026."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.activities.composer import Follow, Kind, Person, promise_kind, read_line

TODAY = date(2026, 11, 17)
KARIN = Person(1, "Karin", "Vos")
RUBEN = Person(2, "Ruben", "de Wit")
AHMED = Person(3, "Ahmed", "Öztürk")
PEOPLE = (KARIN, RUBEN, AHMED)


def read(line, kind=Kind.CALL, people=PEOPLE, **more):
    return read_line(line, kind=kind, people=people, today=TODAY, **more)


def test_the_line_of_the_mock_up():
    proposal = read("Karin: wants photo of type plate before dispatch. Call back Fri 14:00")
    assert proposal.people == (KARIN,)
    assert proposal.follow is Follow.PROMISE
    assert (proposal.due_on, proposal.due_time) == (date(2026, 11, 20), time(14))
    assert (proposal.follow_text, proposal.promise_kind) == ("Call back", "call_back")
    assert proposal.text == "Karin: wants photo of type plate before dispatch. Call back Fri 14:00"
    assert proposal.problem == ""


def test_dutch_reads_the_same():
    proposal = read("Karin Vos: wil een offerte. Offerte sturen voor vrijdag 14.00 uur")
    assert proposal.people == (KARIN,)
    assert (proposal.follow_text, proposal.promise_kind) == ("Offerte sturen", "quote")
    assert (proposal.due_on, proposal.due_time) == (date(2026, 11, 20), time(14))


def test_no_promise_is_a_choice():
    proposal = read("Call back Fri 14:00", follow=Follow.NONE)
    assert (proposal.follow, proposal.due_on, proposal.follow_text) == (Follow.NONE, None, "")


def test_a_date_in_a_note_is_a_task_and_can_be_made_a_promise():
    assert read("Send agenda tomorrow", Kind.NOTE).follow is Follow.TASK
    assert read("Send agenda tomorrow", Kind.NOTE, follow=Follow.PROMISE).follow is Follow.PROMISE


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("@karin wants a price", (KARIN,)),
        ("Spoke with @Ruben de Wit and @ahmed about pallets", (RUBEN, AHMED)),
        ("spoke with @ozturk.", (AHMED,)),
        ("Ruben wants labels", (RUBEN,)),
        ("Öztürk: not now", (AHMED,)),
        ("Nobody we know", ()),
        ("The karin project", ()),
        ("Karin: asks @karin", (KARIN,)),
    ],
)
def test_people_are_recognised(line, who):
    assert read(line).people == who


def test_an_at_sign_for_a_stranger_or_for_two_people_is_shown_as_unclear():
    assert read("@bob called").unclear == ("bob",)
    twins = (*PEOPLE, Person(4, "Karin", "Smit"))
    assert read("@karin called", people=twins).unclear == ("karin",)
    assert read("@karin smit called", people=twins).people == (twins[3],)
    assert read("Karin: called", people=twins).people == ()


def test_an_address_is_no_mention():
    assert read("mailed info@karin.nl").people == ()


@pytest.mark.parametrize("kind", [Kind.PROMISE, Kind.TASK])
def test_a_promise_or_task_needs_a_day(kind):
    assert read("Send the drawing", kind).problem == "no_due"
    proposal = read("Send the drawing over 3 weken", kind)
    assert (proposal.problem, proposal.follow_text) == ("", "Send the drawing")
    assert proposal.due_on == date(2026, 12, 8)


def test_only_a_date_keeps_its_words_as_title():
    assert read("Friday 14:00", Kind.TASK).follow_text == "Friday 14:00"


@pytest.mark.parametrize("line", ["", "   ", "\n"])
def test_an_empty_line_is_a_problem(line):
    assert read(line).problem == "empty"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Terugbellen over prijs", "call_back"),
        ("Bel hem", "call_back"),
        ("Send quotation", "quote"),
        ("Levering zes ketels", "delivery"),
        ("Visit the branch", "visit"),
        ("Reply to complaint", "complaint_reply"),
        ("Drawing", "other"),
        ("Labels", "other"),
    ],
)
def test_the_type_of_a_promise_is_read_from_its_words(text, kind):
    assert promise_kind(text) == kind


@given(st.text(max_size=300), st.sampled_from(list(Kind)))
def test_any_line_is_read_without_stumbling(line, kind):
    proposal = read(line, kind)
    assert (proposal.due_on is not None) <= (proposal.follow is not Follow.NONE)
    assert len(proposal.follow_text) <= 200
    assert set(proposal.people) <= set(PEOPLE)


def test_the_name_that_opens_the_clause_is_left_out_of_the_promise():
    assert read("Karin: send price Friday").follow_text == "Send price"
    assert read("Ruben, send price Friday").follow_text == "Ruben, send price"
