"""The mail about the team: what went wrong, who is away, figures with tested changes, whom to call.

Written at the moment of sending by the functions of the manager's Home and the NPS dashboard. It goes on the first
working day of a week or month, when the organisation opens, once per period.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.dashboard.manager.page import load
from crm.shared.access import Role, has_role
from crm.shared.localtime import local_date
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.mail.services import queue
from crm.shared.organisation.calendar import WorkCalendar, load_calendar
from crm.shared.people.models import Rhythm, User
from customers.figures.slices import Slice
from surveys.nps.digest import read as scores_of
from surveys.nps.digest import week_of

KEY = "team_digest"
LATEST = timedelta(days=7)  # after its day a mail is old news, for who was switched on later too


def first_day(every: str, today: date) -> date:
    """Return the first day of the week or month of a day."""
    if every == Rhythm.MONTH:
        return today.replace(day=1)
    return today - timedelta(days=today.weekday())


def period_name(every: str, today: date) -> str:
    """Name the week or month of a day: 2026-W47, 2026-11."""
    return f"{today:%Y-%m}" if every == Rhythm.MONTH else week_of(today)


def told_about(every: str, today: date) -> Slice:
    """Return the week or month before the one of a day: what the mail tells."""
    last = first_day(every, today) - timedelta(days=1)
    return Slice("", first_day(every, last), last)


def leaves_at(every: str, today: date, calendar: WorkCalendar) -> datetime | None:
    """Return when the mail of this period leaves: as the first working day opens; None when its time has passed."""
    day = first_day(every, today)
    if not calendar.is_business_day(day):
        day = calendar.next_business_day(day)
    if period_name(every, day) != period_name(every, today) or today >= day + LATEST:
        return None
    return calendar.windows_on(day)[0][0]


def queue_digests(now: datetime) -> int:
    """Put the mails of this week or month into the outbox, once for each manager who wants them; a job."""
    today, calendar = local_date(now), load_calendar()
    names = {}
    for every in Rhythm.values:
        moment = leaves_at(every, today, calendar)
        if moment is not None and now >= moment:
            names[every] = period_name(every, today)
    if not names:
        return 0
    managers = Q(is_superuser=True) | Q(groups__name__in=[Role.MANAGER, Role.ADMINISTRATOR])
    readers = (
        User.objects.filter(managers, is_active=True, weekly_digest=True, digest_every__in=names)
        .exclude(email="")
        .distinct()
    )
    keys = {f"{KEY}:{names[user.digest_every]}:{user.pk}": user for user in readers}
    known = OutboxMail.objects.filter(unique_key__in=list(keys))
    fresh = set(keys) - set(known.values_list("unique_key", flat=True))
    for key in sorted(fresh):
        user = keys[key]
        queue(
            KEY, object_id=user.pk, to=user.email, language=user.language, now=now, unique_key=key
        )
    return len(fresh)


def read(user: User, now: datetime) -> dict[str, Any]:
    """Read what the mail tells: the Home of the past week or month, and the scores of 12 months."""
    part = told_about(user.digest_every, local_date(now))
    page = load(user, part, now)
    return {
        "page": page,
        "scores": scores_of(user, now),
        "site": settings.SITE_URL,
        "home_url": settings.SITE_URL + reverse("home"),
        "profile_url": settings.SITE_URL + reverse("people:profile"),
    }


def build(mail: OutboxMail, now: datetime) -> Mail:
    """Write the mail as text and HTML; raises Skip for who stopped it or is no manager any more."""
    user = User.objects.get(pk=mail.object_id)
    if not user.is_active or not user.weekly_digest or not has_role(user, Role.MANAGER):
        raise Skip("switched off")
    told = read(user, now) | {"language": mail.language}
    wrong = told["page"].wrong
    subject = ngettext(
        "The team: %(count)s thing needs a manager",
        "The team: %(count)s things need a manager",
        wrong,
    )
    return Mail(
        subject=subject % {"count": wrong} if wrong else _("The team: nothing went wrong"),
        text=render_to_string("dashboard/mail/team.txt", told).strip() + "\n",
        html=render_to_string("dashboard/mail/team.html", told),
    )


PURPOSE = Purpose(KEY, build)
