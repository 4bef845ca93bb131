"""The questions that the college asks: those of blocks that it switched off are left out of forms and answers."""

from dataclasses import fields, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.form_blocks import is_asked
from courses.models import Policy
from enrolment.learners.answers import Answers
from enrolment.learners.guardian.words import young_words
from enrolment.learners.models import Learner

# The questions of a block that can be switched off, by their names on forms and in Answers.
QUESTIONS = {
    "full_name": ["full_name"],
    "capacities": ["capacities"],
    "needs": ["needs", "needs_words"],
    "emergency": ["emergency_name", "emergency_phone"],
    "heard": ["heard"],
    "guardian": [
        "is_young",
        "guardian_name",
        "guardian_is",
        "guardian_phone",
        "guardian_email",
        "guardian_knows",
    ],  # fmt: skip
    "supporters": [],  # has a page of its own
    "equality": [],  # asked on a page of its own, and kept with nobody
}
# Those that are columns of a learner.
COLUMNS = {name: questions for name, questions in QUESTIONS.items() if questions and name not in ("needs", "guardian")}


def empty_answers(name: str) -> dict[str, Any]:
    """The columns of a learner that hold the block called `name`, each as it is of somebody who said nothing."""
    return {column: Learner._meta.get_field(column).get_default() for column in COLUMNS[name]}


def unasked_questions() -> set[str]:
    """Names of the questions that the college switched off."""
    return {question for name, questions in QUESTIONS.items() if not is_asked(name) for question in questions}


def leave_out_unasked(form: forms.Form) -> None:
    """Drop from `form` what the college does not ask: it is neither shown nor taken."""
    for question in unasked_questions() & form.fields.keys():
        del form.fields[question]


def only_asked(answers: Answers) -> Answers:
    """`answers` without what the college asks no more, such as those of a form begun before it was switched off."""
    empty = Answers()
    known = {field.name for field in fields(Answers)}
    return replace(answers, **{name: getattr(empty, name) for name in unasked_questions() & known})


def ask_age_of_them(field: forms.Field, policy: Policy) -> None:
    """Dress the box `field`, ticked for somebody by a trainer or the office, with the words for the youngest age.

    Where the college takes young people with a parent or guardian, it says where these go instead.
    """
    age, young = {"age": policy.minimum_age}, young_words(policy)
    asks = _("Our courses are for people aged %(age)s or over. Ask whether they are.") % age
    field.label = _("They are %(age)s or over") % age
    field.help_text = young
    field.error_messages["required"] = f"{asks} {young}".strip()
