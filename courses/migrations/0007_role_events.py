import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from college.history import refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_unmet_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administrator", "administrator"),
                            ("manager", "manager"),
                            ("coordinator", "coordinator"),
                            ("partner", "partner"),
                            ("trainer", "trainer"),
                            ("safeguarding", "safeguarding lead"),
                            ("analyst", "analyst"),
                            ("board_reader", "board reader"),
                            ("data_protection", "data protection"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("became", models.CharField(choices=[("given", "given"), ("ended", "taken away")], max_length=10)),
                ("by_system", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.locality"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a role",
                "verbose_name_plural": "events of roles",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "administrator",
                                    "manager",
                                    "coordinator",
                                    "partner",
                                    "trainer",
                                    "safeguarding",
                                    "analyst",
                                    "board_reader",
                                    "data_protection",
                                ],
                            )
                        ),
                        name="role_event_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("became__in", ["given", "ended"])), name="role_became_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by__isnull", False), ("by_system", True), _connector="OR"),
                        name="role_event_has_its_actor",
                    ),
                ],
            },
        ),
        refuse_changes("courses_roleevent"),
    ]
