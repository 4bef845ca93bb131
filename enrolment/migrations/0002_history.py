from django.db import migrations

from college.history import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0001_initial")]

    operations = [
        refuse_changes("enrolment_enrolmentevent"),
        refuse_changes("enrolment_allocationevent"),
        refuse_changes("enrolment_markevent"),
        refuse_changes("enrolment_certificateevent"),
    ]
