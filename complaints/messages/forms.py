"""Forms of what is said: acknowledgement, question, answer, message, conversation, note."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.cases.forms import VersionedForm, day_field, local_now, long_text, moment_field
from complaints.cases.models import Complaint
from complaints.cases.workflow import How
from complaints.letters.models import LetterPurpose, MessageTemplate
from complaints.letters.values import Draft, draft, usual
from complaints.letters.variables import VARIABLES
from complaints.messages.models import Via
from crm.shared.localtime import local_date
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation

WEEK = 7


def ways(complaint: Complaint) -> list[tuple[str, Any]]:
    """Return the ways in which this complainant can be reached."""
    found: list[tuple[str, Any]] = []
    if complaint.reach_email:
        found.append((How.MAIL.value, _("By e-mail to %(to)s") % {"to": complaint.reach_email}))
    if complaint.is_anonymous and not (complaint.complainant_phone or complaint.reach_email):
        return [*found, (How.NO_ADDRESS.value, _("Nobody: there is no address"))]
    return [
        *found,
        (How.CALL.value, _("I told them by telephone")),
        (How.LETTER.value, _("I sent a letter")),
    ]


class LetterForm(VersionedForm):
    """Something we say to the customer: begins with a letter of the house, in the customer's language."""

    purposes: tuple[str, ...] = ()

    subject = forms.CharField(
        label=_("Subject line"),
        max_length=150,
        required=False,
        help_text=_("Of the e-mail; the number of the complaint is added when it is not in it."),
    )
    body = forms.CharField(
        label=_("What we tell the customer"),
        widget=long_text(14),
        max_length=10_000,
        required=False,
    )
    how = forms.ChoiceField(label=_("How"), choices=(), widget=forms.RadioSelect)
    at = moment_field(
        _("When"), required=False, help_text=_("For a call or letter; empty means now.")
    )

    def __init__(self, *args: Any, asked: str = "", **kwargs: Any) -> None:
        self.asked = asked
        self.draft: Draft | None = None
        complaint, user = kwargs["complaint"], kwargs.get("user")
        self.templates = list(
            MessageTemplate.objects.visible_to(user).to_choose(self.purposes) if user else ()
        )
        super().__init__(*args, **kwargs)
        found = self.ways(complaint)
        self.fields["how"].choices = found
        self.initial.setdefault("how", found[0][0])
        self.fields["body"].required = found[-1][0] != How.NO_ADDRESS
        self.fields["body"].widget.attrs["lang"] = complaint.language
        if not complaint.reach_email:
            del self.fields["subject"]

    def ways(self, complaint: Complaint) -> list[tuple[str, Any]]:
        """Return how this can be said."""
        return ways(complaint)

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return the letter that was asked for, else the usual one, filled in."""
        chosen = next((one for one in self.templates if str(one.pk) == self.asked), None)
        chosen = chosen or usual(self.templates, self.purposes[0], complaint)
        today = local_date(timezone.now())
        self.draft = draft(complaint, chosen, user=self.user, today=today, **self.facts(complaint))
        return {"subject": self.draft.subject, "body": self.draft.body}

    def facts(self, complaint: Complaint) -> dict[str, Any]:
        """Return what the letter may name beside the facts of the complaint."""
        return {}

    @property
    def missing(self) -> list[Any]:
        """Return the variables of the proposed letter that we know nothing about, with their meaning."""
        names = self.draft.missing if self.draft else ()
        return [(f"{{{name}}}", VARIABLES[name]) for name in names]

    def clean_subject(self) -> str:
        """Return one line."""
        return " ".join(self.cleaned_data["subject"].split())


class AcknowledgeForm(LetterForm):
    """Acknowledges the receipt; the text names the day of the answer."""

    purposes = (LetterPurpose.ACKNOWLEDGEMENT,)


class AnswerForm(LetterForm):
    """Answers the complaint; the text starts from the decision and its reasons."""

    purposes = (LetterPurpose.ANSWER,)


class AskForm(LetterForm):
    """Asks the customer something; the clocks stand still until the reply or the resume date."""

    purposes = (LetterPurpose.QUESTION,)
    resume_on = day_field(_("Go on by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your question")
        days = get_organisation().waiting_max_days
        self.fields["resume_on"].help_text = _(
            "Work goes on by itself on this day, at most %(days)s working days from now."
        ) % {"days": days}
        self.order_fields(["subject", "body", "resume_on", "how", "at", "version"])

    def ways(self, complaint: Complaint) -> list[tuple[str, Any]]:
        """Return how somebody can be asked something: there must be an address."""
        return [way for way in ways(complaint) if way[0] != How.NO_ADDRESS] or [
            (How.CALL.value, _("I told them by telephone"))
        ]

    def facts(self, complaint: Complaint) -> dict[str, Any]:
        """Return the resume date the question names."""
        return {"resume_on": _go_on_by()}

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return the question with its usual resume date."""
        return {**super().first_values(complaint), "resume_on": _go_on_by()}


def _go_on_by() -> date:
    """Return the day a week from now, or the last one before it that may still be waited for."""
    today, most = local_date(timezone.now()), get_organisation().waiting_max_days
    calendar = load_calendar()
    days = (today + timedelta(days=ahead) for ahead in range(WEEK, 1, -1))
    near = (day for day in days if calendar.business_days_between(today, day) <= most)
    return next(near, today + timedelta(days=1))


class UpdateForm(LetterForm):
    """Writes to the customer without moving anything: by e-mail, or as a letter that is recorded."""

    purposes = (
        LetterPurpose.UPDATE,
        LetterPurpose.EXTENSION,
        LetterPurpose.REMINDER,
        LetterPurpose.CLOSING,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = True
        self.fields["body"].label = _("Message to the customer")
        self.fields["how"].required = self.fields["version"].required = False

    def ways(self, complaint: Complaint) -> list[tuple[str, Any]]:
        """Return e-mail, where there is an address, and a letter."""
        return [way for way in ways(complaint) if way[0] == How.MAIL] + [
            (How.LETTER.value, _("I sent a letter"))
        ]

    def clean_how(self) -> str:
        """Return the first way when none was chosen, as in the box under the conversation."""
        return self.cleaned_data["how"] or self.fields["how"].choices[0][0]


class NoteForm(forms.Form):
    """The box for an internal note."""

    body = forms.CharField(label=_("Internal note"), widget=long_text(3), max_length=10_000)


class ConversationForm(forms.Form):
    """Writes down a call or a letter."""

    via = forms.ChoiceField(
        label=_("How"),
        choices=[(Via.CALL, Via.CALL.label), (Via.LETTER, Via.LETTER.label)],
        widget=forms.RadioSelect,
        initial=Via.CALL,
    )
    at = moment_field(_("When"), initial=local_now)
    body = forms.CharField(
        label=_("What was said"),
        widget=long_text(5),
        max_length=10_000,
        help_text=_("The customer reads this on the tracking page; for colleagues, write a note."),
    )
