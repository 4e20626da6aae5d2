"""Set up, plan, launch, pause and close surveys; let them come back."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.errors import Conflict
from crm.shared.localtime import day_end, local_date
from crm.shared.organisation.services import get_organisation
from surveys.audience.decide import ASKED, Terms, decided, meant, terms_of
from surveys.campaigns.models import (
    Invitation,
    InvitationState,
    SkipEntry,
    Survey,
    SurveyState,
    WordingVersion,
)
from surveys.campaigns.waves import FORESIGHT_DAYS, next_start, wave_name
from surveys.errors import SurveyError, TooLate
from surveys.sending.services import hand_over, settle, wake

AT_ONCE, CHUNK = 100, 1000
AT_LEAST = 2000  # an audience above this is invited by housekeeping
EDITABLE = (SurveyState.DRAFT, SurveyState.PLANNED)
# What a wave hands on to the next one.
HANDED_ON = (
    "kind", "mode", "named_contact", "audience", "per_year", "spread_days", "sample_percent",
    "account_cap", "daily_cap", "reminders", "remind_after_days", "created_by",
)  # fmt: skip


def latest_wording() -> WordingVersion:
    """Give the wording a new survey uses."""
    return WordingVersion.objects.order_by("-number")[:1].get()


def save_survey(survey: Survey, *, by: Any, now: datetime, version: int | None = None) -> Survey:
    """Store a draft or a planned survey.

    version: the one the editor had in view; raises Conflict when it is not the stored one any more,
    SurveyError once the survey was launched.
    """
    is_new = survey.pk is None
    if survey.state not in EDITABLE:
        raise SurveyError(_("This survey is on its way; it can no longer be changed."))
    with transaction.atomic():
        if is_new:
            survey.created_at, survey.created_by = now, by
            survey.wording = latest_wording()
            survey.save()
        else:
            held = Survey.objects.filter(pk=survey.pk, state__in=EDITABLE)
            if version is not None:
                held = held.filter(version=version)
            if not held.update(version=F("version") + 1):
                raise Conflict(
                    _("Somebody else changed this survey meanwhile. Look, and save again.")
                )
            survey.version = Survey.objects.values_list("version", flat=True).get(pk=survey.pk)
            survey.save()
        if survey.per_year and survey.series_id is None:
            survey.series = survey
            survey.save(update_fields=["series"])
        record("created" if is_new else "changed", survey, by=by)
    return survey


def plan_ahead(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Plan a draft: it launches by itself on its first day; raises SurveyError without such a day."""
    if survey.starts_on is None or survey.starts_on < local_date(now):
        raise SurveyError(_("Choose a first day that has not passed."), field="starts_on")
    _move(survey, [SurveyState.DRAFT], by=by, verb="planned", state=SurveyState.PLANNED)
    return survey


def plan_for_today(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Leave a launch to housekeeping, which does it within a minute."""
    today = local_date(now)
    _move(
        survey,
        list(EDITABLE),
        by=by,
        verb="planned",
        state=SurveyState.PLANNED,
        starts_on=max(survey.starts_on or today, today),
    )
    return survey


def is_large(survey: Survey, *, now: datetime) -> bool:
    """Tell whether inviting everybody takes longer than a page may."""
    return meant(survey, local_date(now)).order_by().values("pk")[: AT_LEAST + 1].count() > AT_LEAST


def take_back(survey: Survey, *, by: Any) -> Survey:
    """Make a planned survey a draft again."""
    _move(survey, [SurveyState.PLANNED], by=by, verb="taken back", state=SurveyState.DRAFT)
    return survey


def _move(survey: Survey, old: list[str], *, by: Any, verb: str, **values: Any) -> None:
    with transaction.atomic():
        rows = Survey.objects.filter(pk=survey.pk, state__in=old)
        if not rows.update(version=F("version") + 1, **values):
            raise TooLate(_("Somebody else just did this; look at the page again."))
        record(verb, survey, by=by)
    survey.refresh_from_db()


def launch(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Invite everybody who may be asked, and note of all others why not.

    A survey with a trigger starts to wait for what triggers it. Raises SurveyError when nobody would
    be asked (a wave that launches by itself then only notes the reasons), TooLate when it was
    launched already.
    """
    if survey.closes_on and survey.closes_on < local_date(now):
        raise SurveyError(_("The closing date has passed; choose a later one."), field="closes_on")
    with transaction.atomic():
        state = SurveyState.OPEN if survey.trigger else SurveyState.SENDING
        won = Survey.objects.filter(pk=survey.pk, state__in=EDITABLE).update(
            state=state, launched_at=now
        )
        if not won:
            raise TooLate(_("This survey was launched already."))
        if not survey.trigger:
            _invite(survey, by=by, now=now)
        record("launched", survey, by=by)
    survey.refresh_from_db()
    if not survey.trigger:
        hand_over(now, survey=survey, limit=AT_ONCE)
    return survey


def _invite(survey: Survey, *, by: Any, now: datetime) -> None:
    terms = terms_of(survey, now=now)
    last_day = survey.closes_on or max(terms.days[-1], local_date(now)) + timedelta(
        days=get_organisation().survey_open_days
    )
    columns = ("pk", "account_id", "language", "last_invited_at", "account_oldest", "reason")
    people = list(decided(survey, terms).order_by("pk").values_list(*columns, named=True))
    asked = [person for person in people if person.reason == ASKED]
    skipped = [person for person in people if person.reason != ASKED]
    if not asked and by is not None:
        raise SurveyError(_("Nobody would be asked. Look below for the reasons."))
    Invitation.objects.bulk_create(
        (
            Invitation(
                survey=survey,
                contact_id=person.pk,
                account_id=person.account_id,
                language=person.language,
                planned_on=terms.planned_on(person),
                token_expires_at=day_end(last_day),
            )
            for person in asked
        ),
        batch_size=CHUNK,
    )
    write_skips(survey, skipped, terms)
    Survey.objects.filter(pk=survey.pk).update(
        asked=len(asked),
        skipped=len(skipped),
        closes_on=last_day,
        starts_on=survey.starts_on or local_date(now),
    )


def write_skips(survey: Survey, people: list[Any], terms: Terms, occasion: Any = None) -> None:
    """Note of everybody who is not asked why, and from when they may be."""
    SkipEntry.objects.bulk_create(
        (
            SkipEntry(
                survey=survey,
                occasion=occasion,
                contact_id=person.pk,
                account_id=person.account_id,
                reason=person.reason,
                eligible_from=terms.eligible_from(person),
                noted_at=terms.now,
            )
            for person in people
        ),
        batch_size=CHUNK,
    )


def pause(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Send nothing more until further notice; the links of mails that left stay alive."""
    _set_paused(survey, by=by, verb="paused", old=None, new=now)
    return survey


def resume(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Send again."""
    _set_paused(survey, by=by, verb="resumed", old=survey.paused_at, new=None)
    wake(survey, now)
    return survey


def _set_paused(survey: Survey, *, by: Any, verb: str, old: Any, new: Any) -> None:
    if (old is None) is (new is None):
        raise TooLate(_("Somebody else just did this; look at the page again."))
    with transaction.atomic():
        rows = Survey.objects.filter(pk=survey.pk, paused_at=old).answerable()
        if not rows.update(paused_at=new):
            raise TooLate(_("Somebody else just did this; look at the page again."))
        record(verb, survey, by=by)
    survey.refresh_from_db()


def stop_sending(survey: Survey, *, by: Any, now: datetime) -> int:
    """Call off every mail that has not left; who was asked can still answer. Give how many."""
    with transaction.atomic():
        if not Survey.objects.filter(pk=survey.pk).answerable().exists():
            raise TooLate(_("This survey is not running."))
        number = _call_off(survey)
        record("stopped sending", survey, by=by)
    settle(now)
    survey.refresh_from_db()
    return number


def _call_off(survey: Survey) -> int:
    waiting = survey.invitations.filter(state=InvitationState.WAITING)
    return waiting.update(state=InvitationState.CANCELLED)


def end_series(survey: Survey, *, by: Any) -> Survey:
    """Let a survey not come back any more; a wave that is planned but not launched becomes a draft."""
    with transaction.atomic():
        waves = Survey.objects.filter(series=survey.series_id)
        waves.update(per_year=0)
        waves.filter(state=SurveyState.PLANNED).update(state=SurveyState.DRAFT)
        record("ended the series", survey, by=by)
    survey.refresh_from_db()
    return survey


def make_next_waves(now: datetime) -> int:
    """Plan the next wave of every survey that comes back, a week before it begins; give how many."""
    today = local_date(now)
    following = Survey.objects.filter(series=OuterRef("series"), wave__gt=OuterRef("wave"))
    last_ones = Survey.objects.filter(
        ~Exists(following), per_year__gt=0, series__isnull=False, starts_on__isnull=False
    ).exclude(state__in=EDITABLE)
    made = 0
    for survey in last_ones.select_related("series"):
        start = next_start(survey.starts_on or today, survey.per_year)
        if start is None or start > today + timedelta(days=FORESIGHT_DAYS):
            continue
        try:
            with transaction.atomic():
                _next_wave(survey, max(start, today), now)
                made += 1
        except IntegrityError:  # another worker made it at the same moment
            continue
    return made


def _free_name(series: str, wave: int) -> str:
    """Name a wave by its number, or by the first number after it that no other survey bears."""
    names = (wave_name(series, number) for number in count(wave))
    return next(name for name in names if not Survey.objects.filter(name=name).exists())


def _next_wave(survey: Survey, start: Any, now: datetime) -> Survey:
    following = Survey.objects.create(
        **{name: getattr(survey, name) for name in HANDED_ON},
        name=_free_name(survey.series.name, survey.wave + 1),
        series=survey.series,
        wave=survey.wave + 1,
        wording=latest_wording(),
        sample_seed=survey.sample_seed + 1,
        starts_on=start,
        state=SurveyState.PLANNED,
        created_at=now,
    )
    record("planned", following, by=None)
    return following


def advance(now: datetime) -> int:
    """Launch what is planned for today, open what was sent, close what is over; give how many."""
    moved, today = 0, local_date(now)
    for survey in Survey.objects.filter(state=SurveyState.PLANNED, starts_on__lte=today):
        with suppress(TooLate):  # another worker did it
            moved += _launch_planned(survey, now)
    moved += settle(now)
    for survey in Survey.objects.answerable().filter(closes_on__lt=today):
        with suppress(TooLate):
            close(survey, by=None, now=now)
            moved += 1
    return moved


def _launch_planned(survey: Survey, now: datetime) -> bool:
    """Launch a plan; one that cannot be, for its last day has passed, is a draft again."""
    try:
        launch(survey, by=None, now=now)
    except TooLate:
        raise
    except SurveyError:
        take_back(survey, by=None)
        return False
    return True


def close(survey: Survey, *, by: Any, now: datetime) -> Survey:
    """Close a survey: its links show that it is over, and what waits is not sent."""
    with transaction.atomic():
        won = (
            Survey.objects.filter(pk=survey.pk)
            .answerable()
            .update(state=SurveyState.CLOSED, closed_at=now, paused_at=None)
        )
        if not won:
            raise TooLate(_("This survey is not running."))
        _call_off(survey)
        survey.invitations.filter(token_expires_at__gt=now).update(token_expires_at=now)
        survey.answers.filter(locked_at__gt=now).update(locked_at=now)
        survey.confidential_answers.filter(locked_at__gt=now).update(locked_at=now)
        survey.occasions.filter(state="waiting").update(state="cancelled")
        record("closed", survey, by=by)
    survey.refresh_from_db()
    return survey


def delete_draft(survey: Survey, *, by: Any) -> None:
    """Remove a survey that was never launched."""
    with transaction.atomic():
        record("deleted", survey, by=by)
        Survey.objects.filter(pk=survey.pk, state__in=EDITABLE, series=survey.pk).update(
            series=None
        )
        gone, _rows = Survey.objects.filter(pk=survey.pk, state__in=EDITABLE).delete()
        if not gone:
            raise TooLate(_("This survey was launched already."))


def note_answered(invitation: Invitation, *, at: datetime | None) -> bool:
    """Note, once, that an invitation was answered; at=None keeps no moment. True the first time.

    Whoever answers was reached: a mail that came back does not count as such any more.
    """
    rows = Invitation.objects.filter(pk=invitation.pk, answered=False)
    first = bool(rows.update(answered=True, answered_at=at))
    if first:
        reached = Invitation.objects.filter(pk=invitation.pk, state=InvitationState.BOUNCED).update(
            state=InvitationState.SENT
        )
        Survey.objects.filter(pk=invitation.survey_id).update(
            answered=F("answered") + 1, bounced=F("bounced") - reached
        )
    return first
