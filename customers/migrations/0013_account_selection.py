"""Add account selection: criteria, scores, positions, spend, key-account stages, ABC computations."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0012_pinned_and_kept"),
        ("shared", "__first__"),
    ]

    operations = [
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
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.account",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="customers.abcrun",
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
    ]
