"""The list of contacts: its filters, columns and sorts."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared import phones
from crm.shared.lists import Column, FilterForm, ListSpec
from crm.shared.search.find import matching
from customers.accounts.models import Account
from customers.accounts.naming import email_key
from customers.contacts.models import ConsentState, Contact, ContactRole, DmuRole, Level
from customers.profiles.models import Profile

ANY = _("Any")
CELLS = "contacts/cells/"


class ContactFilter(FilterForm):
    """Narrows the list of contacts."""

    q = forms.CharField(label=_("Name, e-mail or phone"), max_length=200)
    account = forms.IntegerField(label=_("Account"), widget=forms.HiddenInput)
    persona = forms.ModelChoiceField(
        label=_("Persona"), queryset=Profile.objects.none(), widget=forms.HiddenInput
    )
    mine = forms.BooleanField(label=_("At my accounts"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", ANY), *DmuRole.choices])
    level = forms.ChoiceField(label=_("Level"), choices=[("", ANY), *Level.choices])
    present = forms.ChoiceField(
        label=_("Works there"),
        choices=[("", _("Still")), ("left", _("No longer")), ("all", _("Either"))],
    )
    spoken_older = forms.IntegerField(
        label=_("Not spoken to for, in days"),
        validators=[MinValueValidator(0), MaxValueValidator(36_500)],
    )
    consent = forms.ChoiceField(
        label=_("Survey consent"), choices=[("", ANY), *ConsentState.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persona"].queryset = Profile.objects.visible_to(self.user)

    def apply(self, contacts: QuerySet[Contact]) -> QuerySet[Contact]:
        """Return the contacts that match every filter given."""
        given = self.cleaned_data
        if given["present"] != "all":
            contacts = contacts.filter(left_on__isnull=given["present"] != "left")
        if given["account"]:
            contacts = contacts.filter(account=given["account"])
        if given["persona"]:
            contacts = contacts.filter(persona=given["persona"])
        if given["mine"]:
            contacts = contacts.filter(account__owner=self.user)
        if given["role"]:
            has = ContactRole.objects.filter(role=given["role"]).values("contact_id")
            contacts = contacts.filter(pk__in=has)
        if given["level"]:
            contacts = contacts.filter(level=given["level"])
        if given["consent"]:
            contacts = contacts.filter(consent_survey=given["consent"])
        if given["spoken_older"] is not None:
            before = timezone.now() - timedelta(days=given["spoken_older"])
            contacts = contacts.filter(
                Q(last_contact_at__lt=before) | Q(last_contact_at__isnull=True)
            )
        return contacts.filter(containing(given["q"])) if given["q"] else contacts


def containing(words: str) -> Q:
    """Return the condition of a name part, an e-mail address or a phone number."""
    words = words.strip()
    number = phones.normalise(words) if phones.looks_like_number(words) else None
    if number:
        return Q(phone=number) | Q(mobile=number)
    if "@" in words:
        return Q(email_key__startswith=email_key(words))
    found = matching("contact", words)
    return Q() if found is None else Q(pk__in=found)


def rows(user: Any) -> QuerySet[Contact]:
    """Return the contacts a user may see, with what the columns show."""
    return Contact.objects.visible_to(user).select_related("account").prefetch_related("roles")


COLUMNS = (
    Column("name", _("Name"), template=CELLS + "_name.html", sort="name"),
    Column("account", _("Account"), value="account.name", template=CELLS + "_account.html"),
    Column("function", _("Function")),
    Column(
        "roles",
        _("Roles"),
        value=lambda c: ", ".join(str(r) for r in c.roles.all()),
    ),
    Column("email", _("E-mail"), template=CELLS + "_email.html"),
    Column(
        "phone",
        _("Phone"),
        value=lambda c: c.mobile or c.phone,
        template=CELLS + "_phone.html",
    ),
    Column(
        "last_contact_at",
        _("Last spoken"),
        template=CELLS + "_spoken.html",
        sort="spoken",
        align="end",
    ),
    Column("last_score", _("Last score"), template=CELLS + "_score.html"),
)
LIST = ListSpec(
    key="contacts",
    label=_("Contacts"),
    filter_form=ContactFilter,
    columns=COLUMNS,
    sorts={"name": ("name_key", "pk"), "spoken": ("last_contact_at", "pk")},
    default_sort="name",
)


def account_of(user: Any, asked: str) -> Account | None:
    """Return the account a list or form is about, if the user may see it."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return Account.objects.visible_to(user).filter(pk=int(asked)).first()
