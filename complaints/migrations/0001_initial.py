import datetime
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0001_initial"),
        ("shared", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSequence",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "number sequence",
                "verbose_name_plural": "number sequences",
            },
        ),
        migrations.CreateModel(
            name="PolicySnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("content", models.JSONField()),
            ],
            options={
                "verbose_name": "terms at receipt",
                "verbose_name_plural": "terms at receipt",
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="key")),
                ("name_en", models.CharField(max_length=100, verbose_name="name in English")),
                ("name_nl", models.CharField(max_length=100, verbose_name="name in Dutch")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="complaints.category",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint category",
                "verbose_name_plural": "complaint categories",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_category_not_own_parent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="key")),
                ("name_en", models.CharField(max_length=100, verbose_name="name in English")),
                ("name_nl", models.CharField(max_length=100, verbose_name="name in Dutch")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("people", "People"),
                            ("method", "Method"),
                            ("machine", "Machine"),
                            ("material", "Material"),
                            ("environment", "Environment"),
                            ("measurement", "Measurement"),
                            ("supplier", "Supplier"),
                            ("communication", "Communication"),
                        ],
                        max_length=15,
                        verbose_name="branch",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="complaints.cause",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "cause",
                "verbose_name_plural": "causes",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "group__in",
                                [
                                    "people",
                                    "method",
                                    "machine",
                                    "material",
                                    "environment",
                                    "measurement",
                                    "supplier",
                                    "communication",
                                ],
                            )
                        ),
                        name="complaints_cause_group_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_cause_not_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_nonce",
                    models.CharField(blank=True, default="", editable=False, max_length=32),
                ),
                (
                    "token_hash",
                    models.CharField(
                        default=None, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                ("token_expires_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("token_revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="number"
                    ),
                ),
                (
                    "complainant_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the complainant"
                    ),
                ),
                (
                    "complainant_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "complainant_phone",
                    models.CharField(blank=True, max_length=32, verbose_name="telephone"),
                ),
                (
                    "complainant_address",
                    models.CharField(blank=True, max_length=300, verbose_name="postal address"),
                ),
                (
                    "on_behalf_of",
                    models.CharField(blank=True, max_length=120, verbose_name="on behalf of"),
                ),
                ("is_anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                (
                    "is_confidential",
                    models.BooleanField(default=False, verbose_name="confidential"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("nl", "Dutch")],
                        default="nl",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telephone"),
                            ("email", "E-mail"),
                            ("form", "Form"),
                            ("letter", "Letter"),
                            ("visit", "Visit"),
                            ("survey", "Survey"),
                            ("social", "Social media"),
                            ("other", "Other"),
                        ],
                        max_length=6,
                        verbose_name="received by",
                    ),
                ),
                ("subject", models.CharField(max_length=150, verbose_name="subject")),
                ("text", models.TextField(max_length=10000, verbose_name="what happened")),
                (
                    "wish",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the customer asks for"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="order or invoice number"
                    ),
                ),
                (
                    "told_on",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="people told about it"
                    ),
                ),
                (
                    "told_on_url",
                    models.URLField(
                        blank=True, max_length=300, verbose_name="public page about it"
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Critical")],
                        null=True,
                        verbose_name="severity",
                    ),
                ),
                (
                    "priority_override",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Critical")],
                        null=True,
                        verbose_name="priority set by hand",
                    ),
                ),
                (
                    "priority_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the priority"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("acknowledged", "Acknowledged"),
                            ("investigating", "Under investigation"),
                            ("waiting", "Waiting for customer"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                            ("duplicate", "Duplicate"),
                        ],
                        editable=False,
                        max_length=13,
                        verbose_name="state",
                    ),
                ),
                (
                    "cycle",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="cycle"
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                (
                    "is_imported",
                    models.BooleanField(default=False, editable=False, verbose_name="imported"),
                ),
                (
                    "source_ref",
                    models.CharField(blank=True, max_length=80, verbose_name="external reference"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "next_clock",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("acknowledge", "Acknowledge"),
                            ("decision", "Decision"),
                            ("update", "Next update"),
                            ("remedy", "Remedy"),
                        ],
                        editable=False,
                        max_length=11,
                    ),
                ),
                (
                    "sort_due_at",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        editable=False,
                        verbose_name="due",
                    ),
                ),
                (
                    "decision_due_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="answer before"),
                ),
                ("waiting_until", models.DateTimeField(editable=False, null=True)),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed at"),
                ),
                ("last_inbound_at", models.DateTimeField(editable=False, null=True)),
                ("last_outbound_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="complaints.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="complaints.cause",
                        verbose_name="main cause",
                    ),
                ),
                (
                    "complained_about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints_about",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="employee complained about",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="complaints",
                        to="customers.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="complaints.complaint",
                        verbose_name="duplicate of",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handled_complaints",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handler",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.policysnapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "verbose_name_plural": "complaints",
                "ordering": ["-received_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "acknowledged",
                                    "answered",
                                    "investigating",
                                    "received",
                                    "waiting",
                                ],
                            )
                        ),
                        fields=["sort_due_at", "id"],
                        name="complaints_open_by_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "acknowledged",
                                    "answered",
                                    "investigating",
                                    "received",
                                    "waiting",
                                ],
                            )
                        ),
                        fields=["handler", "sort_due_at", "id"],
                        name="complaints_open_by_handler",
                    ),
                    models.Index(fields=["sort_due_at", "id"], name="complaints_by_due"),
                    models.Index(fields=["-received_at", "-id"], name="complaints_by_receipt"),
                    models.Index(
                        fields=["account", "-received_at", "-id"], name="complaints_by_account"
                    ),
                    models.Index(
                        fields=["state", "-received_at", "-id"], name="complaints_by_state"
                    ),
                    models.Index(fields=["cause", "-received_at"], name="complaints_by_cause"),
                    models.Index(fields=["complainant_email"], name="complaints_by_email"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "received",
                                    "acknowledged",
                                    "investigating",
                                    "waiting",
                                    "answered",
                                    "closed",
                                    "withdrawn",
                                    "duplicate",
                                ],
                            )
                        ),
                        name="complaints_complaint_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "phone",
                                    "email",
                                    "form",
                                    "letter",
                                    "visit",
                                    "survey",
                                    "social",
                                    "other",
                                ],
                            )
                        ),
                        name="complaints_complaint_channel_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="complaints_complaint_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__gte", 1), ("severity__lte", 4)),
                        name="complaints_complaint_severity_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority_override__gte", 1), ("priority_override__lte", 4)
                        ),
                        name="complaints_complaint_priority_override_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_clock__in", ["", "acknowledge", "decision", "update", "remedy"])
                        ),
                        name="complaints_complaint_next_clock_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cycle__gte", 1)), name="complaints_complaint_cycle"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("subject", ""), _negated=True),
                        ),
                        name="complaints_complaint_text_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority_override__isnull", True),
                            models.Q(("priority_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_complaint_priority_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("duplicate_of__isnull", False), ("state", "duplicate")),
                            models.Q(
                                models.Q(("state", "duplicate"), _negated=True),
                                ("duplicate_of__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_complaint_duplicate_of",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duplicate_of__isnull", True),
                            models.Q(("duplicate_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_complaint_not_own_duplicate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("account__isnull", False),
                            ("is_anonymous", True),
                            models.Q(("complainant_email", ""), _negated=True),
                            models.Q(("complainant_phone", ""), _negated=True),
                            models.Q(("complainant_address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_complaint_has_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handler__isnull", True),
                            ("complained_about__isnull", True),
                            models.Q(("handler", models.F("complained_about")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_complaint_impartial_handler",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_imported", True),
                            (
                                "state__in",
                                ["received", "acknowledged", "closed", "duplicate", "withdrawn"],
                            ),
                            models.Q(
                                ("category__isnull", False),
                                ("handler__isnull", False),
                                ("severity__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_complaint_assessed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_ref", ""), _negated=True),
                        fields=("source_ref",),
                        name="complaints_complaint_source_ref",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintCycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                (
                    "acknowledged_at",
                    models.DateTimeField(null=True, verbose_name="acknowledged at"),
                ),
                (
                    "acknowledged_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mail", "By e-mail"),
                            ("call", "By telephone"),
                            ("letter", "By letter"),
                            ("no_address", "No address"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "investigating_at",
                    models.DateTimeField(null=True, verbose_name="investigated from"),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                (
                    "answered_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mail", "By e-mail"),
                            ("call", "By telephone"),
                            ("letter", "By letter"),
                            ("no_address", "No address"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "last_update_at",
                    models.DateTimeField(null=True, verbose_name="last message to the customer"),
                ),
                ("has_paused", models.BooleanField(default=False)),
                ("acknowledge_due_at", models.DateTimeField(null=True)),
                ("decision_due_at", models.DateTimeField(null=True)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.policysnapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint cycle",
                "verbose_name_plural": "complaint cycles",
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["answered_at"], name="complaints_cycle_answered"),
                    models.Index(fields=["started_at"], name="complaints_cycle_started"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "number"), name="complaints_complaintcycle_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="complaints_complaintcycle_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_how__in", ["", "mail", "call", "letter", "no_address"]),
                            ("answered_how__in", ["", "mail", "call", "letter", "no_address"]),
                        ),
                        name="complaints_complaintcycle_how_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("imported", "Imported"),
                            ("acknowledge", "Receipt acknowledged"),
                            ("investigate", "Investigation started"),
                            ("ask", "Waiting for the customer"),
                            ("resume", "Resumed"),
                            ("answer", "Answered"),
                            ("close", "Closed"),
                            ("reopen", "Reopened"),
                            ("withdraw", "Withdrawn"),
                            ("duplicate", "Marked as duplicate"),
                            ("assessed", "Assessed"),
                            ("edited", "Facts changed"),
                            ("linked", "Linked to an account"),
                            ("redated", "Date of receipt changed"),
                            ("decided", "Decision recorded"),
                            ("approved", "Remedies approved"),
                            ("approval_voided", "Approval expired by a change"),
                            ("remedy", "Remedy settled"),
                            ("message_sent", "Message sent"),
                            ("message_recorded", "Conversation recorded"),
                            ("message_refused", "Message not delivered"),
                            ("message_undone", "Sending undone"),
                            ("move_lapsed", "Message sent, step no longer possible"),
                            ("replied", "Customer replied"),
                            ("prioritised", "Priority set by hand"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "Received"),
                            ("acknowledged", "Acknowledged"),
                            ("investigating", "Under investigation"),
                            ("waiting", "Waiting for customer"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                            ("duplicate", "Duplicate"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "Received"),
                            ("acknowledged", "Acknowledged"),
                            ("investigating", "Under investigation"),
                            ("waiting", "Waiting for customer"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                            ("duplicate", "Duplicate"),
                        ],
                        max_length=13,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="happened at")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                ("by_customer", models.BooleanField(default=False)),
                ("data", models.JSONField(default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint event",
                "verbose_name_plural": "complaint events",
                "ordering": ["recorded_at", "pk"],
                "indexes": [
                    models.Index(
                        fields=["complaint", "recorded_at", "id"], name="complaints_event_order"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "received",
                                    "imported",
                                    "acknowledge",
                                    "investigate",
                                    "ask",
                                    "resume",
                                    "answer",
                                    "close",
                                    "reopen",
                                    "withdraw",
                                    "duplicate",
                                    "assessed",
                                    "edited",
                                    "linked",
                                    "redated",
                                    "decided",
                                    "approved",
                                    "approval_voided",
                                    "remedy",
                                    "message_sent",
                                    "message_recorded",
                                    "message_refused",
                                    "message_undone",
                                    "move_lapsed",
                                    "replied",
                                    "prioritised",
                                ],
                            )
                        ),
                        name="complaints_complaintevent_kind_choice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintEventText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="complaints.complaintevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a complaint event",
                "verbose_name_plural": "texts of complaint events",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("justified", "Justified"),
                            ("partly", "Partly justified"),
                            ("unjustified", "Unjustified"),
                            ("not_admissible", "Not admissible"),
                        ],
                        max_length=14,
                        verbose_name="decision",
                    ),
                ),
                ("reasons", models.TextField(max_length=5000, verbose_name="reasons")),
                ("no_remedy", models.BooleanField(default=False, verbose_name="no remedy")),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approved at"),
                ),
                ("decided_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="complaints.complaintcycle",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                ["justified", "partly", "unjustified", "not_admissible"],
                            )
                        ),
                        name="complaints_decision_outcome_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("proposed_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_decision_approver_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField()),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "From us"), ("in", "From the customer")], max_length=3
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Confirmation of receipt with tracking link"),
                            ("acknowledgement", "Acknowledgement"),
                            ("question", "Question"),
                            ("update", "Message"),
                            ("answer", "Answer"),
                            ("reply", "Reply of the customer"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("mail", "by e-mail"),
                            ("call", "by telephone"),
                            ("letter", "by letter"),
                            ("page", "on the tracking page"),
                            ("no_address", "no address"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Being sent"),
                            ("sent", "Sent"),
                            ("recorded", "Recorded"),
                            ("refused", "Not delivered"),
                            ("cancelled", "Undone"),
                            ("received", "Received"),
                        ],
                        max_length=9,
                    ),
                ),
                ("body", models.TextField(blank=True, max_length=10000, verbose_name="text")),
                ("created_at", models.DateTimeField(verbose_name="written at")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent at")),
                ("mail_id", models.BigIntegerField(null=True)),
                (
                    "requested_move",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("acknowledge", "Acknowledge"),
                            ("investigate", "Start the investigation"),
                            ("ask", "Ask the customer"),
                            ("resume", "Resume"),
                            ("answer", "Answer"),
                            ("close", "Close the complaint"),
                            ("reopen", "Reopen"),
                            ("withdraw", "Withdraw"),
                            ("duplicate", "Mark as duplicate"),
                        ],
                        max_length=11,
                    ),
                ),
                ("requested_as", models.CharField(blank=True, max_length=8)),
                ("resume_on", models.DateField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["created_at", "pk"],
                "indexes": [
                    models.Index(fields=["complaint", "created_at"], name="complaints_message_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="complaints_message_direction_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "receipt",
                                    "acknowledgement",
                                    "question",
                                    "update",
                                    "answer",
                                    "reply",
                                ],
                            )
                        ),
                        name="complaints_message_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("via__in", ["mail", "call", "letter", "page", "no_address"])
                        ),
                        name="complaints_message_via_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["queued", "sent", "recorded", "refused", "cancelled", "received"],
                            )
                        ),
                        name="complaints_message_status_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requested_as__in", ["", "handler", "manager", "customer", "system"])
                        ),
                        name="complaints_message_requested_as_choice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status", "queued"), models.Q(("requested_move", ""), _negated=True)
                        ),
                        fields=("complaint",),
                        name="complaints_message_one_requested_move",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField(max_length=10000, verbose_name="text")),
                ("created_at", models.DateTimeField(verbose_name="written at")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "internal note",
                "verbose_name_plural": "internal notes",
                "ordering": ["created_at", "pk"],
                "indexes": [
                    models.Index(fields=["complaint", "created_at"], name="complaints_note_of")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("resumes_at", models.DateTimeField(verbose_name="resumes at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "ordering": ["started_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("resumes_at__gt", models.F("started_at"))),
                        name="complaints_pause_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="complaints_pause_ended",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("complaint",),
                        name="complaints_pause_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remedy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("apology", "Apology"),
                            ("explanation", "Explanation"),
                            ("repair", "Repair"),
                            ("replacement", "Replacement"),
                            ("refund", "Refund"),
                            ("credit", "Credit"),
                            ("discount", "Discount"),
                            ("other", "Other"),
                        ],
                        max_length=11,
                        verbose_name="remedy",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cost",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("promised", "Promised"),
                            ("delivered", "Delivered"),
                            ("refused", "Refused by the customer"),
                        ],
                        default="promised",
                        editable=False,
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "settled_on",
                    models.DateField(editable=False, null=True, verbose_name="settled on"),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedies",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "remedy",
                "verbose_name_plural": "remedies",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["complaint", "cycle"], name="complaints_remedy_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "apology",
                                    "explanation",
                                    "repair",
                                    "replacement",
                                    "refund",
                                    "credit",
                                    "discount",
                                    "other",
                                ],
                            )
                        ),
                        name="complaints_remedy_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["promised", "delivered", "refused"])),
                        name="complaints_remedy_status_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="complaints_remedy_cost"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_on__isnull", True), ("status", "promised")),
                            models.Q(
                                models.Q(("status", "promised"), _negated=True),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_remedy_settled",
                    ),
                ],
            },
        ),
    ]
