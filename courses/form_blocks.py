"""The blocks of what a college asks people: why, who sees it, on what ground, how long; and which it asks.

A block that the college switched off is asked nowhere and shown nowhere. What people answered before stays
theirs: they can take it along, and have it deleted (enrolment.learners.told).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.models import Policy

SIX_YEARS = _("6 years after the last activity")
ONE_YEAR = _("1 year after the last activity")
# Lawful bases of the UK GDPR, as somebody without law reads them. Each college decides its own.
BASES = [
    ("consent", _("your consent, which you can take back")),
    ("public_task", _("our public task")),
    ("interests", _("our legitimate interest in running the courses")),
    ("legal_duty", _("a duty that the law gives us")),
]


@dataclass(frozen=True)
class Block:
    """One thing that is asked. `basis` is what a college begins with; `is_needed`: nobody can join without.

    `switch`: the rule of Policy that has it asked, where it is no switch of its own.
    """

    name: str
    title: str | Promise
    why: str | Promise
    seen_by: str | Promise
    kept: str | Promise = ONE_YEAR
    basis: str = "consent"
    is_needed: bool = False
    switch: str = ""


BLOCKS = [
    Block(
        "name",
        _("The name you are called by"),
        _("To greet you, and to find you on the register."),
        _("Our office, and the trainers of your courses"),
        SIX_YEARS,
        "public_task",
        is_needed=True,
    ),
    Block(
        "contact",
        _("How to reach you, and when it is safe"),
        _("To tell you about your place and about changes, and never in a way that could harm you."),
        _("Our office. Trainers never"),
        basis="public_task",
        is_needed=True,
    ),
    Block(
        "age",
        _("Whether you are old enough"),
        _("Because our courses are for people from a certain age."),
        _("Our office"),
        SIX_YEARS,
        "public_task",
        is_needed=True,
    ),
    Block(
        "agreement",
        _("That you agreed how we learn together"),
        _("So that everyone in the room has agreed to the same."),
        _("Our office"),
        SIX_YEARS,
        "public_task",
        is_needed=True,
    ),
    Block(
        "full_name",
        _("Your full name"),
        _("To write it on a certificate."),
        _("Our office; whoever you show a certificate"),
        SIX_YEARS,
    ),
    Block(
        "capacities",
        _("What you come as"),
        _("To share places fairly, and to count whom we reach."),
        _("Our office. Trainers never"),
        SIX_YEARS,
    ),
    Block(
        "needs",
        _("What helps you"),
        _("To arrange it before you come."),
        _("Our office. Your trainers see what to do, never why"),
    ),
    Block(
        "emergency",
        _("Whom to ring in an emergency"),
        _("To ring them if you fall ill or are in danger, and for nothing else."),
        _("Our office"),
    ),
    Block(
        "heard",
        _("How you heard of us"),
        _("To know which leaflets and links reach people."),
        _("Our office"),
    ),
    Block(
        "supporters",
        _("Who may act for you"),
        _("To let somebody of your choice book for you, or hear from us."),
        _("Our office, and whom you let act for you. Trainers never"),
    ),
    Block(
        "guardian",
        _("Your parent or guardian, if you are under age"),
        _("To ask whether it is fine with them that you come."),
        _("Our office and safeguarding. Trainers never"),
        SIX_YEARS,
        "public_task",
        switch="guardian_from_age",
    ),
    Block(
        "equality",
        _("Questions about whom we reach, such as age and ethnic group"),
        _("To see whether our courses reach everybody."),
        _("Nobody sees what you answered. Analysts see the numbers of a whole term, small ones hidden"),
        _("nothing is kept about you but that you were asked this term"),
    ),
]
NAMED = {block.name: block for block in BLOCKS}
OPTIONAL = [block for block in BLOCKS if not block.is_needed and not block.switch]


def is_asked(name: str) -> bool:
    """Whether the college asks the block called `name`. Raises KeyError for a name that no block has."""
    block, policy = NAMED[name], Policy.current()
    if block.switch:
        return getattr(policy, block.switch) is not None
    return block.is_needed or name not in policy.unasked


def asked() -> dict[str, bool]:
    """Each block by name: whether it is asked."""
    return {name: is_asked(name) for name in NAMED}


@dataclass(frozen=True)
class Record:
    """A block as the college's record of purposes has it."""

    block: Block
    basis: str | Promise


def record_of_purposes() -> list[Record]:
    """Every block that is asked, with the ground that the college decided on."""
    bases, chosen = dict(BASES), Policy.current().bases
    return [Record(block, bases[chosen.get(block.name, block.basis)]) for block in BLOCKS if is_asked(block.name)]
