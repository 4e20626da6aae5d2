import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0001_initial"),
        ("shared", "0001_initial"),
        ("shared", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordingVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="version")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("question_en", models.TextField(verbose_name="question (English)")),
                ("question_nl", models.TextField(verbose_name="question (Dutch)")),
                ("improve_en", models.TextField(verbose_name="what to improve (English)")),
                ("improve_nl", models.TextField(verbose_name="what to improve (Dutch)")),
                ("keep_en", models.TextField(verbose_name="what to keep, for a 10 (English)")),
                ("keep_nl", models.TextField(verbose_name="what to keep, for a 10 (Dutch)")),
                ("lowest_en", models.CharField(max_length=60, verbose_name="lowest end (English)")),
                ("lowest_nl", models.CharField(max_length=60, verbose_name="lowest end (Dutch)")),
                (
                    "highest_en",
                    models.CharField(max_length=60, verbose_name="highest end (English)"),
                ),
                ("highest_nl", models.CharField(max_length=60, verbose_name="highest end (Dutch)")),
            ],
            options={
                "verbose_name": "wording",
                "verbose_name_plural": "wordings",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="ScoreMonth",
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
                            ("relationship", "Relationship"),
                            ("transactional", "Transactional"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("all", "Everyone"),
                            ("accounts", "Accounts"),
                            ("owner", "Owner"),
                            ("team", "Team"),
                            ("class", "Class"),
                            ("sector", "Sector"),
                            ("region", "Region"),
                            ("tenure", "Customer for"),
                            ("language", "Language"),
                            ("theme", "Theme"),
                        ],
                        max_length=8,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=80)),
                ("month", models.PositiveIntegerField()),
                ("next_month", models.PositiveIntegerField()),
                ("s0", models.IntegerField(default=0)),
                ("s1", models.IntegerField(default=0)),
                ("s2", models.IntegerField(default=0)),
                ("s3", models.IntegerField(default=0)),
                ("s4", models.IntegerField(default=0)),
                ("s5", models.IntegerField(default=0)),
                ("s6", models.IntegerField(default=0)),
                ("s7", models.IntegerField(default=0)),
                ("s8", models.IntegerField(default=0)),
                ("s9", models.IntegerField(default=0)),
                ("s10", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "monthly count",
                "verbose_name_plural": "monthly counts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "dimension", "month", "next_month", "key"),
                        name="surveys_scoremonth_cell",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["relationship", "transactional"])),
                        name="surveys_scoremonth_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "dimension__in",
                                [
                                    "all",
                                    "accounts",
                                    "owner",
                                    "team",
                                    "class",
                                    "sector",
                                    "region",
                                    "tenure",
                                    "language",
                                    "theme",
                                ],
                            )
                        ),
                        name="surveys_scoremonth_dimension_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrendMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("text", models.CharField(max_length=60, verbose_name="what happened")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "event on the trend",
                "verbose_name_plural": "events on the trend",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("on", "text"), name="surveys_trendmark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="surveys_trendmark_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnsubscribeLink",
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
                    "unsubscribed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="unsubscribed"),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="survey_unsubscribe",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "unsubscribe link",
                "verbose_name_plural": "unsubscribe links",
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("relationship", "Relationship"),
                            ("transactional", "Transactional"),
                        ],
                        default="relationship",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("planned", "Planned"),
                            ("sending", "Being sent"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("confidential", "Confidential"),
                            ("anonymous", "Anonymous"),
                        ],
                        default="identified",
                        max_length=12,
                        verbose_name="who answers",
                    ),
                ),
                ("audience", models.JSONField(blank=True, default=dict, verbose_name="audience")),
                (
                    "trigger",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("order", "After an order or delivery"),
                            ("complaint", "After a complaint is closed"),
                            ("onboarding", "After somebody became a customer"),
                            ("renewal", "Before the renewal date"),
                        ],
                        max_length=10,
                        verbose_name="trigger",
                    ),
                ),
                (
                    "delay_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="days after (or before)"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
                (
                    "per_year",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Only this once"),
                            (1, "Once a year"),
                            (2, "Twice a year"),
                            (4, "Four times a year"),
                        ],
                        default=0,
                        verbose_name="comes back",
                    ),
                ),
                (
                    "wave",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="wave"
                    ),
                ),
                (
                    "spread_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="A trickle every day instead of all at once; 0 = at once.",
                        verbose_name="spread over working days",
                    ),
                ),
                (
                    "sample_percent",
                    models.PositiveSmallIntegerField(default=100, verbose_name="sample, in %"),
                ),
                (
                    "sample_seed",
                    models.PositiveIntegerField(default=1, verbose_name="seed of the sample"),
                ),
                (
                    "account_cap",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="people per account, at most"
                    ),
                ),
                (
                    "daily_cap",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="mails a day, at most"
                    ),
                ),
                (
                    "reminders",
                    models.PositiveSmallIntegerField(default=1, verbose_name="reminders"),
                ),
                (
                    "remind_after_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="remind after, in days"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "launched_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="launched"),
                ),
                (
                    "closes_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which can be answered. Empty: the usual term after sending.",
                        null=True,
                        verbose_name="closes on",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                ("paused_at", models.DateTimeField(blank=True, null=True, verbose_name="paused")),
                ("imported", models.BooleanField(default=False, verbose_name="imported")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "asked",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="asked"),
                ),
                (
                    "skipped",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="not asked"
                    ),
                ),
                (
                    "sent",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="sent"),
                ),
                (
                    "bounced",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="bounced"),
                ),
                (
                    "answered",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="answered"),
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
                    "named_contact",
                    models.ForeignKey(
                        blank=True,
                        help_text="The one colleague who reads confidential answers and follows them up.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="named contact",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waves",
                        to="surveys.survey",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to="surveys.wordingversion",
                        verbose_name="wording",
                    ),
                ),
            ],
            options={
                "verbose_name": "survey",
                "verbose_name_plural": "surveys",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["relationship", "transactional"])),
                        name="surveys_survey_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "planned", "sending", "open", "closed"])
                        ),
                        name="surveys_survey_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode__in", ["identified", "confidential", "anonymous"])
                        ),
                        name="surveys_survey_mode_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per_year__in", [0, 1, 2, 4])),
                        name="surveys_survey_per_year_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sample_percent__gte", 1), ("sample_percent__lte", 100)
                        ),
                        name="surveys_survey_sample_percent_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reminders__gte", 0), ("reminders__lte", 2)),
                        name="surveys_survey_reminders_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trigger__in", ["", "order", "complaint", "onboarding", "renewal"])
                        ),
                        name="surveys_survey_trigger_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "confidential"), _negated=True),
                            ("named_contact__isnull", False),
                            _connector="OR",
                        ),
                        name="surveys_survey_named_contact",
                    ),
                    models.UniqueConstraint(
                        fields=("series", "wave"), name="surveys_survey_wave_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="what happened")),
                ("happened_on", models.DateField(verbose_name="happened on")),
                ("due_on", models.DateField(verbose_name="ask on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for its day"),
                            ("asked", "Asked"),
                            ("skipped", "Not asked"),
                            ("cancelled", "Called off"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "No longer there"),
                            ("objected", "Wants no surveys"),
                            ("no_address", "No e-mail address"),
                            ("bounced", "E-mail address does not work"),
                            ("already", "Already asked in this survey"),
                            ("open_complaint", "A complaint is open"),
                            ("resting", "Asked too recently"),
                            ("account_cap", "Enough people asked at this account"),
                            ("sampled_out", "Not drawn in the sample"),
                            ("recovery_cap", "Asked twice after a complaint this year"),
                        ],
                        max_length=16,
                        verbose_name="reason",
                    ),
                ),
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_occasions",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_occasions",
                        to="customers.contact",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "occasion",
                "verbose_name_plural": "occasions",
                "ordering": ["-due_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due_on", "id"],
                        name="surveys_occasion_due",
                    ),
                    models.Index(fields=["key"], name="surveys_occasion_key"),
                    models.Index(
                        fields=["survey", "-due_on", "-id"], name="surveys_occasion_survey"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "asked", "skipped", "cancelled"])
                        ),
                        name="surveys_occasion_state_choice",
                    ),
                    models.UniqueConstraint(fields=("survey", "key"), name="surveys_occasion_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenLink",
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
                    "source",
                    models.CharField(
                        help_text="Where it hangs or stands: counter, packing slip, invoice.",
                        max_length=40,
                        verbose_name="source",
                    ),
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
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="open_links",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "public link",
                "verbose_name_plural": "public links",
                "ordering": ["source", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_openlink_language_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("survey", "source"), name="surveys_openlink_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnonymousAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("nl", "Dutch")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anonymous_answers",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "anonymous answer",
                "verbose_name_plural": "anonymous answers",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 10)),
                        name="surveys_anonymousanswer_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_anonymousanswer_language_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("nl", "Dutch")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("refused", "Refused by the mail server"),
                            ("bounced", "Bounced"),
                            ("cancelled", "Not sent after all"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "held_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "No longer there"),
                            ("objected", "Wants no surveys"),
                            ("no_address", "No e-mail address"),
                            ("bounced", "E-mail address does not work"),
                            ("already", "Already asked in this survey"),
                            ("open_complaint", "A complaint is open"),
                            ("resting", "Asked too recently"),
                            ("account_cap", "Enough people asked at this account"),
                            ("sampled_out", "Not drawn in the sample"),
                            ("recovery_cap", "Asked twice after a complaint this year"),
                        ],
                        max_length=16,
                        verbose_name="not sent because",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                (
                    "queued_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="handed to the outbox"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "reminder_queued_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminder asked for"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded"),
                ),
                (
                    "reminders_sent",
                    models.PositiveSmallIntegerField(default=0, verbose_name="reminders sent"),
                ),
                (
                    "bounces",
                    models.PositiveSmallIntegerField(default=0, verbose_name="times bounced"),
                ),
                ("bounced_at", models.DateTimeField(blank=True, null=True, verbose_name="bounced")),
                ("answered", models.BooleanField(default=False, verbose_name="answered")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_invitations",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_invitations",
                        to="customers.contact",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="surveys.occasion",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["account", "-sent_at"], name="surveys_invitation_account"),
                    models.Index(fields=["contact", "-sent_at"], name="surveys_invitation_contact"),
                    models.Index(fields=["sent_at"], name="surveys_invitation_sent"),
                    models.Index(
                        fields=["survey", "state", "id"], name="surveys_invitation_progress"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "sent", "refused", "bounced", "cancelled"])
                        ),
                        name="surveys_invitation_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_invitation_language_choice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("occasion__isnull", True)),
                        fields=("survey", "contact"),
                        name="surveys_invitation_once_per_survey",
                    ),
                    models.UniqueConstraint(
                        fields=("occasion", "contact"), name="surveys_invitation_once_per_occasion"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("nl", "Dutch")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("form_key", models.CharField(editable=False, max_length=32, unique=True)),
                ("confirmed_at", models.DateTimeField(verbose_name="answered")),
                ("updated_at", models.DateTimeField(verbose_name="changed")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="surveys.openlink",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer by public link",
                "verbose_name_plural": "answers by public links",
                "ordering": ["-confirmed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["link", "-confirmed_at"], name="surveys_openanswer_link")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 10)),
                        name="surveys_openanswer_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_openanswer_language_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SkipEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("left", "No longer there"),
                            ("objected", "Wants no surveys"),
                            ("no_address", "No e-mail address"),
                            ("bounced", "E-mail address does not work"),
                            ("already", "Already asked in this survey"),
                            ("open_complaint", "A complaint is open"),
                            ("resting", "Asked too recently"),
                            ("account_cap", "Enough people asked at this account"),
                            ("sampled_out", "Not drawn in the sample"),
                            ("recovery_cap", "Asked twice after a complaint this year"),
                        ],
                        max_length=16,
                        verbose_name="reason",
                    ),
                ),
                (
                    "eligible_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="eligible from"),
                ),
                ("noted_at", models.DateTimeField(verbose_name="noted")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_skips",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="survey_skips",
                        to="customers.contact",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skips",
                        to="surveys.occasion",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skips",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "person not asked",
                "verbose_name_plural": "people not asked",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["survey", "reason", "id"], name="surveys_skip_reason")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("occasion__isnull", True)),
                        fields=("survey", "contact"),
                        name="surveys_skipentry_once",
                    ),
                    models.UniqueConstraint(
                        fields=("occasion", "contact"), name="surveys_skipentry_once_per_occasion"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "left",
                                    "objected",
                                    "no_address",
                                    "bounced",
                                    "already",
                                    "open_complaint",
                                    "resting",
                                    "account_cap",
                                    "sampled_out",
                                    "recovery_cap",
                                ],
                            )
                        ),
                        name="surveys_skipentry_reason_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                            ("relationship", "Relationship"),
                            ("transactional", "Transactional"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                (
                    "previous_score",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="score before"
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("nl", "Dutch")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("mail", "E-mail invitation"), ("import", "Imported")],
                        default="mail",
                        max_length=6,
                        verbose_name="came in by",
                    ),
                ),
                (
                    "external_key",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        unique=True,
                        verbose_name="imported key",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="answered")),
                ("updated_at", models.DateTimeField(verbose_name="changed")),
                ("locked_at", models.DateTimeField(verbose_name="can be changed until")),
                (
                    "account_class",
                    models.CharField(blank=True, max_length=1, verbose_name="class then"),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region then")),
                (
                    "tenure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lt1", "less than a year"),
                            ("1to3", "1 to 3 years"),
                            ("3to10", "3 to 10 years"),
                            ("10plus", "10 years or longer"),
                        ],
                        max_length=6,
                        verbose_name="customer for",
                    ),
                ),
                (
                    "own_domain",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="from an address of our own"
                    ),
                ),
                ("month", models.PositiveIntegerField(editable=False)),
                ("next_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("next_month", models.PositiveIntegerField(default=999999, editable=False)),
                ("account_next_month", models.PositiveIntegerField(default=999999, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_answers",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_answers",
                        to="customers.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner then",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="customers.sector",
                        verbose_name="sector then",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="shared.team",
                        verbose_name="team then",
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="surveys.invitation",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["-confirmed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-confirmed_at", "-id"], name="surveys_answer_newest"),
                    models.Index(
                        condition=models.Q(("comment", ""), _negated=True),
                        fields=["kind", "-confirmed_at", "-id"],
                        name="surveys_answer_comments",
                    ),
                    models.Index(
                        fields=["score", "confirmed_at", "id"], name="surveys_answer_score"
                    ),
                    models.Index(
                        fields=["account", "-confirmed_at"], name="surveys_answer_account"
                    ),
                    models.Index(
                        fields=["contact", "kind", "confirmed_at"], name="surveys_answer_person"
                    ),
                    models.Index(fields=["owner", "-confirmed_at"], name="surveys_answer_owner"),
                    models.Index(
                        fields=["kind", "month", "next_month"], name="surveys_answer_month"
                    ),
                    models.Index(
                        fields=["account", "kind", "confirmed_at"], name="surveys_answer_sequence"
                    ),
                    models.Index(fields=["survey", "-confirmed_at"], name="surveys_answer_survey"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 10)),
                        name="surveys_answer_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("previous_score__gte", 0), ("previous_score__lte", 10)),
                        name="surveys_answer_previous_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["relationship", "transactional"])),
                        name="surveys_answer_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_answer_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["mail", "import"])),
                        name="surveys_answer_channel_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tenure__in", ["", "lt1", "1to3", "3to10", "10plus"])),
                        name="surveys_answer_tenure",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LateMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="message")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_messages",
                        to="customers.account",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="surveys.invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "late message",
                "verbose_name_plural": "late messages",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConfidentialAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="score")),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("nl", "Dutch")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="answered")),
                ("updated_at", models.DateTimeField(verbose_name="changed")),
                ("locked_at", models.DateTimeField(verbose_name="can be changed until")),
                (
                    "account_class",
                    models.CharField(blank=True, max_length=1, verbose_name="class then"),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due")),
                (
                    "handling",
                    models.CharField(
                        choices=[("open", "Open"), ("contacted", "Contacted"), ("done", "Done")],
                        default="open",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="what did we do")),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="customers.sector",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="shared.team",
                    ),
                ),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidential_answer",
                        to="surveys.invitation",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidential_answers",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "confidential answer",
                "verbose_name_plural": "confidential answers",
                "ordering": ["-confirmed_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["survey", "-confirmed_at", "-id"],
                        name="surveys_confidential_survey",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 10)),
                        name="surveys_confidentialanswer_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_confidentialanswer_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("handling__in", ["open", "contacted", "done"])),
                        name="surveys_confidentialanswer_handling_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "score_before",
                    models.PositiveSmallIntegerField(null=True, verbose_name="score before"),
                ),
                ("score_after", models.PositiveSmallIntegerField(verbose_name="score after")),
                (
                    "comment_changed",
                    models.BooleanField(default=False, verbose_name="comment changed"),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="surveys.answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of an answer",
                "verbose_name_plural": "changes of answers",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score_before__gte", 0), ("score_before__lte", 10)),
                        name="surveys_answerchange_score_before_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score_after__gte", 0), ("score_after__lte", 10)),
                        name="surveys_answerchange_score_after_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("contacted", "Contacted"),
                            ("resolved", "Resolved"),
                            ("no_action", "No action"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "contacted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="contacted"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="owner reminded"),
                ),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="manager told"),
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
                        max_length=16,
                        verbose_name="why they did not complain",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="what did we do")),
                (
                    "complaint_number",
                    models.CharField(blank=True, max_length=20, verbose_name="complaint"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_followups",
                        to="customers.account",
                    ),
                ),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followup",
                        to="surveys.answer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_followups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["due_at", "pk"],
                "indexes": [
                    models.Index(fields=["state", "due_at", "id"], name="surveys_followup_queue"),
                    models.Index(
                        fields=["owner", "state", "due_at"], name="surveys_followup_owner"
                    ),
                    models.Index(fields=["account", "state"], name="surveys_followup_account"),
                    models.Index(
                        condition=models.Q(("escalated_at", None), ("state", "open")),
                        fields=["due_at", "id"],
                        name="surveys_followup_ladder",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "contacted", "resolved", "no_action"])
                        ),
                        name="surveys_followup_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "silence_reason__in",
                                ["", "waste_of_time", "nothing_done", "not_known_where", "fear"],
                            )
                        ),
                        name="surveys_followup_silence_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("complaint", models.PositiveBigIntegerField(verbose_name="complaint")),
                ("cycle", models.PositiveSmallIntegerField(default=1, verbose_name="cycle")),
                (
                    "solved",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=6,
                        verbose_name="solved",
                    ),
                ),
                (
                    "outcome",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                        null=True,
                        verbose_name="fairness of the outcome",
                    ),
                ),
                (
                    "process",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                        null=True,
                        verbose_name="fairness of the process",
                    ),
                ),
                (
                    "treatment",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                        null=True,
                        verbose_name="fairness of the treatment",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given")),
                ("updated_at", models.DateTimeField(verbose_name="changed")),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handling",
                        to="surveys.answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about a complaint's handling",
                "verbose_name_plural": "answers about complaints' handling",
                "ordering": ["-given_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-given_at", "-id"], name="surveys_handling_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "cycle"), name="surveys_handling_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("solved__in", ["", "yes", "partly", "no"])),
                        name="surveys_handling_solved_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__gte", 1), ("outcome__lte", 5)),
                        name="surveys_handling_outcome_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("process__gte", 1), ("process__lte", 5)),
                        name="surveys_handling_process_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("treatment__gte", 1), ("treatment__lte", 5)),
                        name="surveys_handling_treatment_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("solved", ""), _negated=True),
                            ("outcome__isnull", False),
                            ("process__isnull", False),
                            ("treatment__isnull", False),
                            _connector="OR",
                        ),
                        name="surveys_handling_said_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
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
                        choices=[("colleague", "Colleague"), ("competitor", "Competitor")],
                        max_length=10,
                        verbose_name="who",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="surveys.answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "verbose_name_plural": "mentions",
                "ordering": ["kind", "name"],
                "indexes": [models.Index(fields=["kind", "answer"], name="surveys_mention_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer", "kind", "name"), name="surveys_mention_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["colleague", "competitor"])),
                        name="surveys_mention_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="surveys_mention_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThankYou",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("failed", models.BooleanField(default=False, verbose_name="not sent")),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thank_you",
                        to="surveys.answer",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "thank-you mail",
                "verbose_name_plural": "thank-you mails",
            },
        ),
        migrations.CreateModel(
            name="EarlierComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="earlier_comment",
                        to="surveys.answerchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier comment",
                "verbose_name_plural": "earlier comments",
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "state_before",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("contacted", "Contacted"),
                            ("resolved", "Resolved"),
                            ("no_action", "No action"),
                        ],
                        max_length=9,
                        verbose_name="state before",
                    ),
                ),
                (
                    "state_after",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("contacted", "Contacted"),
                            ("resolved", "Resolved"),
                            ("no_action", "No action"),
                        ],
                        max_length=9,
                        verbose_name="state after",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "followup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="surveys.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a follow-up",
                "verbose_name_plural": "steps of follow-ups",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state_before__in", ["open", "contacted", "resolved", "no_action"])
                        ),
                        name="surveys_followupevent_state_before_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state_after__in", ["open", "contacted", "resolved", "no_action"])
                        ),
                        name="surveys_followupevent_state_after_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by_hand", models.BooleanField(default=False, verbose_name="by hand")),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_marks",
                        to="surveys.answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of an answer",
                "verbose_name_plural": "themes of answers",
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="short name")),
                ("name_en", models.CharField(max_length=60, verbose_name="name (English)")),
                ("name_nl", models.CharField(max_length=60, verbose_name="name (Dutch)")),
                (
                    "nothing_named",
                    models.BooleanField(default=False, verbose_name="means: nothing named"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("mark_from", models.BigIntegerField(blank=True, editable=False, null=True)),
                (
                    "answers",
                    models.ManyToManyField(
                        related_name="themes", through="surveys.AnswerTheme", to="surveys.answer"
                    ),
                ),
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what we improve")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="told")),
                (
                    "did_en",
                    models.TextField(
                        blank=True, verbose_name="what we did, for customers (English)"
                    ),
                ),
                (
                    "did_nl",
                    models.TextField(blank=True, verbose_name="what we did, for customers (Dutch)"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvements",
                        to="surveys.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "improvement",
                "verbose_name_plural": "improvements",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["due_on", "id"], name="surveys_improvement_due"),
                    models.Index(fields=["theme", "done_on"], name="surveys_improvement_theme"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="surveys_improvement_titled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_at", None), ("done_on__isnull", False), _connector="OR"
                        ),
                        name="surveys_improvement_done_before_told",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, verbose_name="word")),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="surveys.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme word",
                "verbose_name_plural": "theme words",
                "ordering": ["word"],
                "constraints": [
                    models.UniqueConstraint(fields=("theme", "word"), name="surveys_themeword_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score_before", models.PositiveSmallIntegerField(verbose_name="score before")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("skipped", "Not sent after all"),
                            ("refused", "Refused by the mail server"),
                        ],
                        default="waiting",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvement_tellings",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvement_tellings",
                        to="customers.contact",
                    ),
                ),
                (
                    "improvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="surveys.improvement",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail about an improvement",
                "verbose_name_plural": "mails about improvements",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("improvement", "contact"), name="surveys_telling_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "sent", "skipped", "refused"])
                        ),
                        name="surveys_telling_state_choice",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="answertheme",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="surveys.theme",
            ),
        ),
        migrations.AddIndex(
            model_name="answertheme",
            index=models.Index(fields=["theme", "answer"], name="surveys_answertheme_theme"),
        ),
        migrations.AddConstraint(
            model_name="answertheme",
            constraint=models.UniqueConstraint(
                fields=("answer", "theme"), name="surveys_answertheme_once"
            ),
        ),
    ]
