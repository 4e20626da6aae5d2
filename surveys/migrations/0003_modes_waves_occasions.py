import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_pipeline"),
        ("shared", "0003_dutch_holidays"),
        ("shared", "__first__"),
        ("surveys", "0002_wording_and_themes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invitation",
            name="surveys_invitation_once_per_survey",
        ),
        migrations.RemoveConstraint(
            model_name="skipentry",
            name="surveys_skipentry_once",
        ),
        migrations.RemoveConstraint(
            model_name="skipentry",
            name="surveys_skipentry_reason_choice",
        ),
        migrations.RemoveConstraint(
            model_name="survey",
            name="surveys_survey_state_choice",
        ),
        migrations.AddField(
            model_name="survey",
            name="account_cap",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="people per account, at most"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="daily_cap",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="mails a day, at most"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="delay_days",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="days after (or before)"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="mode",
            field=models.CharField(
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
        migrations.AddField(
            model_name="survey",
            name="named_contact",
            field=models.ForeignKey(
                blank=True,
                help_text="The one colleague who reads confidential answers and follows them up.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="named contact",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="paused"),
        ),
        migrations.AddField(
            model_name="survey",
            name="per_year",
            field=models.PositiveSmallIntegerField(
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
        migrations.AddField(
            model_name="survey",
            name="reminders",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="reminders"),
        ),
        migrations.AddField(
            model_name="survey",
            name="sample_percent",
            field=models.PositiveSmallIntegerField(default=100, verbose_name="sample, in %"),
        ),
        migrations.AddField(
            model_name="survey",
            name="sample_seed",
            field=models.PositiveIntegerField(default=1, verbose_name="seed of the sample"),
        ),
        migrations.AddField(
            model_name="survey",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="waves",
                to="surveys.survey",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="spread_days",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="A trickle every day instead of all at once; 0 = at once.",
                verbose_name="spread over working days",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="starts on"),
        ),
        migrations.AddField(
            model_name="survey",
            name="trigger",
            field=models.CharField(
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
        migrations.AddField(
            model_name="survey",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="survey",
            name="wave",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="wave"),
        ),
        migrations.AlterField(
            model_name="survey",
            name="remind_after_days",
            field=models.PositiveSmallIntegerField(default=7, verbose_name="remind after, in days"),
        ),
        migrations.AlterField(
            model_name="survey",
            name="state",
            field=models.CharField(
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
                    models.Index(
                        fields=["survey", "-due_on", "-id"], name="surveys_occasion_survey"
                    ),
                    models.Index(fields=["key"], name="surveys_occasion_key"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "key"), name="surveys_occasion_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "asked", "skipped", "cancelled"])
                        ),
                        name="surveys_occasion_state_choice",
                    ),
                ],
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
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidential_answer",
                        to="surveys.invitation",
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
        migrations.AddField(
            model_name="invitation",
            name="answered",
            field=models.BooleanField(default=False, verbose_name="answered"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="bounced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bounced"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="planned_on",
            field=models.DateField(blank=True, null=True, verbose_name="planned for"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="reminders_sent",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="reminders sent"),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="held_reason",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="skipentry",
            name="reason",
            field=models.CharField(
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
        migrations.AddField(
            model_name="invitation",
            name="occasion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="surveys.occasion",
            ),
        ),
        migrations.AddField(
            model_name="skipentry",
            name="occasion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="skips",
                to="surveys.occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "planned", "sending", "open", "closed"])
                ),
                name="surveys_survey_state_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["identified", "confidential", "anonymous"])),
                name="surveys_survey_mode_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("per_year__in", [0, 1, 2, 4])),
                name="surveys_survey_per_year_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("sample_percent__gte", 1), ("sample_percent__lte", 100)),
                name="surveys_survey_sample_percent_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("reminders__gte", 0), ("reminders__lte", 2)),
                name="surveys_survey_reminders_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trigger__in", ["", "order", "complaint", "onboarding", "renewal"])
                ),
                name="surveys_survey_trigger_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mode", "confidential"), _negated=True),
                    ("named_contact__isnull", False),
                    _connector="OR",
                ),
                name="surveys_survey_named_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                fields=("series", "wave"), name="surveys_survey_wave_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("occasion__isnull", True)),
                fields=("survey", "contact"),
                name="surveys_invitation_once_per_survey",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("occasion", "contact"), name="surveys_invitation_once_per_occasion"
            ),
        ),
        migrations.AddConstraint(
            model_name="skipentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("occasion__isnull", True)),
                fields=("survey", "contact"),
                name="surveys_skipentry_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="skipentry",
            constraint=models.UniqueConstraint(
                fields=("occasion", "contact"), name="surveys_skipentry_once_per_occasion"
            ),
        ),
        migrations.AddConstraint(
            model_name="skipentry",
            constraint=models.CheckConstraint(
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
        ),
    ]
