"""Customers that show a sign of being unhappy or silent: one list of all signs, the most signs first."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.dashboard.doors import door
from crm.shared.formats import number, percent, short_day
from crm.shared.localtime import local_date
from crm.shared.numbers import percentage
from customers.accounts.facts import rhythm_days
from customers.accounts.models import UNHAPPY, Account
from customers.accounts.querysets import AccountQuerySet
from customers.figures.signs import A_YEAR, Sign, from_bits


def unhappy(user: Any) -> AccountQuerySet:
    """Return the customers with a sign that a user may see; those we leave alone are not among them."""
    return Account.objects.visible_to(user).filter(UNHAPPY)


def tally(accounts: QuerySet[Account]) -> dict[Sign, int]:
    """Count the customers per sign; one query, answered by the index of the list."""
    rows = accounts.order_by().values_list("signs").annotate(n=Count("pk"))
    found = dict.fromkeys(Sign, 0)
    for bits, count in rows:
        for sign in from_bits(bits):
            found[sign] += count
    return found


def reasons(account: Account, today: date) -> list[tuple[str, str]]:
    """Return each sign of an account in words, with the address of the records behind it."""
    return [(words(sign, account, today), address(sign, account, today))
            for sign in from_bits(account.signs)]  # fmt: skip


def words(sign: Sign, account: Account, today: date) -> str:
    """Say what the sign is on this account."""
    if sign == Sign.DETRACTOR:
        return _("Gave a %(score)s") % {"score": account.last_score}
    if sign == Sign.FALLEN:
        return _("Score fell %(day)s") % {"day": short_day(account.score_fell_at, today=today)}
    if sign == Sign.PROMISE:
        due = account.promise_due_on
        if due is not None and due < today:
            return _("Promise late since %(day)s") % {"day": short_day(due, today=today)}
        return _("Promise broken %(day)s") % {
            "day": short_day(account.promise_broken_on, today=today)
        }
    if sign == Sign.FALLING:
        less = account.revenue_previous_12m - account.revenue_12m
        return _("Orders %(share)s down") % {
            "share": percent(percentage(less, account.revenue_previous_12m))
        }
    if sign == Sign.SILENT:
        return _("Silent %(days)s days, rhythm %(rhythm)s") % {
            "days": (today - local_date(account.last_contact_at or account.created_at)).days,
            "rhythm": rhythm_days(account.account_class),
        }
    if sign == Sign.RISK:
        return _("Health %(health)s") % {"health": number(account.health)}
    return str(sign.label)


def address(sign: Sign, account: Account, today: date) -> str:
    """Return the list of the records behind a sign."""
    year = {"account": account.pk, "since": (today - A_YEAR).isoformat()}
    return {
        Sign.CRITICAL: lambda: door(
            "complaints:list", account=account.pk, state="open", severity=4
        ),
        Sign.REPEAT: lambda: door("complaints:list", **year),
        Sign.DETRACTOR: lambda: door("answers:list", **year),
        Sign.FALLEN: lambda: door("answers:list", account=account.pk),
        Sign.PROMISE: lambda: door("insight:broken", account=account.pk),
        Sign.FALLING: lambda: door("orders:list", account=account.pk),
        Sign.SILENT: lambda: door("activities:list", account=account.pk),
        Sign.RISK: lambda: reverse("customers:health", args=[account.pk]),
    }[sign]()


def named(bits: int) -> Collection[str]:
    """Name signs, for a file and for the title of a call."""
    return [str(sign.label) for sign in from_bits(bits)]
