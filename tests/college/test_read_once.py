"""Words, look and policy are asked for once, and anew as soon as their stamp is another, whoever changed them."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from college import one_row
from college.models import Wording
from college.read_once import ReadOnceMiddleware

pytestmark = pytest.mark.django_db


def in_a_request(do):
    """How many statements `do` cost in one request, and what it gave."""
    with CaptureQueriesContext(connection) as asked:
        answer = ReadOnceMiddleware(lambda request: do())(None)
    return len(asked), answer


def read_three_times() -> list[str]:
    return [Wording.current().college_name for _ in range(3)]


def test_a_request_asks_for_the_stamp_and_for_the_row_only_where_the_stamp_is_new():
    Wording.objects.create(pk=1, college_name="Old")
    assert in_a_request(read_three_times) == (2, ["Old"] * 3)
    assert in_a_request(read_three_times) == (1, ["Old"] * 3)


def from_another_process(do: str) -> None:
    """`do` as its statements arrive here: nobody tells this process."""
    kept = dict(one_row._rows)
    eval(do)
    one_row._rows.update(kept)


@pytest.mark.parametrize(
    "change",
    [
        'setattr(row := Wording.objects.get(), "college_name", "New") or row.save()',
        'Wording.objects.update(college_name="New")',
        'Wording.objects.update_or_create(pk=1, defaults={"college_name": "New"})',
    ],
)
def test_what_another_process_changed_is_read_anew_by_the_next_request(change):
    Wording.objects.create(pk=1, college_name="Old")
    in_a_request(read_three_times)
    from_another_process(change)
    assert in_a_request(read_three_times) == (2, ["New"] * 3)


def test_a_change_that_is_rolled_back_leaves_the_row_and_its_stamp():
    Wording.objects.create(pk=1, college_name="Old")

    def change_and_fail():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Wording.objects.update(college_name="New")
            assert Wording.current().college_name == "New"
            1 / 0  # noqa: B018

    in_a_request(read_three_times)
    in_a_request(change_and_fail)
    assert in_a_request(read_three_times)[1] == ["Old"] * 3


def test_a_change_whose_stamp_can_t_be_written_is_no_change(monkeypatch):
    Wording.objects.create(pk=1, college_name="Old")
    monkeypatch.setattr(one_row.Stamp, "renew", lambda: 1 / 0)
    for change in (
        lambda: Wording(college_name="New").save(force_update=True),
        lambda: Wording.objects.update(college_name="New"),
    ):
        with pytest.raises(ZeroDivisionError):
            change()
        assert Wording.objects.get().college_name == "Old"


def test_who_changes_what_they_read_changes_nothing_for_the_next_one():
    Wording.objects.create(pk=1, college_name="Old")

    def spoil():
        Wording.current().college_name = "Spoiled"

    in_a_request(spoil)
    assert in_a_request(read_three_times)[1] == ["Old"] * 3


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
