"""The told-on register as a list, with its totals."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.cases.models import Complaint
from complaints.toldon.forms import RegisterFilter
from crm.shared.counting import count_of, scalars, total_of
from crm.shared.lists import Column, ListSpec

LIST = ListSpec(
    key="told-on",
    label=_("Told-on complaints"),
    filter_form=RegisterFilter,
    columns=[
        Column(
            "subject",
            _("Complaint"),
            template="complaints/cells/_subject.html",
            csv=lambda row: f"{row.number} {row.subject}",
        ),
        Column(
            "account",
            _("Account"),
            template="complaints/cells/_account.html",
            csv=lambda row: row.account.name if row.account else "",
        ),
        Column("told_on", _("People told"), align="end"),
        Column(
            "told_on_url",
            _("Public page"),
            template="complaints/cells/_public_page.html",
            csv=lambda row: row.told_on_url,
        ),
        Column(
            "reply",
            _("Our answer there"),
            template="complaints/cells/_public_reply.html",
            csv=lambda row: reply_of(row),
        ),
        Column(
            "received_at",
            pgettext_lazy("complaint", "Received"),
            template="complaints/cells/_received.html",
            sort="received",
            align="end",
        ),
    ],
    sorts={"-received": ("-received_at", "-pk")},
    default_sort="-received",
)


def reply_of(complaint: Complaint) -> str:
    """Return our public answer, or an empty text."""
    answer = getattr(complaint, "public_reply", None)
    return answer.text if answer is not None else ""


def totals(rows: QuerySet, user: Any) -> dict[str, int]:
    """Return complaints, people told, public pages and answered pages of a set; one query."""
    pages = rows.exclude(told_on_url="")
    found = scalars(
        user,
        complaints=count_of(rows),
        people=total_of(rows, F("told_on")),
        pages=count_of(pages),
        answered=count_of(pages.filter(public_reply__isnull=False)),
    )
    return {name: value or 0 for name, value in found.items()}
