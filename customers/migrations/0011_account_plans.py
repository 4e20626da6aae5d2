"""Add account plans: goals, measured values, actions, reviews, versions, value propositions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_action",
                        to="customers.task",
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
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["task__due_on", "pk"],
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
    ]
