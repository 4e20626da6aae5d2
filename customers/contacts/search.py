"""What search knows of a contact."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.shared.search.registry import Kind, SearchDoc
from customers.contacts.models import Contact


def document(contact: Contact) -> SearchDoc | None:
    """Return what is looked in: name, function, account, address and phones.

    A person who is the account is found as the account; those of an account in the bin are not found.
    """
    if contact.is_account_itself or contact.account.deleted_at:
        return None
    words = (contact.name_key, contact.function, contact.email)
    return SearchDoc(
        title=contact.name,
        subtitle=", ".join(filter(None, [contact.function, contact.account.name])),
        text=" ".join(filter(None, words)),
        phones=[number for number in (contact.phone, contact.mobile) if number],
    )


def visible(user: Any) -> QuerySet[Contact]:
    """Return the contacts a reader may find."""
    return Contact.objects.visible_to(user)


KIND = Kind(
    key="contact",
    label=_("Contacts"),
    model=Contact,
    fields=document,
    visible=visible,
    url=lambda contact: contact.get_absolute_url(),
    icon="person",
    source=lambda: Contact.objects.select_related("account"),
)
