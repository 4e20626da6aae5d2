from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0010_mail_that_came_in"),
        ("customers", "0003_selection_criteria"),
        ("shared", "__first__"),
    ]

    operations = [
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
        migrations.AddField(
            model_name="decision",
            name="approved_as",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "NOBODY"), (1, "MANAGER"), (2, "ADMINISTRATOR")],
                default=0,
                verbose_name="approved as",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="external_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="months after our answer"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="external_text",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="name and address in the answer"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="remedy",
            name="acceptance",
            field=models.CharField(
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
        migrations.AddField(
            model_name="remedy",
            name="acceptance_on",
            field=models.DateField(editable=False, null=True, verbose_name="said on"),
        ),
        migrations.AddField(
            model_name="remedy",
            name="evidence",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="what shows it"
            ),
        ),
        migrations.AddField(
            model_name="remedy",
            name="promised_on",
            field=models.DateField(editable=False, null=True, verbose_name="promised on"),
        ),
        migrations.AddField(
            model_name="remedy",
            name="settled_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="remedy",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="decision",
            name="external_body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="complaints.externalbody",
                verbose_name="external body",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_as__gte", 0), ("approved_as__lte", 2)),
                name="complaints_decision_approved_as_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddIndex(
            model_name="remedy",
            index=models.Index(
                fields=["due_on", "complaint"],
                condition=models.Q(("status", "promised")),
                name="complaints_remedy_promised",
            ),
        ),
    ]
