"""Filling in a self-assessment, changing its words, choosing a discipline, making a weak spot a task."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from crm.insight.readiness.models import Group, Instrument, Scan, ScanAnswer, Statement
from crm.insight.readiness.rule import HIGHEST, LOWEST
from crm.shared.access import Role, forbid_unless
from crm.shared.audit.services import record
from crm.shared.errors import Refusal
from crm.shared.localtime import local_date
from crm.shared.organisation.models import Discipline, Organisation
from crm.shared.organisation.services import forget
from customers.activities.models import Task
from customers.activities.services import add_task
from customers.errors import EditConflict

ACTION_KEY = "readiness:"


@transaction.atomic
def fill_in(instrument: str, given: Mapping[int, int], *, by: Any, now: datetime) -> Scan:
    """Keep a filled-in form; raises Refusal when a statement was skipped or a score is none of 1 to 5."""
    rows: Any = Statement.objects
    statements: dict[int, Statement] = {s.pk: s for s in rows.of(instrument)}
    if set(given) != set(statements):
        raise Refusal(_("Give every statement a score: a skipped one would make the mean lie."))
    if not all(LOWEST <= score <= HIGHEST for score in given.values()):
        raise Refusal(_("A score is 1, 2, 3, 4 or 5."))
    scan = Scan.objects.create(
        instrument=Instrument(instrument), year=local_date(now).year, by=by, filled_in_at=now
    )
    ScanAnswer.objects.bulk_create(
        ScanAnswer(scan=scan, statement=statements[pk], score=score, wording=statements[pk].version)
        for pk, score in given.items()
    )
    record(f"readiness.fill_in_{instrument}", scan, by=by)
    return scan


@transaction.atomic
def reword(
    statement: Statement, *, version: int, text_en: str, text_nl: str, by: Any, now: datetime
) -> Statement:
    """Change the words of a statement in both languages; earlier scores keep the version they were given to.

    Raises EditConflict when a colleague was faster.
    """
    forbid_unless(by, Role.MANAGER)
    fields = {"text_en": text_en.strip(), "text_nl": text_nl.strip()}
    rows = Statement.objects.filter(pk=statement.pk, version=version)
    if not rows.update(**fields, version=F("version") + 1):
        raise EditConflict.between(
            _("Somebody else saved this while you were typing. Nothing was lost: compare."),
            Statement.objects.get(pk=statement.pk),
            fields,
        )
    record("readiness.reword", statement, by=by, changes=fields)
    statement.refresh_from_db()
    return statement


@transaction.atomic
def choose_discipline(discipline: str, *, by: Any) -> None:
    """Choose the value discipline that decides which figures Home puts first; empty for none."""
    forbid_unless(by, Role.MANAGER)
    if discipline and discipline not in Discipline.values:
        raise Refusal(_("Choose one of the three disciplines."), field="discipline")
    stored, _made = Organisation.objects.get_or_create(pk=1)
    Organisation.objects.filter(pk=1).update(discipline=discipline)
    record("edit", stored, by=by, changes=["discipline"])
    forget()


@transaction.atomic
def plan_action(
    group: str, *, title: str, due_on: date, assignee: Any, by: Any, now: datetime
) -> Task:
    """Make a task, of no account, that mends a weak spot; sent twice it is made once.

    Raises Refusal for an unknown group.
    """
    forbid_unless(by, Role.MANAGER)
    if group not in Group.values:
        raise Refusal(_("Choose a factor or pillar."), field="group")
    same = sha256(f"{title}|{due_on}|{getattr(assignee, 'pk', '')}".encode()).hexdigest()[:16]
    return add_task(
        None,
        title=title,
        due_on=due_on,
        assignee=assignee,
        origin_key=f"{ACTION_KEY}{group}:{same}",
        by=by,
        now=now,
    )
