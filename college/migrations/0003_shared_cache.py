from django.core.management import call_command
from django.db import migrations

TABLE = "college_cache"


def make_table(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("college", "0002_heartbeat_lease")]
    operations = [migrations.RunPython(make_table, drop_table)]
