import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0004_rhythm"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="contact_window_days",
            field=models.PositiveSmallIntegerField(
                default=180,
                verbose_name="conversations count in matrix and single thread for, in days",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="decider_silent_days",
            field=models.PositiveSmallIntegerField(
                default=90, verbose_name="warn when a decider was not spoken to for, in days"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="single_thread_share",
            field=models.PositiveSmallIntegerField(
                default=80,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="single thread: share of contact moments with one person, in %",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("single_thread_share__gte", 1), ("single_thread_share__lte", 100)
                ),
                name="shared_organisation_single_thread_share",
            ),
        ),
    ]
