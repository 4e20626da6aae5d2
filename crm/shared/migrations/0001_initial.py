from decimal import Decimal

import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import crm.shared.people.querysets


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeliveredMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message_id", models.CharField(blank=True, max_length=200)),
                ("sender", models.CharField(max_length=254, verbose_name="from")),
                ("to", models.CharField(max_length=1000, verbose_name="to")),
                ("subject", models.CharField(max_length=500, verbose_name="subject")),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                ("delivered_at", models.DateTimeField(verbose_name="delivered at")),
            ],
            options={
                "verbose_name": "mail in the mailbox",
                "verbose_name_plural": "mailbox",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FigureRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="figures")),
                ("ran_at", models.DateTimeField(verbose_name="compared")),
                ("differing", models.PositiveIntegerField(default=0, verbose_name="differing")),
                (
                    "first",
                    models.CharField(blank=True, max_length=300, verbose_name="first difference"),
                ),
            ],
            options={
                "verbose_name": "comparison of figures",
                "verbose_name_plural": "comparisons of figures",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(unique=True, verbose_name="date")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
            ],
            options={
                "verbose_name": "holiday",
                "verbose_name_plural": "holidays",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="RewriteSwitch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=100)),
            ],
            options={
                "db_table": "shared_rewriteswitch",
            },
        ),
        migrations.CreateModel(
            name="Throttle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField(db_index=True)),
                ("hits", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="FileUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_id", models.BigIntegerField(unique=True, verbose_name="account")),
                ("bytes", models.BigIntegerField(default=0, verbose_name="bytes")),
                ("files", models.PositiveIntegerField(default=0, verbose_name="files")),
            ],
            options={
                "verbose_name": "room taken by files",
                "verbose_name_plural": "room taken by files",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bytes__gte", 0)), name="shared_fileuse_bytes"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InboundMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message_id", models.CharField(max_length=250, unique=True)),
                ("sender", models.CharField(blank=True, max_length=254, verbose_name="from")),
                ("subject", models.CharField(blank=True, max_length=500, verbose_name="subject")),
                ("raw", models.BinaryField()),
                ("size", models.BigIntegerField(default=0, verbose_name="size")),
                ("is_whole", models.BooleanField(default=True, verbose_name="taken as a whole")),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Not read yet"),
                            ("handled", "Handled"),
                            ("ignored", "Nothing to do"),
                            ("failed", "Failed"),
                        ],
                        default="new",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("handler", models.CharField(blank=True, max_length=60, verbose_name="handled by")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=300, verbose_name="last error"),
                ),
            ],
            options={
                "verbose_name": "mail that came in",
                "verbose_name_plural": "mail that came in",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "new")),
                        fields=["id"],
                        name="shared_inbound_new",
                    ),
                    models.Index(
                        condition=models.Q(("state", "failed")),
                        fields=["id"],
                        name="shared_inbound_failed",
                    ),
                    models.Index(fields=["sender", "-received_at"], name="shared_inbound_sender"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "handled", "ignored", "failed"])),
                        name="shared_inboundmail_state_choice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        verbose_name="weekday",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="opens")),
                ("closes", models.TimeField(verbose_name="closes")),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["weekday", "opens"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__in", [0, 1, 2, 3, 4, 5, 6])),
                        name="shared_openingwindow_weekday_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opens__lt", models.F("closes"))),
                        name="shared_openingwindow_order",
                    ),
                    models.UniqueConstraint(
                        fields=("weekday", "opens"), name="shared_openingwindow_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(default="Kring", max_length=120, verbose_name="name")),
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
                    "currency",
                    models.CharField(default="EUR", max_length=3, verbose_name="currency"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="reply address"),
                ),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="phone")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own", "their own"),
                            ("team", "their team's"),
                            ("everyone", "everyone's"),
                        ],
                        default="team",
                        max_length=8,
                        verbose_name="sales staff may read",
                    ),
                ),
                (
                    "winback_rest_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0: a leaving customer is a potential customer again at once (textbook rule).",
                        verbose_name="rest period after leaving, in days",
                    ),
                ),
                (
                    "winback_task_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="days until the win-back task"
                    ),
                ),
                (
                    "welcome_task_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        verbose_name="no welcome task for a customer older than, in days",
                    ),
                ),
                (
                    "quiet_deal_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="a deal is quiet after, in days"
                    ),
                ),
                (
                    "rhythm_a_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="contact rhythm of class A, in days"
                    ),
                ),
                (
                    "rhythm_b_days",
                    models.PositiveSmallIntegerField(
                        default=60, verbose_name="contact rhythm of class B, in days"
                    ),
                ),
                (
                    "rhythm_c_days",
                    models.PositiveSmallIntegerField(
                        default=180, verbose_name="contact rhythm of class C, in days"
                    ),
                ),
                (
                    "visits_a_year",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="visits to class A, per year",
                    ),
                ),
                (
                    "visits_b_year",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="visits to class B, per year",
                    ),
                ),
                (
                    "visits_c_year",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="0: this class is not visited by rhythm.",
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="visits to class C, per year",
                    ),
                ),
                (
                    "near_step_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        verbose_name="silence is planned when the next step is within, in days",
                    ),
                ),
                (
                    "falling_percent",
                    models.PositiveSmallIntegerField(
                        db_default=20,
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="orders fall when 12 months lie below the 12 before by, in %",
                    ),
                ),
                (
                    "lead_days_quote",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="a quote takes, in working days"
                    ),
                ),
                (
                    "lead_days_delivery",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="a delivery takes, in working days"
                    ),
                ),
                (
                    "lead_days_call_back",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="calling back takes, in working days"
                    ),
                ),
                (
                    "lead_days_complaint_reply",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="a reply to a complaint takes, in working days"
                    ),
                ),
                (
                    "lead_days_visit",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="0: no standard; whoever promises chooses the day.",
                        verbose_name="a visit is within, in working days",
                    ),
                ),
                (
                    "hours_per_day",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("8.00"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="hours in a working day",
                    ),
                ),
                (
                    "acknowledge_days",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="acknowledge within, in working days"
                    ),
                ),
                (
                    "decision_days_critical",
                    models.PositiveSmallIntegerField(
                        default=1,
                        verbose_name="decide a critical complaint within, in working days",
                    ),
                ),
                (
                    "decision_days_high",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="decide a high complaint within, in working days"
                    ),
                ),
                (
                    "decision_days_normal",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="decide a normal complaint within, in working days"
                    ),
                ),
                (
                    "decision_days_low",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="decide a low complaint within, in working days"
                    ),
                ),
                (
                    "update_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="update the customer every, in working days"
                    ),
                ),
                (
                    "waiting_max_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="wait for the customer at most, in working days"
                    ),
                ),
                (
                    "reopen_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="the customer may reopen within, in days"
                    ),
                ),
                (
                    "legal_term",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("general", "general: 6 weeks"),
                            ("public", "Dutch public body: 6 weeks, once 4 more"),
                            ("care", "care: 6 weeks, once 4 more"),
                            ("finance", "financial services: 8 weeks"),
                            ("web_shop", "web shop: 4 weeks"),
                        ],
                        default="none",
                        help_text="Shown beside your own terms, never paused. Check with your lawyer.",
                        max_length=8,
                        verbose_name="legal term of complaints",
                    ),
                ),
                (
                    "duplicate_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        verbose_name="look for duplicates among complaints of the last, in days",
                    ),
                ),
                (
                    "remedy_limit",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("750.00"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="remedies above this cost need a manager",
                    ),
                ),
                (
                    "complaints_email",
                    models.EmailField(
                        blank=True,
                        help_text="Replies come back to it with a mark behind a plus: klachten+…@example.com.",
                        max_length=254,
                        verbose_name="address for complaints",
                    ),
                ),
                (
                    "complaint_from_mail",
                    models.BooleanField(
                        default=True,
                        help_text="Otherwise it waits until somebody has read it; mail of strangers always does.",
                        verbose_name="a mail from a known contact to that address is a complaint at once",
                    ),
                ),
                (
                    "remedy_limit_year",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1500.00"),
                        help_text="Keeps a large remedy from being split into small ones.",
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="so do remedies above this sum for one customer in 12 months",
                    ),
                ),
                (
                    "remedy_limit_manager",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5000.00"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="remedies above this cost need an administrator",
                    ),
                ),
                (
                    "remedy_limit_manager_year",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("10000.00"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="and above this sum for one customer in 12 months",
                    ),
                ),
                (
                    "nps_rest_days",
                    models.PositiveSmallIntegerField(
                        default=90, verbose_name="at most one survey per person per, in days"
                    ),
                ),
                (
                    "nps_account_cap",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="people asked per account and survey, at most"
                    ),
                ),
                (
                    "survey_open_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="a survey link lives, in days"
                    ),
                ),
                (
                    "answer_lock_days",
                    models.PositiveSmallIntegerField(
                        default=7, verbose_name="an answer can be changed for, in days"
                    ),
                ),
                (
                    "followup_hours",
                    models.PositiveSmallIntegerField(
                        default=48,
                        verbose_name="call a detractor within, in hours on business days",
                    ),
                ),
                (
                    "passive_followup_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="follow up a passive within, in working days"
                    ),
                ),
                (
                    "silent_share",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="A textbook figure, never your own; 25 % is common between businesses.",
                        validators=[django.core.validators.MaxValueValidator(99)],
                        verbose_name="share of dissatisfied customers who stay silent, in %",
                    ),
                ),
                (
                    "capture_share",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="100 %: every complaint somebody heard was written down. A guess, never your own figure.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of complaints spoken to us that is recorded, in %",
                    ),
                ),
                (
                    "complaint_window_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        verbose_name="a complaint and a score belong together within, in days",
                    ),
                ),
                (
                    "decider_silent_days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        verbose_name="warn when a decider was not spoken to for, in days",
                    ),
                ),
                (
                    "contact_window_days",
                    models.PositiveSmallIntegerField(
                        default=180,
                        verbose_name="conversations count in matrix and single thread for, in days",
                    ),
                ),
                (
                    "single_thread_share",
                    models.PositiveSmallIntegerField(
                        default=80,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="single thread: share of contact moments with one person, in %",
                    ),
                ),
                (
                    "moment_edit_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="Memory is fresh for a week; later a manager corrects. Old texts are kept.",
                        verbose_name="the author may change a contact moment for, in days",
                    ),
                ),
                (
                    "files_account_mb",
                    models.PositiveIntegerField(
                        default=500,
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="files of one account together, in MB",
                    ),
                ),
                (
                    "files_total_mb",
                    models.PositiveIntegerField(
                        default=20000,
                        validators=[django.core.validators.MaxValueValidator(1000000000)],
                        verbose_name="all files together, in MB",
                    ),
                ),
                (
                    "discipline",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intimacy", "Customer intimacy"),
                            ("operations", "Operational excellence"),
                            ("product", "Product leadership"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="value discipline",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "housekeeping_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last housekeeping"
                    ),
                ),
                (
                    "mailbox_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="mailbox last tried"
                    ),
                ),
                ("mailbox_error", models.CharField(blank=True, editable=False, max_length=120)),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="shared_organisation_single"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["own", "team", "everyone"])),
                        name="shared_organisation_visibility_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="shared_organisation_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "legal_term__in",
                                ["none", "general", "public", "care", "finance", "web_shop"],
                            )
                        ),
                        name="shared_organisation_legal_term_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discipline__in", ["", "intimacy", "operations", "product"])
                        ),
                        name="shared_organisation_discipline_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("silent_share__lte", 99)),
                        name="shared_organisation_silent_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capture_share__gte", 1), ("capture_share__lte", 100)),
                        name="shared_organisation_capture_share_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("single_thread_share__gte", 1), ("single_thread_share__lte", 100)
                        ),
                        name="shared_organisation_single_thread_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours_per_day__gt", 0), ("hours_per_day__lte", 24)),
                        name="shared_organisation_hours_per_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=60, verbose_name="purpose")),
                ("object_id", models.BigIntegerField(verbose_name="record")),
                ("to", models.CharField(max_length=254, verbose_name="to")),
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
                            ("queued", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("cancelled", "Not sent"),
                        ],
                        default="queued",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "not_before",
                    models.DateTimeField(blank=True, null=True, verbose_name="not before"),
                ),
                ("next_try_at", models.DateTimeField(verbose_name="next try at")),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("lease", models.CharField(blank=True, editable=False, max_length=32)),
                ("message_id", models.CharField(max_length=120, unique=True)),
                (
                    "unique_key",
                    models.CharField(blank=True, max_length=120, null=True, unique=True),
                ),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=300, verbose_name="last error"),
                ),
                ("follow_up_due", models.BooleanField(default=False, editable=False)),
                ("created_at", models.DateTimeField(verbose_name="queued at")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
            ],
            options={
                "verbose_name": "mail in the outbox",
                "verbose_name_plural": "outbox",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "sending"])),
                        fields=["next_try_at", "id"],
                        name="shared_outbox_due",
                    ),
                    models.Index(fields=["purpose", "object_id"], name="shared_outbox_record"),
                    models.Index(
                        condition=models.Q(("state", "failed")),
                        fields=["id"],
                        name="shared_outbox_failed",
                    ),
                    models.Index(
                        condition=models.Q(("follow_up_due", True)),
                        fields=["id"],
                        name="shared_outbox_follow_up",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "sending", "sent", "failed", "cancelled"])
                        ),
                        name="shared_outboxmail_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="shared_outboxmail_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="shared_outboxmail_sent_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            ("lease_until__isnull", False),
                            _connector="OR",
                        ),
                        name="shared_outboxmail_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("object_id", models.BigIntegerField(verbose_name="record")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_key", models.CharField(max_length=200)),
                ("subtitle", models.CharField(blank=True, max_length=200, verbose_name="subtitle")),
                ("text", models.TextField()),
                ("url", models.CharField(max_length=300)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "indexes": [
                    models.Index(
                        fields=["kind", "title_key"],
                        name="shared_searchentry_title",
                        opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="shared_searchentry_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, db_index=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "job_title",
                    models.CharField(blank=True, max_length=100, verbose_name="job title"),
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
                    "theme",
                    models.CharField(
                        choices=[("auto", "As my device"), ("light", "Light"), ("dark", "Dark")],
                        default="auto",
                        max_length=5,
                        verbose_name="theme",
                    ),
                ),
                ("shortcuts", models.BooleanField(default=True, verbose_name="keyboard shortcuts")),
                (
                    "weekly_digest",
                    models.BooleanField(
                        default=True,
                        help_text="On Monday: your score, what changed, and whom to call.",
                        verbose_name="weekly mail about customer scores",
                    ),
                ),
                (
                    "digest_every",
                    models.CharField(
                        choices=[("week", "Every week"), ("month", "Every month")],
                        db_default="week",
                        default="week",
                        help_text="On the first working day, when the organisation opens.",
                        max_length=5,
                        verbose_name="mail about the team",
                    ),
                ),
                (
                    "absent_from",
                    models.DateField(blank=True, null=True, verbose_name="absent from"),
                ),
                (
                    "absent_until",
                    models.DateField(blank=True, null=True, verbose_name="absent until"),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stands_in_for",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "colleague",
                "verbose_name_plural": "colleagues",
                "ordering": ["first_name", "last_name", "username"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="shared_user_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme__in", ["auto", "light", "dark"])),
                        name="shared_user_theme_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest_every__in", ["week", "month"])),
                        name="shared_user_digest_every_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("absent_until__isnull", True),
                            ("absent_until__gte", models.F("absent_from")),
                            _connector="OR",
                        ),
                        name="shared_user_absence_order",
                    ),
                ],
            },
            managers=[
                ("objects", crm.shared.people.querysets.UserManagerWithNames()),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="managed_teams",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="manager",
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "verbose_name_plural": "teams",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("verb", models.CharField(max_length=40, verbose_name="act")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("object_id", models.BigIntegerField(null=True, verbose_name="record")),
                ("account_id", models.BigIntegerField(null=True, verbose_name="account")),
                ("changed", models.JSONField(default=list, verbose_name="changed fields")),
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
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit trail",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["kind", "object_id", "-at"], name="shared_audit_object"),
                    models.Index(fields=["-at", "-id"], name="shared_audit_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                ("file_name", models.CharField(max_length=255, verbose_name="file")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("tried", "Tried, nothing stored"),
                            ("failed", "Stopped"),
                        ],
                        default="running",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="lines")),
                ("added", models.PositiveIntegerField(default=0, verbose_name="added")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("same", models.PositiveIntegerField(default=0, verbose_name="known already")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("message", models.CharField(blank=True, max_length=500, verbose_name="message")),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["running", "done", "tried", "failed"])),
                        name="shared_importrun_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("added"), "+", models.F("changed")
                                        ),
                                        "+",
                                        models.F("same"),
                                    ),
                                    "+",
                                    models.F("refused"),
                                ),
                            )
                        ),
                        name="shared_importrun_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "owner_kind",
                    models.CharField(editable=False, max_length=20, verbose_name="belongs to"),
                ),
                ("owner_id", models.BigIntegerField(editable=False)),
                ("account_id", models.BigIntegerField(editable=False, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("png", "PNG"),
                            ("jpg", "JPG"),
                            ("txt", "TXT"),
                            ("csv", "CSV"),
                            ("xlsx", "XLSX"),
                            ("docx", "DOCX"),
                            ("eml", "EML"),
                        ],
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("path", models.CharField(editable=False, max_length=40, unique=True)),
                ("uploaded_at", models.DateTimeField(verbose_name="added at")),
                (
                    "pinned_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="pinned at"),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["-uploaded_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["account_id", "-uploaded_at", "-id"], name="shared_file_account"
                    ),
                    models.Index(fields=["owner_kind", "owner_id", "id"], name="shared_file_owner"),
                    models.Index(
                        condition=models.Q(("pinned_at__isnull", False)),
                        fields=["account_id"],
                        name="shared_file_pinned",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["pdf", "png", "jpg", "txt", "csv", "xlsx", "docx", "eml"])
                        ),
                        name="shared_storedfile_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", 10485760)),
                        name="shared_storedfile_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="shared_storedfile_named",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="members",
                to="shared.team",
                verbose_name="team",
            ),
        ),
    ]
