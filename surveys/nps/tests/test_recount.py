"""Check that stored figures are compared with their rows, and mended."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from customers.accounts.models import Account
from customers.contacts.models import Contact
from surveys.answers.services import confirm_answer
from surveys.campaigns.models import Survey
from surveys.nps import recount
from surveys.nps.models import ScoreMonth
from surveys.tests.factories import InvitationFactory

pytestmark = pytest.mark.django_db
CHECKS = ("answers on accounts", "answers on contacts", "totals of surveys", "monthly counts")


@pytest.fixture
def answered(now):
    """Make one answer through the service, with the totals of its survey right."""
    invitation = InvitationFactory(survey__asked=1, survey__sent=1)
    return confirm_answer(invitation, score=2, language="nl", now=now)


def test_what_the_services_keep_is_right(answered, now):
    for compare in (
        recount.compare_accounts,
        recount.compare_contacts,
        recount.compare_surveys,
        recount.compare_months,
    ):
        assert list(compare(now)) == []


def test_a_wrong_figure_is_named_and_mended(answered, capsys):
    Account.objects.update(last_score=9, unhandled_detractors=0)
    Contact.objects.update(last_score=None)
    Survey.objects.update(answered=7)
    ScoreMonth.objects.filter(dimension="all").update(s2=5)
    with pytest.raises(CommandError):
        call_command("check_figures", *CHECKS)
    call_command("check_figures", *CHECKS, mend=True)
    call_command("check_figures", *CHECKS)
    answered.account.refresh_from_db()
    assert (answered.account.last_score, answered.account.unhandled_detractors) == (2, 1)
    assert Survey.objects.get().answered == 1
    capsys.readouterr()
