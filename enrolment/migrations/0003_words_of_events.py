from django.db import migrations, models
from django.db.models import Q

from college.history import refuse_changes


class Migration(migrations.Migration):
    """What an event says happened is one of the words of its machine."""

    dependencies = [("enrolment", "0002_history")]

    operations = [
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(condition=Q(kind__in=["took_part"]), name="certificate_kind_is_known"),
        ),
        migrations.AddConstraint(
            model_name="certificateevent",
            constraint=models.CheckConstraint(
                condition=Q(became__in=["issued", "revoked"]), name="certificate_became_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocationevent",
            constraint=models.CheckConstraint(
                condition=Q(became__in=["proposed", "accepted", "declined", "released"]),
                name="allocation_became_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="markevent",
            constraint=models.CheckConstraint(
                condition=Q(became__in=["present", "part", "apologies", "did_not_attend"]),
                name="mark_became_is_known",
            ),
        ),
        # SQLite has made these tables anew, and their triggers went with the old ones.
        refuse_changes("enrolment_certificateevent"),
        refuse_changes("enrolment_allocationevent"),
        refuse_changes("enrolment_markevent"),
    ]
