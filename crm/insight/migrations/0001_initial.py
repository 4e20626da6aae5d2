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
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("readiness", "CRM readiness scan"),
                            ("discipline", "Value discipline"),
                        ],
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("filled_in_at", models.DateTimeField(verbose_name="filled in at")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "filled-in scan",
                "verbose_name_plural": "filled-in scans",
                "ordering": ["-filled_in_at", "-pk"],
                "indexes": [models.Index(fields=["instrument", "year"], name="insight_scan_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("instrument__in", ["readiness", "discipline"])),
                        name="insight_scan_instrument_choice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("readiness", "CRM readiness scan"),
                            ("discipline", "Value discipline"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("strategy", "Strategy"),
                            ("technology", "Technology"),
                            ("people", "People"),
                            ("processes", "Processes"),
                            ("business", "Business strategy"),
                            ("knowledge", "Customer knowledge for a lasting relation"),
                            ("loyalty", "Relation strategy to loyalty"),
                            ("dialogue", "Communication is dialogue"),
                            ("proposition", "Individual value proposition"),
                            ("intimacy", "Customer intimacy"),
                            ("operations", "Operational excellence"),
                            ("product", "Product leadership"),
                        ],
                        editable=False,
                        max_length=11,
                        verbose_name="group",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="position"),
                ),
                ("text_en", models.CharField(max_length=300, verbose_name="in English")),
                ("text_nl", models.CharField(max_length=300, verbose_name="in Dutch")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["instrument", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("instrument__in", ["readiness", "discipline"])),
                        name="insight_statement_instrument_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "group__in",
                                [
                                    "strategy",
                                    "technology",
                                    "people",
                                    "processes",
                                    "business",
                                    "knowledge",
                                    "loyalty",
                                    "dialogue",
                                    "proposition",
                                    "intimacy",
                                    "operations",
                                    "product",
                                ],
                            )
                        ),
                        name="insight_statement_group_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("instrument", "position"), name="insight_statement_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text_en", ""), _negated=True),
                            models.Q(("text_nl", ""), _negated=True),
                        ),
                        name="insight_statement_both_languages",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("batch", models.UUIDField(editable=False, verbose_name="batch")),
                (
                    "layer",
                    models.CharField(
                        choices=[
                            ("recorded", "Complained"),
                            ("told", "Told a colleague, not recorded"),
                            ("survey", "Said it only in a survey"),
                            ("promise", "Promise broken, said nothing"),
                            ("left", "Left without complaining"),
                        ],
                        max_length=8,
                        verbose_name="trace",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Being sent"),
                            ("sent", "Sent"),
                            ("refused", "Could not be delivered"),
                            ("skipped", "Not asked"),
                        ],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_contact", "No contact with an e-mail address"),
                            ("objected", "Wants no mail from us"),
                            ("bounced", "E-mail address does not work"),
                            ("open_complaint", "A complaint is open"),
                            ("resting", "Asked too recently"),
                            ("left", "No longer there"),
                        ],
                        max_length=14,
                        verbose_name="reason",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="when")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tell_us_invites",
                        to="customers.account",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tell_us_invites",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation to tell us",
                "verbose_name_plural": "invitations to tell us",
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(fields=["batch", "id"], name="insight_invite_batch"),
                    models.Index(fields=["contact", "-asked_at"], name="insight_invite_contact"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("layer__in", ["recorded", "told", "survey", "promise", "left"])
                        ),
                        name="insight_invite_layer_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "sent", "refused", "skipped"])),
                        name="insight_invite_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why_not__in",
                                [
                                    "",
                                    "no_contact",
                                    "objected",
                                    "bounced",
                                    "open_complaint",
                                    "resting",
                                    "left",
                                ],
                            )
                        ),
                        name="insight_invite_why_not_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "skipped"), ("contact__isnull", False), _connector="OR"
                        ),
                        name="insight_invite_has_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "skipped"), _negated=True),
                            models.Q(("why_not", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="insight_invite_skipped_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScanAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                ("wording", models.PositiveIntegerField(verbose_name="version of the words")),
                (
                    "scan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="insight.scan",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="insight.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "score of a scan",
                "verbose_name_plural": "scores of scans",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="insight_scananswer_score_range",
                    ),
                    models.UniqueConstraint(
                        fields=("scan", "statement"), name="insight_scananswer_once"
                    ),
                ],
            },
        ),
    ]
