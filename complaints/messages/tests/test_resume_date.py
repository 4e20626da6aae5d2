"""The date a question proposes to go on by is one that may be chosen."""

from datetime import date

import pytest
import time_machine

from complaints.messages.forms import AskForm
from complaints.tests.factories import NOW, handler, investigated
from crm.shared.organisation.services import get_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("most", "proposed"),
    [
        (10, date(2026, 11, 24)),  # a week after Tuesday 17 November
        (5, date(2026, 11, 24)),  # five working days: Wednesday to Tuesday
        (4, date(2026, 11, 23)),  # Monday; the weekend is no working day
        (3, date(2026, 11, 22)),  # Friday and the free weekend after it
        (1, date(2026, 11, 18)),
    ],
)
def test_a_question_proposes_a_week_or_as_long_as_may_be_waited(most, proposed):
    organisation = get_organisation()
    organisation.waiting_max_days = most
    organisation.save()
    desk = handler()
    with time_machine.travel(NOW, tick=False):
        form = AskForm(complaint=investigated(by=desk), user=desk)
    assert form.initial["resume_on"] == proposed
