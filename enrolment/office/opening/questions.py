"""The ten questions that a new college meets, in their order, each with the reason why it is asked."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enrolment.office.opening import forms


@dataclass(frozen=True)
class Question:
    """`form` is made with what was sent, or None, and has `facts()` once it is valid."""

    name: str
    title: str | Promise
    why: str | Promise
    form: Any


QUESTIONS = [
    Question(
        "name",
        _("What is the college called?"),
        _("The name stands at the top of every page, on every paper and under every message."),
        forms.NameForm,
    ),
    Question(
        "reach",
        _("How does someone reach a person?"),
        _("Many people would rather talk than fill in a form. This stands at the foot of every page."),
        forms.ReachForm,
    ),
    Question(
        "post",
        _("Where does post go, and does e-mail arrive?"),
        _("The form that people tear out of the prospectus is sent here. E-mail tells people of their places."),
        forms.PostForm,
    ),
    Question(
        "people",
        _("What do you call people?"),
        _("Every page, message and paper uses these words. They are common ones; leave them if they suit you."),
        forms.PeopleForm,
    ),
    Question(
        "areas",
        _("In which areas do you teach?"),
        _("People look for what is near them. Each area can have its own team and its own prospectus."),
        forms.AreasForm,
    ),
    Question(
        "strands",
        _("Which themes do you teach?"),
        _("They put the prospectus in order. These are common ones; change them as you like."),
        forms.StrandsForm,
    ),
    Question(
        "term",
        _("When is your first term?"),
        _("What is taught stands in a term. All of it becomes public in one moment, on the day that you choose."),
        forms.FirstTermForm,
    ),
    Question(
        "joining",
        _("Who may come?"),
        _("We ask people to say that they are old enough. A limit helps when there are far too few places."),
        forms.JoiningForm,
    ),
    Question(
        "waiting",
        _("Who gets a place that comes free?"),
        _("People wait in a line. Asking the next person first is kind and fair; it takes a few days."),
        forms.WaitingForm,
    ),
    Question(
        "signers",
        _("Who usually signs the words of a course?"),
        _(
            "Nothing becomes public before two people have signed its words. We suggest these two each time, and you "
            "can always ask others. Leave it empty if you don't know yet."
        ),
        forms.SignersForm,
    ),
]
BY_NAME = {question.name: question for question in QUESTIONS}


def after(name: str) -> Question | None:
    """The question that follows, or None after the last."""
    place = [question.name for question in QUESTIONS].index(name) + 1
    return QUESTIONS[place] if place < len(QUESTIONS) else None
