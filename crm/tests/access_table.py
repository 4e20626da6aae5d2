"""Who may open and who may use each address: the decision a new address needs.

`allowed` may act; `hidden` get 404, as if the record were not there; everybody else gets 403.
`public` addresses need no log-in. `methods` are the ones the address answers. A key may carry a
case behind a question mark: the same address, asked with a query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm.tests.world import VISITORS, World

GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")
COLLEAGUES = frozenset(VISITORS)
SALES = frozenset({"owner", "teammate", "stranger"})
MANAGERS = frozenset({"manager", "administrator"})
CREATORS = SALES | MANAGERS
READERS = frozenset({"owner", "teammate", "handler"}) | MANAGERS
EDITORS = frozenset({"owner"}) | MANAGERS
HANDLERS = frozenset({"handler"}) | MANAGERS
NAMED = frozenset({"manager"})  # the named contact of the confidential survey
STRANGERS = frozenset({"stranger", "roleless"})
ROLELESS = frozenset({"roleless"})
ROLES = COLLEAGUES - ROLELESS
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Decision:
    """Says who may use an address, and which record of the world it is asked for."""

    methods: tuple[str, ...]
    allowed: frozenset[str]
    hidden: frozenset[str] = NOBODY
    public: bool = False
    args: Callable[[World], tuple[Any, ...]] = lambda world: ()
    query: Callable[[World], str] = lambda world: ""
    statuses: frozenset[int] = frozenset()  # other answers that are right for the allowed


def of(record: str, attribute: str = "pk") -> Callable[[World], tuple[Any, ...]]:
    """Return the argument of an address: the key of a record of the world."""
    return lambda world: (getattr(getattr(world, record), attribute),)


def public(methods: tuple[str, ...], *arguments: str, statuses: set[int] | None = None) -> Decision:
    """Decide that everybody may, colleague or not."""
    return Decision(
        methods, COLLEAGUES, public=True, statuses=frozenset(statuses or ()),
        args=lambda world: tuple(getattr(world, name, name) for name in arguments),
    )  # fmt: skip


def colleagues(methods: tuple[str, ...], **kwargs: Any) -> Decision:
    """Decide that every colleague may; what they see is cut to their accounts."""
    return Decision(methods, COLLEAGUES, **kwargs)


def only(allowed: frozenset[str], methods: tuple[str, ...], **kwargs: Any) -> Decision:
    """Decide by role alone; everybody else is refused."""
    return Decision(methods, allowed, **kwargs)


def reads(
    record: str, attribute: str = "pk", methods: tuple[str, ...] = GET, **kw: Any
) -> Decision:
    """Decide that who may see the account may see this."""
    return Decision(methods, READERS, STRANGERS, args=of(record, attribute), **kw)


def edits(
    record: str, methods: tuple[str, ...] = BOTH, attribute: str = "pk", **kw: Any
) -> Decision:
    """Decide that who may change the account may change this."""
    return Decision(methods, EDITORS, STRANGERS, **({"args": of(record, attribute)} | kw))


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


def on_account(world: World) -> tuple[Any, ...]:
    """Return what files are added to."""
    return ("account", world.account.pk)


def new_under(world: World) -> str:
    """Return the query of a form that opens with an account chosen."""
    return f"?account={world.account.pk}"


def of_plan(world: World) -> tuple[Any, ...]:
    """Return the account and year of a plan."""
    return (world.plan.account_id, world.plan.year)


def of_plan_version(world: World) -> tuple[Any, ...]:
    """Return the account, year and number of an approved version."""
    return (*of_plan(world), 1)


def plan_revision(world: World) -> tuple[Any, ...]:
    """Return a plan and the move that its editors may make; the others are for managers."""
    return (world.plan.pk, "revise")


def wallet_of_2026(world: World) -> tuple[Any, ...]:
    """Return an account and a year of its spend."""
    return (world.account.pk, 2026)


ADDRESSES: dict[str, Decision] = {
    "healthz": public(GET),
    "readyz": public(GET),
    "help": colleagues(GET),
    "styleguide": colleagues(GET),
    "home": colleagues(GET),
    "hand_over": only(MANAGERS, POST, args=lambda world: (world.users["owner"].pk,)),
    "people:login": public(BOTH),
    "people:logout": public(POST),
    "people:profile": colleagues(BOTH),
    "people:absence": colleagues(POST),
    "people:theme": colleagues(POST),
    "people:language": public(POST),
    "people:password_change": colleagues(BOTH),
    "people:password_reset": public(BOTH),
    "people:password_reset_sent": public(GET),
    "people:password_reset_complete": public(GET),
    "people:password_reset_confirm": public(BOTH, "MQ", "wrong-token"),
    "settings:index": only(MANAGERS, GET),
    "settings:organisation": only(MANAGERS, BOTH),
    "settings:hours": only(MANAGERS, BOTH),
    "settings:holidays": only(MANAGERS, BOTH),
    "settings:add_dutch": only(MANAGERS, POST),
    "pipelines:list": only(MANAGERS, BOTH),
    "pipelines:edit": only(MANAGERS, BOTH, args=of("pipeline")),
    "pipelines:place": only(MANAGERS, POST, args=of("pipeline")),
    "pipelines:archive": only(MANAGERS, POST, args=of("pipeline")),
    "pipelines:stage_create": only(MANAGERS, BOTH, args=of("pipeline")),
    "pipelines:stage_edit": only(MANAGERS, BOTH, args=of("deal_stage")),
    "pipelines:stage_place": only(MANAGERS, POST, args=of("deal_stage")),
    "pipelines:stage_archive": only(MANAGERS, BOTH, args=of("deal_stage")),
    "pipelines:stage_restore": only(MANAGERS, POST, args=of("deal_stage")),
    "targets:grid": only(MANAGERS, BOTH),
    "settings:remove_holiday": only(MANAGERS, POST, args=of("holiday")),
    "readiness:index": only(MANAGERS, GET),
    "readiness:statements": only(MANAGERS, GET),
    "readiness:statement": only(MANAGERS, BOTH, args=of("scan_statement")),
    "readiness:choose": only(MANAGERS, POST),
    "readiness:act": only(MANAGERS, POST),
    "readiness:fill_in": colleagues(BOTH, args=lambda world: ("readiness",)),
    "search:palette": colleagues(GET),
    "mailbox:list": colleagues(GET),
    "mailbox:detail": colleagues(GET, args=of("mail")),
    "mailbox:formatted": colleagues(GET, args=of("mail")),
    "customers:list": colleagues(GET),
    "customers:options": colleagues(GET),
    "customers:create": only(CREATORS, BOTH),
    "customers:detail": reads("account"),
    "customers:health": reads("account"),
    "customers:group": reads("account"),
    "customers:edit": edits("account"),
    "customers:become_customer": edits("account"),
    "customers:win_back": edits("account"),
    "customers:end": edits("account"),
    "customers:cancel_end": edits("account", POST),
    "winback:list": colleagues(GET),
    "winback:edit": edits("win_back"),
    "customers:correct": only(MANAGERS, BOTH, args=of("account")),
    "customers:files": reads("account"),
    "files:add": edits("account", args=on_account),
    "files:download": reads("file"),
    "files:remove": edits("file", POST),
    "files:pin": edits("file", POST),
    "files:unpin": edits("file", POST),
    "contacts:list": colleagues(GET),
    "contacts:create": only(CREATORS, BOTH),
    "contacts:detail": reads("contact"),
    "contacts:edit": edits("contact"),
    "contacts:consent": edits("contact", POST),
    "contacts:left": edits("contact"),
    "contacts:back": edits("contact", POST),
    "contacts:second_post": edits("contact", POST),
    "contacts:end_second_post": Decision(
        POST, EDITORS, STRANGERS, args=lambda w: (w.contact.pk, w.second_post.pk)
    ),
    "dmu:page": reads("account"),
    "dmu:target": edits("account", POST),
    "empathy:account": reads("account"),
    "empathy:contact": reads("contact"),
    "empathy:add": edits("account", POST),
    "empathy:ask": edits("account", POST),
    "empathy:edit": edits("statement"),
    "empathy:remove": edits("statement", POST),
    "empathy:restore": edits("removed_statement", POST),
    "profiles:list": only(ROLES, GET),
    "profiles:create_persona": only(MANAGERS, BOTH),
    "profiles:create_segment": only(MANAGERS, BOTH),
    "profiles:edit": only(MANAGERS, BOTH, args=of("profile")),
    "profiles:retire": only(MANAGERS, POST, args=of("profile")),
    "activities:list": colleagues(GET),
    "activities:create": colleagues(BOTH),  # asks for an account of one's own first
    "activities:create?account": Decision(BOTH, EDITORS, STRANGERS, query=new_under),
    "activities:composer": edits("account", GET),
    "activities:log": edits("account", POST),
    "activities:preview": edits("account", POST),
    "activities:people": edits("account", GET),
    "activities:detail": reads("interaction"),
    "activities:edit": edits("interaction"),
    "activities:pin": edits("interaction", POST),
    "activities:unpin": edits("interaction", POST),
    "activities:delete": edits("interaction", POST),
    "activities:restore": edits("binned", POST),
    "plans:list": colleagues(GET),
    "plans:account": reads("planless"),
    "plans:create": edits("planless"),
    "plans:offer": edits("account"),
    "plans:year": Decision(GET, READERS, STRANGERS, args=of_plan),
    "plans:print": Decision(GET, READERS, STRANGERS, args=of_plan),
    "plans:version": Decision(GET, READERS, STRANGERS, args=of_plan_version),
    "plans:edit": edits("plan"),
    "plans:move": Decision(POST, EDITORS, STRANGERS, args=plan_revision),
    "plans:goal_add": edits("plan"),
    "plans:action_add": edits("plan"),
    "plans:goal": reads("goal"),
    "plans:goal_edit": edits("goal"),
    "plans:goal_remove": edits("goal", POST),
    "plans:goal_value": edits("goal", POST),
    "plans:action_edit": edits("plan_action"),
    "plans:review": edits("plan_review"),
    "plans:segments": only(MANAGERS, GET),
    "plans:segment_edit": only(MANAGERS, BOTH, args=of("sector")),
    "selection:matrix": colleagues(GET),
    "selection:review": colleagues(GET),
    "selection:criteria": only(MANAGERS, BOTH),
    "selection:abc": only(MANAGERS, GET),
    "selection:abc_ask": only(MANAGERS, POST),
    "selection:abc_apply": only(MANAGERS, POST, args=of("abc_run")),
    "selection:account": reads("account"),
    "selection:score": edits("account"),
    "selection:wallet": edits("account"),
    "selection:wallet_year": Decision(BOTH, EDITORS, STRANGERS, args=wallet_of_2026),
    "selection:key_stage": edits("account"),
    "promises:list": colleagues(GET),
    "promises:figures": colleagues(GET),
    "promises:create": colleagues(BOTH),  # asks for an account of one's own first
    "promises:create?account": Decision(BOTH, EDITORS, STRANGERS, query=new_under),
    "promises:detail": reads("promise"),
    "promises:edit": edits("promise"),
    "promises:deliver": edits("promise", POST),
    "promises:move": edits("promise", POST),
    "promises:withdraw": edits("promise", POST),
    "promises:reopen": edits("promise", POST),
    "promises:call": edits("promise", POST),
    "tasks:list": colleagues(GET),
    "tasks:create": colleagues(BOTH),  # asks for an account of one's own first
    "tasks:create?account": Decision(BOTH, EDITORS, STRANGERS, query=new_under),
    "tasks:edit": edits("task"),
    "tasks:complete": edits("task", POST),
    "tasks:reopen": edits("task", POST),
    "tasks:cancel": edits("task", POST),
    "calendar:month": colleagues(GET),
    "calendar:week": colleagues(GET),
    "calendar:agenda": colleagues(GET),
    "calendar:make_link": colleagues(POST),
    "calendar:revoke_link": colleagues(POST),
    "calendar:feed": public(GET, "calendar_token"),
    "visits:due": colleagues(GET),
    "visits:plan": colleagues(POST),  # one account that is not one's own refuses them all
    "forecast:page": colleagues(GET),
    "forecast:results": colleagues(GET),
    "deals:list": colleagues(GET),
    "deals:create": colleagues(BOTH),  # asks for an account of one's own first
    "deals:create?account": Decision(BOTH, EDITORS, STRANGERS, query=new_under),
    "deals:table": colleagues(GET),
    "deals:column": colleagues(GET, args=of("deal_stage")),
    "deals:detail": reads("deal"),
    "deals:edit": edits("deal"),
    "deals:move": edits("deal", POST),
    "deals:win": edits("deal"),
    "deals:lose": edits("deal"),
    "deals:reopen": edits("won_deal", POST),
    "orders:list": colleagues(GET),
    "orders:create": colleagues(BOTH),  # asks for an account of one's own first
    "orders:create?account": Decision(BOTH, EDITORS, STRANGERS, query=new_under),
    "orders:edit": edits("order"),
    "orders:delete": edits("order", POST),
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
    "followup_complaint": Decision(
        POST, EDITORS | HANDLERS, STRANGERS, args=of("followup")
    ),
    "intake:form": public(BOTH),
    "intake:track": public(BOTH, "tracking_token"),
    "intake:thanks": public(GET, "tracking_token"),
    "intake:withdraw": public(BOTH, "tracking_token"),
    "intake:reopen": public(BOTH, "tracking_token"),
    "intake:file": public(GET, "tracking_token", "0", statuses={404}),
    "answer:show": public(BOTH, "answer_token"),
    "answer:unsubscribe": public(BOTH, "unsubscribe_token"),
    "answer:open": public(BOTH, "open_token"),
    "openlinks:list": Decision(GET, ROLES, ROLELESS, args=of("survey")),
    "openlinks:create": only(MANAGERS, POST, args=of("survey")),
    "openlinks:print": only(MANAGERS, GET, args=of("open_link")),
    "openlinks:close": only(MANAGERS, POST, args=of("open_link")),
    "surveys:list": colleagues(GET),
    "surveys:nps": colleagues(GET),
    "surveys:response": colleagues(GET),
    "surveys:business": colleagues(GET),
    "surveys:trust": colleagues(GET),
    "surveys:nps_export": colleagues(GET, args=lambda world: ("trend",)),
    "surveys:mark_add": only(MANAGERS, POST),
    "surveys:mark_remove": only(MANAGERS, POST, args=of("trend_mark")),
    "surveys:not_asked": colleagues(GET),
    "surveys:create": only(MANAGERS, BOTH),
    "surveys:detail": Decision(GET, ROLES, ROLELESS, args=of("survey")),
    "surveys:edit": only(MANAGERS, BOTH, args=of("draft")),
    "surveys:plan": only(MANAGERS, GET, args=of("survey")),
    "surveys:launch": only(MANAGERS, POST, args=of("survey")),
    "surveys:close": only(MANAGERS, POST, args=of("survey")),
    "surveys:delete": only(MANAGERS, POST, args=of("survey")),
    "surveys:invitations": Decision(GET, ROLES, ROLELESS, args=of("survey")),
    "surveys:skips": Decision(GET, ROLES, ROLELESS, args=of("survey")),
    "themes:list": colleagues(GET),
    "themes:create": only(MANAGERS, BOTH),
    "themes:edit": only(MANAGERS, BOTH, args=of("theme")),
    "themes:merge": only(MANAGERS, POST, args=of("theme")),
    "themes:mention_add": reads("answer", methods=POST),
    "themes:mention_remove": reads("mention", methods=POST),
    "improvements:list": colleagues(GET),
    "improvements:create": only(ROLES, BOTH),
    "improvements:detail": Decision(GET, ROLES, ROLELESS, args=of("improvement")),
    "improvements:edit": Decision(BOTH, EDITORS, ROLELESS, args=of("improvement")),
    "improvements:done": Decision(POST, EDITORS, ROLELESS, args=of("improvement")),
    "improvements:tell": only(MANAGERS, POST, args=of("improvement")),
    "followups:thank": edits("answer", methods=POST),
    "surveys:plan_ahead": only(MANAGERS, POST, args=of("survey")),
    "surveys:take_back": only(MANAGERS, POST, args=of("survey")),
    "surveys:pause": only(MANAGERS, POST, args=of("survey")),
    "surveys:resume": only(MANAGERS, POST, args=of("survey")),
    "surveys:stop": only(MANAGERS, POST, args=of("survey")),
    "surveys:end_series": only(MANAGERS, POST, args=of("survey")),
    "surveys:test": only(MANAGERS, POST, args=of("survey")),
    "surveys:preview": only(MANAGERS, GET, args=of("survey")),
    "surveys:preview_mail": only(MANAGERS, GET, args=of("survey")),
    "surveys:confidential": Decision(
        GET, NAMED, COLLEAGUES - NAMED, args=of("confidential_survey")
    ),
    "surveys:confidential_answer": Decision(
        BOTH, NAMED, COLLEAGUES - NAMED, args=of("confidential")
    ),
    "surveys:occasions": Decision(GET, ROLES, ROLELESS, args=of("survey")),
    "answers:list": colleagues(GET),
    "answers:detail": reads("answer"),
    "answers:themes": reads("answer", methods=POST),  # themes help reading
    "followups:list": colleagues(GET),
    "followups:act": edits("followup", POST),
    "insight:index": colleagues(GET),
    "insight:layer": colleagues(GET, args=lambda world: ("recorded",)),
    "insight:layer_calls": colleagues(POST, args=lambda world: ("recorded",)),
    "insight:recovery": colleagues(GET),
    "insight:recovery_rows": colleagues(GET, args=lambda world: ("cases",)),
    "insight:promises": colleagues(GET),
    "insight:promise_answers": colleagues(GET, args=lambda world: ("kept",)),
    "insight:cycle": colleagues(GET),
    "insight:unhappy": colleagues(GET),
    "insight:unhappy_calls": colleagues(POST),
    "insight:layer_complaints": only(ROLES, POST, args=lambda world: ("told",)),
    "insight:assume": only(MANAGERS, POST),
    "insight:iceberg_history": colleagues(GET),
    "insight:iceberg_history_csv": colleagues(GET),
    "insight:tell_us": colleagues(POST, args=lambda world: ("recorded",)),
    "insight:invites": colleagues(GET),
    "insight:invites_of": colleagues(GET, args=lambda world: (UUID(int=6),)),
    "insight:cycle_accounts": colleagues(GET),
    "insight:cycle_csv": colleagues(GET, args=lambda world: ("flow",)),
    "insight:moves": colleagues(GET),
    "insight:broken": colleagues(GET),
}  # fmt: skip
