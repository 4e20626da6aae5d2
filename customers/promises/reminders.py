"""A mail to the owner on the last working day before a promise is due: one a day, with all of them.

A promise whose date moves is reminded of by its new date, because the mail is written at the moment of sending.
"""

from datetime import date, datetime

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.shared.localtime import local_date
from crm.shared.mail.models import OutboxMail
from crm.shared.mail.purposes import Mail, Purpose, Skip
from crm.shared.mail.services import queue
from crm.shared.organisation.calendar import load_calendar
from crm.shared.people.absence import acting_owner
from crm.shared.people.models import User
from customers.promises.models import Promise
from customers.promises.querysets import PromiseQuerySet

KEY = "promise_reminder"
SHOWN = 50  # promises in one mail
KEEP_SECONDS = 60


def next_working_day(today: date) -> date:
    """Return the working day after a day; remembered for a minute."""
    name = f"kring.next-working-day.{today}"
    found = cache.get(name)
    if found is None:
        found = load_calendar().next_business_day(today)
        cache.set(name, found, KEEP_SECONDS)
    return found


def due_next(today: date, until: date) -> PromiseQuerySet:
    """Return open promises to remind of: due after today up to the next working day, made before today."""
    return Promise.objects.open().filter(due_on__gt=today, due_on__lte=until, promised_on__lt=today)


def remind(now: datetime) -> int:
    """Queue today's reminder for every owner with something due by the next working day; a job.

    Runs on working days; a second run the same day queues nothing. Three queries plus one per new mail.
    """
    today, calendar = local_date(now), load_calendar()
    if not calendar.is_business_day(today):
        return 0
    until = calendar.next_business_day(today)
    owners = set(due_next(today, until).order_by().values_list("owner_id", flat=True).distinct())
    keys = {owner: f"{KEY}:{owner}:{today.isoformat()}" for owner in owners}
    known = set(
        OutboxMail.objects.filter(unique_key__in=keys.values()).values_list("unique_key", flat=True)
    )
    opens_at = calendar.windows_on(today)[0][0]
    made = 0
    people = User.objects.filter(pk__in=[o for o, key in keys.items() if key not in known])
    for owner in people.select_related("deputy", "team__manager"):
        reader = acting_owner(owner, today)
        if not (reader.is_active and reader.email):
            continue
        queue(
            KEY, object_id=owner.pk, to=reader.email, language=reader.language, now=now,
            not_before=opens_at, unique_key=keys[owner.pk],
        )  # fmt: skip
        made += 1
    return made


def build(mail: OutboxMail, now: datetime) -> Mail:
    """Write the reminder with what is due by now; raises Skip when nothing is, or the day has passed."""
    today = local_date(now)
    if not (mail.unique_key or "").endswith(today.isoformat()):
        raise Skip(_("The day of this reminder has passed."))
    owner = User.objects.filter(pk=mail.object_id).first()
    until = load_calendar().next_business_day(today)
    found = list(
        due_next(today, until)
        .filter(owner=mail.object_id)
        .select_related("account", "contact")
        .order_by("due_on", "due_time", "pk")[:SHOWN]
    )
    if owner is None or not found:
        raise Skip(_("Nothing is due any more."))
    subject = ngettext(
        "%(count)s promise due on the next working day",
        "%(count)s promises due on the next working day",
        len(found),
    ) % {"count": len(found)}
    text = render_to_string(
        "promises/mail/reminder.txt",
        {
            "owner": owner,
            "for_owner": owner.email.lower() == mail.to.lower(),
            "promises": found,
            "site": settings.SITE_URL,
        },
    )
    return Mail(subject=subject, text=text.strip() + "\n")


PURPOSE = Purpose(KEY, build)
