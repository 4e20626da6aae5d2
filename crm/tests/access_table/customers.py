"""The addresses of customers."""

from typing import Any

from crm.tests.access_table.decisions import (
    BOTH,
    CREATORS,
    EDITORS,
    GET,
    MANAGERS,
    POST,
    READERS,
    ROLES,
    STRANGERS,
    Decision,
    colleagues,
    edits,
    of,
    only,
    public,
    reads,
)
from crm.tests.world import World


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


CUSTOMERS: dict[str, Decision] = {
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
}  # fmt: skip
