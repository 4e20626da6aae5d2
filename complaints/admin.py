"""Gathers the admin of the nouns of complaints."""

from complaints.actions import admin as actions_admin
from complaints.cases import admin as cases_admin
from complaints.decisions import admin as decisions_admin
from complaints.inbound import admin as inbound_admin
from complaints.investigation import admin as investigation_admin
from complaints.ladder import admin as ladder_admin
from complaints.learning import admin as learning_admin
from complaints.letters import admin as letters_admin
from complaints.links import admin as links_admin
from complaints.messages import admin as messages_admin
from complaints.replies import admin as replies_admin
from complaints.rubric import admin as rubric_admin
from complaints.statutory import admin as statutory_admin
from complaints.toldon import admin as toldon_admin

__all__ = [
    "actions_admin",
    "cases_admin",
    "decisions_admin",
    "ladder_admin",
    "inbound_admin",
    "investigation_admin",
    "learning_admin",
    "letters_admin",
    "links_admin",
    "messages_admin",
    "replies_admin",
    "rubric_admin",
    "statutory_admin",
    "toldon_admin",
]
