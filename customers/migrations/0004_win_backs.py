import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0003_health_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            },
        ),
        migrations.RemoveConstraint(
            model_name="lifecycleeventtext",
            name="customers_lifecycletext_silence_choice",
        ),
        migrations.RemoveConstraint(
            model_name="plannedend",
            name="customers_plannedend_silence_choice",
        ),
        migrations.AddField(
            model_name="plannedend",
            name="leave_alone",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="plannedend",
            name="lose_deals",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="plannedend",
            name="win_back_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="plannedend",
            name="win_back_owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedend",
            name="withdraw_promises",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="lifecycleeventtext",
            name="silence_reason",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="plannedend",
            name="silence_reason",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="lifecycleeventtext",
            constraint=models.CheckConstraint(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedend",
            constraint=models.CheckConstraint(
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
        ),
    ]
