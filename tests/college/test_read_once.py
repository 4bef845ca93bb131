"""Words, look and policy are asked for once in a request, and anew in the next one, whoever changed them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from college.models import Wording
from college.read_once import ReadOnceMiddleware

pytestmark = pytest.mark.django_db


def in_a_request(do):
    """How many statements `do` cost in one request, and what it gave."""
    with CaptureQueriesContext(connection) as asked:
        answer = ReadOnceMiddleware(lambda request: do())(None)
    return len(asked), answer


def test_a_request_asks_once_and_the_next_one_asks_anew():
    Wording.objects.create(pk=1, college_name="Old")
    assert in_a_request(lambda: [Wording.current().college_name for _ in range(3)]) == (1, ["Old"] * 3)
    Wording.objects.update(college_name="New")  # as another process does: nobody tells this one
    assert in_a_request(lambda: Wording.current().college_name) == (1, "New")


def test_who_changes_it_within_a_request_reads_what_they_wrote():
    def change():
        Wording.current()
        Wording(pk=1, college_name="New").save()
        return Wording.current().college_name

    assert in_a_request(change)[1] == "New"


def test_outside_of_requests_nothing_is_kept():
    with pytest.raises(ZeroDivisionError):
        in_a_request(lambda: Wording.current() and 1 / 0)
    with CaptureQueriesContext(connection) as asked:
        Wording.current(), Wording.current()
    assert len(asked) == 2
