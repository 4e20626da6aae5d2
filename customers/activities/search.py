"""What search knows of a contact moment: its words."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.formats import day
from crm.shared.search.registry import Kind, SearchDoc
from customers.activities.models import Interaction

TITLE = 90


def document(moment: Interaction) -> SearchDoc | None:
    """Return what was said; None for one taken away, or of an account in the bin."""
    if moment.deleted_at or moment.account.deleted_at:
        return None
    first = " ".join(moment.summary.split())
    return SearchDoc(
        title=first if len(first) <= TITLE else first[:TITLE].rsplit(" ", 1)[0] + "…",
        subtitle=f"{moment.account.name}, {day(moment.happened_at)}",
        text=moment.summary,
    )


def visible(user: Any) -> QuerySet[Interaction]:
    """Return the contact moments a reader may find."""
    return Interaction.objects.visible_to(user)


KIND = Kind(
    key="moment",
    label=_("Contact moments"),
    model=Interaction,
    fields=document,
    visible=visible,
    url=lambda moment: moment.get_absolute_url(),
    icon="telephone",
    source=lambda: Interaction.objects.select_related("account"),
)
