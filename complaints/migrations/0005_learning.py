from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0004_front"),
        ("customers", "0003_selection_criteria"),
        ("shared", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CorrectiveAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what we change")),
                ("plan", models.TextField(blank=True, max_length=3000, verbose_name="how")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("check_on", models.DateField(verbose_name="look at the effect on")),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cost",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("done", "Done, to be checked"),
                            ("checked", "Checked"),
                            ("dropped", "Dropped"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(editable=False, null=True, verbose_name="done on")),
                (
                    "evidence",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="how we know it is done"
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(editable=False, null=True, verbose_name="checked on"),
                ),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("effective", "Effective"),
                            ("partly", "Partly effective"),
                            ("not", "Not effective"),
                        ],
                        max_length=9,
                        verbose_name="effect",
                    ),
                ),
                (
                    "finding",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we saw"),
                ),
                ("created_at", models.DateTimeField(editable=False, verbose_name="created")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="complaints.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="complaints.cause",
                        verbose_name="cause",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "complaints",
                    models.ManyToManyField(
                        blank=True,
                        related_name="actions",
                        to="complaints.complaint",
                        verbose_name="complaints",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrective_actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "corrective action",
                "verbose_name_plural": "corrective actions",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(fields=["due_on", "id"], name="complaints_action_due"),
                    models.Index(fields=["cause", "done_on"], name="complaints_action_cause"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "done", "checked", "dropped"])
                        ),
                        name="complaints_correctiveaction_state_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effect__in", ["", "effective", "partly", "not"])),
                        name="complaints_action_effect_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="complaints_action_titled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="complaints_action_cost"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cause__isnull", False), ("category__isnull", False), _connector="OR"
                        ),
                        name="complaints_action_has_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_on__gt", models.F("due_on"))),
                        name="complaints_action_check_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_on__isnull", True), ("state__in", ["planned", "dropped"])
                            ),
                            models.Q(
                                ("done_on__isnull", False),
                                ("state__in", ["done", "checked"]),
                                models.Q(("evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_action_done_with_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_on__isnull", False),
                                ("state", "checked"),
                                models.Q(("effect", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "checked"), _negated=True),
                                ("checked_on__isnull", True),
                                ("effect", ""),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_action_checked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(max_length=2000, verbose_name="what we answered in public"),
                ),
                ("replied_on", models.DateField(verbose_name="answered on")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_reply",
                        to="complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "public answer",
                "verbose_name_plural": "public answers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="complaints_publicreply_text",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="complaintevent",
            name="complaints_complaintevent_kind_choice",
        ),
        migrations.AddField(
            model_name="complaint",
            name="soon_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="complaintcycle",
            name="acknowledge_seconds",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="complaintcycle",
            name="decision_seconds",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="complaintevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("imported", "Imported"),
                    ("acknowledge", "Receipt acknowledged"),
                    ("investigate", "Investigation started"),
                    ("ask", "Waiting for the customer"),
                    ("resume", "Resumed"),
                    ("answer", "Answered"),
                    ("close", "Closed"),
                    ("reopen", "Reopened"),
                    ("withdraw", "Withdrawn"),
                    ("duplicate", "Marked as duplicate"),
                    ("assessed", "Assessed"),
                    ("assigned", "Handler chosen"),
                    ("edited", "Facts changed"),
                    ("linked", "Linked to an account"),
                    ("redated", "Date of receipt changed"),
                    ("decided", "Decision recorded"),
                    ("approved", "Remedies approved"),
                    ("approval_voided", "Approval expired by a change"),
                    ("remedy", "Remedy settled"),
                    ("message_sent", "Message sent"),
                    ("message_recorded", "Conversation recorded"),
                    ("message_refused", "Message not delivered"),
                    ("message_undone", "Sending undone"),
                    ("move_lapsed", "Message sent, step no longer possible"),
                    ("replied", "Customer replied"),
                    ("prioritised", "Priority set by hand"),
                    ("related", "Link with another case changed"),
                    ("merged", "Merged"),
                    ("unmerged", "Merge undone"),
                    ("confidential", "Confidentiality changed"),
                    ("investigation", "Investigation file changed"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["category", "-received_at"], name="complaints_by_category"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["closed_at"], name="complaints_by_closing"),
        ),
        migrations.AddIndex(
            model_name="complaintcycle",
            index=models.Index(fields=["acknowledged_at"], name="complaints_cycle_acknowledged"),
        ),
        migrations.AddIndex(
            model_name="complaintcycle",
            index=models.Index(fields=["ended_at"], name="complaints_cycle_ended"),
        ),
        migrations.AddIndex(
            model_name="complaintcycle",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("ended_at__isnull", True)),
                fields=["decision_due_at"],
                name="complaints_cycle_undecided",
            ),
        ),
        migrations.AddIndex(
            model_name="complaintcycle",
            index=models.Index(
                condition=models.Q(("number__gt", 1)),
                fields=["complaint", "number"],
                name="complaints_cycle_reopened",
            ),
        ),
        migrations.AddIndex(
            model_name="remedy",
            index=models.Index(fields=["settled_on"], name="complaints_remedy_settled_on"),
        ),
        migrations.AddConstraint(
            model_name="complaintevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "received",
                            "imported",
                            "acknowledge",
                            "investigate",
                            "ask",
                            "resume",
                            "answer",
                            "close",
                            "reopen",
                            "withdraw",
                            "duplicate",
                            "assessed",
                            "assigned",
                            "edited",
                            "linked",
                            "redated",
                            "decided",
                            "approved",
                            "approval_voided",
                            "remedy",
                            "message_sent",
                            "message_recorded",
                            "message_refused",
                            "message_undone",
                            "move_lapsed",
                            "replied",
                            "prioritised",
                            "related",
                            "merged",
                            "unmerged",
                            "confidential",
                            "investigation",
                        ],
                    )
                ),
                name="complaints_complaintevent_kind_choice",
            ),
        ),
    ]
