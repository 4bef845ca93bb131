import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ProjectState

from college.history import protected_tables, refuse_changes

pytestmark = pytest.mark.django_db(transaction=True)
HISTORY = {
    "cms_signevent",
    "cms_signoffoverride",
    "college_recordopening",
    "courses_courseedition",
    "courses_runevent",
    "enrolment_allocationevent",
    "enrolment_certificateevent",
    "enrolment_enrolmentevent",
    "enrolment_markevent",
}


@pytest.fixture
def event():
    """The model of a history table made for the test, with a note that may be emptied."""

    class Event(models.Model):  # noqa: DJ008
        what = models.CharField(max_length=20)
        note = models.TextField(blank=True)

        class Meta:
            app_label = "history_example"
            db_table = "history_example"

    with connection.schema_editor() as editor:
        editor.create_model(Event)
        step = refuse_changes("history_example", ["note"])
        step.database_forwards("college", editor, ProjectState(), ProjectState())
    yield Event
    apps.all_models["history_example"].clear()


def test_a_note_may_be_emptied_and_nothing_else_changed(event):
    event.objects.create(what="withdrew", note="words about someone")
    for change in ({"what": "x"}, {"note": "other words"}, {"note": "", "what": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            event.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        event.objects.all().delete()
    assert event.objects.update(note="") == 1
    assert event.objects.get().what == "withdrew"


def test_taking_the_step_back_lets_rows_change_again(event):
    event.objects.create(what="withdrew")
    with connection.schema_editor() as editor:
        step = refuse_changes("history_example")
        step.database_backwards("college", editor, ProjectState(), ProjectState())
    assert "history_example" not in protected_tables(connection)
    event.objects.all().delete()


def test_every_history_table_is_protected_after_all_migrations():
    assert protected_tables(connection) >= HISTORY
