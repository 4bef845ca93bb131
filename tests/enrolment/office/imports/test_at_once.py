"""Two coordinators, or one with a heavy thumb, press "Apply" at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.models import Run

from .conftest import apply, bring, settle

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*sheets, by, press=apply) -> None:
    start = Barrier(len(sheets))

    def thumb(sheet) -> None:
        start.wait()
        try:
            press(sheet, by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sheets)) as people:
        list(people.map(thumb, sheets))


def test_one_sheet_applied_twice_at_once_makes_its_runs_once(term, coordinator):
    sheet = bring(term, coordinator)
    settle(sheet, coordinator)
    at_once(sheet, sheet, by=coordinator)
    assert Run.objects.count() == 46


def test_the_same_sheet_brought_twice_and_applied_at_once_makes_its_runs_once(term, coordinator):
    sheets = [bring(term, coordinator), bring(term, coordinator)]
    for sheet in sheets:
        settle(sheet, coordinator)
    at_once(*sheets, by=coordinator)
    assert Run.objects.count() == 46
