"""Stages a manager sets, what a deal counts for in the forecast, its sums and targets."""

import datetime
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_win_backs_of_the_past"),
        ("shared", "0003_dutch_holidays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="deal",
            name="discount",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="discount (%)"
            ),
        ),
        migrations.AddField(
            model_name="deal",
            name="forecast",
            field=models.CharField(
                choices=[
                    ("open", "In the pipeline"),
                    ("best", "Best case"),
                    ("commit", "Committed"),
                ],
                default="open",
                max_length=6,
                verbose_name="forecast",
            ),
        ),
        migrations.AddField(
            model_name="deal",
            name="margin",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="contribution margin (%)",
            ),
        ),
        migrations.AddField(
            model_name="dealstage",
            name="archived_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="archived"
            ),
        ),
        migrations.AddField(
            model_name="dealstage",
            name="forecast",
            field=models.CharField(
                choices=[
                    ("open", "In the pipeline"),
                    ("best", "Best case"),
                    ("commit", "Committed"),
                ],
                default="open",
                max_length=6,
                verbose_name="default forecast",
            ),
        ),
        migrations.AddField(
            model_name="dealstage",
            name="quiet_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="quiet after, in days",
            ),
        ),
        migrations.AddField(
            model_name="dealstage",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="pipeline",
            name="archived_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="archived"
            ),
        ),
        migrations.AddField(
            model_name="pipeline",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="product",
            name="margin",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="What is left of the price after variable cost; used to weigh discounts.",
                max_digits=5,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0.01")),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="contribution margin (%)",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("forecast__in", ["open", "best", "commit"])),
                name="customers_deal_forecast_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("discount__gte", 0), ("discount__lte", 100)),
                name="customers_deal_discount_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("margin__gte", 0), ("margin__lte", 100)),
                name="customers_deal_margin_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="dealstage",
            constraint=models.CheckConstraint(
                condition=models.Q(("forecast__in", ["open", "best", "commit"])),
                name="customers_dealstage_forecast_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("margin__gte", 0), ("margin__lte", 100)),
                name="customers_product_margin_range",
            ),
        ),
        migrations.CreateModel(
            name="DealTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("won", "Won"), ("lost", "Lost")], max_length=4
                    ),
                ),
                ("month", models.DateField(null=True)),
                ("kind", models.CharField(blank=True, max_length=16)),
                ("count", models.BigIntegerField(default=0)),
                ("cents", models.BigIntegerField(default=0)),
                (
                    "weighted",
                    models.BigIntegerField(default=0, help_text="cents × probability in percent"),
                ),
                (
                    "days",
                    models.BigIntegerField(
                        default=0, help_text="days from opening to the decision, added up"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.dealstage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "won", "lost"])),
                        name="customers_dealtotal_state_choice",
                    ),
                    models.UniqueConstraint(
                        models.F("state"),
                        models.F("stage"),
                        django.db.models.functions.comparison.Coalesce("owner", 0),
                        django.db.models.functions.comparison.Coalesce(
                            "month", datetime.date(1, 1, 1), output_field=models.DateField()
                        ),
                        models.F("kind"),
                        name="customers_dealtotal_cell",
                    ),
                ],
                "verbose_name": "sum of deals",
                "verbose_name_plural": "sums of deals",
            },
        ),
        migrations.CreateModel(
            name="TargetYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="customers_targetyear_year_range",
                    ),
                ],
                "verbose_name": "year of targets",
                "verbose_name_plural": "years of targets",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="SalesTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.PositiveSmallIntegerField(verbose_name="month")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount"),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shared.team",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="customers.targetyear",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                        name="customers_salestarget_month_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="customers_salestarget_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("team__isnull", False), ("user__isnull", True)),
                            models.Q(("team__isnull", True), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="customers_salestarget_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("year", "user", "month"),
                        name="customers_salestarget_user",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("team__isnull", False)),
                        fields=("year", "team", "month"),
                        name="customers_salestarget_team",
                    ),
                ],
                "verbose_name": "sales target",
                "verbose_name_plural": "sales targets",
                "ordering": ["year", "month", "pk"],
            },
        ),
    ]
