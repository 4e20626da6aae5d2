"""The addresses above the apps: My day, figures that meet, the readiness scan."""

from uuid import UUID

from crm.tests.access_table.decisions import (
    BOTH,
    EDITORS,
    GET,
    HANDLERS,
    MANAGERS,
    POST,
    ROLES,
    STRANGERS,
    Decision,
    colleagues,
    of,
    only,
)

ROOF: dict[str, Decision] = {
    "home": colleagues(GET),
    "hand_over": only(MANAGERS, POST, args=lambda world: (world.users["owner"].pk,)),
    "readiness:index": only(MANAGERS, GET),
    "readiness:statements": only(MANAGERS, GET),
    "readiness:statement": only(MANAGERS, BOTH, args=of("scan_statement")),
    "readiness:choose": only(MANAGERS, POST),
    "readiness:act": only(MANAGERS, POST),
    "readiness:fill_in": colleagues(BOTH, args=lambda world: ("readiness",)),
    "followup_complaint": Decision(
        POST, EDITORS | HANDLERS, STRANGERS, args=of("followup")
    ),
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
