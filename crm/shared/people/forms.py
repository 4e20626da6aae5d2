"""Forms of colleagues: log in, profile, absence, password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from crm.shared.access import Role, has_role
from crm.shared.people.models import Language, Theme, User


class LoginForm(AuthenticationForm):
    """Asks for a name or e-mail address, and a password."""

    error_messages = {
        "invalid_login": _("This name and password do not fit together. Check both and try again."),
        "inactive": _("This account is closed. Ask your administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Work e-mail or name")
        self.fields["username"].max_length = 254


class ProfileForm(forms.ModelForm):
    """Changes what colleagues may change about themselves."""

    class Meta:
        model = User
        fields = [
            *("first_name", "last_name", "job_title", "language", "theme", "shortcuts"),
            *("weekly_digest", "digest_every"),
        ]
        help_texts = {"shortcuts": _("Press ? on any page for the list of keys.")}
        widgets = {"theme": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask managers about the mail of the team, which holds the scores too; one switch for both."""
        super().__init__(*args, **kwargs)
        if has_role(self.instance, Role.MANAGER):
            self.fields["weekly_digest"].label = _("Mail about the team")
            self.fields["weekly_digest"].help_text = _(
                "What went wrong, who is away, figures with tested changes, whom to call."
            )
            self.fields["digest_every"].label = _("How often")
        else:
            del self.fields["digest_every"]


class AbsenceForm(forms.Form):
    """Says from when to when somebody is away and who stands in."""

    absent_from = forms.DateField(
        label=_("First day away"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    absent_until = forms.DateField(
        label=_("Last day away"),
        required=False,
        help_text=_("Leave empty when you do not know yet."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    deputy = forms.ModelChoiceField(
        label=_("Deputy"),
        required=False,
        queryset=User.objects.none(),
        empty_label=_("The manager of my team"),
        help_text=_("Follow-ups and reminders go to your deputy while you are away."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = User.objects.visible_to(user).exclude(pk=user.pk)


class ThemeForm(forms.Form):
    """Takes one theme."""

    theme = forms.ChoiceField(choices=Theme.choices)


class LanguageForm(forms.Form):
    """Takes one language."""

    language = forms.ChoiceField(choices=Language.choices)


class ResetForm(forms.Form):
    """Asks for the address to send a password link to."""

    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPasswordForm(SetPasswordForm):
    """Sets a password by the link from a mail."""


class OwnPasswordForm(PasswordChangeForm):
    """Changes one's own password; asks for the old one."""
