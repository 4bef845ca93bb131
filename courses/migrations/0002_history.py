from django.db import migrations

from college.history import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [
        refuse_changes("courses_runevent", ["reason"]),
        refuse_changes("courses_courseedition", ["by_id"]),
    ]
