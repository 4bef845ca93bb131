"""History tables: rows are added, never changed or deleted; the database itself refuses, on both kinds.

SQLite rebuilds a table when a migration alters it, and drops its triggers with the old
one: a migration that alters a history table ends with `refuse_changes` again
(tests/college/records finds one that does not).
"""

from collections.abc import Sequence

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION college_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  emptiable text[] := COALESCE(TG_ARGV, '{}');
  name text;
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - emptiable = to_jsonb(OLD) - emptiable THEN
    FOREACH name IN ARRAY emptiable LOOP
      IF to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name
         AND COALESCE(to_jsonb(NEW) ->> name, '') NOT IN ('', '[]', '{}') THEN
        RAISE EXCEPTION 'history is never changed' USING ERRCODE = 'restrict_violation';
      END IF;
    END LOOP;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'history is never changed' USING ERRCODE = 'restrict_violation';
END $$
"""


def refuse_changes(table: str, columns_that_may_be_emptied: Sequence[str] = ()) -> migrations.RunPython:
    """A migration step after which the database refuses UPDATE and DELETE on `table`.

    `columns_that_may_be_emptied` hold free words about a person: an update may set them to
    nothing (NULL, "", [] or {}) and touch no other column. The refusal is an IntegrityError.
    """

    def refuse(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        _drop(schema_editor, table)
        add = _add_on_postgresql if schema_editor.connection.vendor == "postgresql" else _add_on_sqlite
        add(schema_editor, table, columns_that_may_be_emptied)

    def allow(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        _drop(schema_editor, table)

    return migrations.RunPython(refuse, allow)


def protected_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """The tables on which this database refuses both UPDATE and DELETE."""
    catalogue = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    name = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {catalogue} WHERE {name} LIKE 'history_%'")
        names = {row[0] for row in cursor.fetchall()}
    tables = {name.removeprefix("history_").rpartition("_")[0] for name in names}
    return {table for table in tables if {f"history_{table}_update", f"history_{table}_delete"} <= names}


def _drop(schema_editor, table: str) -> None:
    where = f'ON "{table}"' if schema_editor.connection.vendor == "postgresql" else ""
    for event in ("update", "delete"):
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "history_{table}_{event}" {where}')


def _add_on_postgresql(schema_editor, table: str, emptiable: Sequence[str]) -> None:
    schema_editor.execute(_POSTGRESQL_FUNCTION, params=None)
    arguments = ", ".join(f"'{column}'" for column in emptiable)
    for event in ("update", "delete"):
        schema_editor.execute(
            f'CREATE TRIGGER "history_{table}_{event}" BEFORE {event.upper()} ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION college_refuse_change({arguments})",
            params=None,
        )


def _add_on_sqlite(schema_editor, table: str, emptiable: Sequence[str]) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    kept = [f'NEW."{column}" IS OLD."{column}"' for column in columns if column not in emptiable]
    emptied = [
        f"""(NEW."{column}" IS OLD."{column}" OR coalesce(NEW."{column}", '') IN ('', '[]', '{{}}'))"""
        for column in emptiable
    ]
    unchanged = " AND ".join(kept + emptied)
    for event, when in (("update", f"WHEN NOT ({unchanged})"), ("delete", "")):
        schema_editor.execute(
            f'CREATE TRIGGER "history_{table}_{event}" BEFORE {event.upper()} ON "{table}" {when} '
            "BEGIN SELECT RAISE(ABORT, 'history is never changed'); END",
            params=None,
        )
