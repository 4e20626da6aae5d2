"""Factories of surveys: a default for everything."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from crm.shared.tokens import issue, token_for
from customers.tests.factories import ContactFactory
from surveys.answers.models import Answer
from surveys.answers.services import store_answer
from surveys.campaigns.models import (
    ANSWER_TOKEN,
    Invitation,
    InvitationState,
    Survey,
    SurveyState,
    WordingVersion,
)
from surveys.followups.services import follow_up
from surveys.sending.models import UNSUBSCRIBE_TOKEN, UnsubscribeLink

NOON = datetime(2026, 11, 17, 11, 0, tzinfo=UTC)


def wording() -> WordingVersion:
    """Give the first wording, which a migration lays down."""
    return WordingVersion.objects.get(number=1)


class SurveyFactory(DjangoModelFactory):
    """Make an open survey that closes on 10 December 2026."""

    class Meta:
        model = Survey

    name = factory.Sequence(lambda n: f"Customer survey {n}")
    wording = factory.LazyFunction(wording)
    state = SurveyState.OPEN
    created_at = NOON - timedelta(days=7)
    launched_at = NOON - timedelta(days=7)
    closes_on = datetime(2026, 12, 10).date()


class InvitationFactory(DjangoModelFactory):
    """Make an invitation that was sent, with its link (`token`)."""

    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    survey = factory.SubFactory(SurveyFactory)
    contact = factory.SubFactory(ContactFactory)
    account = factory.SelfAttribute("contact.account")
    language = "nl"
    state = InvitationState.SENT
    sent_at = NOON - timedelta(days=7)

    @factory.post_generation
    def link(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Give the invitation its link, and the contact the one to unsubscribe with."""
        expires = kwargs.get("expires_at", datetime(2026, 12, 10, 23, 0, tzinfo=UTC))
        issue(self, ANSWER_TOKEN, expires_at=expires)
        stop, is_new = UnsubscribeLink.objects.get_or_create(contact=self.contact)
        if is_new:
            issue(stop, UNSUBSCRIBE_TOKEN)


def answer_token(invitation: Invitation) -> str:
    """Give the token of an invitation's link."""
    return token_for(invitation, ANSWER_TOKEN)


def unsubscribe_token(contact: Any) -> str:
    """Give the token with which a contact stops surveys."""
    return token_for(UnsubscribeLink.objects.get(contact=contact), UNSUBSCRIBE_TOKEN)


class AnswerFactory(DjangoModelFactory):
    """Make an answer among its neighbours, counted in the monthly counts; `followup=True` adds one."""

    class Meta:
        model = Answer

    survey = factory.SubFactory(SurveyFactory)
    contact = factory.SubFactory(ContactFactory)
    account = factory.SelfAttribute("contact.account")
    score = 9
    comment = ""
    language = "nl"
    confirmed_at = NOON
    locked_at = factory.LazyAttribute(lambda answer: answer.confirmed_at + timedelta(days=7))

    @classmethod
    def _create(cls, model_class: Any, *args: Any, followup: bool = False, **values: Any) -> Answer:
        answer = store_answer(**values)
        if followup:
            follow_up(answer, now=answer.confirmed_at)
        return answer
