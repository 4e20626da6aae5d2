"""Check what follows from an answer: history, counts, follow-up and facts, exactly once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.shared.tests.factories import UserFactory
from customers.activities.models import Task
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.answers.models import Answer, AnswerChange, AnswerTheme, EarlierComment, LateMessage
from surveys.answers.services import (
    confirm_answer,
    import_answer,
    leave_message,
    read_score,
    save_comment,
)
from surveys.errors import AnswerLocked, LinkExpired, SurveyError
from surveys.followups.models import FollowUp
from surveys.nps.rollup import differences, rebuild
from surveys.tests.factories import AnswerFactory, InvitationFactory, SurveyFactory

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)  # 10:00 in Amsterdam


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def invitation(owner):
    return InvitationFactory(contact__account__owner=owner)


def give(invitation, score, at=FRIDAY):
    return confirm_answer(invitation, score=score, language="nl", now=at)


def test_a_zero_is_stored_counted_and_followed_up(invitation, owner):
    answer = give(invitation, "0")
    assert Answer.objects.get().score == 0
    assert answer.owner == owner
    assert (answer.account.last_score, answer.account.unhandled_detractors) == (None, 0)
    answer.account.refresh_from_db()
    answer.contact.refresh_from_db()
    assert (answer.account.last_score, answer.account.last_scored_at) == (0, FRIDAY)
    assert (answer.contact.last_score, answer.account.unhandled_detractors) == (0, 1)
    assert list(Answer.objects.in_band("detractor")) == [answer]


def test_a_detractor_is_to_be_called_within_48_hours_of_business_days(invitation, owner):
    """Fri 13-11-2026 10:00 → Tue 17-11 10:00."""
    answer = give(invitation, 3)
    followup = FollowUp.objects.get()
    assert followup.due_at == datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    assert (followup.owner, followup.state) == (owner, "open")
    task = Task.objects.get()
    assert (task.assignee, task.due_on, task.origin) == (owner, date(2026, 11, 17), "survey")
    assert str(answer.contact) in task.title


def test_a_passive_is_followed_up_within_five_working_days(invitation):
    give(invitation, 8)
    assert FollowUp.objects.get().due_at == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_a_promoter_needs_no_follow_up(invitation):
    give(invitation, 9)
    assert not FollowUp.objects.exists()
    assert not Task.objects.exists()


def test_resubmitting_makes_nothing_twice(invitation):
    for _time in range(3):
        give(invitation, 3)
    assert Answer.objects.count() == FollowUp.objects.count() == Task.objects.count() == 1
    assert AnswerChange.objects.count() == 1
    invitation.survey.refresh_from_db()
    assert invitation.survey.answered == 1


def test_changing_the_score_keeps_the_history_and_the_counts(invitation):
    give(invitation, 9)
    give(invitation, 2, FRIDAY + timedelta(days=2))
    changes = AnswerChange.objects.values_list("score_before", "score_after")
    assert list(changes) == [(None, 9), (9, 2)]
    assert FollowUp.objects.count() == 1
    assert Answer.objects.get().confirmed_at == FRIDAY
    assert differences() == []


def test_a_worse_score_brings_the_follow_up_forward(invitation):
    give(invitation, 8)
    give(invitation, 3, FRIDAY)
    assert FollowUp.objects.get().due_at == datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    assert Task.objects.open().get().due_on == date(2026, 11, 17)


def test_history_cannot_be_edited(invitation):
    give(invitation, 9)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerChange.objects.update(score_after=10)


def test_seven_days_after_the_first_confirmation_the_answer_is_locked(invitation):
    give(invitation, 9)
    give(invitation, 8, FRIDAY + timedelta(days=7, seconds=-1))
    with pytest.raises(AnswerLocked):
        give(invitation, 7, FRIDAY + timedelta(days=7))
    with pytest.raises(AnswerLocked):
        save_comment(invitation, comment="Too late", now=FRIDAY + timedelta(days=7))
    assert Answer.objects.get().score == 8


def test_closing_locks_earlier_than_seven_days(owner):
    invitation = InvitationFactory(
        contact__account__owner=owner, link__expires_at=FRIDAY + timedelta(days=1)
    )
    assert give(invitation, 9).locked_at == FRIDAY + timedelta(days=1)
    with pytest.raises(LinkExpired):
        give(invitation, 8, FRIDAY + timedelta(days=1))


@pytest.mark.parametrize("raw", ["", "11", "-1", "6.5", "seven", None, "٧"])
def test_nonsense_is_refused_with_a_sentence_and_nothing_is_written(invitation, raw):
    with pytest.raises(SurveyError, match="0 to 10"):
        give(invitation, raw)
    assert not Answer.objects.exists()


def test_the_database_refuses_an_eleven():
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerFactory(score=11)


def test_a_comment_keeps_its_earlier_text_and_gets_themes(invitation):
    give(invitation, 5)
    save_comment(invitation, comment="De levering was te laat.", now=FRIDAY)
    save_comment(invitation, comment="De factuur klopte niet.", now=FRIDAY + timedelta(hours=1))
    answer = Answer.objects.get()
    assert answer.comment == "De factuur klopte niet."
    assert EarlierComment.objects.get().text == "De levering was te laat."
    assert [str(theme.slug) for theme in answer.themes.all()] == ["invoice"]


def test_niets_is_kept_apart_from_the_themes(invitation):
    give(invitation, 10)
    save_comment(invitation, comment="Niets.", now=FRIDAY)
    assert AnswerTheme.objects.get().theme.nothing_named


def test_a_comment_without_a_score_is_refused(invitation):
    with pytest.raises(SurveyError):
        save_comment(invitation, comment="Hello", now=FRIDAY)


def test_the_deputy_acts_for_an_absent_owner(invitation, owner):
    deputy = UserFactory()
    owner.deputy, owner.absent_from = deputy, date(2026, 11, 1)
    owner.save()
    give(invitation, 1)
    assert FollowUp.objects.get().owner == deputy


def test_an_account_without_owner_has_a_follow_up_without_owner():
    give(InvitationFactory(contact__account__owner=None), 1)
    assert FollowUp.objects.get().owner is None
    assert not Task.objects.exists()


def test_the_last_answer_of_a_contact_is_known_whatever_the_order_of_arrival():
    contact = ContactFactory()
    may = datetime(2026, 5, 4, tzinfo=UTC)
    september = datetime(2026, 9, 4, tzinfo=UTC)
    last = AnswerFactory(contact=contact, score=4, confirmed_at=september)
    first = AnswerFactory(contact=contact, score=9, confirmed_at=may)
    middle = AnswerFactory(contact=contact, score=7, confirmed_at=may + timedelta(days=40))
    for answer in (first, middle, last):
        answer.refresh_from_db()
    assert (first.next_at, middle.next_at, last.next_at) == (
        middle.confirmed_at,
        september,
        None,
    )
    assert (first.next_month, last.account_next_month) == (2026 * 12 + 5, 999_999)
    assert middle.previous_score == 9
    assert differences() == []
    kept = set(Answer.objects.latest_before(september))
    assert kept == {middle, last}


def test_counting_anew_gives_the_same_counts():
    for score in (0, 6, 7, 10):
        AnswerFactory(score=score)
    rebuild()
    assert differences() == []


def test_an_imported_answer_comes_in_as_it_was_and_only_once():
    account = AccountFactory()
    values = {
        "survey": SurveyFactory(state="closed", imported=True),
        "account": account,
        "confirmed_at": datetime(2025, 3, 1, tzinfo=UTC),
        "external_key": "delighted:1",
        "now": FRIDAY,
    }
    assert import_answer(score="0", comment="Traag", **values).score == 0
    assert import_answer(score="0", **values) is None
    assert Answer.objects.count() == 1
    assert not FollowUp.objects.exists()
    account.refresh_from_db()
    assert account.last_score == 0
    with pytest.raises(SurveyError):
        import_answer(score="6.5", **(values | {"external_key": "delighted:2"}))
    with pytest.raises(SurveyError):
        import_answer(
            score=9,
            **(values | {"external_key": "x", "confirmed_at": FRIDAY + timedelta(days=1)}),
        )


def test_a_message_on_a_closed_survey_reaches_the_owner_once(invitation, owner):
    for _time in range(2):
        leave_message(invitation, text="Bel mij alsjeblieft", now=FRIDAY)
    assert LateMessage.objects.count() == 1
    assert Task.objects.get().assignee == owner
    with pytest.raises(SurveyError):
        leave_message(invitation, text="   ", now=FRIDAY)


def test_a_score_is_read_or_refused():
    assert read_score("0") == 0
    with pytest.raises(SurveyError):
        read_score("²")
