"""Keep improvements: planned, done, told to who asked for them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.localtime import day_end
from crm.shared.mail import services as outbox
from crm.shared.mail.services import Letter
from customers.contacts.models import ConsentState
from customers.errors import EditConflict
from surveys.answers.models import Answer
from surveys.errors import SurveyError, TooLate
from surveys.improvements.models import Improvement, Telling

TELLING_MAIL = "improvement_told"
CHUNK = 500


def save_improvement(
    improvement: Improvement, *, version: int | None, by: Any, now: datetime, **values: Any
) -> Improvement:
    """Plan an improvement or change it; raises EditConflict when somebody changed it in between."""
    with transaction.atomic():
        if improvement.pk is None:
            improvement = Improvement.objects.create(created_at=now, created_by=by, **values)
            record("created", improvement, by=by)
            return improvement
        won = Improvement.objects.filter(pk=improvement.pk, version=version).update(
            version=F("version") + 1, **values
        )
        if not won:
            current = Improvement.objects.get(pk=improvement.pk)
            raise EditConflict.between(
                _("Somebody else changed this improvement in between."), current, values
            )
        record("changed", improvement, by=by, changes=list(values))
        improvement.refresh_from_db()
    return improvement


def finish(improvement: Improvement, *, on: date, today: date, by: Any) -> Improvement:
    """Record that an improvement is done; raises TooLate when it was, SurveyError for the future."""
    if on > today:
        raise SurveyError(_("This day is still to come."), field="done_on")
    with transaction.atomic():
        won = Improvement.objects.filter(pk=improvement.pk, done_on=None).update(
            done_on=on, version=F("version") + 1
        )
        if not won:
            raise TooLate(_("This was done already; look at the page again."))
        record("done", improvement, by=by)
    improvement.refresh_from_db()
    return improvement


def to_tell(improvement: Improvement, *, on: date) -> QuerySet[Answer]:
    """Give the last answer naming the theme, up to a day, of everybody who may be written to.

    One answer a person. Left out: who left, objected to surveys, has no address that works, or was
    told already.
    """
    named = Answer.objects.filter(
        theme_marks__theme=improvement.theme_id,
        contact__isnull=False,
        confirmed_at__lt=day_end(on),
    ).order_by("contact_id", "confirmed_at", "pk")
    same_moment = Q(confirmed_at=OuterRef("confirmed_at"), pk__gt=OuterRef("pk"))
    newer = named.order_by().filter(
        Q(confirmed_at__gt=OuterRef("confirmed_at")) | same_moment, contact=OuterRef("contact")
    )
    return (
        named.filter(
            ~Exists(newer),
            contact__left_on=None,
            contact__bounced_at=None,
            account__deleted_at=None,
        )
        .exclude(contact__email="")
        .exclude(contact__consent_survey=ConsentState.OBJECTED)
        .exclude(contact__improvement_tellings__improvement=improvement)
        .select_related("contact", "account")
    )


def tell(improvement: Improvement, *, by: Any, now: datetime) -> int:
    """Write to everybody who named the theme that it is improved; gives how many, each once.

    Raises SurveyError before it is done, without a text, or when there is nobody to tell.
    """
    if improvement.done_on is None:
        raise SurveyError(_("Tell customers when it is done."))
    if not improvement.did_nl and not improvement.did_en:
        raise SurveyError(_("Write first what customers will read."))
    with transaction.atomic():
        won = Improvement.objects.filter(
            pk=improvement.pk, told_at=None, version=improvement.version
        ).update(told_at=now, version=F("version") + 1)
        if not won:
            raise TooLate(_("Somebody else just did this; look at the page again."))
        people = list(to_tell(improvement, on=improvement.done_on))
        if not people:
            raise SurveyError(_("There is nobody to tell: nobody who may be written to named it."))
        rows = Telling.objects.bulk_create(
            (
                Telling(
                    improvement=improvement,
                    contact_id=answer.contact_id,
                    account_id=answer.account_id,
                    score_before=answer.score,
                )
                for answer in people
            ),
            batch_size=CHUNK,
        )
        letters = (
            Letter(
                object_id=telling.pk,
                to=answer.contact.email,
                language=answer.contact.language,
                unique_key=f"{TELLING_MAIL}:{telling.pk}",
            )
            for telling, answer in zip(rows, people, strict=True)
        )
        outbox.queue_many(TELLING_MAIL, letters, now=now)
        record("told", improvement, by=by)
    improvement.refresh_from_db()
    return len(rows)


def next_scores(improvement: Improvement) -> list[tuple[int, int]]:
    """Give score before and first score afterwards of everybody who was told and answered again."""
    told = dict(
        improvement.tellings.filter(sent_at__isnull=False).values_list("contact_id", "score_before")
    )
    later = (
        Answer.objects.filter(contact__in=list(told), confirmed_at__gt=improvement.told_at)
        .order_by("contact_id", "-confirmed_at", "-pk")
        .values_list("contact_id", "score")
    )
    first = dict(later)  # the oldest comes last and stays
    return [(told[contact], score) for contact, score in sorted(first.items())]
