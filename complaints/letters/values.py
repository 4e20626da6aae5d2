"""What the variables of a letter stand for in one complaint, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, override

from complaints.cases.models import Complaint
from complaints.cases.workflow import RemedyStatus
from complaints.decisions.external import external_of
from complaints.decisions.models import Decision
from complaints.letters.models import LetterPurpose, MessageTemplate
from complaints.letters.variables import fill
from crm.shared.formats import long_day, number
from crm.shared.organisation.services import get_organisation


@dataclass(frozen=True)
class Draft:
    """Holds a letter as it is proposed: filled in as far as we know, and what is still missing."""

    subject: str
    body: str
    template: MessageTemplate | None = None
    missing: tuple[str, ...] = ()


def greeting(complaint: Complaint) -> str:
    """Return the first line of a letter, in the active language: by title and last name where known."""
    contact = complaint.contact
    titles = {"ms": gettext("Dear Ms %(name)s,"), "mr": gettext("Dear Mr %(name)s,")}
    if contact is not None and contact.salutation in titles:
        return titles[contact.salutation] % {"name": contact.last_name}
    name = contact.name if contact is not None else complaint.complainant_name
    return gettext("Dear %(name)s,") % {"name": name} if name else gettext("Dear customer,")


def values_of(
    complaint: Complaint,
    *,
    user: Any,
    today: date,
    resume_on: date | None = None,
    extended_to: date | None = None,
) -> dict[str, str]:
    """Return what we know of each variable; what is not known is left out. At most three queries."""
    organisation = get_organisation()
    values = {
        "number": complaint.number,
        "subject": complaint.subject,
        "greeting": greeting(complaint),
        "complainant": complaint.contact.name
        if complaint.contact is not None
        else complaint.complainant_name,
        "on_behalf_of": complaint.on_behalf_of,
        "received_on": long_day(complaint.received_at),
        "promised_on": long_day(complaint.decision_due_at) if complaint.decision_due_at else "",
        "resume_on": long_day(resume_on) if resume_on else "",
        "extended_to": long_day(extended_to) if extended_to else "",
        "handler": complaint.handler.display_name if complaint.handler else "",
        "sender": user.display_name if user else "",
        "organisation": organisation.name,
        "phone": organisation.phone,
        "reopen_days": number(organisation.reopen_days),
    }
    decision = Decision.objects.filter(
        cycle__complaint=complaint, cycle__number=complaint.cycle
    ).first()
    if decision is not None:
        values |= _decided(complaint, decision, today)
    return {name: value for name, value in values.items() if value}


def _decided(complaint: Complaint, decision: Decision, today: date) -> dict[str, str]:
    remedies = complaint.remedies.filter(cycle=complaint.cycle).exclude(status=RemedyStatus.REFUSED)
    body, deadline = external_of(decision, today)
    return {
        "decision": str(decision.get_outcome_display()).lower(),
        "reasons": decision.reasons,
        "remedies": remedy_lines(remedies),
        "external_body": body,
        "external_deadline": long_day(deadline) if deadline else "",
    }


def remedy_lines(remedies: Iterable[Any]) -> str:
    """Return what was promised, one line each; costs are ours and stay out."""
    return "\n".join(
        gettext("- %(what)s, by %(day)s at the latest")
        % {"what": remedy_words(one), "day": long_day(one.due_on)}
        for one in remedies
    )


def remedy_words(remedy: Any) -> str:
    """Return one remedy in words a customer reads."""
    kind = str(remedy.get_kind_display()).lower()
    return f"{kind}: {remedy.description}" if remedy.description else kind


def draft(
    complaint: Complaint,
    template: MessageTemplate | None,
    *,
    user: Any,
    today: date,
    resume_on: date | None = None,
    extended_to: date | None = None,
) -> Draft:
    """Fill a letter in for a complaint, in the complainant's language; without one, its frame only.

    The term for the external body runs from `today`, the day on which the letter is sent.
    """
    with override(complaint.language):
        values = values_of(
            complaint, user=user, today=today, resume_on=resume_on, extended_to=extended_to
        )
        if template is None:
            closing = gettext("Kind regards,")
            frame = (values["greeting"], "", f"{closing}\n{values.get('sender', '')}".strip())
            return Draft("", "\n\n".join(frame))
        subject, body = template.texts(complaint.language)
        filled, text = fill(subject, values), fill(body, values)
        missing = tuple(dict.fromkeys((*filled.missing, *text.missing)))
        return Draft(filled.text, text.text, template, missing)


def usual(
    templates: list[MessageTemplate], purpose: str, complaint: Complaint
) -> MessageTemplate | None:
    """Return the letter to begin with: for an answer the one of the decision, else the first."""
    ours = [one for one in templates if one.purpose == purpose]
    if purpose == LetterPurpose.ANSWER:
        outcome = (
            Decision.objects.filter(cycle__complaint=complaint, cycle__number=complaint.cycle)
            .values_list("outcome", flat=True)
            .first()
        )
        wanted = f"answer-{(outcome or '').replace('_', '-')}"
        ours.sort(key=lambda one: one.key != wanted)
    return ours[0] if ours else None
