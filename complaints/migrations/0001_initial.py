import datetime
from decimal import Decimal

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import complaints.cases.chain


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0001_initial"),
        ("shared", "0001_initial"),
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
            name="ExternalBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("text_nl", models.CharField(max_length=300, verbose_name="address in Dutch")),
                ("text_en", models.CharField(max_length=300, verbose_name="address in English")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        help_text="Check with your lawyer which body and which term apply to you.",
                        verbose_name="months after our answer",
                    ),
                ),
                (
                    "is_default",
                    models.BooleanField(default=False, verbose_name="proposed with each decision"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "external body",
                "verbose_name_plural": "external bodies",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 1), ("months__lte", 60)),
                        name="complaints_externalbody_months_range",
                    ),
                    models.UniqueConstraint(fields=("name",), name="complaints_externalbody_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="complaints_externalbody_one_default",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageTemplate",
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
                    "subject_nl",
                    models.CharField(max_length=150, verbose_name="subject line in Dutch"),
                ),
                ("body_nl", models.TextField(max_length=8000, verbose_name="text in Dutch")),
                (
                    "subject_en",
                    models.CharField(max_length=150, verbose_name="subject line in English"),
                ),
                ("body_en", models.TextField(max_length=8000, verbose_name="text in English")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("acknowledgement", "Acknowledgement"),
                            ("question", "Question"),
                            ("update", "Update"),
                            ("answer", "Answer"),
                            ("extension", "Extension"),
                            ("closing", "Closing"),
                            ("reminder", "Reminder"),
                        ],
                        max_length=15,
                        verbose_name="purpose",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "letter template",
                "verbose_name_plural": "letter templates",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "acknowledgement",
                                    "question",
                                    "update",
                                    "answer",
                                    "extension",
                                    "closing",
                                    "reminder",
                                ],
                            )
                        ),
                        name="complaints_messagetemplate_purpose_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body_nl", ""), _negated=True),
                            models.Q(("body_en", ""), _negated=True),
                        ),
                        name="complaints_messagetemplate_both_languages",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RubricLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Critical")],
                        editable=False,
                        unique=True,
                        verbose_name="severity",
                    ),
                ),
                (
                    "meaning_en",
                    models.CharField(max_length=200, verbose_name="meaning, in English"),
                ),
                ("meaning_nl", models.CharField(max_length=200, verbose_name="meaning, in Dutch")),
                (
                    "examples_en",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="examples in English, one per line",
                    ),
                ),
                (
                    "examples_nl",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="examples in Dutch, one per line"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "level of severity",
                "verbose_name_plural": "levels of severity",
                "ordering": ["-severity"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("severity__gte", 1), ("severity__lte", 4)),
                        name="complaints_rubriclevel_severity_range",
                    )
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
                    "silence_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waste_of_time", "Waste of time"),
                            ("nothing_done", "Nothing will be done"),
                            ("not_known_where", "Did not know how or where"),
                            ("fear", "Fear of a hostile reaction"),
                        ],
                        max_length=15,
                        verbose_name="why they did not tell us before",
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
                    "is_admissible",
                    models.BooleanField(blank=True, null=True, verbose_name="ours to handle"),
                ),
                (
                    "inadmissible_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is not ours to handle"
                    ),
                ),
                ("is_safety", models.BooleanField(default=False, verbose_name="safety")),
                ("is_privacy", models.BooleanField(default=False, verbose_name="privacy")),
                ("is_legal", models.BooleanField(default=False, verbose_name="legal")),
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
                ("soon_at", models.DateTimeField(editable=False, null=True)),
                ("waiting_until", models.DateTimeField(editable=False, null=True)),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed at"),
                ),
                ("last_inbound_at", models.DateTimeField(editable=False, null=True)),
                ("last_outbound_at", models.DateTimeField(editable=False, null=True)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "history_head",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                (
                    "salt",
                    models.CharField(
                        blank=True,
                        default=complaints.cases.chain.new_salt,
                        editable=False,
                        max_length=32,
                    ),
                ),
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
                    "heard_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="heard by",
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
                    models.Index(
                        fields=["category", "-received_at"], name="complaints_by_category"
                    ),
                    models.Index(fields=["closed_at"], name="complaints_by_closing"),
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
                        condition=models.Q(
                            (
                                "silence_reason__in",
                                ["", "waste_of_time", "nothing_done", "not_known_where", "fear"],
                            )
                        ),
                        name="complaints_complaint_silence_reason_choice",
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
                            models.Q(("is_admissible", False), _negated=True),
                            models.Q(("inadmissible_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_complaint_inadmissible_reason",
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
            name="TemplateVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject_nl",
                    models.CharField(max_length=150, verbose_name="subject line in Dutch"),
                ),
                ("body_nl", models.TextField(max_length=8000, verbose_name="text in Dutch")),
                (
                    "subject_en",
                    models.CharField(max_length=150, verbose_name="subject line in English"),
                ),
                ("body_en", models.TextField(max_length=8000, verbose_name="text in English")),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="complaints.messagetemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier version of a letter",
                "verbose_name_plural": "earlier versions of letters",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "number"), name="complaints_templateversion_once"
                    )
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
                ("acknowledge_seconds", models.PositiveIntegerField(editable=False, null=True)),
                ("decision_seconds", models.PositiveIntegerField(editable=False, null=True)),
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
                    models.Index(fields=["acknowledged_at"], name="complaints_cycle_acknowledged"),
                    models.Index(fields=["ended_at"], name="complaints_cycle_ended"),
                    models.Index(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("ended_at__isnull", True)
                        ),
                        fields=["decision_due_at"],
                        name="complaints_cycle_undecided",
                    ),
                    models.Index(
                        condition=models.Q(("number__gt", 1)),
                        fields=["complaint", "number"],
                        name="complaints_cycle_reopened",
                    ),
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
                ("number", models.PositiveIntegerField(default=0)),
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
                            ("assigned", "Handler chosen"),
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
                            ("related", "Link with another case changed"),
                            ("merged", "Merged"),
                            ("unmerged", "Merge undone"),
                            ("confidential", "Confidentiality changed"),
                            ("investigation", "Investigation file changed"),
                            ("escalated", "Term warned about"),
                            ("call_planned", "Call of a manager planned"),
                            ("extended", "Legal term extended"),
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
                ("text_digest", models.CharField(blank=True, default="", max_length=64)),
                ("hash", models.CharField(default="", max_length=64)),
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
                                    "assigned",
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
                                    "related",
                                    "merged",
                                    "unmerged",
                                    "confidential",
                                    "investigation",
                                    "escalated",
                                    "call_planned",
                                    "extended",
                                ],
                            )
                        ),
                        name="complaints_complaintevent_kind_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "number"), name="complaints_event_one_per_number"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectiveAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what we change")),
                ("plan", models.TextField(blank=True, max_length=3000, verbose_name="how")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("check_on", models.DateField(verbose_name="look at the effect on")),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("done", "Done, to be checked"),
                            ("checked", "Checked"),
                            ("dropped", "Dropped"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(editable=False, null=True, verbose_name="done on")),
                (
                    "evidence",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="how we know it is done"
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(editable=False, null=True, verbose_name="checked on"),
                ),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("effective", "Effective"),
                            ("partly", "Partly effective"),
                            ("not", "Not effective"),
                        ],
                        max_length=9,
                        verbose_name="effect",
                    ),
                ),
                (
                    "finding",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we saw"),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
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
                        related_name="actions",
                        to="complaints.cause",
                        verbose_name="cause",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "complaints",
                    models.ManyToManyField(
                        blank=True,
                        related_name="actions",
                        to="complaints.complaint",
                        verbose_name="complaints",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrective_actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "corrective action",
                "verbose_name_plural": "corrective actions",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["due_on", "id"], name="complaints_action_due"),
                    models.Index(fields=["cause", "done_on"], name="complaints_action_cause"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "done", "checked", "dropped"])
                        ),
                        name="complaints_correctiveaction_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effect__in", ["", "effective", "partly", "not"])),
                        name="complaints_action_effect_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="complaints_action_titled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="complaints_action_cost"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cause__isnull", False), ("category__isnull", False), _connector="OR"
                        ),
                        name="complaints_action_has_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_on__gt", models.F("due_on"))),
                        name="complaints_action_check_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_on__isnull", True), ("state__in", ["planned", "dropped"])
                            ),
                            models.Q(
                                ("done_on__isnull", False),
                                ("state__in", ["done", "checked"]),
                                models.Q(("evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_action_done_with_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_on__isnull", False),
                                ("state", "checked"),
                                models.Q(("effect", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "checked"), _negated=True),
                                ("checked_on__isnull", True),
                                ("effect", ""),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_action_checked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("clock", models.CharField(max_length=11, verbose_name="clock")),
                ("step", models.PositiveSmallIntegerField(verbose_name="percent of the term")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("reached_at", models.DateTimeField(verbose_name="reached at")),
                ("made_at", models.DateTimeField(verbose_name="told at")),
                ("told", models.JSONField(default=list, verbose_name="told")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "warning about a term",
                "verbose_name_plural": "warnings about terms",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "cycle", "clock", "step"),
                        name="complaints_escalation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clock__in", ["acknowledge", "decision", "update"])),
                        name="complaints_escalation_clock_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__in", (75, 100, 150))),
                        name="complaints_escalation_step_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="written at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("note", models.CharField(max_length=300, verbose_name="what it shows")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.interaction",
                        verbose_name="contact moment",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.order",
                        verbose_name="order",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.promise",
                        verbose_name="promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("interaction__isnull", True),
                                ("order__isnull", False),
                                ("promise__isnull", True),
                            ),
                            models.Q(
                                ("interaction__isnull", True),
                                ("order__isnull", True),
                                ("promise__isnull", False),
                            ),
                            models.Q(
                                ("interaction__isnull", False),
                                ("order__isnull", True),
                                ("promise__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_evidence_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="written at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("text", models.CharField(max_length=1000, verbose_name="fact")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "weight",
                    models.CharField(
                        choices=[
                            ("for", "Supports the complaint"),
                            ("against", "Speaks against it"),
                            ("neutral", "Neither"),
                        ],
                        max_length=7,
                        verbose_name="weight",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__in", ["for", "against", "neutral"])),
                        name="complaints_finding_weight_choice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="written at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("customer", "Customer"),
                            ("colleague", "Colleague or team complained about"),
                            ("other", "Somebody else"),
                        ],
                        max_length=9,
                        verbose_name="side",
                    ),
                ),
                ("who", models.CharField(max_length=120, verbose_name="who")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("call", "By telephone"),
                            ("talk", "In a conversation"),
                            ("visit", "On site"),
                            ("mail", "By e-mail or letter"),
                        ],
                        max_length=5,
                        verbose_name="how",
                    ),
                ),
                ("heard_at", models.DateTimeField(verbose_name="heard at")),
                ("text", models.TextField(max_length=10000, verbose_name="what was said")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement in an investigation",
                "verbose_name_plural": "statements in investigations",
                "ordering": ["heard_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["customer", "colleague", "other"])),
                        name="complaints_hearing_side_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["call", "talk", "visit", "mail"])),
                        name="complaints_hearing_how_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_cause", "Same cause"),
                            ("follow_up", "Follow-up of"),
                            ("promise", "Caused by promise"),
                            ("order", "Caused by order"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="linked at")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.order",
                        verbose_name="order",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="complaints.complaint",
                        verbose_name="other complaint",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.promise",
                        verbose_name="promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of a complaint",
                "verbose_name_plural": "links of complaints",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["same_cause", "follow_up", "promise", "order"])
                        ),
                        name="complaints_link_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["same_cause", "follow_up"]),
                                ("order__isnull", True),
                                ("other__isnull", False),
                                ("promise__isnull", True),
                            ),
                            models.Q(
                                ("kind", "promise"),
                                ("order__isnull", True),
                                ("other__isnull", True),
                                ("promise__isnull", False),
                            ),
                            models.Q(
                                ("kind", "order"),
                                ("order__isnull", False),
                                ("other__isnull", True),
                                ("promise__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_link_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other__isnull", True),
                            models.Q(("other", models.F("complaint")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_link_not_itself",
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "kind", "other"), name="complaints_link_other_once"
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "promise"), name="complaints_link_promise_once"
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "order"), name="complaints_link_order_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("merged_at", models.DateTimeField(verbose_name="merged at")),
                (
                    "moved",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_into",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of complaints",
                "verbose_name_plural": "merges of complaints",
                "ordering": ["merged_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="complaints_merge_not_itself",
                    )
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
                (
                    "subject",
                    models.CharField(blank=True, max_length=150, verbose_name="subject line"),
                ),
                ("body", models.TextField(blank=True, max_length=10000, verbose_name="text")),
                (
                    "salt",
                    models.CharField(
                        blank=True,
                        default=complaints.cases.chain.new_salt,
                        editable=False,
                        max_length=32,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="written at")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent at")),
                ("came_back_at", models.DateTimeField(null=True, verbose_name="came back at")),
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
            name="PublicReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(max_length=2000, verbose_name="what we answered in public"),
                ),
                ("replied_on", models.DateField(verbose_name="answered on")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_reply",
                        to="complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "public answer",
                "verbose_name_plural": "public answers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="complaints_publicreply_text",
                    )
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
                    "promised_on",
                    models.DateField(editable=False, null=True, verbose_name="promised on"),
                ),
                (
                    "settled_on",
                    models.DateField(editable=False, null=True, verbose_name="settled on"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="what shows it"
                    ),
                ),
                (
                    "acceptance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("refused", "Not accepted"),
                            ("no_answer", "No answer"),
                        ],
                        editable=False,
                        max_length=9,
                        verbose_name="what the customer said",
                    ),
                ),
                (
                    "acceptance_on",
                    models.DateField(editable=False, null=True, verbose_name="said on"),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedies",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
            ],
            options={
                "verbose_name": "remedy",
                "verbose_name_plural": "remedies",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["complaint", "cycle"], name="complaints_remedy_of"),
                    models.Index(fields=["settled_on"], name="complaints_remedy_settled_on"),
                    models.Index(
                        condition=models.Q(("status", "promised")),
                        fields=["due_on", "complaint"],
                        name="complaints_remedy_promised",
                    ),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acceptance", ""), ("acceptance_on__isnull", True)),
                            models.Q(
                                ("acceptance__in", ["accepted", "refused", "no_answer"]),
                                ("acceptance_on__isnull", False),
                                ("status", "delivered"),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_remedy_acceptance",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThirdParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="written at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supplier", "Supplier"),
                            ("carrier", "Carrier"),
                            ("expert", "Expert"),
                            ("body", "External body"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role in it")),
                ("question", models.CharField(max_length=1000, verbose_name="what we asked")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("due_on", models.DateField(verbose_name="answer due on")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="what they answered"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="third_parties",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "third party",
                "verbose_name_plural": "third parties",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["supplier", "carrier", "expert", "body", "other"])
                        ),
                        name="complaints_thirdparty_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("asked_on"))),
                        name="complaints_thirdparty_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on__isnull", True)),
                            ("answered_on__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="complaints_thirdparty_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Why",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="written at")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                ("text", models.CharField(max_length=300, verbose_name="because")),
                ("position", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "is_root",
                    models.BooleanField(
                        default=False,
                        help_text="Taking it away would have prevented the complaint.",
                        verbose_name="this is the root cause",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "why",
                "verbose_name_plural": "whys",
                "ordering": ["position", "pk"],
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
                        name="complaints_why_group_choice",
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
                    "salt",
                    models.CharField(
                        blank=True,
                        default=complaints.cases.chain.new_salt,
                        editable=False,
                        max_length=32,
                    ),
                ),
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
                (
                    "approved_as",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "NOBODY"), (1, "MANAGER"), (2, "ADMINISTRATOR")],
                        default=0,
                        verbose_name="approved as",
                    ),
                ),
                (
                    "external_text",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="name and address in the answer"
                    ),
                ),
                (
                    "external_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="months after our answer"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
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
                (
                    "external_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.externalbody",
                        verbose_name="external body",
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
                    models.CheckConstraint(
                        condition=models.Q(("approved_as__gte", 0), ("approved_as__lte", 2)),
                        name="complaints_decision_approved_as_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("external_months__isnull", True), ("external_text", "")),
                            models.Q(
                                models.Q(("external_text", ""), _negated=True),
                                ("external_months__gte", 1),
                                ("external_months__lte", 60),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_decision_external",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("weeks", models.PositiveSmallIntegerField(verbose_name="weeks")),
                ("due_on", models.DateField(verbose_name="last day")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.message",
                        verbose_name="letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension of the legal term",
                "verbose_name_plural": "extensions of the legal term",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weeks__gte", 1), ("weeks__lte", 26)),
                        name="complaints_extension_weeks_range",
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "cycle"), name="complaints_extension_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a choice"),
                            ("opened", "Became a complaint"),
                            ("attached", "Stands with a complaint"),
                            ("discarded", "Discarded"),
                            ("set_aside", "Not written by a person"),
                        ],
                        max_length=9,
                        verbose_name="place",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stranger", "Nobody we know has this address"),
                            ("several", "Several customers have this address"),
                            ("colleague", "A colleague passed it on"),
                            ("other_address", "It was not sent to the address for complaints"),
                            ("setting", "By the settings every new mail is read first"),
                            ("not_a_party", "It names a complaint in which the sender has no part"),
                            ("spoofed", "The mail server doubts that it is from this sender"),
                            ("ended", "The complaint was closed too long ago to reopen"),
                            (
                                "too_large",
                                "It is too large: only its beginning was kept, no attachments",
                            ),
                            ("encrypted", "It is encrypted; Kring cannot read it"),
                            ("empty", "There is nothing in it to read"),
                            ("flood", "This address sent very many mails within an hour"),
                            ("sounds_automatic", "It looks like an automatic reply"),
                            ("own", "It came from one of our own addresses"),
                            ("bounce", "A mail server reports about a mail"),
                            ("calendar", "An answer to an invitation"),
                            ("list", "A mailing list"),
                            ("auto_reply", "An automatic reply"),
                            ("bulk", "Sent in bulk"),
                        ],
                        max_length=16,
                        verbose_name="why",
                    ),
                ),
                ("sender", models.CharField(blank=True, max_length=254, verbose_name="from")),
                ("sender_name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("snippet", models.CharField(blank=True, max_length=200)),
                (
                    "attachments",
                    models.PositiveSmallIntegerField(default=0, verbose_name="attachments"),
                ),
                (
                    "parts",
                    models.JSONField(
                        default=list, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("arrived_at", models.DateTimeField(verbose_name="arrived at")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="customers.contact",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inbound",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaint_mail",
                        to="shared.inboundmail",
                    ),
                ),
                (
                    "suggested",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="suggested_mails",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail",
                        to="complaints.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail about complaints",
                "verbose_name_plural": "mail about complaints",
                "ordering": ["-arrived_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["place", "-arrived_at", "-id"], name="complaints_mail_by_place"
                    ),
                    models.Index(
                        fields=["sender", "-arrived_at", "-id"], name="complaints_mail_by_sender"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place__in",
                                ["waiting", "opened", "attached", "discarded", "set_aside"],
                            )
                        ),
                        name="complaints_complaintmail_place_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__in",
                                [
                                    "",
                                    "stranger",
                                    "several",
                                    "colleague",
                                    "other_address",
                                    "setting",
                                    "not_a_party",
                                    "spoofed",
                                    "ended",
                                    "too_large",
                                    "encrypted",
                                    "empty",
                                    "flood",
                                    "sounds_automatic",
                                    "own",
                                    "bounce",
                                    "calendar",
                                    "list",
                                    "auto_reply",
                                    "bulk",
                                ],
                            )
                        ),
                        name="complaints_complaintmail_why_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("complaint__isnull", False), ("place__in", ["opened", "attached"])
                            ),
                            models.Q(
                                models.Q(("place__in", ["opened", "attached"]), _negated=True),
                                ("complaint__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_complaintmail_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "discarded"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_complaintmail_discarded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thanks", "A thank-you"),
                            ("reopened", "Reopened"),
                            ("new", "A new complaint"),
                        ],
                        max_length=8,
                        verbose_name="choice",
                    ),
                ),
                ("chosen_at", models.DateTimeField(null=True, verbose_name="chosen at")),
                (
                    "chosen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chosen by",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_choices",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "made",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complaint",
                        verbose_name="new complaint",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_choice",
                        to="complaints.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply after the end",
                "verbose_name_plural": "replies after the end",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("choice", "")),
                        fields=["complaint"],
                        name="complaints_reply_to_choose",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["", "thanks", "reopened", "new"])),
                        name="complaints_replychoice_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", ""), ("chosen_at__isnull", True)),
                            models.Q(
                                models.Q(("choice", ""), _negated=True),
                                ("chosen_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_replychoice_chosen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made__isnull", True), ("choice", "new"), _connector="OR"
                        ),
                        name="complaints_replychoice_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
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
                ("remedies", models.JSONField(default=list, verbose_name="remedies")),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="cost"
                    ),
                ),
                (
                    "external_text",
                    models.CharField(blank=True, max_length=500, verbose_name="external body"),
                ),
                (
                    "external_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="months after our answer"
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "cause",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.cause",
                        verbose_name="main cause",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="complaints.decision",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a decision",
                "verbose_name_plural": "versions of decisions",
                "ordering": ["decision", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                ["justified", "partly", "unjustified", "not_admissible"],
                            )
                        ),
                        name="complaints_decisionversion_outcome_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("decision", "number"), name="complaints_decisionversion_once"
                    ),
                ],
            },
        ),
    ]
