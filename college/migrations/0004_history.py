from django.db import migrations

from college.history import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("college", "0003_shared_cache")]
    operations = [refuse_changes("college_recordopening")]
