"""Forms of the quarantine: whose complaint a mail is, with which complaint it goes, why it is put away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.cases.forms import ComplaintNumberField
from complaints.cases.services import Complainant
from complaints.inbound.models import ComplaintMail
from complaints.inbound.reading import contacts_of
from complaints.inbound.routes import Why
from complaints.links.targets import target_of
from customers.accounts.models import Account
from customers.accounts.pickers import AccountPickerField
from customers.contacts.models import Contact


class OpenForm(forms.Form):
    """Makes a complaint of a mail: of a contact in one click, else of an account, or of nobody known."""

    contact = forms.ModelChoiceField(
        queryset=Contact.objects.none(), required=False, widget=forms.HiddenInput
    )
    account = AccountPickerField(
        label=_("Account"), required=False, help_text=_("Leave empty for somebody we do not know.")
    )
    name = forms.CharField(label=_("Name of the complainant"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)

    def __init__(self, *args: Any, mail: ComplaintMail, user: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        first = {} if mail.why == Why.COLLEAGUE else {"email": mail.sender}
        first["name"] = mail.sender_name if first else ""
        first["account"] = mail.contact.account if mail.contact else None
        super().__init__(*args, initial=first, **kwargs)
        self.fields["contact"].queryset = Contact.objects.visible_to(user).present()
        self.fields["account"].accounts = Account.objects.visible_to(user)

    def arguments(self) -> dict[str, Any]:
        """Return what the service takes; who is known at the chosen account is its contact."""
        data = self.cleaned_data
        contact, account = data["contact"], data["account"]
        if contact is not None:
            return {"contact": contact, "complainant": Complainant(email=contact.email)}
        known = [
            one
            for one in contacts_of(data["email"])
            if account is not None and one.account_id == account.pk
        ]
        return {
            "account": account,
            "contact": known[0] if len(known) == 1 else None,
            "complainant": Complainant(name=data["name"], email=data["email"]),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for somebody to answer."""
        data = super().clean() or {}
        if not self.errors and not (
            data.get("contact") or data.get("account") or data.get("email")
        ):
            self.add_error("account", _("Choose an account or give an e-mail address."))
        return data


class AttachForm(forms.Form):
    """Says with which complaint a mail goes."""

    complaint = ComplaintNumberField(label=_("Number of the complaint"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.fields["complaint"].user = user

    def clean_complaint(self) -> Any:
        """Return the complaint; of one that was merged the one in which it goes on."""
        return target_of(self.cleaned_data["complaint"])


class DiscardForm(forms.Form):
    """Asks why a mail is put away."""

    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)


class FileForm(forms.Form):
    """Takes a mail as a file."""

    file = forms.FileField(
        label=_("Mail (.eml)"),
        help_text=_("Drag the mail out of your mail program, or save it as .eml; 25 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".eml,message/rfc822"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
