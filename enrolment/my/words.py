"""Answers in words, for the page on which they are checked."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.form_blocks import is_asked
from courses.models import Policy
from enrolment.learners.answers import HELP, Answers
from enrolment.learners.guardian.models import RELATIONS
from enrolment.learners.models import CAPACITIES, Learner


def answers_in_words(answers: Answers) -> list[tuple[str, str, str]]:
    """Each answer as (question, answer, name of its screen), in the order they were asked."""
    rows = [
        (_("Name"), answers.name, "name"),
        (_("How we reach you"), capfirst(str(dict(Learner.Route.choices).get(answers.route, ""))), "reach"),
    ]
    if answers.email:
        rows.append((_("E-mail address"), answers.email, "reach"))
    if answers.phone:
        may = _("We may leave a message") if answers.may_leave_message else _("Please leave no message")
        rows.append((_("Telephone number"), f"{answers.phone}. {may}", "reach"))
    if answers.address:
        rows.append((_("Postal address"), answers.address, "reach"))
    if answers.is_young:
        rows.append((_("Age"), Policy.current().guardian_ages, "about"))
        rows.append((_("Parent or guardian"), _guardian(answers), "guardian"))
    else:
        rows.append((_("Old enough for our courses"), _("Yes"), "about"))
    if is_asked("capacities"):
        rows.append((_("Coming as"), _listed(CAPACITIES, answers.capacities), "about"))
    if is_asked("needs"):
        rows.append((_("What would help"), _listed(HELP, answers.needs), "help"))
        rows.append((_("In your own words"), answers.needs_words, "help"))
    rows.append((_("Learning agreement"), _("Read, and fine with me"), "agreement"))
    return rows


def _guardian(answers: Answers) -> str:
    knows = _("They know that I am joining") if answers.guardian_knows else _("They don’t know yet that I am joining")
    relation = str(dict(RELATIONS).get(answers.guardian_is, ""))
    told = (answers.guardian_name, relation, answers.guardian_phone, answers.guardian_email, knows)
    return "\n".join(filter(None, told))


def _listed(choices, chosen: list[str]) -> str:
    return "\n".join(str(words) for value, words in choices if value in chosen)
