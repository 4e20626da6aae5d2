"""The empathy map of a person or of a whole account, read with a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm.shared.access import Role, has_role
from customers.accounts.models import Account
from customers.activities.editing import may_edit
from customers.activities.models import Task
from customers.contacts.models import Contact
from customers.empathy.facets import FACETS, NEEDS, WORDS, Facet, question
from customers.empathy.models import Statement
from customers.empathy.services import ask_ref

MOST = 300  # statements read; the oldest beyond that stay in the database


@dataclass
class Line:
    """A statement, and whether this reader may still change it."""

    statement: Statement
    may_edit: bool


@dataclass
class Block:
    """A facet with what stands there, or the question that would fill it."""

    facet: Facet
    hint: str
    question: str
    lines: list[Line] = field(default_factory=list)
    task: Task | None = None


@dataclass
class EmpathyPage:
    """The map of one person (`contact`) or of everybody at an account."""

    account: Account
    contact: Contact | None
    facets: list[Block]
    needs: list[Block]

    @property
    def known(self) -> int:
        """Return how many of the six facets hold something."""
        return sum(bool(block.lines) for block in self.facets)

    @property
    def by_key(self) -> dict[str, Block]:
        """Return the facets by name, for a template that places them."""
        return {block.facet.value: block for block in self.facets}


def load(
    account: Account, contact: Contact | None, user: Any, *, now: datetime, editable: bool
) -> EmpathyPage:
    """Read the map: of one person, or merged over everybody at the account, with its needs."""
    rows = (
        Statement.objects.of_contact(contact)
        if contact is not None
        else Statement.objects.of_account(account)
    )
    asked = {
        task.origin_ref: task
        for task in Task.objects.open().filter(account=account, origin_ref__startswith="empathy:")
    }
    who = (contact.first_name or contact.name) if contact else account.name
    blocks = {
        facet: Block(
            facet,
            str(WORDS[facet].hint),
            question(facet, who, whole=contact is None),
            task=asked.get(ask_ref(account.pk, contact.pk if contact else None, facet)),
        )
        for facet in Facet
    }
    manager = has_role(user, Role.MANAGER)
    for statement in rows.select_related("contact", "author").order_by("-noted_on", "-pk")[:MOST]:
        allowed = editable and may_edit(
            author_id=statement.author_id,
            created_at=statement.created_at,
            user_id=user.pk,
            is_manager=manager,
            now=now,
        )
        blocks[Facet(statement.facet)].lines.append(Line(statement, allowed))
    return EmpathyPage(
        account,
        contact,
        [blocks[facet] for facet in FACETS],
        [blocks[facet] for facet in NEEDS],
    )
