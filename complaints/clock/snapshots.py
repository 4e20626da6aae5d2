"""Policies in the database: what the settings say now, and what they said at receipt."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from complaints.cases.severity import Severity
from complaints.clock.models import PolicySnapshot
from complaints.clock.policy import Policy
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import get_organisation


def current_policy() -> Policy:
    """Return the policy the settings describe now; at most three queries."""
    terms = get_organisation()
    return Policy(
        calendar=load_calendar(),
        hours_per_day=Decimal(terms.hours_per_day),
        acknowledge_days=Decimal(terms.acknowledge_days),
        decision_days={
            Severity.LOW: Decimal(terms.decision_days_low),
            Severity.NORMAL: Decimal(terms.decision_days_normal),
            Severity.HIGH: Decimal(terms.decision_days_high),
            Severity.CRITICAL: Decimal(terms.decision_days_critical),
        },
        update_days=Decimal(terms.update_days),
        legal_term=terms.legal_term,
    )


def take_snapshot(at: datetime) -> PolicySnapshot:
    """Return the stored snapshot of the current policy, made when no equal one exists."""
    content = current_policy().snapshot(at)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    row = PolicySnapshot.objects.filter(digest=digest).first()
    if row is None:
        PolicySnapshot.objects.bulk_create(
            [PolicySnapshot(digest=digest, content=content)], ignore_conflicts=True
        )
        row = PolicySnapshot.objects.get(digest=digest)
    return row


@lru_cache(maxsize=64)
def _parsed(digest: str, content: str) -> Policy:
    return Policy.from_snapshot(json.loads(content))


def policy_of(snapshot: PolicySnapshot) -> Policy:
    """Return the policy of a snapshot; parsed once per process."""
    return _parsed(snapshot.digest, json.dumps(snapshot.content, sort_keys=True))
