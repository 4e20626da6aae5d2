import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_win_backs_of_the_past"),
        ("shared", "__first__"),
        ("surveys", "0006_count_new_groups"),
    ]

    operations = [
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
        migrations.AddField(
            model_name="followup",
            name="escalated_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="manager told"),
        ),
        migrations.AddField(
            model_name="followup",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="owner reminded"),
        ),
        migrations.AddField(
            model_name="theme",
            name="mark_from",
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="theme",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("escalated_at", None), ("state", "open")),
                fields=["due_at", "id"],
                name="surveys_followup_ladder",
            ),
        ),
    ]
