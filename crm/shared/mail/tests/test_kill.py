"""kill −9 of the worker in the middle of a campaign: nobody missed, few copies, one Message-ID each."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from crm.shared.mail import services
from crm.shared.mail.models import MailState, OutboxMail
from crm.shared.mail.tests.smtp_server import SmtpServer
from crm.shared.people.resets import PURPOSE
from crm.shared.tests.factories import UserFactory

MAILS, KILLS = 40, 2


def database_url():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = f"{values['HOST'] or 'localhost'}:{values['PORT'] or 5432}"
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{host}/{values['NAME']}"


def start_worker(port):
    env = os.environ | {
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "KRING_MODE": "development",
        "DJANGO_SETTINGS_MODULE": "crm.settings",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.BASE_DIR, env=env)


def wait_until(done, seconds=180):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "the worker took too long"
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_miss_nobody_and_copies_are_recognised():
    """Two workers; one is killed twice. Leases are ended by hand, so that nobody waits three minutes."""
    now = timezone.now()
    for number in range(MAILS):
        user = UserFactory(username=f"u{number}", email=f"u{number}@kring.test", role="")
        services.queue(PURPOSE, object_id=user.pk, to=user.email, language="nl", now=now)
    server = SmtpServer()
    steady, shaky = start_worker(server.port), start_worker(server.port)
    try:
        for kill in range(1, KILLS + 1):
            goal = kill * MAILS // (KILLS + 2)
            wait_until(lambda goal=goal: len(server.received) >= goal)
            shaky.send_signal(signal.SIGKILL)
            shaky.wait()
            shaky = start_worker(server.port)
        wait_until(lambda: not OutboxMail.objects.filter(state=MailState.QUEUED).exists())
        OutboxMail.objects.filter(state=MailState.SENDING).update(
            next_try_at=timezone.now() - timedelta(seconds=1)
        )
        wait_until(lambda: OutboxMail.objects.filter(state=MailState.SENT).count() == MAILS)
        for worker in (steady, shaky):
            worker.terminate()
        assert steady.wait(60) == 0, "stopped cleanly"
    finally:
        for worker in (steady, shaky):
            if worker.poll() is None:
                worker.kill()
                worker.wait()
        server.stop()
    ids = Counter(
        line
        for text in server.received
        for line in text.splitlines()
        if line.lower().startswith("message-id:")
    )
    assert len(ids) == MAILS
    assert ids.total() - MAILS <= KILLS
