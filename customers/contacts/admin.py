"""Contacts in the Django admin: read and searched here, changed through Kring's own pages."""

from django.contrib import admin

from crm.shared.admin_base import ReadOnlyInline, ServiceOwnedAdmin
from customers.contacts.models import Consent, Contact, ContactRole, SecondPost


class ContactRoleInline(ReadOnlyInline):
    """The DMU roles of a contact."""

    model = ContactRole
    fields = ("role",)


class ConsentInline(ReadOnlyInline):
    """What a contact agreed to."""

    model = Consent
    fields = ("channel", "state", "given_on", "source", "recorded_at", "recorded_by")


@admin.register(Contact)
class ContactAdmin(ServiceOwnedAdmin):
    """Shows contacts."""

    list_display = (
        "name", "account", "function", "email", "phone", "level", "influence", "stance",
        "consent_survey", "left_on", "last_contact_at", "last_score",
    )  # fmt: skip
    list_filter = ("level", "language", "consent_email", "consent_phone", "consent_survey")
    search_fields = ("name_key", "email_key", "phone", "mobile", "account__name")
    list_select_related = ("account",)
    ordering = ("name_key", "pk")
    inlines = (ContactRoleInline, ConsentInline)


@admin.register(ContactRole)
class ContactRoleAdmin(ServiceOwnedAdmin):
    """Shows the DMU roles."""

    list_display = ("contact", "role")
    list_filter = ("role",)
    search_fields = ("contact__name_key",)
    list_select_related = ("contact",)


@admin.register(Consent)
class ConsentAdmin(ServiceOwnedAdmin):
    """Shows every statement of consent."""

    list_display = ("contact", "channel", "state", "given_on", "source", "recorded_by")
    list_filter = ("channel", "state")
    search_fields = ("contact__name_key", "source")
    list_select_related = ("contact", "recorded_by")


@admin.register(SecondPost)
class SecondPostAdmin(ServiceOwnedAdmin):
    """Shows who works for a second account."""

    list_display = ("contact", "account", "function", "created_at")
    search_fields = ("contact__name_key", "account__name")
    list_select_related = ("contact", "account")
