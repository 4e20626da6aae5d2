"""Fill in what listening needs beside the waves: answers of an earlier system, improvements, the counter."""

from datetime import datetime, timedelta
from typing import Any

from crm.demo.content.comments import DETRACTOR, PASSIVE, PROMOTER
from crm.demo.content.listening import (
    COMPETITORS,
    COUNTER,
    EVENTS,
    IMPROVEMENTS,
    SLIP,
    THANKS,
)
from crm.demo.history import History
from crm.shared.search.services import index_many
from customers.accounts.models import Account
from customers.contacts.models import Contact
from surveys.answers.lock import month_number
from surveys.answers.models import (
    NEVER,
    Answer,
    AnswerChange,
    AnswerTheme,
    Channel,
    Theme,
    ThemeWord,
)
from surveys.answers.moment import tenure
from surveys.answers.themes import named
from surveys.campaigns.models import Survey, SurveyState
from surveys.campaigns.services import latest_wording
from surveys.followups.models import FollowUp
from surveys.followups.thanks import may_thank, thank
from surveys.improvements.models import Improvement
from surveys.improvements.services import finish, save_improvement, tell
from surveys.nps.rollup import rebuild
from surveys.nps.services import add_mark
from surveys.openlinks.services import open_link, take_in
from surveys.themes.services import add_mention

FIRST, LAST = -715, -192  # days of the earlier system
A_DAY = 0.5  # answers a day, so about fifteen a month
APART = timedelta(days=170)  # between two answers of one person
BEFORE = ((10, 9), (9, 21), (8, 24), (7, 18), (6, 12), (5, 7), (4, 4), (3, 3), (2, 1), (1, 1))


def load(history: History) -> None:
    """Plan the earlier answers before the first wave, and the rest at its own time."""
    history.plan(history.moment(LAST + 1, "08:00"), lambda now: _earlier(history))
    for offset, text in EVENTS:
        day = history.day(offset)
        history.plan(
            history.moment(offset, "09:00"),
            lambda now, day=day, text=text: add_mark(
                on=day, text=text, by=history.users["joost"], now=now
            ),
        )
    for row in IMPROVEMENTS:
        _plan_improvement(history, *row)
    history.plan(history.moment(-4, "08:30"), lambda now: _counter(history, now))
    history.plan(history.now - timedelta(minutes=5), lambda now: _by_hand(history, now))


def _earlier(history: History) -> None:
    """Write the answers of the earlier system in bulk, each linked to the next of its person."""
    chance = history.chance
    people = list(
        Contact.objects.filter(account__customer_since__isnull=False, left_on=None)
        .select_related("account")
        .order_by("pk")
    )
    survey = Survey.objects.create(
        name="Telefonische tevredenheid (oud systeem)",
        wording=latest_wording(),
        state=SurveyState.CLOSED,
        imported=True,
        created_at=history.moment(LAST, "17:00"),
        created_by=history.users["joost"],
        closed_at=history.moment(LAST, "17:00"),
    )
    rows: list[Answer] = []
    last: dict[int, datetime] = {}
    for offset in history.spread(FIRST, LAST, int((LAST - FIRST) * A_DAY)):
        at, day = history.moment(offset), history.weekday(offset)
        person = chance.choice(people)
        account = person.account
        since = account.customer_since
        if since is None or since > day or at < last.get(person.pk, at - APART) + APART:
            continue
        last[person.pk] = at
        rows.append(_row(history, survey, person, account, at))
    rows.sort(key=lambda row: row.confirmed_at)
    _link(rows)
    made = Answer.objects.bulk_create(rows)
    AnswerChange.objects.bulk_create(
        AnswerChange(answer=row, at=row.confirmed_at, score_before=None, score_after=row.score)
        for row in made
    )
    words = list(ThemeWord.objects.values_list("theme_id", "word"))
    AnswerTheme.objects.bulk_create(
        AnswerTheme(answer=row, theme_id=theme)
        for row in made
        if row.comment
        for theme in sorted(named(row.comment, words))
    )
    index_many("comment", [row for row in made if row.comment])
    _keep_last_scores(made)
    rebuild()


def _row(
    history: History, survey: Survey, person: Contact, account: Account, at: datetime
) -> Answer:
    chance, day = history.chance, at.date()
    score = chance.choices([s for s, _w in BEFORE], [w for _s, w in BEFORE])[0]
    said = PROMOTER if score > 8 else PASSIVE if score > 6 else DETRACTOR
    return Answer(
        survey=survey,
        kind=survey.kind,
        contact=person,
        account=account,
        score=score,
        comment=chance.choice(said) if chance.random() < 0.3 else "",
        language="nl",
        channel=Channel.IMPORT,
        external_key=f"import:demo-{person.pk}-{at:%Y%m%d}",
        confirmed_at=at,
        updated_at=at,
        locked_at=at,
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_class=account.account_class or "",
        sector_id=account.sector_id,
        region=account.region,
        tenure=tenure(account.customer_since, day),
        month=month_number(day.year, day.month),
    )


def _link(rows: list[Answer]) -> None:
    """Set who follows whom, per person and per account, going back in time."""
    by_person: dict[Any, Answer] = {}
    by_account: dict[Any, Answer] = {}
    for row in reversed(rows):
        following = by_person.get(row.contact_id)
        if following is not None:
            row.next_at, row.next_month = following.confirmed_at, following.month
            following.previous_score = row.score
        after = by_account.get(row.account_id)
        row.account_next_month = after.month if after is not None else NEVER
        by_person[row.contact_id] = by_account[row.account_id] = row


def _keep_last_scores(rows: list[Answer]) -> None:
    for model, key in ((Contact, "contact_id"), (Account, "account_id")):
        newest = {getattr(row, key): row for row in rows}
        model.objects.bulk_update(
            [
                model(pk=pk, last_score=row.score, last_scored_at=row.confirmed_at)
                for pk, row in newest.items()
            ],
            ["last_score", "last_scored_at"],
            batch_size=200,
        )
    fell = Answer.objects.fallen().order_by("confirmed_at")
    Account.objects.bulk_update(
        [
            Account(pk=pk, score_fell_at=at)
            for pk, at in dict(fell.values_list("account", "confirmed_at")).items()
        ],
        ["score_fell_at"],
        batch_size=200,
    )


def _plan_improvement(
    history: History, slug: str, title: str, owner: str, due: int, done: int | None, told: bool,
    did_nl: str, did_en: str,
) -> None:  # fmt: skip
    joost = history.users["joost"]

    def plan(now: datetime) -> None:
        made = save_improvement(
            Improvement(), version=None, by=joost, now=now, title=title, did_nl=did_nl,
            did_en=did_en, theme=Theme.objects.get(slug=slug), owner=history.users[owner],
            due_on=history.weekday(due),
        )  # fmt: skip
        if done is None:
            return
        day = history.weekday(done)

        def is_done(at: datetime) -> None:
            finish(made, on=day, today=history.today, by=joost)
            if told:
                tell(made, by=joost, now=at)

        history.plan(history.at(day, "16:00"), is_done)

    history.plan(history.moment(min(due, done or 0) - 40, "10:00"), plan)


def _counter(history: History, now: datetime) -> None:
    """Open two public links of the running survey and let visitors answer."""
    running = Survey.objects.filter(state__in=[SurveyState.OPEN, SurveyState.SENDING])
    survey = running.filter(kind="relationship").order_by("-pk").first()
    if survey is None:
        return
    for source, answers in (("Balie Zwolle", COUNTER), ("Pakbon", SLIP)):
        link = open_link(survey, source=source, language="nl", by=history.users["joost"], now=now)
        for number, (score, comment) in enumerate(answers):
            at = min(now + timedelta(hours=5 * number + 1), history.now)
            take_in(
                link, score=score, comment=comment, language="nl",
                form_key=f"demo-{source}-{number}", now=at,
            )  # fmt: skip


def _by_hand(history: History, now: datetime) -> None:
    """Mark a competitor named, and thank one customer by mail."""
    followups = FollowUp.objects.exclude(answer__comment="").select_related(
        "answer__contact", "answer__account", "owner"
    )
    for name, followup in zip(COMPETITORS, followups.order_by("-pk"), strict=False):
        add_mention(followup.answer, kind="competitor", name=name, by=history.users["joost"])
    done = followups.filter(state="resolved", owner__isnull=False).order_by("-pk").first()
    if done is not None and may_thank(done.answer):
        thank(done.answer, text=THANKS, by=done.owner, now=now)
