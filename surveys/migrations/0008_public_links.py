import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "__first__"),
        ("surveys", "0007_loop_and_themes"),
    ]

    operations = [
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
                    models.UniqueConstraint(
                        fields=("survey", "source"), name="surveys_openlink_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="surveys_openlink_language_choice",
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
    ]
