import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shared", "0003_dutch_holidays"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="lead_days_call_back",
            field=models.PositiveSmallIntegerField(
                default=1, verbose_name="calling back takes, in working days"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="lead_days_complaint_reply",
            field=models.PositiveSmallIntegerField(
                default=5, verbose_name="a reply to a complaint takes, in working days"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="lead_days_delivery",
            field=models.PositiveSmallIntegerField(
                default=5, verbose_name="a delivery takes, in working days"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="lead_days_quote",
            field=models.PositiveSmallIntegerField(
                default=2, verbose_name="a quote takes, in working days"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="lead_days_visit",
            field=models.PositiveSmallIntegerField(
                default=10,
                help_text="0: no standard; whoever promises chooses the day.",
                verbose_name="a visit is within, in working days",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="near_step_days",
            field=models.PositiveSmallIntegerField(
                default=14, verbose_name="silence is planned when the next step is within, in days"
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="visits_a_year",
            field=models.PositiveSmallIntegerField(
                default=12,
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="visits to class A, per year",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="visits_b_year",
            field=models.PositiveSmallIntegerField(
                default=4,
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="visits to class B, per year",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="visits_c_year",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="0: this class is not visited by rhythm.",
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="visits to class C, per year",
            ),
        ),
    ]
