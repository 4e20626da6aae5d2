"""What search knows of a deal."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.search.registry import Kind, SearchDoc
from customers.deals.models import Deal


def document(deal: Deal) -> SearchDoc:
    """Return what is looked in: title, account, competitor and reference."""
    words = (deal.competitor, deal.external_ref)
    return SearchDoc(
        title=deal.title, subtitle=deal.account.name, text=" ".join(filter(None, words))
    )


def visible(user: Any) -> QuerySet[Deal]:
    """Return the deals a reader may find."""
    return Deal.objects.visible_to(user)


KIND = Kind(
    key="deal",
    label=_("Deals"),
    model=Deal,
    fields=document,
    visible=visible,
    url=lambda deal: deal.get_absolute_url(),
    icon="kanban",
    source=lambda: Deal.objects.select_related("account"),
)
