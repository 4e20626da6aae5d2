"""Severity with a rubric, what a complaint touches, the ladder of warnings, the legal term."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RUBRIC = {
    4: (
        "Danger to people, a data leak, or the customer's work has come to a stop.",
        "Gevaar voor mensen, een datalek, of het werk van de klant ligt stil.",
        (
            "A boiler leaks gas",
            "Letters with personal data went to somebody else",
            "Two sites stand still until the right parts arrive",
        ),
        (
            "Een ketel lekt gas",
            "Brieven met persoonsgegevens kwamen bij een ander terecht",
            "Twee bouwplaatsen liggen stil tot de juiste onderdelen er zijn",
        ),
    ),
    3: (
        "The customer loses money or work, or the same thing went wrong before.",
        "De klant verliest geld of werk, of hetzelfde ging al eerder mis.",
        (
            "Fitters went home because the wrong item was delivered",
            "An invoice was paid twice and the refund stays away",
            "The third late delivery in two months",
        ),
        (
            "Monteurs gingen naar huis omdat het verkeerde artikel was geleverd",
            "Een factuur is dubbel betaald en de terugbetaling blijft uit",
            "De derde late levering in twee maanden",
        ),
    ),
    2: (
        "Something was not delivered as agreed, and the customer can go on.",
        "Iets is niet geleverd zoals afgesproken, en de klant kan verder.",
        (
            "A delivery came two days late",
            "Nobody called back as promised",
            "One of twelve boxes was damaged",
        ),
        (
            "Een levering kwam twee dagen te laat",
            "Er werd niet teruggebeld zoals beloofd",
            "Een van de twaalf dozen was beschadigd",
        ),
    ),
    1: (
        "An annoyance without damage, such as a missing manual.",
        "Ergernis zonder schade, zoals een ontbrekende handleiding.",
        ("The manual was missing", "The invoice had the old address", "The hold music is too loud"),
        (
            "De handleiding ontbrak",
            "Op de factuur stond het oude adres",
            "De wachtmuziek staat te hard",
        ),
    ),
}


def write_rubric(apps, schema_editor):
    """Write the four levels with their examples."""
    apps.get_model("complaints", "RubricLevel").objects.bulk_create(
        apps.get_model("complaints", "RubricLevel")(
            severity=level,
            meaning_en=english,
            meaning_nl=dutch,
            examples_en="\n".join(examples_en),
            examples_nl="\n".join(examples_nl),
        )
        for level, (english, dutch, examples_en, examples_nl) in RUBRIC.items()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0008_letters"),
        ("customers", "0004_signs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("clock", models.CharField(max_length=11, verbose_name="clock")),
                ("step", models.PositiveSmallIntegerField(verbose_name="percent of the term")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("reached_at", models.DateTimeField(verbose_name="reached at")),
                ("made_at", models.DateTimeField(verbose_name="told at")),
                ("told", models.JSONField(default=list, verbose_name="told")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "cycle", "clock", "step"),
                        name="complaints_escalation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clock__in", ["acknowledge", "decision", "update"])),
                        name="complaints_escalation_clock_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__in", (75, 100, 150))),
                        name="complaints_escalation_step_choice",
                    ),
                ],
                "verbose_name": "warning about a term",
                "verbose_name_plural": "warnings about terms",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("weeks", models.PositiveSmallIntegerField(verbose_name="weeks")),
                ("due_on", models.DateField(verbose_name="last day")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.message",
                        verbose_name="letter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weeks__gte", 1), ("weeks__lte", 26)),
                        name="complaints_extension_weeks_range",
                    ),
                    models.UniqueConstraint(
                        fields=("complaint", "cycle"), name="complaints_extension_once"
                    ),
                ],
                "verbose_name": "extension of the legal term",
                "verbose_name_plural": "extensions of the legal term",
            },
        ),
        migrations.CreateModel(
            name="RubricLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Low"), (2, "Normal"), (3, "High"), (4, "Critical")],
                        editable=False,
                        unique=True,
                        verbose_name="severity",
                    ),
                ),
                (
                    "meaning_en",
                    models.CharField(max_length=200, verbose_name="meaning, in English"),
                ),
                ("meaning_nl", models.CharField(max_length=200, verbose_name="meaning, in Dutch")),
                (
                    "examples_en",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="examples in English, one per line",
                    ),
                ),
                (
                    "examples_nl",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="examples in Dutch, one per line"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("severity__gte", 1), ("severity__lte", 4)),
                        name="complaints_rubriclevel_severity_range",
                    )
                ],
                "verbose_name": "level of severity",
                "verbose_name_plural": "levels of severity",
                "ordering": ["-severity"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="complaintevent",
            name="complaints_complaintevent_kind_choice",
        ),
        migrations.AddField(
            model_name="complaint",
            name="inadmissible_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why it is not ours to handle"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="is_admissible",
            field=models.BooleanField(blank=True, null=True, verbose_name="ours to handle"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="is_legal",
            field=models.BooleanField(default=False, verbose_name="legal"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="is_privacy",
            field=models.BooleanField(default=False, verbose_name="privacy"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="is_safety",
            field=models.BooleanField(default=False, verbose_name="safety"),
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
                    ("escalated", "Term warned about"),
                    ("call_planned", "Call of a manager planned"),
                    ("extended", "Legal term extended"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_admissible", False), _negated=True),
                    models.Q(("inadmissible_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="complaints_complaint_inadmissible_reason",
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
                            "escalated",
                            "call_planned",
                            "extended",
                        ],
                    )
                ),
                name="complaints_complaintevent_kind_choice",
            ),
        ),
        migrations.RunPython(write_rubric, migrations.RunPython.noop),
    ]
