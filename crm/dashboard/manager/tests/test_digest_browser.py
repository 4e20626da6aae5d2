"""Check in a real browser that the mail about the team fits a phone."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation

from crm.dashboard.manager import digest
from crm.dashboard.tests.world import portfolio
from crm.shared.mail.models import OutboxMail
from crm.shared.tests.factories import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.no_cover,
    pytest.mark.django_db(transaction=True),
]
MONDAY = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_mail_about_the_team_fits_a_phone(page, overflow, language):
    with time_machine.travel(MONDAY, tick=False):
        joost = UserFactory(role="manager", email="joost@kring.test", language=language)
        portfolio(UserFactory(team=joost.team), size=1, times=2)
        digest.queue_digests(MONDAY)
        with translation.override(language):
            html = digest.build(OutboxMail.objects.get(purpose=digest.KEY), MONDAY).html
    page.set_content(html)
    for width in (360, 390, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow() <= 0, f"{width} px"
