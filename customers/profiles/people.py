"""How many people carry a persona: those behind the door of the figure."""

from typing import Any

from django.db.models import OuterRef, Subquery

from crm.shared.counting import count_of
from customers.contacts.models import Contact


def people_of(user: Any) -> Subquery:
    """Return the subquery that counts the present contacts of a profile that a user may see."""
    return count_of(Contact.objects.visible_to(user).present().filter(persona=OuterRef("pk")))
