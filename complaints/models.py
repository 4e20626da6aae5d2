"""Gathers the models of the nouns of complaints."""

from complaints.actions.models import CorrectiveAction
from complaints.cases.cycles import ComplaintCycle, Pause
from complaints.cases.events import ComplaintEvent, ComplaintEventText
from complaints.cases.models import Complaint, NumberSequence
from complaints.clock.models import PolicySnapshot
from complaints.decisions.models import Decision, DecisionVersion, ExternalBody, Remedy
from complaints.inbound.models import ComplaintMail
from complaints.investigation.models import Evidence, Finding, Hearing, ThirdParty, Why
from complaints.ladder.models import Escalation
from complaints.learning.models import Category, Cause
from complaints.letters.models import MessageTemplate, TemplateVersion
from complaints.links.models import Link, Merge
from complaints.messages.models import Message, Note
from complaints.replies.models import ReplyChoice
from complaints.rubric.models import RubricLevel
from complaints.statutory.models import Extension
from complaints.toldon.models import PublicReply

__all__ = [
    "Category",
    "Cause",
    "Complaint",
    "ComplaintCycle",
    "ComplaintEvent",
    "ComplaintEventText",
    "ComplaintMail",
    "CorrectiveAction",
    "Decision",
    "Escalation",
    "Extension",
    "DecisionVersion",
    "Evidence",
    "ExternalBody",
    "Finding",
    "Hearing",
    "Link",
    "Merge",
    "Message",
    "MessageTemplate",
    "Note",
    "NumberSequence",
    "Pause",
    "PolicySnapshot",
    "PublicReply",
    "Remedy",
    "ReplyChoice",
    "RubricLevel",
    "TemplateVersion",
    "ThirdParty",
    "Why",
]
