import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0006_value_discipline"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="files_account_mb",
            field=models.PositiveIntegerField(
                default=500,
                validators=[django.core.validators.MaxValueValidator(1000000)],
                verbose_name="files of one account together, in MB",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="files_total_mb",
            field=models.PositiveIntegerField(
                default=20000,
                validators=[django.core.validators.MaxValueValidator(1000000000)],
                verbose_name="all files together, in MB",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="moment_edit_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                help_text="Memory is fresh for a week; later a manager corrects. Old texts are kept.",
                verbose_name="the author may change a contact moment for, in days",
            ),
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
    ]
