import datetime
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("shared", "0001_initial"),
        ("shared", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pipeline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=60, verbose_name="name (English)")),
                ("name_nl", models.CharField(max_length=60, verbose_name="name (Dutch)")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "pipeline",
                "verbose_name_plural": "pipelines",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "sector",
                "verbose_name_plural": "sectors",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="AbcRun",
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
                        choices=[
                            ("asked", "Being computed"),
                            ("ready", "To decide"),
                            ("applying", "Being applied"),
                            ("applied", "Applied"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                (
                    "a_limit",
                    models.PositiveSmallIntegerField(verbose_name="A up to, percent of revenue"),
                ),
                (
                    "b_limit",
                    models.PositiveSmallIntegerField(verbose_name="B up to, percent of revenue"),
                ),
                ("asked_at", models.DateTimeField()),
                ("computed_at", models.DateTimeField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("accounts", models.PositiveIntegerField(default=0)),
                ("revenue", models.DecimalField(decimal_places=2, default=0, max_digits=16)),
                ("counts", models.JSONField(default=dict)),
                ("changes", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ABC computation",
                "verbose_name_plural": "ABC computations",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "ready", "applying", "applied"])
                        ),
                        name="customers_abcrun_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("a_limit__gte", 1),
                            ("b_limit__gt", models.F("a_limit")),
                            ("b_limit__lte", 100),
                        ),
                        name="customers_abcrun_limits",
                    ),
                ],
            },
        ),
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
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_link",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="colleague",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar link",
                "verbose_name_plural": "calendar links",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("attractiveness", "Attractiveness"),
                            ("relationship", "Strength of the relationship"),
                        ],
                        max_length=14,
                        verbose_name="axis",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight in %")),
                ("name_en", models.CharField(max_length=80, verbose_name="name, English")),
                ("name_nl", models.CharField(max_length=80, verbose_name="name, Dutch")),
                ("low_en", models.CharField(max_length=160, verbose_name="1 means, English")),
                ("low_nl", models.CharField(max_length=160, verbose_name="1 means, Dutch")),
                ("mid_en", models.CharField(max_length=160, verbose_name="3 means, English")),
                ("mid_nl", models.CharField(max_length=160, verbose_name="3 means, Dutch")),
                ("high_en", models.CharField(max_length=160, verbose_name="5 means, English")),
                ("high_nl", models.CharField(max_length=160, verbose_name="5 means, Dutch")),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["axis", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("axis__in", ["attractiveness", "relationship"])),
                        name="customers_criterion_axis_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0), ("weight__lte", 100)),
                        name="customers_criterion_weight_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "group",
                    models.CharField(blank=True, max_length=80, verbose_name="product group"),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="price"
                    ),
                ),
                (
                    "margin",
                    models.DecimalField(
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
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "products",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("margin__gte", 0), ("margin__lte", 100)),
                        name="customers_product_margin_range",
                    )
                ],
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
                "verbose_name": "year of targets",
                "verbose_name_plural": "years of targets",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="customers_targetyear_year_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DealStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, verbose_name="key")),
                ("name_en", models.CharField(max_length=60, verbose_name="name (English)")),
                ("name_nl", models.CharField(max_length=60, verbose_name="name (Dutch)")),
                (
                    "probability",
                    models.PositiveSmallIntegerField(verbose_name="default probability (%)"),
                ),
                (
                    "forecast",
                    models.CharField(
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
                (
                    "quiet_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="quiet after, in days",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="customers.pipeline",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage",
                "verbose_name_plural": "stages",
                "ordering": ["pipeline", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 0), ("probability__lte", 100)),
                        name="customers_dealstage_probability_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("forecast__in", ["open", "best", "commit"])),
                        name="customers_dealstage_forecast_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("pipeline", "key"), name="customers_dealstage_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                        choices=[("organisation", "Organisation"), ("person", "Person")],
                        default="organisation",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("potential", "Potential customer"),
                            ("customer", "Customer"),
                            ("former", "Former customer"),
                        ],
                        default="potential",
                        editable=False,
                        max_length=9,
                        verbose_name="stage",
                    ),
                ),
                (
                    "is_former",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="was a customer before"
                    ),
                ),
                (
                    "cycle",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="cycle"
                    ),
                ),
                (
                    "customer_since",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="customer since"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="left on"),
                ),
                (
                    "rest_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="rests until"
                    ),
                ),
                ("do_not_pursue", models.BooleanField(default=False, verbose_name="do not pursue")),
                (
                    "account_class",
                    models.CharField(
                        blank=True,
                        choices=[("A", "A"), ("B", "B"), ("C", "C")],
                        max_length=1,
                        verbose_name="class",
                    ),
                ),
                ("is_key_account", models.BooleanField(default=False, verbose_name="key account")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("referral", "Referral"),
                            ("website", "Website"),
                            ("fair", "Fair or event"),
                            ("cold", "We called them"),
                            ("partner", "Partner"),
                            ("import", "Import"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                (
                    "renewal_on",
                    models.DateField(blank=True, null=True, verbose_name="renewal date"),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=120, verbose_name="street and number"),
                ),
                ("postcode", models.CharField(blank=True, max_length=16, verbose_name="postcode")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
                ("country", models.CharField(blank=True, max_length=80, verbose_name="country")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
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
                    "external_ref",
                    models.CharField(blank=True, max_length=80, verbose_name="external reference"),
                ),
                ("note", models.TextField(blank=True, max_length=5000, verbose_name="note")),
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="added at")),
                ("updated_at", models.DateTimeField(editable=False, verbose_name="changed at")),
                ("open_complaints", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "open_critical_complaints",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                ("complaints_12m", models.PositiveIntegerField(default=0, editable=False)),
                ("last_complaint_closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "plain_critical_complaints",
                    models.PositiveIntegerField(db_default=0, default=0, editable=False),
                ),
                (
                    "plain_complaints_12m",
                    models.PositiveIntegerField(db_default=0, default=0, editable=False),
                ),
                ("last_score", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("last_scored_at", models.DateTimeField(editable=False, null=True)),
                ("score_fell_at", models.DateTimeField(editable=False, null=True)),
                ("unhandled_detractors", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "last_contact_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last contact"),
                ),
                (
                    "next_step_on",
                    models.DateField(editable=False, null=True, verbose_name="next step on"),
                ),
                (
                    "next_step",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="next step"
                    ),
                ),
                (
                    "last_visit_on",
                    models.DateField(editable=False, null=True, verbose_name="last visit"),
                ),
                (
                    "planned_visit_on",
                    models.DateField(editable=False, null=True, verbose_name="visit planned on"),
                ),
                (
                    "visits_from",
                    models.DateField(default=datetime.date(2000, 1, 1), editable=False),
                ),
                ("open_deals", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "open_deal_amount",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), editable=False, max_digits=14
                    ),
                ),
                ("open_promises", models.PositiveIntegerField(default=0, editable=False)),
                ("promise_due_on", models.DateField(editable=False, null=True)),
                ("promise_broken_on", models.DateField(editable=False, null=True)),
                (
                    "revenue_12m",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), editable=False, max_digits=14
                    ),
                ),
                (
                    "revenue_previous_12m",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), editable=False, max_digits=14
                    ),
                ),
                (
                    "health",
                    models.DecimalField(
                        decimal_places=3,
                        editable=False,
                        max_digits=6,
                        null=True,
                        verbose_name="health",
                    ),
                ),
                (
                    "health_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("good", "Good"),
                            ("attention", "Attention"),
                            ("at_risk", "At risk"),
                        ],
                        editable=False,
                        max_length=9,
                    ),
                ),
                (
                    "signs",
                    models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
                ),
                (
                    "sign_count",
                    models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
                ),
                ("figures_on", models.DateField(default=datetime.date(2000, 1, 1), editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="customers.account",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidiaries",
                        to="customers.account",
                        verbose_name="part of",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="shared.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="customers.sector",
                        verbose_name="sector",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="accounts", to="customers.tag", verbose_name="tags"
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "ordering": ["name_key", "pk"],
                "indexes": [
                    models.Index(fields=["name_key", "id"], name="customers_account_by_name"),
                    models.Index(
                        fields=["owner", "name_key", "id"], name="customers_account_owner"
                    ),
                    models.Index(fields=["team", "name_key", "id"], name="customers_account_team"),
                    models.Index(
                        fields=["owner", "health", "id"], name="customers_account_owner_hp"
                    ),
                    models.Index(fields=["health", "id"], name="customers_account_health"),
                    models.Index(
                        fields=["stage", "name_key", "id"], name="customers_account_stage"
                    ),
                    models.Index(
                        fields=["last_contact_at", "id"], name="customers_account_contact"
                    ),
                    models.Index(fields=["next_step_on", "id"], name="customers_account_next"),
                    models.Index(fields=["-revenue_12m", "-id"], name="customers_account_revenue"),
                    models.Index(
                        condition=models.Q(("rest_until__isnull", False)),
                        fields=["rest_until"],
                        name="customers_account_rest",
                    ),
                    models.Index(fields=["figures_on", "id"], name="customers_account_figures"),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True),
                        fields=["phone"],
                        name="customers_account_phone",
                    ),
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["email"],
                        name="customers_account_email",
                    ),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="customers_account_merged",
                    ),
                    models.Index(
                        condition=models.Q(("is_former", True)),
                        fields=["name_key", "id"],
                        name="customers_account_left",
                    ),
                    models.Index(
                        condition=models.Q(("is_key_account", True)),
                        fields=["name_key", "id"],
                        name="customers_account_key",
                    ),
                    models.Index(
                        condition=models.Q(("open_complaints__gt", 0)),
                        fields=["name_key", "id"],
                        name="customers_account_complained",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("do_not_pursue", False), ("next_step_on__isnull", True)
                        ),
                        fields=["name_key", "id"],
                        name="customers_account_unplanned",
                    ),
                    models.Index(
                        fields=["account_class", "health", "id"], name="customers_account_class_hp"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("do_not_pursue", False), ("planned_visit_on__isnull", True)
                        ),
                        fields=["account_class", "visits_from", "id"],
                        name="customers_account_visits",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("do_not_pursue", False), ("planned_visit_on__isnull", True)
                        ),
                        fields=["owner", "account_class", "visits_from", "id"],
                        name="customers_account_own_visits",
                    ),
                    models.Index(
                        fields=["account_class", "last_contact_at"], name="customers_account_silent"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("deleted_at__isnull", True),
                            ("do_not_pursue", False),
                            ("merged_into__isnull", True),
                            ("sign_count__gt", 0),
                            ("stage", "customer"),
                        ),
                        fields=[
                            "-sign_count",
                            "-revenue_12m",
                            "-id",
                            "signs",
                            "owner",
                            "team",
                            "account_class",
                            "next_step_on",
                        ],
                        name="customers_account_unhappy",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("deleted_at__isnull", True), ("merged_into__isnull", True)
                        ),
                        fields=[
                            "stage",
                            "is_former",
                            "cycle",
                            "owner",
                            "team",
                            "account_class",
                            "sector",
                            "source",
                        ],
                        name="customers_account_ring",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["organisation", "person"])),
                        name="customers_account_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["potential", "customer", "former"])),
                        name="customers_account_stage_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="customers_account_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_score__gte", 0), ("last_score__lte", 10)),
                        name="customers_account_last_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("health__gte", 0), ("health__lte", 100)),
                        name="customers_account_health_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("account_class__in", ["", "A", "B", "C"])),
                        name="customers_account_class_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "",
                                    "referral",
                                    "website",
                                    "fair",
                                    "cold",
                                    "partner",
                                    "import",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_account_source_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("health_band__in", ["", "good", "attention", "at_risk"])
                        ),
                        name="customers_account_health_band_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cycle__gte", 1)), name="customers_account_cycle"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="customers_account_name_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("customer_since__isnull", False), ("stage", "customer")),
                            models.Q(("stage", "customer"), _negated=True),
                            _connector="OR",
                        ),
                        name="customers_account_customer_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cycle", 1),
                            ("is_former", True),
                            ("stage", "customer"),
                            _connector="OR",
                        ),
                        name="customers_account_former_flag",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_ref", ""), _negated=True),
                        fields=("external_ref",),
                        name="customers_account_external_ref",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Profile",
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
                        choices=[("persona", "Persona"), ("customer", "Customer profile")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("goals", models.TextField(blank=True, max_length=1000, verbose_name="goals")),
                ("pains", models.TextField(blank=True, max_length=1000, verbose_name="pains")),
                (
                    "objections",
                    models.TextField(blank=True, max_length=1000, verbose_name="objections"),
                ),
                (
                    "channels",
                    models.TextField(blank=True, max_length=1000, verbose_name="channels"),
                ),
                (
                    "criteria",
                    models.TextField(blank=True, max_length=1000, verbose_name="buying criteria"),
                ),
                ("retired_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("updated_at", models.DateTimeField(editable=False)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profiles",
                        to="customers.sector",
                        verbose_name="segment",
                    ),
                ),
            ],
            options={
                "verbose_name": "profile",
                "verbose_name_plural": "profiles",
                "ordering": ["kind", "name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["persona", "customer"])),
                        name="customers_profile_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="customers_profile_name_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "customer"), ("sector__isnull", False)),
                            ("kind", "persona"),
                            _connector="OR",
                        ),
                        name="customers_profile_segment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "customer"), ("retired_at__isnull", True)),
                        fields=("sector",),
                        name="customers_profile_sector_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SegmentProposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "job",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="job: what they have to get done"
                    ),
                ),
                (
                    "pain",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="pain: what bothers them"
                    ),
                ),
                (
                    "gain",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="gain: what they hope for"
                    ),
                ),
                (
                    "answer",
                    models.TextField(blank=True, max_length=1000, verbose_name="our answer"),
                ),
                ("proof", models.TextField(blank=True, max_length=1000, verbose_name="proof")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "sector",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposition",
                        to="customers.sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "value proposition of a segment",
                "verbose_name_plural": "value propositions of segments",
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
                "verbose_name": "sales target",
                "verbose_name_plural": "sales targets",
                "ordering": ["year", "month", "pk"],
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
            },
        ),
        migrations.CreateModel(
            name="AbcChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                ("revenue", models.DecimalField(decimal_places=2, max_digits=14)),
                ("share_before", models.DecimalField(decimal_places=3, max_digits=6)),
                (
                    "current",
                    models.CharField(
                        blank=True, choices=[("A", "A"), ("B", "B"), ("C", "C")], max_length=1
                    ),
                ),
                (
                    "proposed",
                    models.CharField(choices=[("A", "A"), ("B", "B"), ("C", "C")], max_length=1),
                ),
                (
                    "last_year",
                    models.CharField(choices=[("A", "A"), ("B", "B"), ("C", "C")], max_length=1),
                ),
                ("applied", models.BooleanField(default=False)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="customers.abcrun",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed class",
                "verbose_name_plural": "proposed classes",
                "ordering": ["rank"],
                "indexes": [
                    models.Index(fields=["run", "rank", "id"], name="customers_abcchange_rank")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("proposed__in", ["A", "B", "C"])),
                        name="customers_abcchange_proposed_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_year__in", ["A", "B", "C"])),
                        name="customers_abcchange_last_year_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("current__in", ["", "A", "B", "C"])),
                        name="customers_abcchange_current_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("run", "account"), name="customers_abcchange_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "mission",
                    models.TextField(blank=True, max_length=4000, verbose_name="their mission"),
                ),
                (
                    "customer_strategy",
                    models.TextField(blank=True, max_length=4000, verbose_name="their strategy"),
                ),
                (
                    "customer_goals",
                    models.TextField(blank=True, max_length=4000, verbose_name="their goals"),
                ),
                (
                    "market",
                    models.TextField(blank=True, max_length=4000, verbose_name="their market"),
                ),
                (
                    "strengths",
                    models.TextField(blank=True, max_length=4000, verbose_name="strengths"),
                ),
                (
                    "weaknesses",
                    models.TextField(blank=True, max_length=4000, verbose_name="weaknesses"),
                ),
                (
                    "opportunities",
                    models.TextField(blank=True, max_length=4000, verbose_name="opportunities"),
                ),
                ("threats", models.TextField(blank=True, max_length=4000, verbose_name="threats")),
                (
                    "strategy",
                    models.TextField(blank=True, max_length=4000, verbose_name="our strategy"),
                ),
                (
                    "budget_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="budget",
                    ),
                ),
                (
                    "budget",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what the budget is for"
                    ),
                ),
                (
                    "risks",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="risks and what we do about them"
                    ),
                ),
                ("summary", models.JSONField(default=list, editable=False)),
                ("next_review_on", models.DateField(editable=False, null=True)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(editable=False)),
                ("updated_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "account plan",
                "verbose_name_plural": "account plans",
                "ordering": ["-year", "pk"],
                "indexes": [
                    models.Index(fields=["year", "state", "account"], name="customers_plan_state"),
                    models.Index(
                        condition=models.Q(("next_review_on__isnull", False)),
                        fields=["next_review_on", "id"],
                        name="customers_plan_review",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "approved", "closed"])),
                        name="customers_accountplan_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="customers_accountplan_year_range",
                    ),
                    models.UniqueConstraint(
                        fields=("account", "year"), name="customers_accountplan_one_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget_amount__isnull", True),
                            ("budget_amount__gte", 0),
                            _connector="OR",
                        ),
                        name="customers_accountplan_budget",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="customers_accountplan_approved_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountProposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "job",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="job: what they have to get done"
                    ),
                ),
                (
                    "pain",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="pain: what bothers them"
                    ),
                ),
                (
                    "gain",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="gain: what they hope for"
                    ),
                ),
                (
                    "answer",
                    models.TextField(blank=True, max_length=1000, verbose_name="our answer"),
                ),
                ("proof", models.TextField(blank=True, max_length=1000, verbose_name="proof")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposition",
                        to="customers.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "value proposition of an account",
                "verbose_name_plural": "value propositions of accounts",
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_on", models.DateField(verbose_name="scored on")),
                ("made_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("attractiveness", models.DecimalField(decimal_places=2, max_digits=3)),
                ("relationship", models.DecimalField(decimal_places=2, max_digits=3)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="customers.account",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
                "ordering": ["-made_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-made_at", "-id"], name="customers_assess_account"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("attractiveness__gte", 1), ("attractiveness__lte", 5)),
                        name="customers_assessment_attractiveness_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relationship__gte", 1), ("relationship__lte", 5)),
                        name="customers_assessment_relationship_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=80, verbose_name="first name"),
                ),
                ("last_name", models.CharField(max_length=120, verbose_name="last name")),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "salutation",
                    models.CharField(
                        blank=True,
                        choices=[("ms", "Ms"), ("mr", "Mr")],
                        max_length=2,
                        verbose_name="salutation",
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="function")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("email_key", models.CharField(blank=True, editable=False, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("mobile", models.CharField(blank=True, max_length=20, verbose_name="mobile")),
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
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("board", "Board"),
                            ("management", "Management"),
                            ("operations", "Operations"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "influence",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="influence (1–5)"
                    ),
                ),
                (
                    "stance",
                    models.SmallIntegerField(
                        blank=True, null=True, verbose_name="stance (−2 to +2)"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("is_account_itself", models.BooleanField(default=False, editable=False)),
                (
                    "consent_email",
                    models.CharField(
                        choices=[
                            ("none", "Not asked"),
                            ("opt_in", "Agreed"),
                            ("customer", "Existing customer"),
                            ("objected", "Objected"),
                        ],
                        default="none",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "consent_phone",
                    models.CharField(
                        choices=[
                            ("none", "Not asked"),
                            ("opt_in", "Agreed"),
                            ("customer", "Existing customer"),
                            ("objected", "Objected"),
                        ],
                        default="none",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "consent_survey",
                    models.CharField(
                        choices=[
                            ("none", "Not asked"),
                            ("opt_in", "Agreed"),
                            ("customer", "Existing customer"),
                            ("objected", "Objected"),
                        ],
                        default="none",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("bounced_at", models.DateTimeField(editable=False, null=True)),
                (
                    "external_ref",
                    models.CharField(blank=True, max_length=80, verbose_name="external reference"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="added at")),
                ("updated_at", models.DateTimeField(editable=False, verbose_name="changed at")),
                (
                    "last_contact_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last spoken"),
                ),
                ("last_invited_at", models.DateTimeField(editable=False, null=True)),
                (
                    "last_score",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="last score"
                    ),
                ),
                ("last_scored_at", models.DateTimeField(editable=False, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="customers.contact",
                        verbose_name="reports to",
                    ),
                ),
                (
                    "persona",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to="customers.profile",
                        verbose_name="persona",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["name_key", "pk"],
                "indexes": [
                    models.Index(fields=["name_key", "id"], name="customers_contact_by_name"),
                    models.Index(fields=["account", "name_key"], name="customers_contact_account"),
                    models.Index(fields=["email_key"], name="customers_contact_email"),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True),
                        fields=["phone"],
                        name="customers_contact_phone",
                    ),
                    models.Index(
                        condition=models.Q(("mobile", ""), _negated=True),
                        fields=["mobile"],
                        name="customers_contact_mobile",
                    ),
                    models.Index(fields=["last_contact_at", "id"], name="customers_contact_spoken"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "nl"])),
                        name="customers_contact_language_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent_email__in", ["none", "opt_in", "customer", "objected"])
                        ),
                        name="customers_contact_consent_email_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent_phone__in", ["none", "opt_in", "customer", "objected"])
                        ),
                        name="customers_contact_consent_phone_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent_survey__in", ["none", "opt_in", "customer", "objected"])
                        ),
                        name="customers_contact_consent_survey_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("influence__gte", 1), ("influence__lte", 5)),
                        name="customers_contact_influence_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stance__gte", -2), ("stance__lte", 2)),
                        name="customers_contact_stance_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_score__gte", 0), ("last_score__lte", 10)),
                        name="customers_contact_last_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["", "board", "management", "operations"])
                        ),
                        name="customers_contact_level_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("salutation__in", ["", "ms", "mr"])),
                        name="customers_contact_salutation_choice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("email_key", ""), _negated=True), ("left_on__isnull", True)
                        ),
                        fields=("account", "email_key"),
                        name="customers_contact_email_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_account_itself", True)),
                        fields=("account",),
                        name="customers_contact_itself_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("management", "Management"),
                            ("operations", "Operations"),
                        ],
                        max_length=10,
                        verbose_name="their level",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_targets",
                        to="customers.account",
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_targets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="our colleague",
                    ),
                ),
            ],
            options={
                "verbose_name": "targeted contact",
                "verbose_name_plural": "targeted contacts",
                "ordering": ["account", "level", "colleague"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["board", "management", "operations"])),
                        name="customers_contacttarget_level_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("account", "level", "colleague"),
                        name="customers_contacttarget_once",
                    ),
                ],
            },
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
                "verbose_name": "sum of deals",
                "verbose_name_plural": "sums of deals",
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
            },
        ),
        migrations.CreateModel(
            name="HealthPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "total",
                    models.DecimalField(decimal_places=3, max_digits=6, verbose_name="health"),
                ),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("good", "Good"),
                            ("attention", "Attention"),
                            ("at_risk", "At risk"),
                        ],
                        max_length=9,
                        verbose_name="band",
                    ),
                ),
                ("nps", models.PositiveSmallIntegerField(verbose_name="score")),
                ("complaints", models.PositiveSmallIntegerField(verbose_name="complaints")),
                ("engagement", models.PositiveSmallIntegerField(verbose_name="contact")),
                ("revenue", models.PositiveSmallIntegerField(verbose_name="revenue")),
                ("capped", models.BooleanField(default=False, verbose_name="capped")),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="health_points",
                        to="customers.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "health on a day",
                "verbose_name_plural": "health by day",
                "ordering": ["account", "day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("band__in", ["good", "attention", "at_risk"])),
                        name="customers_healthpoint_band_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total__gte", 0), ("total__lte", 100)),
                        name="customers_healthpoint_total_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nps__gte", 0), ("nps__lte", 100)),
                        name="customers_healthpoint_nps_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("complaints__gte", 0), ("complaints__lte", 100)),
                        name="customers_healthpoint_complaints_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("engagement__gte", 0), ("engagement__lte", 100)),
                        name="customers_healthpoint_engagement_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revenue__gte", 0), ("revenue__lte", 100)),
                        name="customers_healthpoint_revenue_range",
                    ),
                    models.UniqueConstraint(
                        fields=("account", "day"), name="customers_healthpoint_once_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyStageMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("pre", "Pre"),
                            ("early", "Early"),
                            ("mid", "Mid"),
                            ("partnership", "Partnership"),
                            ("synergistic", "Synergistic"),
                            ("uncoupling", "Uncoupling"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="since")),
                ("evidence", models.CharField(max_length=500, verbose_name="what shows it")),
                ("made_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_stage_moves",
                        to="customers.account",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "key-account stage",
                "verbose_name_plural": "key-account stages",
                "ordering": ["-happened_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-happened_on", "-id"], name="customers_keystage_account"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                ["pre", "early", "mid", "partnership", "synergistic", "uncoupling"],
                            )
                        ),
                        name="customers_keystagemove_stage_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True),
                        name="customers_keystagemove_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifecycleEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("potential", "Potential customer"),
                            ("customer", "Customer"),
                            ("former", "Former customer"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        choices=[
                            ("potential", "Potential customer"),
                            ("customer", "Customer"),
                            ("former", "Former customer"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "Added"),
                            ("first_purchase", "First purchase"),
                            ("won_back", "Won back"),
                            ("ended", "Ended"),
                            ("auto_potential", "Potential customer again"),
                            ("correction", "Correction"),
                        ],
                        max_length=14,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "initiator",
                    models.CharField(
                        blank=True,
                        choices=[("customer", "The customer"), ("supplier", "We did")],
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("price", "Price"),
                            ("quality", "Quality"),
                            ("service", "Service or complaint"),
                            ("competitor", "Competitor"),
                            ("no_need", "No more need"),
                            ("moved", "Moved or ceased"),
                            ("payment", "Payment"),
                            ("no_fit", "No fit"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lifecycle_events",
                        to="customers.account",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lifecycle event",
                "verbose_name_plural": "lifecycle events",
                "ordering": ["recorded_at", "pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-recorded_at"], name="customers_event_account"
                    ),
                    models.Index(fields=["kind", "happened_on"], name="customers_event_kind"),
                    models.Index(
                        fields=["account", "kind", "happened_on"], name="customers_event_own"
                    ),
                    models.Index(fields=["-happened_on", "-id"], name="customers_event_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_stage__in", ["potential", "customer", "former"])),
                        name="customers_lifecycleevent_to_stage_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "created",
                                    "first_purchase",
                                    "won_back",
                                    "ended",
                                    "auto_potential",
                                    "correction",
                                ],
                            )
                        ),
                        name="customers_lifecycleevent_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_stage__in", ["", "potential", "customer", "former"])
                        ),
                        name="customers_lifecycleevent_from_stage_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("initiator__in", ["", "customer", "supplier"])),
                        name="customers_lifecycleevent_initiator_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "",
                                    "price",
                                    "quality",
                                    "service",
                                    "competitor",
                                    "no_need",
                                    "moved",
                                    "payment",
                                    "no_fit",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_lifecycleevent_reason_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cycle__gte", 1)), name="customers_lifecycleevent_cycle"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "ended"), _negated=True),
                            models.Q(
                                models.Q(("initiator", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="customers_lifecycleevent_ended_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ends_on", models.DateField(db_index=True, verbose_name="ends on")),
                (
                    "initiator",
                    models.CharField(
                        choices=[("customer", "The customer"), ("supplier", "We did")], max_length=8
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("price", "Price"),
                            ("quality", "Quality"),
                            ("service", "Service or complaint"),
                            ("competitor", "Competitor"),
                            ("no_need", "No more need"),
                            ("moved", "Moved or ceased"),
                            ("payment", "Payment"),
                            ("no_fit", "No fit"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("competitor", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True, max_length=2000)),
                (
                    "silence_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waste_of_time", "Waste of time"),
                            ("nothing_done", "Nothing will be done"),
                            ("not_known_where", "Did not know how or where"),
                            ("fear", "Fear of a hostile reaction"),
                            ("complained", "They did complain"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("lose_deals", models.CharField(blank=True, max_length=16)),
                ("withdraw_promises", models.BooleanField(default=False)),
                ("leave_alone", models.BooleanField(default=False)),
                ("win_back_on", models.DateField(null=True)),
                ("planned_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_end",
                        to="customers.account",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "win_back_owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "planned end",
                "verbose_name_plural": "planned ends",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("initiator__in", ["customer", "supplier"])),
                        name="customers_plannedend_initiator_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "price",
                                    "quality",
                                    "service",
                                    "competitor",
                                    "no_need",
                                    "moved",
                                    "payment",
                                    "no_fit",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_plannedend_reason_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "silence_reason__in",
                                [
                                    "",
                                    "waste_of_time",
                                    "nothing_done",
                                    "not_known_where",
                                    "fear",
                                    "complained",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_plannedend_silence_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wallet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "spend",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="what they spend in a year"
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="how we know")),
                ("written_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wallets",
                        to="customers.account",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "spend of a customer",
                "verbose_name_plural": "spend of customers",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="customers_wallet_year_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("spend__gt", 0)), name="customers_wallet_spend"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="customers_wallet_source",
                    ),
                    models.UniqueConstraint(
                        fields=("account", "year"), name="customers_wallet_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "E-mail"), ("phone", "Phone"), ("survey", "Survey")],
                        max_length=6,
                        verbose_name="channel",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "Not asked"),
                            ("opt_in", "Agreed"),
                            ("customer", "Existing customer"),
                            ("objected", "Objected"),
                        ],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="on")),
                ("source", models.CharField(max_length=120, verbose_name="source")),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-recorded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "phone", "survey"])),
                        name="customers_consent_channel_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["none", "opt_in", "customer", "objected"])
                        ),
                        name="customers_consent_state_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("initiator", "Initiator"),
                            ("user", "User"),
                            ("influencer", "Influencer"),
                            ("decider", "Decider"),
                            ("buyer", "Buyer"),
                            ("gatekeeper", "Gatekeeper"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "DMU role",
                "verbose_name_plural": "DMU roles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "initiator",
                                    "user",
                                    "influencer",
                                    "decider",
                                    "buyer",
                                    "gatekeeper",
                                ],
                            )
                        ),
                        name="customers_contactrole_role_choice",
                    ),
                    models.UniqueConstraint(
                        fields=("contact", "role"), name="customers_contactrole_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CriterionScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="customers.assessment",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="customers.criterion",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="customers_criterionscore_score_range",
                    ),
                    models.UniqueConstraint(
                        fields=("assessment", "criterion"), name="customers_criterionscore_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=12, verbose_name="amount"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("won", "Won"), ("lost", "Lost")],
                        default="open",
                        editable=False,
                        max_length=4,
                        verbose_name="state",
                    ),
                ),
                ("probability", models.PositiveSmallIntegerField(verbose_name="probability (%)")),
                (
                    "forecast",
                    models.CharField(
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
                (
                    "discount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="discount (%)",
                    ),
                ),
                (
                    "margin",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="contribution margin (%)",
                    ),
                ),
                (
                    "expected_close",
                    models.DateField(blank=True, null=True, verbose_name="expected close"),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="closed on"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                (
                    "competitor",
                    models.CharField(blank=True, max_length=120, verbose_name="competitor"),
                ),
                (
                    "loss_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("price", "Price"),
                            ("competitor", "Competitor"),
                            ("timing", "Timing"),
                            ("no_budget", "No budget"),
                            ("no_decision", "No decision"),
                            ("no_fit", "No fit"),
                            ("service", "Service or complaint"),
                            ("other", "Other"),
                            ("unknown_imported", "Unknown (imported)"),
                        ],
                        editable=False,
                        max_length=16,
                        verbose_name="reason of loss",
                    ),
                ),
                (
                    "loss_note",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="note on the loss"
                    ),
                ),
                (
                    "external_ref",
                    models.CharField(blank=True, max_length=80, verbose_name="external reference"),
                ),
                ("stage_since", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("updated_at", models.DateTimeField(editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deals",
                        to="customers.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="customers.dealstage",
                        verbose_name="stage",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="customers.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "deal",
                "verbose_name_plural": "deals",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["account", "state", "-id"], name="customers_deal_account"),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["stage", "expected_close", "id"],
                        name="customers_deal_board",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["owner", "expected_close", "id"],
                        name="customers_deal_mine",
                    ),
                    models.Index(fields=["state", "closed_on", "id"], name="customers_deal_closed"),
                    models.Index(fields=["-created_at", "-id"], name="customers_deal_new"),
                    models.Index(fields=["expected_close", "id"], name="customers_deal_close"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "won", "lost"])),
                        name="customers_deal_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 0), ("probability__lte", 100)),
                        name="customers_deal_probability_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("forecast__in", ["open", "best", "commit"])),
                        name="customers_deal_forecast_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("discount__gte", 0), ("discount__lte", 100)),
                        name="customers_deal_discount_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("margin__gte", 0), ("margin__lte", 100)),
                        name="customers_deal_margin_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="customers_deal_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "loss_reason__in",
                                [
                                    "",
                                    "price",
                                    "competitor",
                                    "timing",
                                    "no_budget",
                                    "no_decision",
                                    "no_fit",
                                    "service",
                                    "other",
                                    "unknown_imported",
                                ],
                            )
                        ),
                        name="customers_deal_loss_reason_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "lost"), models.Q(("loss_reason", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "lost"), _negated=True), ("loss_reason", "")
                            ),
                            _connector="OR",
                        ),
                        name="customers_deal_loss_reason_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="customers_deal_closed_on",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_ref", ""), _negated=True),
                        fields=("external_ref",),
                        name="customers_deal_external_ref",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interaction",
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
                        default="out",
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                ("happened_at", models.DateTimeField(verbose_name="when")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes"),
                ),
                ("summary", models.TextField(max_length=5000, verbose_name="what happened")),
                (
                    "dissatisfied",
                    models.BooleanField(
                        default=False,
                        help_text="Said to a colleague, not recorded as a complaint.",
                        verbose_name="they were dissatisfied",
                    ),
                ),
                ("external_ref", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "pinned_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="pinned at"),
                ),
                ("deleted_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interactions",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interactions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "contacts",
                    models.ManyToManyField(
                        blank=True,
                        related_name="interactions",
                        to="customers.contact",
                        verbose_name="with",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact moment",
                "verbose_name_plural": "contact moments",
                "ordering": ["-happened_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-happened_at", "-id"],
                        name="customers_interaction_account",
                    ),
                    models.Index(fields=["-happened_at", "-id"], name="customers_interaction_when"),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True), ("kind", "visit")),
                        fields=["account", "-happened_at"],
                        name="customers_interaction_visit",
                    ),
                    models.Index(
                        condition=models.Q(("pinned_at__isnull", False)),
                        fields=["account"],
                        name="customers_interaction_pinned",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["visit", "call", "email", "video", "social", "event", "note"],
                            )
                        ),
                        name="customers_interaction_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="customers_interaction_direction_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifecycleEventText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "competitor",
                    models.CharField(blank=True, max_length=120, verbose_name="competitor"),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "silence_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waste_of_time", "Waste of time"),
                            ("nothing_done", "Nothing will be done"),
                            ("not_known_where", "Did not know how or where"),
                            ("fear", "Fear of a hostile reaction"),
                            ("complained", "They did complain"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                        verbose_name="reason for not complaining",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="customers.lifecycleevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a lifecycle event",
                "verbose_name_plural": "texts of lifecycle events",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "silence_reason__in",
                                [
                                    "",
                                    "waste_of_time",
                                    "nothing_done",
                                    "not_known_where",
                                    "fear",
                                    "complained",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_lifecycletext_silence_choice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="goal")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("revenue", "Revenue of the year, read from the orders"),
                            ("total", "A total that adds up over the year"),
                            ("level", "A level to reach"),
                        ],
                        default="level",
                        max_length=7,
                        verbose_name="how it is measured",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("money", "money"), ("percent", "percent"), ("number", "number")],
                        default="number",
                        max_length=7,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="where we start",
                    ),
                ),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="target"),
                ),
                ("due_on", models.DateField(verbose_name="to be reached by")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="customers.accountplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("measure__in", ["revenue", "total", "level"])),
                        name="customers_plangoal_measure_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["money", "percent", "number"])),
                        name="customers_plangoal_unit_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="customers_plangoal_title_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measure", "level"), ("target__gt", 0), _connector="OR"
                        ),
                        name="customers_plangoal_target",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("half", models.PositiveSmallIntegerField(editable=False)),
                ("planned_on", models.DateField(verbose_name="planned on")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held on")),
                (
                    "attended",
                    models.CharField(blank=True, max_length=200, verbose_name="who was there"),
                ),
                (
                    "conclusion",
                    models.TextField(blank=True, max_length=2000, verbose_name="conclusion"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="customers.accountplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan review",
                "verbose_name_plural": "plan reviews",
                "ordering": ["half"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("half__gte", 1), ("half__lte", 2)),
                        name="customers_planreview_half_range",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "half"), name="customers_planreview_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on__isnull", True),
                            models.Q(("conclusion", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="customers_planreview_concluded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("approved_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="customers.accountplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "approved version",
                "verbose_name_plural": "approved versions",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="customers_planversion_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
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
                            ("quote", "Quote"),
                            ("delivery", "Delivery"),
                            ("call_back", "Call back"),
                            ("complaint_reply", "Reply to a complaint"),
                            ("visit", "Visit"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=15,
                        verbose_name="type",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what we promised")),
                ("promised_on", models.DateField(verbose_name="promised on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("due_time", models.TimeField(blank=True, null=True, verbose_name="at")),
                ("counts_on", models.DateField(editable=False)),
                ("counts_time", models.TimeField(editable=False, null=True)),
                (
                    "delivered_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="delivered on"
                    ),
                ),
                ("delivered_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_late", models.BooleanField(default=False, editable=False)),
                ("withdrawn_reason", models.CharField(blank=True, editable=False, max_length=200)),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="promises",
                        to="customers.contact",
                        verbose_name="promised to",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "promise",
                "verbose_name_plural": "promises",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-promised_on", "-id"], name="customers_promise_account"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("delivered_on__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        fields=["owner", "due_on", "id"],
                        name="customers_promise_mine",
                    ),
                    models.Index(fields=["due_on", "id"], name="customers_promise_due"),
                    models.Index(fields=["-promised_on", "-id"], name="customers_promise_made"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "quote",
                                    "delivery",
                                    "call_back",
                                    "complaint_reply",
                                    "visit",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_promise_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("promised_on"))),
                        name="customers_promise_due_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_on__isnull", True),
                            ("delivered_on__gte", models.F("promised_on")),
                            _connector="OR",
                        ),
                        name="customers_promise_delivered_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_on__isnull", True),
                            ("withdrawn_at__isnull", True),
                            _connector="OR",
                        ),
                        name="customers_promise_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_late", False),
                            ("withdrawn_at__isnull", False),
                            _connector="OR",
                        ),
                        name="customers_promise_withdrawn_late",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="customers_promise_text_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "function",
                    models.CharField(blank=True, max_length=120, verbose_name="function there"),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_posts",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_posts",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "second account",
                "verbose_name_plural": "second accounts",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "account"), name="customers_secondpost_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scored_on", models.DateField(null=True, verbose_name="scored on")),
                (
                    "attractiveness",
                    models.DecimalField(
                        decimal_places=2, max_digits=3, null=True, verbose_name="Attractiveness"
                    ),
                ),
                (
                    "relationship",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        verbose_name="Strength of the relationship",
                    ),
                ),
                (
                    "quadrant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("invest", "Invest"),
                            ("develop", "Develop"),
                            ("maintain", "Maintain"),
                            ("minimal", "Minimal"),
                        ],
                        max_length=8,
                        verbose_name="Quadrant",
                    ),
                ),
                ("weights", models.CharField(blank=True, max_length=32)),
                (
                    "key_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pre", "Pre"),
                            ("early", "Early"),
                            ("mid", "Mid"),
                            ("partnership", "Partnership"),
                            ("synergistic", "Synergistic"),
                            ("uncoupling", "Uncoupling"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key_stage_on", models.DateField(null=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing",
                        to="customers.account",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "position of an account",
                "verbose_name_plural": "positions of accounts",
                "indexes": [
                    models.Index(
                        fields=["quadrant", "account"], name="customers_standing_quadrant"
                    ),
                    models.Index(fields=["weights", "id"], name="customers_standing_weights"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("attractiveness__gte", 1), ("attractiveness__lte", 5)),
                        name="customers_standing_attractiveness_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("relationship__gte", 1), ("relationship__lte", 5)),
                        name="customers_standing_relationship_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quadrant__in", ["", "invest", "develop", "maintain", "minimal"])
                        ),
                        name="customers_standing_quadrant_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "key_stage__in",
                                [
                                    "",
                                    "pre",
                                    "early",
                                    "mid",
                                    "partnership",
                                    "synergistic",
                                    "uncoupling",
                                ],
                            )
                        ),
                        name="customers_standing_key_stage_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("thinks", "Thinks and feels"),
                            ("hears", "Hears"),
                            ("sees", "Sees"),
                            ("says", "Says and does"),
                            ("pains", "Pains"),
                            ("gains", "Gains"),
                            ("functional", "Functional need"),
                            ("psychological", "Psychological need"),
                        ],
                        max_length=13,
                        verbose_name="facet",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="statement")),
                ("noted_on", models.DateField(verbose_name="on")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("visit", "Visit"),
                            ("call", "Call"),
                            ("email", "E-mail"),
                            ("survey", "Survey"),
                            ("complaint", "Complaint"),
                            ("colleague", "Colleague"),
                            ("public", "Website or news"),
                        ],
                        max_length=9,
                        verbose_name="how we know",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="customers.account",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="customers.contact",
                        verbose_name="of whom",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["-noted_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-noted_on", "-id"], name="customers_statement_account"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "facet__in",
                                [
                                    "thinks",
                                    "hears",
                                    "sees",
                                    "says",
                                    "pains",
                                    "gains",
                                    "functional",
                                    "psychological",
                                ],
                            )
                        ),
                        name="customers_statement_facet_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "visit",
                                    "call",
                                    "email",
                                    "survey",
                                    "complaint",
                                    "colleague",
                                    "public",
                                ],
                            )
                        ),
                        name="customers_statement_source_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="customers_statement_text_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact__isnull", False),
                            models.Q(
                                (
                                    "facet__in",
                                    ["thinks", "hears", "sees", "says", "pains", "gains"],
                                ),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="customers_statement_of_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                        choices=[("todo", "To do"), ("visit", "Visit"), ("call", "Call")],
                        default="todo",
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("due_time", models.TimeField(blank=True, null=True, verbose_name="at")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("cancelled", "Cancelled")],
                        default="open",
                        editable=False,
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("manual", "By hand"),
                            ("complaint", "Complaint"),
                            ("survey", "Survey"),
                            ("promise", "Promise"),
                            ("plan", "Account plan"),
                            ("lifecycle", "Relationship cycle"),
                            ("deal", "Deal"),
                        ],
                        default="manual",
                        editable=False,
                        max_length=9,
                        verbose_name="origin",
                    ),
                ),
                ("origin_ref", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "origin_key",
                    models.CharField(
                        default=None, editable=False, max_length=120, null=True, unique=True
                    ),
                ),
                ("url", models.CharField(blank=True, editable=False, max_length=300)),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="for",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tasks",
                        to="customers.contact",
                        verbose_name="contact",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["assignee", "due_on", "id"],
                        name="customers_task_mine",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["account", "due_on", "id"],
                        name="customers_task_account",
                    ),
                    models.Index(fields=["due_on", "id"], name="customers_task_due"),
                    models.Index(
                        condition=models.Q(("kind", "visit"), ("state", "open")),
                        fields=["account", "due_on"],
                        name="customers_task_visit",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["todo", "visit", "call"])),
                        name="customers_task_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "cancelled"])),
                        name="customers_task_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "origin__in",
                                [
                                    "manual",
                                    "complaint",
                                    "survey",
                                    "promise",
                                    "plan",
                                    "lifecycle",
                                    "deal",
                                ],
                            )
                        ),
                        name="customers_task_origin_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(("state", "done"), _negated=True),
                            _connector="OR",
                        ),
                        name="customers_task_done_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WinBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("left_on", models.DateField(editable=False, verbose_name="left on")),
                ("revenue_since", models.DateField(editable=False)),
                (
                    "initiator",
                    models.CharField(
                        choices=[("customer", "The customer"), ("supplier", "We did")],
                        editable=False,
                        max_length=8,
                        verbose_name="ended by",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("price", "Price"),
                            ("quality", "Quality"),
                            ("service", "Service or complaint"),
                            ("competitor", "Competitor"),
                            ("no_need", "No more need"),
                            ("moved", "Moved or ceased"),
                            ("payment", "Payment"),
                            ("no_fit", "No fit"),
                            ("other", "Other"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="reason for leaving",
                    ),
                ),
                (
                    "chance",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "very small"),
                            (2, "small"),
                            (3, "fair"),
                            (4, "good"),
                            (5, "very good"),
                        ],
                        null=True,
                        verbose_name="chance",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="why this chance"),
                ),
                ("plan_on", models.DateField(editable=False, null=True)),
                (
                    "won_on",
                    models.DateField(editable=False, null=True, verbose_name="came back on"),
                ),
                (
                    "assessed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="assessed at"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="win_backs",
                        to="customers.account",
                    ),
                ),
                (
                    "assessed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assessed by",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="win_back",
                        to="customers.lifecycleevent",
                    ),
                ),
                (
                    "plan_owner",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "win-back",
                "verbose_name_plural": "win-backs",
                "ordering": ["-left_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("won_on__isnull", True)),
                        fields=["-left_on", "-id"],
                        name="customers_winback_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("won_on__isnull", True)),
                        fields=["-chance", "-id"],
                        name="customers_winback_by_chance",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("initiator__in", ["customer", "supplier"])),
                        name="customers_winback_initiator_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "price",
                                    "quality",
                                    "service",
                                    "competitor",
                                    "no_need",
                                    "moved",
                                    "payment",
                                    "no_fit",
                                    "other",
                                ],
                            )
                        ),
                        name="customers_winback_reason_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chance__gte", 1), ("chance__lte", 5)),
                        name="customers_winback_chance_range",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("won_on__isnull", True)),
                        fields=("account",),
                        name="customers_winback_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DealMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_state", models.CharField(blank=True, max_length=4)),
                (
                    "to_state",
                    models.CharField(
                        choices=[("open", "Open"), ("won", "Won"), ("lost", "Lost")], max_length=4
                    ),
                ),
                ("moved_at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="customers.deal",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_stage",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.dealstage",
                    ),
                ),
                (
                    "to_stage",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.dealstage",
                    ),
                ),
            ],
            options={
                "verbose_name": "deal step",
                "verbose_name_plural": "deal steps",
                "ordering": ["moved_at", "pk"],
            },
        ),
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
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordered_on", models.DateField(verbose_name="date")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount"),
                ),
                (
                    "direct_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="direct cost",
                    ),
                ),
                (
                    "product_group",
                    models.CharField(blank=True, max_length=80, verbose_name="product group"),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("deal", "Won deal"), ("manual", "By hand"), ("import", "Import")],
                        default="manual",
                        editable=False,
                        max_length=6,
                        verbose_name="source",
                    ),
                ),
                (
                    "external_ref",
                    models.CharField(blank=True, max_length=80, verbose_name="external reference"),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="customers.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deal",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="customers.deal",
                    ),
                ),
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders",
                "ordering": ["-ordered_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["account", "-ordered_on", "-id"], name="customers_order_account"
                    ),
                    models.Index(fields=["-ordered_on", "-id"], name="customers_order_when"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["deal", "manual", "import"])),
                        name="customers_order_source_choice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_ref", ""), _negated=True),
                        fields=("source", "external_ref"),
                        name="customers_order_external_ref",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="value"),
                ),
                ("measured_on", models.DateField(verbose_name="measured on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="customers.plangoal",
                    ),
                ),
            ],
            options={
                "verbose_name": "measured value",
                "verbose_name_plural": "measured values",
                "ordering": ["-measured_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PromiseMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_due_on", models.DateField()),
                ("old_due_time", models.TimeField(null=True)),
                ("new_due_on", models.DateField()),
                ("new_due_time", models.TimeField(null=True)),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("informed_on", models.DateField(verbose_name="customer informed on")),
                ("moved_at", models.DateTimeField()),
                (
                    "moved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="customers.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "moved promise",
                "verbose_name_plural": "moved promises",
                "ordering": ["moved_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StatementBefore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("thinks", "Thinks and feels"),
                            ("hears", "Hears"),
                            ("sees", "Sees"),
                            ("says", "Says and does"),
                            ("pains", "Pains"),
                            ("gains", "Gains"),
                            ("functional", "Functional need"),
                            ("psychological", "Psychological need"),
                        ],
                        max_length=13,
                        verbose_name="facet",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="statement")),
                ("noted_on", models.DateField(verbose_name="on")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("visit", "Visit"),
                            ("call", "Call"),
                            ("email", "E-mail"),
                            ("survey", "Survey"),
                            ("complaint", "Complaint"),
                            ("colleague", "Colleague"),
                            ("public", "Website or news"),
                        ],
                        max_length=9,
                        verbose_name="how we know",
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="customers.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier wording",
                "verbose_name_plural": "earlier wordings",
                "ordering": ["-changed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "facet__in",
                                [
                                    "thinks",
                                    "hears",
                                    "sees",
                                    "says",
                                    "pains",
                                    "gains",
                                    "functional",
                                    "psychological",
                                ],
                            )
                        ),
                        name="customers_statementbefore_facet_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "visit",
                                    "call",
                                    "email",
                                    "survey",
                                    "complaint",
                                    "colleague",
                                    "public",
                                ],
                            )
                        ),
                        name="customers_statementbefore_source_choice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "expected_result",
                    models.CharField(blank=True, max_length=200, verbose_name="expected result"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="customers.accountplan",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="customers.plangoal",
                        verbose_name="for the goal",
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_action",
                        to="customers.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["task__due_on", "pk"],
            },
        ),
    ]
