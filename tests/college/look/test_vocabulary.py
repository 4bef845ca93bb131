"""The college's words in our sentences: where they stand, and where they never do."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy, ngettext, override

from college.look.vocabulary import clean_form, speak_locally, speaking, speaking_locally
from college.look.words import DEFAULT_WORDS

STUDENTS = {"learner": "student", "learners": "students", "course": "workshop", "term": "open season"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Learners come to a course.", "Students come to a workshop."),
        ("A learner and a term.", "A student and an open season."),
        ("An old learner’s course", "An old student’s workshop"),
        # Not our word, an address, a tag, a value to be filled in, another word that holds it.
        ("Yes, of course.", "Yes, of course."),
        (
            'See <a href="/course/" class="course">the course</a>.',
            'See <a href="/course/" class="course">the workshop</a>.',
        ),
        ("%(course)s and {term} of the course", "%(course)s and {term} of the workshop"),
        ("at /course/ or course.pdf or the e-course", "at /course/ or course.pdf or the e-course"),
        ("discourse, terminal, relearners", "discourse, terminal, relearners"),
    ],
)
def test_whole_words_of_our_sentences_are_put_in_the_colleges(ours, theirs):
    with speaking(STUDENTS, {}):
        assert gettext(ours) == theirs


def test_a_longer_word_is_never_read_as_a_shorter_one():
    with speaking({"trainer": "tutor"}, {}):
        assert (
            gettext("A trainer, a peer trainer, professional trainers")
            == "A tutor, a peer trainer, professional trainers"
        )


def test_one_and_many_each_have_their_word():
    with speaking(STUDENTS, {}):
        told = [ngettext("%(n)s learner", "%(n)s learners", n) % {"n": n} for n in (1, 3)]
    assert told == ["1 student", "3 students"]


def test_a_place_speaks_over_the_college_for_as_long_as_it_is_spoken_of():
    learner = gettext_lazy("learner")  # as labels are: read when they are shown
    with speaking(STUDENTS, {}):
        with speaking_locally({"learner": "member"}):
            assert (str(learner), gettext("course")) == ("member", "workshop")
        assert str(learner) == "student"
        speak_locally({"learner": "guest"})
        assert str(learner) == "guest"
    assert str(learner) == "learner"


def test_nobody_speaks_locally_outside_of_a_request_or_a_message():
    speak_locally({"learner": "guest"})
    assert gettext("learner") == "learner"


def test_other_languages_hold_whole_sentences():
    with override("pl"), speaking(STUDENTS, {}):
        assert gettext("Monday") == "Poniedziałek"
        assert gettext("A learner") == "A student"  # not translated, so in English


def test_words_are_not_read_for_a_sentence_that_needs_none():
    class Unread(dict):
        def keys(self):
            raise AssertionError("read")

    with speaking(Unread(), {}):
        assert gettext("Save") == "Save"


@pytest.mark.parametrize("form", ["<b>student</b>", "100%s", "a{b}", "-", "st.dent", "two  "])
def test_a_word_is_letters_and_nothing_that_a_page_could_run(form):
    if form == "two  ":
        assert clean_form(form) == "two"
        return
    with pytest.raises(ValidationError):
        clean_form(form)
    with speaking({"learner": form}, {}):  # stored before, or by another door
        assert gettext("a learner") == "a learner"


def test_every_word_can_be_told_from_every_other():
    assert len(set(DEFAULT_WORDS.values())) == len(DEFAULT_WORDS)
