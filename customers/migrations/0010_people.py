import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_visits_counted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="reports_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reports",
                to="customers.contact",
                verbose_name="reports to",
            ),
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
            ],
            options={
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
                "verbose_name": "profile",
                "verbose_name_plural": "profiles",
                "ordering": ["kind", "name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="persona",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="contacts",
                to="customers.profile",
                verbose_name="persona",
            ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "account"), name="customers_secondpost_once"
                    ),
                ],
                "verbose_name": "second account",
                "verbose_name_plural": "second accounts",
                "ordering": ["pk"],
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
                "indexes": [
                    models.Index(
                        fields=["account", "-noted_on", "-id"], name="customers_statement_account"
                    ),
                ],
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ["-noted_on", "-pk"],
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
                "verbose_name": "earlier wording",
                "verbose_name_plural": "earlier wordings",
                "ordering": ["-changed_at", "-pk"],
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
    ]
