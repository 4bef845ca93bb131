from django.db import migrations, models


def give_whole_days_their_evening(apps, schema_editor):
    """Until now an afternoon lasted until midnight; a whole day of the sheet still does."""
    FreeTime = apps.get_model("enrolment", "FreeTime")
    halves = set(FreeTime.objects.values_list("trainer", "weekday", "half"))
    FreeTime.objects.bulk_create(
        FreeTime(trainer_id=trainer, weekday=weekday, half="ev")
        for trainer, weekday, half in sorted(halves)
        if half == "am" and (trainer, weekday, "pm") in halves
    )


def take_evenings_away(apps, schema_editor):
    apps.get_model("enrolment", "FreeTime").objects.filter(half="ev").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("enrolment", "0028_untold"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="freetime", name="free_time_is_in_a_week"),
        migrations.AlterField(
            model_name="freetime",
            name="half",
            field=models.CharField(choices=[("am", "morning"), ("pm", "afternoon"), ("ev", "evening")], max_length=2),
        ),
        migrations.AddConstraint(
            model_name="freetime",
            constraint=models.CheckConstraint(
                condition=models.Q(("half__in", ["am", "pm", "ev"]), ("weekday__lte", 6)),
                name="free_time_is_in_a_week",
            ),
        ),
        migrations.RunPython(give_whole_days_their_evening, take_evenings_away),
    ]
