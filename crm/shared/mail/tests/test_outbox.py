"""Mail leaves once, whatever happens on the way."""

import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation

from crm.shared import jobs
from crm.shared.mail import purposes, services
from crm.shared.mail.backoff import BREAKER_LIMIT, LEASE, Breaker, Trouble, judge, wait_after
from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.mail.tests.smtp_server import SmtpServer
from crm.shared.mail.worker import Worker, described, finish_follow_ups
from crm.shared.organisation.models import Organisation
from crm.shared.tests.factories import TeamFactory

pytestmark = pytest.mark.django_db


class Diary:
    """A purpose that writes down what it was told."""

    def __init__(self):
        self.built, self.sent, self.refused, self.error = [], [], [], None
        purposes.register(Purpose("test.diary", self.build, self.on_sent, self.on_refused))

    def build(self, mail, now):
        self.built.append((mail.pk, translation.get_language()))
        if self.error:
            raise self.error
        return Mail("Subject\nof two lines", "Text", "<p>Text</p>", {"X-Test": "1"})

    def on_sent(self, mail, at):
        self.sent.append((mail.pk, at))

    def on_refused(self, mail, error, at):
        self.refused.append((mail.pk, error))


@pytest.fixture
def diary():
    made = Diary()
    yield made
    purposes._purposes.pop("test.diary")


@pytest.fixture
def put(diary, now):
    """Return a function that queues one mail."""

    def queue(**kwargs):
        values = {"object_id": 1, "to": "a@kring.test", "language": "nl", "now": now} | kwargs
        return services.queue("test.diary", **values)

    return queue


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def server(settings):
    made = []

    def start(**script):
        one = SmtpServer(**script)
        made.append(one)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", one.port, 3
        settings.EMAIL_USE_TLS = False
        return one

    yield start
    for one in made:
        one.stop()


def test_a_mail_is_written_at_sending_in_its_language_and_sent_once(put, diary, clock):
    Organisation.objects.create(pk=1, email="reply@kring.test")
    row = put()
    worker = Worker(clock)
    assert worker.send_due() == 1
    assert worker.send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == (MailState.SENT, clock.now, 1)
    assert diary.built == [(row.pk, "nl")]
    assert diary.sent == [(row.pk, clock.now)]
    (message,) = django_mail.outbox
    assert message.subject == "Subject of two lines"
    assert message.to == ["a@kring.test"] and message.reply_to == ["reply@kring.test"]
    assert message.extra_headers["Message-ID"] == row.message_id
    assert message.extra_headers["X-Test"] == "1"


def test_a_mail_waits_for_its_moment_and_can_be_taken_back_until_then(put, diary, clock):
    row = put(not_before=clock.now + timedelta(seconds=30))
    assert Worker(clock).send_due() == 0
    assert services.cancel(row) is True
    assert services.cancel(row) is False
    clock.now += timedelta(minutes=1)
    assert Worker(clock).send_due() == 0
    row.refresh_from_db()
    assert row.state == MailState.CANCELLED
    sent = put()
    Worker(clock).send_due()
    assert services.cancel(sent) is False


def test_the_same_key_is_queued_once(put):
    assert put(unique_key="k").pk == put(unique_key="k", object_id=2).pk
    assert put().pk != put().pk


def test_an_unknown_purpose_is_refused_at_queueing(now):
    with pytest.raises(KeyError):
        services.queue("nobody", object_id=1, to="a@kring.test", language="nl", now=now)


@pytest.mark.parametrize("error", [Skip("closed"), None])
def test_a_mail_not_wanted_any_more_is_cancelled_and_what_build_stored_stays(
    diary, put, clock, error
):
    def build(mail, now):
        TeamFactory(name="stored by build")
        if error:
            raise error

    purposes.register(Purpose("test.diary", build, diary.on_sent, diary.on_refused))
    row = put()
    assert Worker(clock).send_due() == 0
    row.refresh_from_db()
    assert row.state == MailState.CANCELLED and row.last_error
    assert type(TeamFactory._meta.model.objects.get(name="stored by build"))
    assert not diary.sent and not diary.refused


def test_a_queued_mail_disappears_with_its_transaction(put):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put()
        raise ZeroDivisionError
    assert not OutboxMail.objects.exists()


def test_a_killed_worker_s_mail_is_taken_again_after_the_lease_with_the_same_message_id(
    put, diary, clock
):
    row = put()
    killed = Worker(clock)
    assert killed.claim(clock.now).pk == row.pk  # and then kill -9
    assert Worker(clock).send_due() == 0
    clock.now += LEASE
    assert Worker(clock).send_due() == 1
    assert django_mail.outbox[0].extra_headers["Message-ID"] == row.message_id
    killed.record_sent(row)  # the first worker was only slow: its lease is over
    assert len(diary.sent) == 1


def test_a_mail_that_kills_every_worker_is_given_up_after_five(put, diary, clock):
    row = put()
    for _ in range(5):
        assert Worker(clock).claim(clock.now)
        clock.now += LEASE
    assert Worker(clock).send_due() == 0
    row.refresh_from_db()
    assert row.state == MailState.FAILED and len(diary.refused) == 1


def test_a_mail_that_cannot_be_written_backs_off_1_5_30_30_and_is_given_up(put, diary, clock):
    """Attempts at 0, +1, +5, +30 and +30 minutes; the fifth is the last. The others go on."""
    row, good = put(), None
    diary.error = RuntimeError("poison")
    waits = []
    for _ in range(5):
        Worker(clock).send_due()
        row.refresh_from_db()
        waits.append((row.next_try_at - clock.now) // timedelta(minutes=1))
        clock.now = row.next_try_at
    assert waits[:4] == [1, 5, 30, 30]
    assert (row.state, row.attempts) == (MailState.FAILED, 5)
    assert diary.refused == [(row.pk, "RuntimeError: poison")]
    diary.error = None
    good = put(now=clock.now)
    assert Worker(clock).send_due() == 1
    good.refresh_from_db()
    assert good.state == MailState.SENT
    assert services.retry(row, clock.now)
    assert Worker(clock).send_due() == 1


def test_what_follows_is_in_the_transaction_of_sent_and_retried_when_it_fails(put, diary, clock):
    def fail(mail, at):
        TeamFactory(name="half")
        raise RuntimeError("no")

    purposes.register(Purpose("test.diary", diary.build, fail, diary.on_refused))
    row = put()
    assert Worker(clock).send_due() == 1
    row.refresh_from_db()
    assert row.state == MailState.SENT and row.follow_up_due
    assert not TeamFactory._meta.model.objects.filter(name="half").exists()
    assert finish_follow_ups(clock.now) == 0
    purposes.register(Purpose("test.diary", diary.build, diary.on_sent, diary.on_refused))
    assert finish_follow_ups(clock.now) == 1
    assert finish_follow_ups(clock.now) == 0
    assert diary.sent == [(row.pk, row.sent_at)]
    assert len(django_mail.outbox) == 1


def test_a_failing_on_refused_does_not_stop_the_postman(put, diary, clock):
    def fail(mail, error, at):
        raise RuntimeError("no")

    diary.error = RuntimeError("poison")
    purposes.register(Purpose("test.diary", diary.build, diary.on_sent, fail))
    row = put()
    OutboxMail.objects.update(attempts=4)
    Worker(clock).send_due()
    row.refresh_from_db()
    assert row.state == MailState.FAILED


def test_a_purpose_no_app_knows_any_more_ends_as_a_dead_letter(put, diary, clock):
    row = put()
    OutboxMail.objects.update(purpose="gone", attempts=4)
    Worker(clock).send_due()
    row.refresh_from_db()
    assert row.state == MailState.FAILED


def test_a_mail_without_address_is_given_up_at_once(put, diary, clock):
    row = put(to="")
    assert Worker(clock).send_due() == 0
    row.refresh_from_db()
    assert row.state == MailState.FAILED and "no address" in row.last_error


def test_one_connection_carries_many_mails(put, diary, clock, server):
    smtp = server()
    for number in range(6):
        put(object_id=number)
    assert Worker(clock).send_due() == 6
    assert smtp.connections == 1 and len(smtp.received) == 6
    ids = {
        line
        for text in smtp.received
        for line in text.splitlines()
        if line.startswith("Message-ID")
    }
    assert len(ids) == 6


@pytest.mark.parametrize(
    ("script", "state", "attempts"),
    [
        ({"rcpt": "550 no such user"}, MailState.FAILED, 1),
        ({"rcpt": "451 greylisted"}, MailState.QUEUED, 1),
        ({"data": "554 refused"}, MailState.FAILED, 1),
        ({"data": "452 full"}, MailState.QUEUED, 1),
        ({"data": "421 going down"}, MailState.QUEUED, 0),
        ({"drop_after_data": True}, MailState.QUEUED, 1),
        ({"greeting": "554 not you"}, MailState.QUEUED, 0),
    ],
)
def test_what_the_server_says_decides(put, diary, clock, server, script, state, attempts):
    server(**script)
    row = put()
    assert Worker(clock).send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.attempts) == (state, attempts)
    assert row.last_error and "a@kring.test" not in row.last_error
    assert len(diary.refused) == (state == MailState.FAILED)


def test_one_refused_mail_does_not_keep_back_the_others(put, diary, clock, server):
    smtp = server(rcpt=lambda line: "550 no" if "bad@" in line else "250 ok")
    put(to="bad@kring.test")
    put(to="good@kring.test")
    assert Worker(clock).send_due() == 1
    assert len(smtp.received) == 1


def test_a_server_that_is_away_costs_no_attempts_and_opens_the_breaker(
    put, diary, clock, settings, server
):
    smtp = server()
    port, rows = smtp.port, [put(object_id=n) for n in range(8)]
    smtp.stop()
    worker = Worker(clock)
    assert worker.send_due() == 0
    assert worker.breaker.is_open(clock.now)
    assert OutboxMail.objects.filter(attempts=0).count() == 8
    assert worker.send_due() == 0
    assert OutboxMail.objects.exclude(last_error="").count() == BREAKER_LIMIT
    settings.EMAIL_PORT = server().port
    assert port
    clock.now += timedelta(minutes=2)
    assert worker.send_due() == len(rows)
    assert not worker.breaker.failures


def test_the_breaker_waits_longer_each_time(now):
    breaker, waits = Breaker(), []
    for _ in range(8):
        breaker.failed(now)
        waits.append(0 if breaker.open_until is None else (breaker.open_until - now).seconds // 60)
    assert waits == [0, 0, 0, 0, 1, 5, 30, 30]


def test_failures_are_judged_by_the_standard():
    refused = smtplib.SMTPRecipientsRefused({"a": (550, b"no"), "b": (450, b"later")})
    assert judge(refused) is Trouble.LATER
    assert judge(smtplib.SMTPAuthenticationError(535, b"no")) is Trouble.SERVER
    assert judge(smtplib.SMTPSenderRefused(530, b"log in", "x")) is Trouble.SERVER
    assert judge(smtplib.SMTPServerDisconnected("gone")) is Trouble.LATER
    assert judge(UnicodeError()) is Trouble.NEVER
    assert described(refused) == "550 no; 450 later"
    assert wait_after(99) == timedelta(minutes=30)


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_mail(put, diary, clock):
    for number in range(30):
        put(object_id=number)
    errors = []

    def work():
        try:
            Worker(clock).send_due()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(django_mail.outbox) == len(diary.sent) == 30
    assert len({m.extra_headers["Message-ID"] for m in django_mail.outbox}) == 30


def test_the_commands_send_and_say_what_they_did(put, diary, capsys, monkeypatch):
    put()
    monkeypatch.setattr(jobs, "_jobs", {"count": lambda now: 3})
    call_command("worker", once=True, housekeeping=True)
    assert capsys.readouterr().out.split() == ["sent:", "1", "count:", "3"]
    call_command("housekeeping")
    assert "count: 3" in capsys.readouterr().out


def test_a_failing_job_is_named_and_the_others_run(monkeypatch, capsys):
    from django.core.management import CommandError

    monkeypatch.setattr(jobs, "_jobs", {"bad": lambda now: 1 // 0, "good": lambda now: 1})
    with pytest.raises(CommandError, match="bad"):
        call_command("housekeeping")
    assert "good: 1" in capsys.readouterr().out


def test_the_loop_works_until_it_is_told_to_stop_and_waits_for_the_database(
    put, diary, monkeypatch
):
    from django.db import OperationalError

    from crm.shared.mail import loop

    calls, stop = [], threading.Event()

    def send_due(self, should_stop):
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("away")
        stop.set()

    monkeypatch.setattr(Worker, "send_due", send_due)
    monkeypatch.setattr(loop, "housekeep", lambda: calls.append("housekeeping"))
    monkeypatch.setattr(loop.connection, "close", lambda: None)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    loop.run(stop, housekeeping=True, poll=0.01)
    assert calls == [1, 1, "housekeeping"]
