"""The soak's count sees each loss that is planted, and nothing where nothing is lost."""

from dataclasses import replace

from bench.soak.people import Told
from bench.soak.proof import Place, Rows, duplicates, faults
from bench.soak.trap import Letter

TOLD = Told("aaaa", "run1", "sam@example.org")
ROWS = Rows(
    places=[Place("aaaa", "run1", "sam@example.org", True), Place("bbbb", "run1", "kim@example.org", False)],
    owed={"place:aaaa:1", "place:bbbb:2"},
    messages={"place:aaaa:1": "<1@college>", "place:bbbb:2": "<2@college>"},
)
LETTERS = [Letter("<1@college>", "sam@example.org"), Letter("<2@college>", "kim@example.org")]


def found(told=(TOLD,), given_up=frozenset({"bbbb"}), rows=ROWS, letters=LETTERS) -> set[str]:
    return {what for what, many in faults(told, set(given_up), rows, letters).items() if many}


def test_a_whole_college_has_no_fault():
    assert found() == set()


def test_a_place_that_was_promised_and_is_not_stored():
    lost = "places acknowledged and not stored"
    assert found(told=[replace(TOLD, code="cccc")]) == {lost}
    assert found(told=[replace(TOLD, email="kim@example.org")]) == {lost}
    assert found(told=[replace(TOLD, run="run2")]) == {lost}


def test_two_live_places_of_one_person_on_one_run():
    twice = [*ROWS.places, replace(ROWS.places[0], code="cccc")]
    assert found(rows=replace(ROWS, places=twice)) == {"people with two live places on one run"}


def test_a_place_given_up_that_is_still_held():
    assert found(given_up={"aaaa"}) == {"places given up and still held"}


def test_a_change_without_its_message():
    assert found(rows=replace(ROWS, owed=ROWS.owed | {"place:aaaa:3"})) == {"changes of a place without their message"}


def test_a_message_that_never_came():
    assert found(letters=LETTERS[:1]) == {"messages that never reached the mail server"}


def test_a_letter_that_nobody_wrote():
    strange = Letter("<3@college>", "sam@example.org")
    assert found(letters=[*LETTERS, strange]) == {"letters of no message of ours"}


def test_a_change_that_was_told_twice():
    again = replace(ROWS, messages=ROWS.messages | {"place:aaaa:1 again": "<9@college>"})
    letters = [*LETTERS, replace(LETTERS[0], message_id="<9@college>")]
    assert found(rows=again, letters=letters) == {"messages about no change of a place, or one told twice"}


def test_two_messages_that_a_mailbox_takes_for_one():
    same = replace(ROWS, messages=dict.fromkeys(ROWS.messages, "<1@college>"))
    assert found(rows=same, letters=LETTERS[:1]) == {"two messages under one Message-ID"}


def test_a_run_too_full():
    assert found(rows=replace(ROWS, too_full=1)) == {"runs with more people than places"}


def test_a_letter_that_came_twice_under_one_message_id_is_counted_and_no_fault():
    twice = [*LETTERS, LETTERS[0]]
    assert found(letters=twice) == set()
    assert duplicates(twice) == 1
