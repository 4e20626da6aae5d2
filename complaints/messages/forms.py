"""Forms of what is said: acknowledgement, question, answer, message, conversation, note."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from complaints.cases.forms import VersionedForm, day_field, local_now, long_text, moment_field
from complaints.cases.models import Complaint
from complaints.cases.workflow import How
from complaints.messages.models import Via
from crm.shared.formats import long_day
from crm.shared.localtime import local_date
from crm.shared.organisation.services import get_organisation


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


class MoveMessageForm(VersionedForm):
    """A message that carries a move: what, how, and for a call or letter when."""

    body = forms.CharField(
        label=_("What we tell the customer"), widget=long_text(9), max_length=10_000, required=False
    )
    how = forms.ChoiceField(label=_("How"), choices=(), widget=forms.RadioSelect)
    at = moment_field(
        _("When"), required=False, help_text=_("For a call or letter; empty means now.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = ways(self.complaint)
        self.fields["how"].choices = found
        self.initial.setdefault("how", found[0][0])
        self.fields["body"].required = found[-1][0] != How.NO_ADDRESS


def greeting(complaint: Complaint) -> str:
    """Return the first line of a letter, in the active language: by title and last name where known."""
    contact = complaint.contact
    titles = {"ms": gettext("Dear Ms %(name)s,"), "mr": gettext("Dear Mr %(name)s,")}
    if contact is not None and contact.salutation in titles:
        return titles[contact.salutation] % {"name": contact.last_name}
    name = contact.name if contact is not None else complaint.complainant_name
    return gettext("Dear %(name)s,") % {"name": name} if name else gettext("Dear customer,")


class AcknowledgeForm(MoveMessageForm):
    """Acknowledges the receipt; the text names the day of the answer."""

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return a text in the complainant's language that says when and who."""
        name = self.user.display_name if self.user else ""
        with override(complaint.language):
            due = complaint.decision_due_at
            lines = [
                greeting(complaint),
                gettext(
                    "Thank you for telling us. We have received your complaint and will look "
                    "into it."
                ),
            ]
            if due is not None:
                lines.append(
                    gettext("You will hear the outcome from us by %(day)s at the latest.")
                    % {"day": long_day(due)}
                )
            lines += [gettext("Kind regards,") + "\n" + name]
        return {"body": "\n\n".join(lines)}


class AnswerForm(MoveMessageForm):
    """Answers the complaint; the text starts from the decision and its reasons."""

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return a text in the complainant's language with decision, reasons and remedies."""
        cycle = complaint.cycles.select_related("decision").get(number=complaint.cycle)
        decision = getattr(cycle, "decision", None)
        name = self.user.display_name if self.user else ""
        with override(complaint.language):
            lines = [greeting(complaint), gettext("We have looked into your complaint.")]
            if decision is not None:
                lines.append(
                    gettext("Our decision: %(outcome)s.")
                    % {"outcome": decision.get_outcome_display().lower()}
                )
                lines.append(decision.reasons)
            remedies = complaint.remedies.filter(cycle=complaint.cycle)
            if remedies:
                lines.append(gettext("This is what we do for you:"))
                lines.append(
                    "\n".join(
                        gettext("- %(what)s, by %(day)s at the latest")
                        % {"what": _remedy_words(one), "day": long_day(one.due_on)}
                        for one in remedies
                    )
                )
            lines.append(
                gettext(
                    "Do you not agree? You can tell us on the page of your complaint or by "
                    "replying to this message."
                )
            )
            lines.append(gettext("Kind regards,") + "\n" + name)
        return {"body": "\n\n".join(lines)}


def _remedy_words(remedy: Any) -> str:
    kind = str(remedy.get_kind_display()).lower()
    return f"{kind}: {remedy.description}" if remedy.description else kind


class AskForm(MoveMessageForm):
    """Asks the customer something; the clocks stand still until the reply or the resume date."""

    resume_on = day_field(_("Go on by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your question")
        self.fields["how"].choices = [
            choice for choice in self.fields["how"].choices if choice[0] != How.NO_ADDRESS
        ]
        days = get_organisation().waiting_max_days
        self.fields["resume_on"].help_text = _(
            "Work goes on by itself on this day, at most %(days)s working days from now."
        ) % {"days": days}
        self.order_fields(["body", "resume_on", "how", "at", "version"])

    def first_values(self, complaint: Complaint) -> dict[str, Any]:
        """Return a week from now as the resume date."""
        return {"resume_on": local_date(local_now()) + timedelta(days=7)}


class UpdateForm(forms.Form):
    """The reply box under the conversation."""

    body = forms.CharField(
        label=_("Message to the customer"), widget=long_text(3), max_length=10_000
    )


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
    body = forms.CharField(label=_("What was said"), widget=long_text(5), max_length=10_000)
