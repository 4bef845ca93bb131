"""What a person has told the college, block by block: to take along, and to have deleted. Old answers, too."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from college.models import User
from courses.form_blocks import BLOCKS, FORGETTABLE, Block, is_asked
from enrolment.learners.actions import refuse_merged
from enrolment.learners.answers import NEED_WORDS
from enrolment.learners.details import say_needs
from enrolment.learners.guardian.models import Guardian
from enrolment.learners.models import CAPACITIES, HEARD, Learner
from enrolment.learners.questions import empty_answers
from enrolment.learners.support.actions import forget_supports


@dataclass(frozen=True)
class Told:
    """What a person has told of one block, in words; `is_asked` whether the college still asks it."""

    block: Block
    words: str | Promise
    is_asked: bool


def told_by(learner: Learner) -> list[Told]:
    """All that `learner` has told, by block, old answers with it; nothing of what they said nothing about."""
    said = {
        "name": learner.name,
        "contact": _contact(learner),
        "age": _("Yes") if learner.age_confirmed else "",
        "agreement": f"{learner.agreed_at:%d/%m/%Y}" if learner.agreed_at else "",
        "full_name": learner.full_name,
        "capacities": "\n".join(str(words) for value, words in CAPACITIES if value in learner.capacities),
        "needs": "\n".join(str(need.own_words or NEED_WORDS.get(need.kind, need.kind)) for need in learner.needs.all()),
        "emergency": " ".join(filter(None, (learner.emergency_name, learner.emergency_phone))),
        "supporters": ", ".join(support.name for support in learner.supports.all() if support.name),
        "guardian": "\n".join(_guardian(each) for each in learner.guardians.all()),
        "heard": str(dict(HEARD).get(learner.heard, "")),
    }
    return [Told(block, said[block.name], is_asked(block.name)) for block in BLOCKS if said.get(block.name)]


def _contact(learner: Learner) -> str:
    parts = [str(learner.get_route_display()), learner.email, learner.phone, learner.address, learner.safe_times]
    return "\n".join(filter(None, parts))


def _guardian(guardian: Guardian) -> str:
    return ", ".join(filter(None, (guardian.name, guardian.phone, guardian.email)))


@transaction.atomic
def delete_answers(*, learner: Learner, block: Block, by: User | None, now: dt.datetime) -> Learner:
    """What `learner` told of `block` is gone, whether it is still asked or not. Twice is once.

    Of what helps, the office hears what it had arranged, as when somebody asks for it no more.
    Refuses Merged; ValueError for a block that nobody can be without, or of which nothing is kept.
    """
    if block.name == "supporters":
        forget_supports(learner=learner, by=by, now=now)
        return learner
    if block not in FORGETTABLE:
        raise ValueError(f"Nothing of {block.name} can be deleted.")
    if block.name == "needs":
        return say_needs(learner=learner, kinds=(), words="", by=by, now=now)
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk))
    emptied = empty_answers(block.name)
    for name, empty in emptied.items():
        setattr(learner, name, empty)
    learner.save(update_fields=list(emptied))
    return learner
