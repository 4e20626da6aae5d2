"""A file of complaints comes in as finished history: one event each, no clocks, known by its reference."""

import csv
from datetime import UTC, datetime

import pytest

from complaints.cases.events import ComplaintEvent
from complaints.cases.models import Complaint
from crm.shared.errors import Refusal
from crm.shared.imports.registry import Outcome
from crm.shared.imports.services import Options, run_import
from customers.tests.factories import AccountFactory

pytestmark = pytest.mark.django_db
COMCAST = (
    "\ufeffTicket #,Customer Complaint,Date,Date_month_year,Time,Received Via,City,State,Zip code,Status,Filing on Behalf of Someone\n"  # noqa: E501
    "250635,Comcast Cable Internet Speeds,22-04-15,22-Apr-15,3:53:50 PM,Customer Care Call,Abingdon,Maryland,21009,Closed,No\n"  # noqa: E501
    "223441,Payment disappear,04-08-15,04-Aug-15,10:22:56 AM,Internet,Acworth,Georgia,30102,Open,Yes\n"
    "223442,Slow,04-08-15,04-Aug-15,10:22:56 AM,Internet,Acworth,Georgia,30102,Pending,No\n"
)


@pytest.fixture
def run(tmp_path, now):
    def run(content, **options):
        path = tmp_path / "file.csv"
        path.write_text(content)
        errors = tmp_path / "errors.csv"
        report = run_import("complaints", path, now=now, options=Options(errors=errors, **options))
        text = errors.read_text(encoding="utf-8-sig") if errors.exists() else ""
        report.lines = list(csv.reader(text.splitlines()))[1:]
        return report

    return run


def test_consumer_complaints_go_under_the_named_account_in_their_final_state(run):
    """3:53:50 PM on 22 April 2015 in Amsterdam (summer time) is 13:53:50 UTC."""
    account = AccountFactory(name="Comcast")
    report = run(COMCAST, account="comcast")
    assert report.counts == {Outcome.ADDED: 3}
    assert report.used["Status"] == "state" and "State" in report.unused
    done = Complaint.objects.get(source_ref="250635")
    assert (done.state, done.channel, done.account) == ("closed", "phone", account)
    assert done.received_at == datetime(2015, 4, 22, 13, 53, 50, tzinfo=UTC)
    assert done.is_imported and done.next_clock == "" and done.decision_due_at is None
    states = dict(Complaint.objects.values_list("source_ref", "state"))
    assert states["223441"] == "received" and states["223442"] == "investigating"
    assert Complaint.objects.get(source_ref="223441").on_behalf_of == "somebody else"
    assert list(ComplaintEvent.objects.values_list("kind", flat=True)) == ["imported"] * 3
    account.refresh_from_db()
    assert (account.open_complaints, account.complaints_12m) == (2, 0)


def test_a_second_run_changes_nothing(run):
    AccountFactory(name="Comcast")
    run(COMCAST, account="Comcast")
    assert run(COMCAST, account="Comcast").counts == {Outcome.SAME: 3}
    assert ComplaintEvent.objects.count() == 3


def test_dutch_headings_dates_and_words_are_understood_and_bad_lines_named(run):
    AccountFactory(name="Acme")
    report = run(
        "klachtnummer;relatie;klacht;ontvangen op;status;afgesloten op;ernst;kanaal;behandelaar\n"
        "K1;Acme;Kapot geleverd;01-03-2026 10:15;opgelost;05-03-2026;hoog;telefonisch;Piet Kok\n"
        "K2;Nobody;Kapot;01-03-2026;opgelost;;;;\n"
        "K3;Acme;Kapot;01-03-2027;opgelost;;;;\n"
        "K4;Acme;Kapot;31-02-2026;opgelost;;;;\n"
        "K5;Acme;Kapot;05-03-2026;opgelost;01-03-2026;;;\n"
        "K6;Acme;Kapot;05-03-2026 10:00;opgelost;05-03-2026;;;\n"
        ";Acme;Kapot;05-03-2026;opgelost;;;;\n"
    )
    assert report.counts == {Outcome.ADDED: 2, Outcome.REFUSED: 5}
    assert [(line, column) for line, column, _r in report.lines] == [
        ("3", "account"), ("4", "received_at"), ("5", "ontvangen op"), ("6", "closed_at"), ("8", "klachtnummer"),
    ]  # fmt: skip
    one = Complaint.objects.get(source_ref="K1")
    assert (one.severity, one.channel, one.handler.is_active) == (3, "phone", False)
    same_day = Complaint.objects.get(source_ref="K6")
    assert same_day.closed_at == same_day.received_at


def test_without_an_account_the_file_is_refused(run):
    with pytest.raises(Refusal, match="no column for: account"):
        run(COMCAST)
    with pytest.raises(Refusal, match="no account called"):
        run(COMCAST, account="Comcast")
