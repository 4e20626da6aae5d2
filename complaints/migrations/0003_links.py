import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0002_categories"),
        ("customers", "0003_selection_criteria"),
        ("shared", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
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
                            ("same_cause", "Same cause"),
                            ("follow_up", "Follow-up of"),
                            ("promise", "Caused by promise"),
                            ("order", "Caused by order"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="linked at")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="complaints.complaint",
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.order",
                        verbose_name="order",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="complaints.complaint",
                        verbose_name="other complaint",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.promise",
                        verbose_name="promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of a complaint",
                "verbose_name_plural": "links of complaints",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["same_cause", "follow_up", "promise", "order"])
                        ),
                        name="complaints_link_kind_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["same_cause", "follow_up"]),
                                ("order__isnull", True),
                                ("other__isnull", False),
                                ("promise__isnull", True),
                            ),
                            models.Q(
                                ("kind", "promise"),
                                ("order__isnull", True),
                                ("other__isnull", True),
                                ("promise__isnull", False),
                            ),
                            models.Q(
                                ("kind", "order"),
                                ("order__isnull", False),
                                ("other__isnull", True),
                                ("promise__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_link_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other__isnull", True),
                            models.Q(("other", models.F("complaint")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_link_not_itself",
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "kind", "other"), name="complaints_link_other_once"
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "promise"), name="complaints_link_promise_once"
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "order"), name="complaints_link_order_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("merged_at", models.DateTimeField(verbose_name="merged at")),
                (
                    "moved",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_into",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of complaints",
                "verbose_name_plural": "merges of complaints",
                "ordering": ["merged_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="complaints_merge_not_itself",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="complaintevent",
            name="complaints_complaintevent_kind_choice",
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
