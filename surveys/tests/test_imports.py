"""A file of answers comes in as it was: every score from 0 to 10, nobody followed up, known by its key."""

import csv

import pytest

from crm.shared.imports.registry import Outcome
from crm.shared.imports.services import Options, run_import
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.answers.models import Answer
from surveys.campaigns.models import Survey
from surveys.followups.models import FollowUp
from surveys.tests.factories import SurveyFactory

pytestmark = pytest.mark.django_db
HEAD = "date;account;email;score;comment;survey;id\n"


@pytest.fixture
def run(tmp_path, now):
    def run(content, **options):
        path = tmp_path / "file.csv"
        path.write_text(content)
        errors = tmp_path / "errors.csv"
        report = run_import("answers", path, now=now, options=Options(errors=errors, **options))
        text = errors.read_text(encoding="utf-8-sig") if errors.exists() else ""
        report.lines = list(csv.reader(text.splitlines()))[1:]
        return report

    return run


def test_answers_are_stored_as_they_were_and_zero_is_a_score(run):
    account = AccountFactory(name="Acme")
    contact = ContactFactory(account=account, email="jan@acme.nl")
    report = run(
        HEAD
        + "01-03-2026;Acme;jan@acme.nl;0;Traag;Voorjaar;1\n02-03-2026 09:15;;jan@acme.nl;10;;Voorjaar;2\n"
    )
    assert report.counts == {Outcome.ADDED: 2}
    first = Answer.objects.get(score=0)
    assert (first.contact, first.comment) == (contact, "Traag")
    survey = Survey.objects.get()
    assert (survey.name, survey.imported, survey.state) == ("Voorjaar", True, "closed")
    assert not FollowUp.objects.exists()
    account.refresh_from_db()
    assert account.last_score == 10


def test_a_second_run_changes_nothing_with_and_without_keys(run):
    AccountFactory(name="Acme")
    content = HEAD + "01-03-2026;Acme;;0;;;7\n01-03-2026;Acme;;9;;;\n01-03-2026;Acme;;9;;;\n"
    assert run(content).counts == {Outcome.ADDED: 2, Outcome.SAME: 1}
    assert run(content).counts == {Outcome.SAME: 3}
    assert Survey.objects.get().name == "Imported answers"


def test_two_people_without_address_who_gave_the_same_score_that_day_are_two_answers(run):
    AccountFactory(name="Acme")
    content = HEAD + "01-03-2026;Acme;;9;Snel;;\n01-03-2026;Acme;;9;Vriendelijk;;\n"
    assert run(content).counts == {Outcome.ADDED: 2}
    assert run(content).counts == {Outcome.SAME: 2}


@pytest.mark.parametrize("score", ["11", "-1", "6.5", "ten", "", "٧", "1e1"])
def test_what_is_no_score_is_refused(run, score):
    AccountFactory(name="Acme")
    assert run(HEAD + f"01-03-2026;Acme;;{score};;;\n").counts == {Outcome.REFUSED: 1}
    assert not Answer.objects.exists()


def test_unknown_accounts_and_surveys_of_our_own_are_refused(run):
    AccountFactory(name="Acme")
    SurveyFactory(name="Own", imported=False)
    report = run(
        HEAD + "01-03-2026;Nobody;;5;;;\n01-03-2026;;x@y.nl;5;;;\n01-03-2026;Acme;;5;;Own;\n"
    )
    assert report.counts == {Outcome.REFUSED: 3}
    assert [line for line, _c, _r in report.lines] == ["2", "3", "4"]
    assert run(HEAD + "01-03-2026;;;5;;;\n", account="Acme").counts == {Outcome.ADDED: 1}


LAYOUTS = {
    "Delighted": (
        "Name,Email,Survey type,Score,Comment,Created at,Person ID\n"
        "Jan Smit,jan@acme.nl,nps,0,Traag,2026-03-01 09:15:00 UTC,10\n"
    ),
    "Retently": (
        "First name,Last name,Email,Company,Campaign name,Score,Feedback,Responded on\n"
        "Jan,Smit,jan@acme.nl,Acme,Spring,0,Traag,01/03/2026\n"
    ),
    "SurveyMonkey": (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
        '"How likely is it that you would recommend this company to a friend or colleague?",'
        '"What is the reason for your score?"\n'
        "118,7,2026-03-01 09:01:00,2026-03-01 09:15:00,,jan@acme.nl,Jan,0,Traag\n"
    ),
    # two lines of headings and the month first, as SurveyMonkey writes them
    "SurveyMonkey, American": (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
        '"How likely is it that you would recommend this company to a friend or colleague?",'
        '"What is the reason for your score?"\n'
        ",,,,,,,,Open-Ended Response\n"
        "118,7,03/01/2026 09:01:00 AM,03/01/2026 09:15:00 AM,,jan@acme.nl,Jan,0,Traag\n"
        "119,7,12/25/2025 09:01:00 AM,12/25/2025 09:15:00 AM,,piet@acme.nl,Piet,99,\n"
    ),
    "HubSpot": (
        "Survey name,Contact email,Survey rating,Follow-up response,Survey response date\n"
        "Spring,jan@acme.nl,0,Traag,2026-03-01 09:15\n"
    ),
    "own": "datum;e-mailadres;cijfer;toelichting\n01/03/26;jan@acme.nl;0;Traag\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_files_of_other_programs_are_understood(run, layout):
    """In each layout Jan gave a 0 on 1 March 2026 and wrote that it was slow."""
    contact = ContactFactory(account=AccountFactory(name="Acme"), email="jan@acme.nl")
    report = run(LAYOUTS[layout])
    assert report.counts[Outcome.ADDED] == 1, report.lines
    answer = Answer.objects.get()
    assert (answer.contact, answer.score, answer.comment) == (contact, 0, "Traag")
    assert answer.confirmed_at.date().isoformat() == "2026-03-01"
    assert answer.channel == "import"
    again = run(LAYOUTS[layout]).counts
    assert again[Outcome.SAME] == 1 and not again[Outcome.ADDED]


@pytest.mark.parametrize("score", ["6.5", "6,5", "8.25"])
def test_a_decimal_score_is_refused_with_a_sentence(run, score):
    AccountFactory(name="Acme")
    report = run(HEAD + f"01-03-2026;Acme;;{score};;;\n")
    assert "never rounded" in report.lines[0][2] or "nooit afgerond" in report.lines[0][2]


def test_a_score_that_a_spreadsheet_wrote_with_a_zero_behind_it_is_whole(run):
    AccountFactory(name="Acme")
    assert run(HEAD + "01-03-2026;Acme;;9.0;;;\n").counts == {Outcome.ADDED: 1}
    assert Answer.objects.get().score == 9


@pytest.mark.parametrize(
    ("second", "read"),
    [("12/25/2025", "2026-03-01"), ("25/12/2025", "2026-01-03"), ("04/05/2025", "2026-01-03")],
)
def test_a_date_further_down_tells_what_the_first_one_means(run, second, read):
    """03/01/2026 is March 1 where the file also has 12/25; 3 January where it has 25/12 or nothing tells."""
    AccountFactory(name="Acme")
    report = run(HEAD + f"03/01/2026;Acme;;5;;;1\n{second};Acme;;5;;;2\n")
    assert report.notation.month_first is (read == "2026-03-01")
    assert Answer.objects.filter(confirmed_at__date=read).count() == 1


def test_the_order_can_be_said(run):
    AccountFactory(name="Acme")
    run(HEAD + "03/01/2026;Acme;;5;;;1\n", month_first=True)
    assert Answer.objects.get().confirmed_at.date().isoformat() == "2026-03-01"
