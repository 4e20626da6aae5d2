import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0007_pipeline_totals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarLink",
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
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_link",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
            ],
            options={
                "verbose_name": "calendar link",
                "verbose_name_plural": "calendar links",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="last_visit_on",
            field=models.DateField(editable=False, null=True, verbose_name="last visit"),
        ),
        migrations.AddField(
            model_name="account",
            name="planned_visit_on",
            field=models.DateField(editable=False, null=True, verbose_name="visit planned on"),
        ),
        migrations.AddField(
            model_name="account",
            name="visits_from",
            field=models.DateField(default=datetime.date(2000, 1, 1), editable=False),
        ),
        migrations.AddField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[("todo", "To do"), ("visit", "Visit"), ("call", "Call")],
                default="todo",
                max_length=5,
                verbose_name="kind",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("do_not_pursue", False), ("planned_visit_on__isnull", True)),
                fields=["account_class", "visits_from", "id"],
                name="customers_account_visits",
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("do_not_pursue", False), ("planned_visit_on__isnull", True)),
                fields=["owner", "account_class", "visits_from", "id"],
                name="customers_account_own_visits",
            ),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", True), ("kind", "visit")),
                fields=["account", "-happened_at"],
                name="customers_interaction_visit",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("kind", "visit"), ("state", "open")),
                fields=["account", "due_on"],
                name="customers_task_visit",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["todo", "visit", "call"])),
                name="customers_task_kind_choice",
            ),
        ),
    ]
