"""Every stored figure has a check that finds it when it is wrong, and none is forgotten.

A column that no form edits is either named by a check (`crm.shared.figures.register(stored=…)`) or stands
below: it says something once, which no other row repeats.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from crm.shared import figures
from crm.shared.appendonly import AppendOnly
from crm.shared.tests.factories import TeamFactory
from customers.accounts.services import update_facts
from customers.deals.models import DealMove
from customers.forecast.models import DealTotal

pytestmark = pytest.mark.django_db
OUR_APPS = ("shared", "customers", "complaints", "surveys", "insight")
# Said once, by the service that writes it: when, by whom, where it came from, how often it was saved.
ANYWHERE = {
    "version", "created_at", "updated_at", "created_by", "author", "position", "merged_into",
    "deleted_at", "external_ref", "origin", "origin_ref", "origin_key", "url", "source",
    "token_nonce", "token_hash", "token_expires_at", "token_revoked_at", "pinned_at", "archived_at",
    "removed_at", "retired_at", "updated_by", "approved_at", "approved_by",
}  # fmt: skip
SAID_ONCE = {
    "customers.Account": {"rest_until", "figures_on"},  # set by the move; the day of the last round
    "customers.Contact": {"is_account_itself", "bounced_at", "last_invited_at"},
    "customers.Deal": {"state", "closed_on", "loss_reason", "loss_note"},
    "customers.Order": {"deal"},
    "customers.Promise": {"delivered_on", "delivered_at", "withdrawn_at", "withdrawn_reason"},
    "customers.Task": {"state", "done_at", "done_by"},
    "customers.WinBack": {
        "revenue_since", "plan_on", "plan_owner", "won_on", "assessed_by", "assessed_at",
    },
    "complaints.Complaint": {
        "number", "state", "cycle", "duplicate_of", "recorded_at", "recorded_by", "is_imported",
        "policy", "waiting_until", "closed_at", "last_inbound_at", "last_outbound_at",
        "salt",
    },
    "complaints.ComplaintEventText": {"salt"},
    "complaints.Message": {"salt"},
    "complaints.Remedy": {
        "status", "settled_on", "settled_by", "promised_on", "evidence", "acceptance", "acceptance_on",
    },
    "complaints.CorrectiveAction": {"state", "done_on", "checked_on", "checked_by"},
    "complaints.Merge": {"moved"},
    "complaints.PublicReply": {"replied_by"},
    "complaints.RubricLevel": {"severity"},
    "customers.AccountPlan": {"state", "number"},
    "customers.InteractionRevision": {"interaction"},
    "customers.PlanReview": {"half"},
    "insight.Invite": {
        "batch", "account", "contact", "layer", "state", "why_not", "asked_by", "asked_at", "sent_at",
    },
    "insight.Statement": {"instrument", "group"},
    "shared.Organisation": {"discipline", "housekeeping_at", "mailbox_at", "mailbox_error"},
    "shared.InboundMail": {"raw"},
    "shared.OutboxMail": {"lease", "lease_until", "follow_up_due"},
    "shared.StoredFile": {"owner_kind", "owner_id", "account_id", "name_key", "sha256", "path"},
    "surveys.Answer": {"own_domain"},  # as it was at the moment of the answer
    "surveys.OpenAnswer": {"form_key"},
    "surveys.Survey": {"wave"},
    "surveys.Theme": {"mark_from"},
}  # fmt: skip


def ours() -> Iterator[type[models.Model]]:
    """Yield the tables whose rows change; history is written once and cannot go wrong later."""
    for model in apps.get_models():
        if model._meta.app_label in OUR_APPS and not issubclass(model, AppendOnly):
            yield model


def checked() -> dict[str, figures.Check]:
    """Return the check of every column that one names."""
    return {column: check for check in figures.checks() for column in check.stored}


def test_every_column_that_no_form_edits_has_a_check_or_says_something_once():
    known, forgotten = set(checked()), []
    for model in ours():
        label = f"{model._meta.app_label}.{model.__name__}"
        once = ANYWHERE | SAID_ONCE.get(label, set())
        for field in model._meta.concrete_fields:
            column = f"{label}.{field.name}"
            if field.editable or field.primary_key or field.name in once or column in known:
                continue
            forgotten.append(column)
    assert not forgotten, f"Register a check, or say that they are said once: {forgotten}"


def test_a_check_names_only_columns_that_exist():
    for column in checked():
        app, model, field = column.split(".")
        assert apps.get_model(app, model)._meta.get_field(field), column


def other(field: models.Field, value: Any) -> Any:
    """Return a value of the same kind that is not the one given."""
    if field.is_relation:
        return TeamFactory().pk
    if field.choices:
        return next(key for key, _label in field.flatchoices if key != value)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.JSONField):
        return [{"other": 1}]
    if isinstance(field, models.DateTimeField):
        return (value or timezone.now()) - timedelta(hours=3)
    if isinstance(field, models.DateField):
        return (value or date(2026, 1, 1)) - timedelta(days=3)
    if isinstance(field, models.TimeField):
        return datetime(2026, 1, 1, 3, 4).time()
    if isinstance(field, models.DecimalField):
        return Decimal(1) if value != 1 else Decimal(2)
    if isinstance(field, models.IntegerField):
        return 1 if value != 1 else 2
    return f"{value}x"[-field.max_length :] if field.max_length else f"{value}x"


@pytest.fixture(scope="module")
def made_world(made_world):
    """Give the world the figures that a fresh computation gives it."""
    made = made_world
    now = timezone.now()
    update_facts(made.account.pk, now=now)
    DealMove.objects.create(
        deal=made.deal, to_stage=made.deal.stage, to_state="open", moved_at=made.deal.stage_since
    )
    DealTotal.objects.all().delete()
    for _round in range(3):
        for check in figures.checks():
            for difference in list(check.compare(now)) if check.mend else []:
                check.mend(difference, now)
    return made


@pytest.mark.parametrize("column", sorted(checked()))
def test_a_corrupted_figure_is_found(world, column):
    app, name, field_name = column.split(".")
    model, check, now = apps.get_model(app, name), checked()[column], timezone.now()
    field = model._meta.get_field(field_name)
    before = {str(d) for d in check.compare(now)}
    found = False
    for row in model._default_manager.order_by("pk")[:20]:
        wrong = other(field, getattr(row, field.attname))
        try:
            with transaction.atomic():
                model._default_manager.filter(pk=row.pk).update(**{field.attname: wrong})
                connection.check_constraints()
                found = {str(d) for d in check.compare(now)} != before
                transaction.set_rollback(True)
        except IntegrityError:  # the database refuses this nonsense by itself
            found = True
        if found:
            break
    assert found, f"{check.name} does not see that {column} is wrong"


def test_what_was_mended_does_not_differ_any_more(world):
    now = timezone.now()
    type(world.account)._default_manager.filter(pk=world.account.pk).update(
        open_deals=9, complaints_12m=9, last_score=1, name_key="wrong"
    )
    for check in figures.checks():
        for difference in list(check.compare(now)):
            if check.mend:
                check.mend(difference, now)
    left = [d for check in figures.checks() if check.mend for d in check.compare(now)]
    assert not left
