"""A campaign through a real mail server with a worker killed ten times.

Every run does it with 500 invitations; `pytest -m large` with 5,000, as many as a campaign may have.
"""

import signal
import threading
import time
from collections import Counter
from datetime import time as clock
from datetime import timedelta

import pytest
from django.utils import timezone

from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.tests.smtp_server import SmtpServer
from crm.shared.mail.tests.test_kill import start_worker, wait_until
from crm.shared.organisation.models import Holiday, OpeningWindow
from crm.shared.tests.factories import UserFactory
from customers.contacts.models import Contact
from customers.tests.factories import AccountFactory
from surveys.campaigns import services
from surveys.campaigns.models import Invitation, Survey
from surveys.sending.services import hand_over

KILLS, PER_ACCOUNT = 10, 5
PATIENCE = 4  # seconds, less than a worker waits for its mail server


def header(text, name):
    start = f"{name}:".lower()
    return next(line for line in text.splitlines() if line.lower().startswith(start))


def invite_everybody(people, now):
    """Launch a survey to contacts, five an account, in an organisation that never closes."""
    Holiday.objects.all().delete()
    OpeningWindow.objects.all().delete()
    OpeningWindow.objects.bulk_create(
        OpeningWindow(weekday=day, opens=clock(0), closes=clock(23, 59, 59)) for day in range(7)
    )
    accounts = AccountFactory.create_batch(people // PER_ACCOUNT)
    Contact.objects.bulk_create(
        [
            Contact(
                account=accounts[number // PER_ACCOUNT],
                last_name=f"Person {number}",
                name_key=f"person {number:05}",
                email=f"p{number}@klant.test",
                email_key=f"p{number}@klant.test",
                created_at=now,
                updated_at=now,
            )
            for number in range(people)
        ],
        batch_size=1000,
    )
    manager = UserFactory(role="manager")
    survey = services.save_survey(Survey(name="Large"), by=manager, now=now)
    survey = services.launch(survey, by=manager, now=now)
    while hand_over(now):
        pass
    return survey


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("people", [500, pytest.param(5000, marks=pytest.mark.large)])
def test_a_campaign_survives_ten_kills(people):
    """Nobody forgotten, at most one copy per kill, each with the Message-ID of the first.

    The worker that is killed was sending each time. The mail server of the other waits for it, so that
    the campaign is not over before the last kill.
    """
    survey = invite_everybody(people, timezone.now())
    assert survey.asked == people
    hurry, server = threading.Event(), SmtpServer()

    def after_the_other(line):
        until = time.monotonic() + PATIENCE
        while len(slow.received) > len(server.received) and time.monotonic() < until:
            if hurry.wait(0.05):
                break
        return "250 ok"

    slow = SmtpServer(rcpt=after_the_other)
    steady, shaky = start_worker(slow.port), start_worker(server.port)
    try:
        for kill in range(1, KILLS + 1):
            goal = kill * people // (2 * KILLS + 15)
            wait_until(lambda goal=goal: len(server.received) >= goal)
            shaky.send_signal(signal.SIGKILL)
            shaky.wait()
            assert OutboxMail.objects.filter(state=MailState.QUEUED).exists(), f"kill {kill}"
            shaky = start_worker(server.port)
        hurry.set()
        wait_until(lambda: not OutboxMail.objects.filter(state=MailState.QUEUED).exists())
        OutboxMail.objects.filter(state=MailState.SENDING).update(
            next_try_at=timezone.now() - timedelta(seconds=1)
        )
        wait_until(lambda: OutboxMail.objects.filter(state=MailState.SENT).count() == people)
    finally:
        hurry.set()
        for worker in (steady, shaky):
            worker.kill()
            worker.wait()
        server.stop()
        slow.stop()
    received = server.received + slow.received
    copies = Counter(header(text, "Message-ID") for text in received)
    assert slow.received, "two workers sent"
    assert len({header(text, "To") for text in received}) == people
    assert len(copies) == people and copies.total() <= people + KILLS
    assert Invitation.objects.filter(state="sent").count() == people
    survey.refresh_from_db()
    assert survey.sent == people
