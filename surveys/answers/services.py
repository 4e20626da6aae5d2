"""Take in answers: the score first, then the comment; both can be changed until the lock."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Subquery
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation
from crm.shared.search.services import index
from customers.accounts.facts import lock_account, update_facts
from customers.accounts.models import Account
from customers.activities.services import add_task
from customers.contacts.models import Contact
from surveys.answers.lock import locks_at, may_change, month_number
from surveys.answers.models import (
    NEVER,
    Answer,
    AnswerChange,
    AnswerTheme,
    Channel,
    EarlierComment,
    LateMessage,
    Theme,
    ThemeWord,
)
from surveys.answers.moment import is_own_domain, tenure
from surveys.answers.themes import named, names_nothing
from surveys.campaigns.models import Invitation, Survey, SurveyState
from surveys.campaigns.services import note_answered
from surveys.errors import AnswerLocked, LinkExpired, SurveyError
from surveys.followups.moves import who_acts
from surveys.followups.services import follow_up, refresh_unhandled
from surveys.nps.rollup import Counted, move
from surveys.nps.score import NotAScore, parse_score


def read_score(raw: object) -> int:
    """Read a score as given by a form, file or API; raise SurveyError with a sentence."""
    try:
        return parse_score(raw)
    except NotAScore as error:
        raise SurveyError(_("Choose a whole number from 0 to 10."), field="score") from error


def check_open(invitation: Invitation, now: datetime) -> None:
    """Raise LinkExpired when the survey is over for this invitation."""
    if not invitation.token_is_live(now) or invitation.survey.state == SurveyState.CLOSED:
        raise LinkExpired(_("This survey is closed."))


def confirm_answer(
    invitation: Invitation, *, score: object, language: str, now: datetime
) -> Answer:
    """Save the score of an invitation, for the first time or anew, with all that follows from it.

    In one transaction: the answer, its history, the monthly counts, the follow-up of a detractor
    and the facts of contact and account. Raises SurveyError, LinkExpired or AnswerLocked.
    """
    number = read_score(score)
    check_open(invitation, now)
    try:
        with transaction.atomic():
            return _confirm(invitation, number, language, now)
    except IntegrityError:  # the same link was posted at the same moment: that answer is there now
        with transaction.atomic():
            return _confirm(invitation, number, language, now)


def _confirm(invitation: Invitation, score: int, language: str, now: datetime) -> Answer:
    lock_account(invitation.account_id)
    answer = (
        Answer.objects.select_related("account__owner__deputy", "account__team__manager", "contact")
        .filter(invitation=invitation)
        .first()
    )
    if answer is None:
        return _first_answer(invitation, score, language, now)
    if answer.score == score:
        return answer
    _refuse_locked(answer, now)
    before, old_score = Counted.of(answer), answer.score
    answer.score, answer.updated_at = score, now
    answer.save(update_fields=["score", "updated_at"])
    AnswerChange.objects.create(answer=answer, at=now, score_before=old_score, score_after=score)
    move([before], [Counted.of(answer)])
    follow_up(answer, now=now)
    keep_facts(answer, now=now)
    return answer


def _first_answer(invitation: Invitation, score: int, language: str, now: datetime) -> Answer:
    account = Account.objects.select_related("owner__deputy", "team__manager").get(
        pk=invitation.account_id
    )
    answer = store_answer(
        survey=invitation.survey,
        account=account,
        contact=invitation.contact,
        invitation=invitation,
        score=score,
        language=language,
        confirmed_at=now,
        locked_at=locks_at(now, invitation.token_expires_at, get_organisation().answer_lock_days),
    )
    note_answered(invitation, at=now)
    follow_up(answer, now=now)
    keep_facts(answer, now=now)
    return answer


def store_answer(
    *,
    survey: Survey,
    account: Account,
    confirmed_at: datetime,
    contact: Contact | None = None,
    **values: Any,
) -> Answer:
    """Write an answer between its neighbours in time and count it."""
    day = local_date(confirmed_at)
    answer = Answer(
        survey=survey,
        kind=survey.kind,
        account=account,
        owner=account.owner,
        team_id=account.team_id,
        account_class=account.account_class or "",
        sector_id=account.sector_id,
        region=account.region,
        tenure=tenure(account.customer_since, day),
        own_domain=is_own_domain(contact.email if contact else "", get_organisation().email),
        contact=contact,
        confirmed_at=confirmed_at,
        updated_at=confirmed_at,
        month=month_number(day.year, day.month),
        **values,
    )
    before, touched = _take_place(answer)
    answer.save(force_insert=True)
    move(before, [Counted.of(row) for row in touched.values()] + [Counted.of(answer)])
    AnswerChange.objects.create(
        answer=answer, at=confirmed_at, score_before=None, score_after=answer.score
    )
    return answer


def _take_place(answer: Answer) -> tuple[list[Counted], dict[int, Answer]]:
    """Set who follows whom, for the contact and for the account; give the neighbours as they were.

    Returns the neighbours' earlier counts and the changed neighbours.
    """
    touched: dict[int, Answer] = {}
    before: dict[int, Counted] = {}
    same_kind = Answer.objects.filter(kind=answer.kind)
    if answer.contact is not None:
        mine = same_kind.filter(contact=answer.contact)
        previous = (
            mine.filter(confirmed_at__lte=answer.confirmed_at)
            .order_by("-confirmed_at", "-pk")
            .first()
        )
        following = (
            mine.filter(confirmed_at__gt=answer.confirmed_at).order_by("confirmed_at", "pk").first()
        )
        if following:
            answer.next_at, answer.next_month = following.confirmed_at, following.month
        if previous:
            before[previous.pk], touched[previous.pk] = Counted.of(previous), previous
            answer.previous_score = previous.score
            previous.next_at, previous.next_month = answer.confirmed_at, answer.month
            previous.save(update_fields=["next_at", "next_month"])
    ours = same_kind.filter(account=answer.account)
    previous = (
        ours.filter(confirmed_at__lte=answer.confirmed_at).order_by("-confirmed_at", "-pk").first()
    )
    following = (
        ours.filter(confirmed_at__gt=answer.confirmed_at).order_by("confirmed_at", "pk").first()
    )
    answer.account_next_month = following.month if following else NEVER
    if previous:
        previous = touched.get(previous.pk, previous)
        before.setdefault(previous.pk, Counted.of(previous))
        touched[previous.pk] = previous
        previous.account_next_month = answer.month
        previous.save(update_fields=["account_next_month"])
    return list(before.values()), touched


def save_comment(invitation: Invitation, *, comment: str, now: datetime) -> Answer:
    """Save what the customer wrote beside the score; the earlier text is kept in the history."""
    check_open(invitation, now)
    with transaction.atomic():
        lock_account(invitation.account_id)  # themes by hand and by words are counted one by one
        answer = Answer.objects.filter(invitation=invitation).first()
        if answer is None:
            raise SurveyError(_("Choose a whole number from 0 to 10."), field="score")
        comment = comment.strip()
        if comment == answer.comment:
            return answer
        _refuse_locked(answer, now)
        change = AnswerChange.objects.create(
            answer=answer,
            at=now,
            score_before=answer.score,
            score_after=answer.score,
            comment_changed=True,
        )
        if answer.comment:
            EarlierComment.objects.create(change=change, text=answer.comment)
        answer.comment, answer.updated_at = comment, now
        answer.save(update_fields=["comment", "updated_at"])
        mark_themes(answer)
    return answer


def _refuse_locked(answer: Answer, now: datetime) -> None:
    if not may_change(answer.locked_at, now):
        raise AnswerLocked(_("Your answer can no longer be changed."))


def mark_themes(answer: Answer) -> None:
    """Mark the comment with the themes its words name; marks made by hand stay."""
    before = Counted.of(answer)
    AnswerTheme.objects.filter(answer=answer, by_hand=False).delete()
    ids: set[int] = set()
    if names_nothing(answer.comment):
        ids = set(Theme.objects.filter(nothing_named=True).values_list("pk", flat=True))
    elif answer.comment:
        ids = named(answer.comment, ThemeWord.objects.values_list("theme_id", "word"))
    AnswerTheme.objects.bulk_create(
        [AnswerTheme(answer=answer, theme_id=pk) for pk in sorted(ids)], ignore_conflicts=True
    )
    move([before], [Counted.of(answer)])
    index("comment", answer)


def set_themes(answer: Answer, themes: list[Theme], *, by: Any) -> Answer:
    """Mark an answer with exactly these themes, by hand."""
    with transaction.atomic():
        lock_account(answer.account_id)
        before = Counted.of(answer)
        AnswerTheme.objects.filter(answer=answer).delete()
        AnswerTheme.objects.bulk_create(
            [AnswerTheme(answer=answer, theme=theme, by_hand=True) for theme in themes]
        )
        move([before], [Counted.of(answer)])
        record("set themes", answer, by=by, account_id=answer.account_id)
    return answer


def keep_facts(answer: Answer, *, now: datetime) -> None:
    """Keep the last score of the contact and the account, and its unhandled detractors."""
    ours = Answer.objects.filter(account=answer.account_id).order_by("-confirmed_at", "-pk")
    fell = Subquery(ours.fallen().values("confirmed_at")[:1])
    latest = ours.annotate(fell_at=fell).first()
    update_facts(
        answer.account_id,
        now=now,
        last_score=latest.score,
        last_scored_at=latest.confirmed_at,
        score_fell_at=latest.fell_at,
    )
    if answer.contact_id:
        last = (
            Answer.objects.filter(contact=answer.contact_id)
            .order_by("-confirmed_at", "-pk")
            .first()
        )
        Contact.objects.filter(pk=answer.contact_id).update(
            last_score=last.score, last_scored_at=last.confirmed_at
        )
    refresh_unhandled(answer.account_id, now=now)


def leave_message(invitation: Invitation, *, text: str, now: datetime) -> LateMessage:
    """Take in what a customer writes after the survey closed, with a task for the owner."""
    text = text.strip()
    if not text:
        raise SurveyError(_("Write your message first."), field="message")
    account = Account.objects.select_related("owner__deputy", "team__manager").get(
        pk=invitation.account_id
    )
    with transaction.atomic():
        message, is_new = LateMessage.objects.get_or_create(
            invitation=invitation, text=text, defaults={"account": account, "at": now}
        )
        assignee = who_acts(account.owner, account.team, local_date(now))
        if is_new and assignee:
            add_task(
                account,
                title=_("Read what %(who)s wrote on a closed survey") % {"who": invitation.contact},
                due_on=local_date(now),
                assignee=assignee,
                origin="survey",
                origin_key=f"survey-message:{message.pk}",
                now=now,
                contact=invitation.contact if invitation.contact.account_id == account.pk else None,
            )
    return message


def import_answer(
    *,
    survey: Survey,
    account: Account,
    score: object,
    confirmed_at: datetime,
    external_key: str,
    now: datetime,
    contact: Contact | None = None,
    comment: str = "",
    language: str = "",
) -> Answer | None:
    """Store an answer of the past as it was: no follow-up, no mail; None when it was there already.

    external_key: names the answer in its source, so that a second import changes nothing.
    """
    number = read_score(score)
    if confirmed_at > now:
        raise SurveyError(_("An answer cannot be from the future."), field="confirmed_at")
    with transaction.atomic():
        lock_account(account.pk)
        if Answer.objects.filter(external_key=external_key).exists():
            return None
        answer = store_answer(
            survey=survey,
            account=account,
            contact=contact,
            score=number,
            comment=comment.strip(),
            language=language or get_organisation().language,
            channel=Channel.IMPORT,
            external_key=external_key,
            confirmed_at=confirmed_at,
            locked_at=confirmed_at,
        )
        mark_themes(answer)
        keep_facts(answer, now=now)
    return answer
