"""The complaints that a promise or an order caused, as their own pages show them."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from complaints.cases.models import Complaint
from complaints.links.models import Link
from crm.shared.mentions import Mention

MOST = 20


def _found(user: Any, condition: Q) -> list[Mention]:
    """Return the complaints a reader may see behind some links; one query."""
    links = Link.objects.filter(
        condition, complaint__in=Complaint.objects.visible_to(user).values("pk")
    )
    return [
        Mention(_("Complaint it caused"), str(link.complaint), link.complaint.get_absolute_url())
        for link in links.select_related("complaint")[:MOST]
    ]


def by_promise(user: Any, pk: int) -> list[Mention]:
    """Return the complaints a promise caused."""
    return _found(user, Q(promise=pk))


def by_order(user: Any, pk: int) -> list[Mention]:
    """Return the complaints an order caused."""
    return _found(user, Q(order=pk))
