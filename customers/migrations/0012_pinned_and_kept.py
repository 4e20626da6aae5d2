import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0011_account_plans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InteractionRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "Visit"),
                            ("call", "Call"),
                            ("email", "E-mail"),
                            ("video", "Video call"),
                            ("social", "Social media"),
                            ("event", "Event"),
                            ("note", "Note"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "We contacted them"), ("in", "They contacted us")],
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="when")),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="minutes")),
                ("summary", models.TextField(max_length=5000, verbose_name="what happened")),
                ("people", models.CharField(blank=True, max_length=500, verbose_name="with")),
                ("dissatisfied", models.BooleanField(verbose_name="they were dissatisfied")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
                (
                    "interaction",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="customers.interaction",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="replaced by",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier text of a contact moment",
                "verbose_name_plural": "earlier texts of contact moments",
                "ordering": ["interaction", "-version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["visit", "call", "email", "video", "social", "event", "note"],
                            )
                        ),
                        name="customers_interactionrevision_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="customers_interactionrevision_direction_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("interaction", "version"), name="customers_interactionrevision_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="interaction",
            name="pinned_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="pinned at"),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                condition=models.Q(("pinned_at__isnull", False)),
                fields=["account"],
                name="customers_interaction_pinned",
            ),
        ),
    ]
