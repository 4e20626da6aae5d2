"""Plan, do and check the corrective actions of the story, and answer where others read a complaint."""

from complaints.actions.services import check_action, finish_action, plan_action
from complaints.cases.models import Complaint
from complaints.learning.models import Cause
from complaints.toldon.services import answer_in_public
from crm.demo.content.learning import CHANGES, PUBLIC_REPLY, Change
from crm.demo.history import History
from crm.shared.localtime import local_date


def load(history: History) -> None:
    """Carry out each change on its days, then the public answer to the newest complaint that was told."""
    causes = {row.key: row for row in Cause.objects.all()}
    for change in CHANGES:
        _change(history, change, causes[change.cause])
    told = Complaint.objects.exclude(told_on_url="").order_by("-received_at").first()
    if told is not None:
        answer_in_public(
            told,
            told_on=told.told_on,
            told_on_url=told.told_on_url,
            reply=PUBLIC_REPLY,
            replied_on=local_date(history.now),
            by=history.users["fatima"],
            now=history.now,
            version=told.version,
        )


def _change(history: History, change: Change, cause: Cause) -> None:
    users = history.users
    action = plan_action(
        title=change.title,
        plan=change.plan,
        cause=cause,
        owner=users[change.owner],
        due_on=history.weekday(change.due),
        check_on=history.weekday(change.check),
        cost=change.cost,
        complaints=Complaint.objects.filter(cause=cause).order_by("received_at")[:3],
        by=users["fatima"],
        now=history.moment(change.planned),
    )
    if change.done is not None:
        finish_action(
            action,
            done_on=history.weekday(change.done),
            evidence=change.evidence,
            by=users[change.owner],
            now=history.moment(change.done, "16:00"),
        )
    if change.effect:
        check_action(
            action,
            effect=change.effect,
            finding=change.finding,
            by=users["joost"],
            now=history.moment(change.check, "15:00"),
        )
