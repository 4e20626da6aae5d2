"""Letters in both languages, replies after the end, who heard a complaint and why they kept silent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
PURPOSES = [
    ("acknowledgement", "Acknowledgement"),
    ("question", "Question"),
    ("update", "Update"),
    ("answer", "Answer"),
    ("extension", "Extension"),
    ("closing", "Closing"),
    ("reminder", "Reminder"),
]
REASONS = [
    ("waste_of_time", "Waste of time"),
    ("nothing_done", "Nothing will be done"),
    ("not_known_where", "Did not know how or where"),
    ("fear", "Fear of a hostile reaction"),
]


def user(name, on_delete=django.db.models.deletion.PROTECT, **kwargs):
    """Return a link to a colleague."""
    return models.ForeignKey(
        null=True,
        on_delete=on_delete,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=name,
        **kwargs,
    )


def texts():
    """Return the columns of what a customer reads."""
    return [
        ("subject_nl", models.CharField(max_length=150, verbose_name="subject line in Dutch")),
        ("body_nl", models.TextField(max_length=8000, verbose_name="text in Dutch")),
        ("subject_en", models.CharField(max_length=150, verbose_name="subject line in English")),
        ("body_en", models.TextField(max_length=8000, verbose_name="text in English")),
    ]


class Migration(migrations.Migration):
    """Add the tables whole, so that SQLite remakes none of them."""

    dependencies = [
        ("complaints", "0003_links"),
        ("customers", "0003_selection_criteria"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MessageTemplate",
            fields=[
                ("id", ID),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="key")),
                ("name_en", models.CharField(max_length=100, verbose_name="name in English")),
                ("name_nl", models.CharField(max_length=100, verbose_name="name in Dutch")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                *texts(),
                (
                    "purpose",
                    models.CharField(choices=PURPOSES, max_length=15, verbose_name="purpose"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "letter template",
                "verbose_name_plural": "letter templates",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(purpose__in=[key for key, _label in PURPOSES]),
                        name="complaints_messagetemplate_purpose_choice",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(body_nl="") & ~models.Q(body_en=""),
                        name="complaints_messagetemplate_both_languages",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                ("id", ID),
                *texts(),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
                ("replaced_by", user("replaced by")),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="complaints.messagetemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier version of a letter",
                "verbose_name_plural": "earlier versions of letters",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "number"), name="complaints_templateversion_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyChoice",
            fields=[
                ("id", ID),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thanks", "A thank-you"),
                            ("reopened", "Reopened"),
                            ("new", "A new complaint"),
                        ],
                        max_length=8,
                        verbose_name="choice",
                    ),
                ),
                ("chosen_at", models.DateTimeField(null=True, verbose_name="chosen at")),
                ("chosen_by", user("chosen by")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_choices",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "made",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complaint",
                        verbose_name="new complaint",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_choice",
                        to="complaints.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply after the end",
                "verbose_name_plural": "replies after the end",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(choice__in=["", "thanks", "reopened", "new"]),
                        name="complaints_replychoice_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(choice="", chosen_at__isnull=True)
                        | (~models.Q(choice="") & models.Q(chosen_at__isnull=False)),
                        name="complaints_replychoice_chosen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(made__isnull=True) | models.Q(choice="new"),
                        name="complaints_replychoice_made",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(choice=""),
                        fields=["complaint"],
                        name="complaints_reply_to_choose",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="complaint",
            name="heard_by",
            field=user("heard by", django.db.models.deletion.SET_NULL, blank=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="silence_reason",
            field=models.CharField(
                blank=True,
                choices=REASONS,
                max_length=15,
                verbose_name="why they did not tell us before",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(silence_reason__in=["", *(key for key, _label in REASONS)]),
                name="complaints_complaint_silence_reason_choice",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="subject",
            field=models.CharField(blank=True, max_length=150, verbose_name="subject line"),
        ),
    ]
