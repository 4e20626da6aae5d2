"""The reminder of a working day ahead: once, to who acts, by the date that holds when it is sent."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Skip
from crm.shared.organisation.models import Holiday
from crm.shared.tests.factories import UserFactory
from customers.promises import reminders
from customers.promises.services import deliver_promise, move_promise, withdraw_promise
from customers.tests.factories import AccountFactory, PromiseFactory

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 17)
FRIDAY = date(2026, 11, 20)


def at(day, hour=7):
    return datetime.combine(day, time(hour), tzinfo=UTC)


@pytest.fixture
def promise():
    """Promised on Monday, due on Wednesday 18 November."""
    return PromiseFactory(
        account=AccountFactory(owner=UserFactory(language="en")),
        text="Price of the pumps",
        promised_on=TUESDAY - timedelta(days=1),
        due_on=TUESDAY + timedelta(days=1),
    )


def test_it_is_queued_once_on_the_day_before_for_opening_time(promise):
    """Opening at 09:00 in Amsterdam is 08:00 UTC in November."""
    assert [reminders.remind(at(TUESDAY, hour)) for hour in (7, 8, 15)] == [1, 0, 0]
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.language) == (promise.owner.email, "en")
    assert mail.not_before == at(TUESDAY, 8)


def test_it_says_what_is_due_and_where(promise):
    reminders.remind(at(TUESDAY))
    letter = reminders.build(OutboxMail.objects.get(), at(TUESDAY, 9))
    assert letter.subject == "1 promise due on the next working day"
    assert "Price of the pumps" in letter.text and promise.account.name in letter.text
    assert f"/customers/promises/{promise.pk}/" in letter.text


@pytest.mark.parametrize(
    ("due", "reminded"),
    [
        (date(2026, 11, 20), False),  # due on Friday itself
        (date(2026, 11, 21), True),  # Saturday: Friday is the last working day before it
        (date(2026, 11, 22), True),
        (date(2026, 11, 23), True),  # Monday
        (date(2026, 11, 24), False),  # Tuesday: Monday is its day
    ],
)
def test_a_friday_reminds_of_saturday_sunday_and_monday(due, reminded):
    PromiseFactory(promised_on=TUESDAY, due_on=due)
    assert bool(reminders.remind(at(FRIDAY))) is reminded


def test_a_closed_day_is_skipped_and_the_working_day_before_it_reminds(promise):
    """Wednesday is closed: the mail of Tuesday covers Wednesday and Thursday; Wednesday sends none."""
    Holiday.objects.create(date=TUESDAY + timedelta(days=1), name="Closed")
    PromiseFactory(promised_on=TUESDAY - timedelta(days=1), due_on=TUESDAY + timedelta(days=2))
    assert reminders.remind(at(TUESDAY)) == 2
    assert reminders.remind(at(TUESDAY + timedelta(days=1))) == 0


def test_a_promise_of_today_needs_no_reminder():
    PromiseFactory(promised_on=TUESDAY, due_on=TUESDAY + timedelta(days=1))
    assert reminders.remind(at(TUESDAY)) == 0


def test_several_promises_of_one_owner_come_in_one_mail(promise):
    PromiseFactory(account=promise.account, promised_on=promise.promised_on, due_on=promise.due_on)
    assert reminders.remind(at(TUESDAY)) == 1
    letter = reminders.build(OutboxMail.objects.get(), at(TUESDAY, 9))
    assert letter.subject.startswith("2 promises")


@pytest.mark.parametrize("what", ["delivered", "withdrawn", "moved"])
def test_what_is_no_longer_due_is_left_out_at_sending(promise, what):
    reminders.remind(at(TUESDAY))
    now, by = at(TUESDAY, 8), promise.owner
    if what == "delivered":
        deliver_promise(promise, on=TUESDAY, by=by, now=now)
    elif what == "withdrawn":
        withdraw_promise(promise, reason="No need", by=by, now=now)
    else:
        later = TUESDAY + timedelta(days=7)
        move_promise(promise, due_on=later, reason="Late part", informed_on=TUESDAY, by=by, now=now)
    with pytest.raises(Skip):
        reminders.build(OutboxMail.objects.get(), at(TUESDAY, 9))


def test_a_moved_date_moves_the_reminder(promise):
    reminders.remind(at(TUESDAY))
    move_promise(
        promise, due_on=TUESDAY + timedelta(days=7), reason="Late part", informed_on=TUESDAY,
        by=promise.owner, now=at(TUESDAY, 8),
    )  # fmt: skip
    assert reminders.remind(at(TUESDAY + timedelta(days=6))) == 1


def test_a_mail_that_waited_over_its_day_is_not_sent(promise):
    reminders.remind(at(TUESDAY))
    with pytest.raises(Skip):
        reminders.build(OutboxMail.objects.get(), at(TUESDAY + timedelta(days=1)))


def test_the_deputy_is_reminded_while_the_owner_is_away(promise):
    deputy = UserFactory(language="en")
    owner = promise.owner
    owner.absent_from, owner.deputy, owner.first_name = TUESDAY, deputy, "Youssef"
    owner.save()
    reminders.remind(at(TUESDAY))
    mail = OutboxMail.objects.get()
    assert mail.to == deputy.email
    assert f"{owner.display_name} is away" in reminders.build(mail, at(TUESDAY, 9)).text


def test_nobody_to_write_to_is_no_error(promise):
    promise.owner.email = ""
    promise.owner.save()
    assert reminders.remind(at(TUESDAY)) == 0


def test_the_queries_do_not_grow_with_the_promises(promise, django_assert_num_queries):
    reminders.remind(at(TUESDAY))
    for _n in range(5):
        PromiseFactory(
            account=promise.account, promised_on=promise.promised_on, due_on=promise.due_on
        )
    with django_assert_num_queries(3):
        reminders.remind(at(TUESDAY, 9))
