import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_answers(apps, schema_editor):
    """What was noted of each guardian so far is the first of their answers."""
    Guardian, GuardianAnswer = (apps.get_model("enrolment", name) for name in ("Guardian", "GuardianAnswer"))
    for guardian in Guardian.objects.exclude(status="asked").iterator():
        GuardianAnswer.objects.create(
            guardian=guardian,
            agrees=guardian.status == "agreed",
            said_by=guardian.said_by,
            said_on=guardian.said_on,
            by_id=guardian.by_id,
            at=guardian.at,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("enrolment", "0043_pathway_of_trainers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuardianAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agrees", models.BooleanField(verbose_name="agrees")),
                ("said_by", models.CharField(max_length=120, verbose_name="who said so")),
                ("said_on", models.DateField(verbose_name="day on which they said so")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Who noted it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="enrolment.guardian"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer of a parent or guardian",
                "verbose_name_plural": "answers of parents and guardians",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(said_by=""), name="guardian_answer_has_who_gave_it")
                ],
            },
        ),
        migrations.RunPython(keep_answers, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="guardian", name="guardian_answer_has_its_actor"),
        migrations.RemoveField(model_name="guardian", name="at"),
        migrations.RemoveField(model_name="guardian", name="by"),
        migrations.RemoveField(model_name="guardian", name="said_by"),
        migrations.RemoveField(model_name="guardian", name="said_on"),
    ]
