"""A campaign of 5,000 through a real mail server with a worker killed ten times."""

import signal
from collections import Counter
from datetime import time, timedelta

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

PEOPLE, KILLS, PER_ACCOUNT = 5000, 10, 5


def header(text, name):
    start = f"{name}:".lower()
    return next(line for line in text.splitlines() if line.lower().startswith(start))


def invite_everybody(now):
    """Launch a survey to 5,000 contacts of 1,000 accounts, in an organisation that never closes."""
    Holiday.objects.all().delete()
    OpeningWindow.objects.all().delete()
    OpeningWindow.objects.bulk_create(
        OpeningWindow(weekday=day, opens=time(0), closes=time(23, 59, 59)) for day in range(7)
    )
    accounts = AccountFactory.create_batch(PEOPLE // PER_ACCOUNT)
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
            for number in range(PEOPLE)
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
def test_five_thousand_invitations_survive_ten_kills():
    """Nobody forgotten, at most one copy per kill, each with the Message-ID of the first."""
    survey = invite_everybody(timezone.now())
    assert survey.asked == PEOPLE
    server = SmtpServer()
    steady, shaky = start_worker(server.port), start_worker(server.port)
    try:
        for kill in range(1, KILLS + 1):
            goal = kill * PEOPLE // (KILLS + 2)
            wait_until(lambda goal=goal: len(server.received) >= goal)
            shaky.send_signal(signal.SIGKILL)
            shaky.wait()
            shaky = start_worker(server.port)
        wait_until(lambda: not OutboxMail.objects.filter(state=MailState.QUEUED).exists())
        OutboxMail.objects.filter(state=MailState.SENDING).update(
            next_try_at=timezone.now() - timedelta(seconds=1)
        )
        wait_until(lambda: OutboxMail.objects.filter(state=MailState.SENT).count() == PEOPLE)
    finally:
        for worker in (steady, shaky):
            worker.kill()
            worker.wait()
        server.stop()
    copies = Counter(header(text, "Message-ID") for text in server.received)
    assert len({header(text, "To") for text in server.received}) == PEOPLE
    assert len(copies) == PEOPLE and copies.total() <= PEOPLE + KILLS
    assert Invitation.objects.filter(state="sent").count() == PEOPLE
    survey.refresh_from_db()
    assert survey.sent == PEOPLE
