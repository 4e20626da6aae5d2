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
                        ],
                        max_length=16,
                        verbose_name="not sent because",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["account", "-sent_at"], name="surveys_invitation_account"),
                    models.Index(fields=["contact", "-sent_at"], name="surveys_invitation_contact"),
                    models.Index(fields=["sent_at"], name="surveys_invitation_sent"),
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
                ],
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="invitation",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer",
                to="surveys.invitation",
            ),
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
                            ("theme", "Theme"),
                        ],
                        max_length=8,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=20)),
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
                                ["all", "accounts", "owner", "team", "class", "sector", "theme"],
                            )
                        ),
                        name="surveys_scoremonth_dimension_choice",
                    ),
                ],
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
                            ("sending", "Being sent"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("audience", models.JSONField(blank=True, default=dict, verbose_name="audience")),
                (
                    "remind_after_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="One reminder for who did not answer; 0 = no reminder.",
                        verbose_name="remind after, in days",
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
                ("imported", models.BooleanField(default=False, verbose_name="imported")),
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
                        condition=models.Q(("state__in", ["draft", "sending", "open", "closed"])),
                        name="surveys_survey_state_choice",
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
                        fields=("survey", "contact"), name="surveys_skipentry_once"
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
                                ],
                            )
                        ),
                        name="surveys_skipentry_reason_choice",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="surveys.survey",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="surveys.survey",
            ),
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
        migrations.AddField(
            model_name="answertheme",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="surveys.theme",
            ),
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
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                fields=["survey", "state", "id"], name="surveys_invitation_progress"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("survey", "contact"), name="surveys_invitation_once_per_survey"
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["survey", "-confirmed_at"], name="surveys_answer_survey"),
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
