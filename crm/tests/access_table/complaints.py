"""The addresses of complaints."""

from typing import Any

from crm.tests.access_table.decisions import (
    BOTH,
    COLLEAGUES,
    GET,
    HANDLERS,
    MANAGERS,
    POST,
    ROLELESS,
    ROLES,
    STRANGERS,
    Decision,
    colleagues,
    of,
    only,
    public,
    reads,
)
from crm.tests.world import World


def handles(
    methods: tuple[str, ...] = BOTH, allowed: frozenset[str] = HANDLERS, **kw: Any
) -> Decision:
    """Decide that complaint handlers and managers may."""
    return Decision(methods, allowed, STRANGERS, args=of("complaint", "number"), **kw)


def waiting_mail(methods: tuple[str, ...], **kw: Any) -> Decision:
    """Decide that mail without a complaint is there for handlers and managers only."""
    kw.setdefault("args", of("complaint_mail"))
    return Decision(methods, HANDLERS, COLLEAGUES - HANDLERS, **kw)


def of_complaint(world: World) -> tuple[Any, ...]:
    """Return a complaint's number and a record of it that is not there."""
    return (world.complaint.number, 0)


def reads_action() -> Decision:
    """Decide that every colleague with a role reads what is being changed."""
    return Decision(GET, ROLES, ROLELESS, args=of("action"))


def edits_action(methods: tuple[str, ...] = POST, **kwargs: Any) -> Decision:
    """Decide that the desk changes a corrective action; its owner too, here the handler."""
    return Decision(methods, HANDLERS, ROLELESS, **({"args": of("action")} | kwargs))


def of_action(world: World) -> tuple[Any, ...]:
    """Return a corrective action and the complaint that led to it."""
    return (world.action.pk, world.complaint.number)


def of_row(world: World) -> tuple[Any, ...]:
    """Return a row of an investigation that is not there."""
    return (world.complaint.number, "finding", 0)


COMPLAINTS: dict[str, Decision] = {
    "complaints:list": colleagues(GET),
    "complaints:bulk": only(HANDLERS, POST),
    "complaints:told_on": handles(),
    "complaint_reports:index": colleagues(GET),
    "complaint_reports:groups": colleagues(GET),
    "complaint_reports:causes": colleagues(GET),
    "complaint_reports:told_on": colleagues(GET),
    "complaint_reports:silence": colleagues(GET),
    "complaint_reports:year": colleagues(GET, args=lambda world: (2026,)),
    "actions:list": colleagues(GET),
    "actions:create": only(HANDLERS, BOTH),
    "actions:detail": reads_action(),
    "actions:edit": edits_action(BOTH),
    "actions:finish": edits_action(),
    "actions:check": edits_action(),
    "actions:drop": edits_action(),
    "actions:link": edits_action(),
    "actions:unlink": edits_action(args=of_action),
    "complaints:create": only(ROLES, BOTH),
    "complaints:known": only(ROLES, GET),
    "complaints:mail_list": only(HANDLERS, GET),
    "complaints:mail_add": only(HANDLERS, BOTH),
    "complaints:mail": waiting_mail(GET),
    "complaints:mail_open": waiting_mail(POST),
    "complaints:mail_attach": waiting_mail(POST),
    "complaints:mail_discard": waiting_mail(POST),
    "complaints:mail_raw": waiting_mail(GET),
    "complaints:mail_part": waiting_mail(
        GET, args=lambda world: (world.complaint_mail.pk, 1)
    ),
    "complaints:case_mail": handles(),
    "complaints:detail": reads("complaint", "number"),
    "complaints:assess": handles(),
    "complaints:edit": handles(),
    "complaints:link": handles(),
    "complaints:redate": handles(allowed=MANAGERS),
    "complaints:priority": handles(),
    "complaints:plan_call": handles(POST),
    "complaints:rubric": only(HANDLERS, GET),
    "complaints:rubric_change": Decision(BOTH, MANAGERS, args=of("rubric")),
    "complaints:clocks": reads("complaint", "number"),
    "complaints:extend": handles(),
    "complaints:resume": handles(POST),
    "complaints:close": handles(POST),
    "complaints:reopen": handles(allowed=MANAGERS),
    "complaints:withdraw": handles(),
    "complaints:duplicate": handles(),
    "complaints:acknowledge": handles(),
    "complaints:ask": handles(),
    "complaints:answer": handles(),
    "complaints:message": handles(),
    "complaints:conversation": handles(),
    "complaints:note": handles(),
    "complaints:decide": handles(),
    "complaints:approve": handles(POST),
    "complaints:tracking": handles(),
    "complaints:letters": only(HANDLERS, GET),
    "complaints:letter_add": only(MANAGERS, BOTH),
    "complaints:letter_change": Decision(BOTH, MANAGERS, args=of("letter")),
    "complaints:letter_print": handles(POST, statuses=frozenset({422})),
    "complaints:letter_of": Decision(
        GET, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:choose_reply": Decision(
        POST, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:undo": Decision(
        POST, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:settle": Decision(
        POST, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:remedy": Decision(
        BOTH, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:versions": handles(GET),
    "complaints:confidential": handles(),
    "complaints:case_file": handles(GET),
    "complaints:investigation": handles(GET),
    "complaints:row_add": Decision(
        BOTH, HANDLERS, STRANGERS, args=lambda world: (world.complaint.number, "finding")
    ),
    "complaints:row": Decision(
        BOTH, HANDLERS, STRANGERS, args=of_row, statuses=frozenset({404})
    ),
    "complaints:row_remove": Decision(
        POST, HANDLERS, STRANGERS, args=of_row, statuses=frozenset({404})
    ),
    "complaints:why_move": Decision(
        POST, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:relate": handles(),
    "complaints:unrelate": Decision(
        POST, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "complaints:merge": handles(),
    "complaints:unmerge": Decision(
        BOTH, HANDLERS, STRANGERS, args=of_complaint, statuses=frozenset({404})
    ),
    "intake:form": public(BOTH),
    "intake:track": public(BOTH, "tracking_token"),
    "intake:thanks": public(GET, "tracking_token"),
    "intake:withdraw": public(BOTH, "tracking_token"),
    "intake:reopen": public(BOTH, "tracking_token"),
    "intake:file": public(GET, "tracking_token", "0", statuses={404}),
}  # fmt: skip
