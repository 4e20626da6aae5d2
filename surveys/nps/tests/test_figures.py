"""Check that the monthly counts and the answers themselves tell the same figures."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts.models import Sector
from customers.tests.factories import AccountFactory, ContactFactory
from surveys.answers.models import Answer
from surveys.answers.services import mark_themes
from surveys.nps import figures
from surveys.nps.figures import Period, Selection
from surveys.nps.models import ScoreMonth
from surveys.nps.rollup import differences
from surveys.nps.score import Counts
from surveys.tests.factories import AnswerFactory, SurveyFactory

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 17, tzinfo=UTC).date()


@pytest.fixture
def manager():
    return UserFactory(role="manager")


def at(month, day=10):
    return datetime(2026, month, day, 12, tzinfo=UTC)


def read(user, months=12, kind="relationship", **filters):
    return figures.read(Selection(kind, Period.ending(NOVEMBER, months), filters), user)


def test_the_last_answer_of_each_contact_counts_pooled(manager):
    """Karin 3 in May and 9 in October, Wim 10 in May: of twelve months 2 promoters, NPS +100."""
    karin = ContactFactory()
    AnswerFactory(contact=karin, score=3, confirmed_at=at(5))
    AnswerFactory(contact=karin, score=9, confirmed_at=at(10))
    AnswerFactory(score=10, confirmed_at=at(5))
    found = read(manager)
    assert found.counts == Counts(2, 0, 0)
    assert found.accounts == 2
    assert figures.read(
        Selection("relationship", Period.ending(at(5).date(), 1)), manager
    ).counts == (Counts(1, 0, 1))
    may = found.months[2026 * 12 + 4]
    assert Counts.of_distribution(may) == Counts(1, 0, 1)


def test_a_quarter_is_counted_not_averaged(manager):
    """Jan 8/1/1 and Feb 30/40/30 → +6."""
    contact = ContactFactory()
    for month, counts in ((1, (8, 1, 1)), (2, (30, 40, 30))):
        for score, number in zip((9, 7, 3), counts, strict=True):
            for _answer in range(number):
                AnswerFactory(
                    contact=None, account=contact.account, score=score, confirmed_at=at(month)
                )
    quarter = Selection("relationship", Period.ending(datetime(2026, 3, 1).date(), 3))
    assert figures.read(quarter, manager).counts.rounded == 6


def test_kinds_of_survey_are_never_mixed(manager):
    contact = ContactFactory()
    AnswerFactory(contact=contact, score=9, confirmed_at=at(5))
    AnswerFactory(
        contact=contact, score=0, confirmed_at=at(6), survey=SurveyFactory(kind="transactional")
    )
    assert read(manager).counts == Counts(1, 0, 0)
    assert read(manager, kind="transactional").counts == Counts(0, 0, 1)


def test_owner_and_team_are_those_at_the_moment_of_the_answer(manager):
    old, new = UserFactory(team=TeamFactory()), UserFactory(team=TeamFactory())
    answer = AnswerFactory(contact__account__owner=old)
    answer.account.owner, answer.account.team = new, new.team
    answer.account.save()
    found = read(manager)
    assert list(found.segments["owner"]) == [str(old.pk)]
    assert list(found.segments["team"]) == [str(old.team_id)]


def a_history(number, seed):
    """Make answers at random: few people, so that many answer more than once."""
    random.seed(seed)
    owners = [UserFactory(team=TeamFactory()) for _owner in range(3)]
    sectors = [Sector.objects.create(name=f"S{n}") for n in range(2)]
    people = [
        ContactFactory(
            account=AccountFactory(
                owner=random.choice([*owners, None]),
                account_class=random.choice(["A", "B", ""]),
                sector=random.choice([*sectors, None]),
            )
        )
        for _person in range(12)
    ]
    survey = SurveyFactory()
    for _answer in range(number):
        moment = datetime(2024, 12, 1, tzinfo=UTC) + timedelta(hours=random.randrange(17_000))
        person = random.choice(people)
        answer = AnswerFactory(
            survey=survey,
            contact=person,
            score=random.randrange(11),
            confirmed_at=moment,
            comment=random.choice(["", "niets", "levering", "levering en factuur"]),
        )
        mark_themes(answer)
    return owners


@pytest.mark.parametrize("months", [1, 3, 12, 24])
def test_the_monthly_counts_tell_what_the_answers_tell(manager, months):
    a_history(80, seed=months)
    selection = Selection("relationship", Period.ending(NOVEMBER, months))
    by_month, by_answer = (
        figures._from_months(selection),
        figures._from_answers(selection, manager),
    )
    assert by_month == by_answer
    assert by_month.counts.n == figures.answers_in(selection, manager).count()
    assert differences() == []


def test_sales_see_the_figures_of_their_own_accounts_only(manager):
    owners = a_history(40, seed=5)
    mine = Answer.objects.visible_to(owners[0]).count()
    assert 0 < mine < 40
    found = read(owners[0], months=24)
    assert (
        found.counts.n
        == figures.answers_in(
            Selection("relationship", Period.ending(NOVEMBER, 24)), owners[0]
        ).count()
    )
    assert found.counts.n < read(manager, months=24).counts.n


def test_few_queries_whatever_the_number_of_answers(manager, django_assert_num_queries):
    a_history(30, seed=1)
    read(manager)
    with django_assert_num_queries(2):
        read(manager)
    owner = manager.pk
    with django_assert_num_queries(3):
        read(manager, owner=owner)


def test_the_counts_have_one_cell_per_group_and_month():
    for _time in range(3):
        AnswerFactory(contact=None, account=AccountFactory(owner=None), score=0)
    assert ScoreMonth.objects.get(dimension="all").s0 == 3
    assert ScoreMonth.objects.count() == 9
