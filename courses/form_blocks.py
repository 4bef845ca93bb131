"""The blocks of what a college asks people: why, who sees it, on what ground, how long; and which it asks.

A block that the college switched off is asked nowhere and shown nowhere. What people answered before stays
theirs: they can take it along, and have it deleted (enrolment.learners.told).
"""

from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.models import Policy


def _after_activity(years: int) -> str:
    said = ngettext("%(years)s year after the last activity", "%(years)s years after the last activity", years)
    return said % {"years": years}


years_words = lazy(_after_activity, str)  # in whatever language is spoken when they are needed
ONE_YEAR, SIX_YEARS = years_words(1), years_words(6)
# For how many years after somebody's last activity a college may keep what it can forget alone.
YEARS = [1, 2, 3, 6]
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

    `years`: for how many after the last activity answers are kept, at first; None where `kept` says it otherwise, or
    where they go with the whole record. `switch`: the rule of Policy that has it asked, where it is no switch of its
    own.
    """

    name: str
    title: str | Promise
    why: str | Promise
    seen_by: str | Promise
    years: int | None = 1
    kept: str | Promise = SIX_YEARS
    basis: str = "consent"
    is_needed: bool = False
    switch: str = ""


BLOCKS = [
    Block(
        "name",
        _("The name you are called by"),
        _("To greet you, and to find you on the register."),
        _("Our office, and the trainers of your courses"),
        years=None,
        basis="public_task",
        is_needed=True,
    ),
    Block(
        "contact",
        _("How to reach you, and when it is safe"),
        _("To tell you about your place and about changes, and never in a way that could harm you."),
        _("Our office. Trainers never"),
        years=None,
        basis="public_task",
        is_needed=True,
    ),
    Block(
        "age",
        _("Whether you are old enough"),
        _("Because our courses are for people from a certain age."),
        _("Our office"),
        years=None,
        basis="public_task",
        is_needed=True,
    ),
    Block(
        "agreement",
        _("That you agreed how we learn together"),
        _("So that everyone in the room has agreed to the same."),
        _("Our office"),
        years=None,
        basis="public_task",
        is_needed=True,
    ),
    Block(
        "full_name",
        _("Your full name"),
        _("To write it on a certificate."),
        _("Our office; whoever you show a certificate"),
        years=6,
    ),
    Block(
        "capacities",
        _("What you come as"),
        _("To share places fairly, and to count whom we reach."),
        _("Our office. Trainers never"),
        years=6,
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
        years=None,
        basis="public_task",
        switch="guardian_from_age",
    ),
    Block(
        "equality",
        _("Questions about whom we reach, such as age and ethnic group"),
        _("To see whether our courses reach everybody."),
        _("Nobody sees what you answered. Analysts see the numbers of a whole term, small ones hidden"),
        years=None,
        kept=_("nothing is kept about you but that you were asked this term"),
    ),
]
NAMED = {block.name: block for block in BLOCKS}
OPTIONAL = [block for block in BLOCKS if not block.is_needed and not block.switch]
# Those whose answers can be forgotten while the record stays.
FORGETTABLE = [block for block in BLOCKS if block.years is not None]


def is_asked(name: str) -> bool:
    """Whether the college asks the block called `name`. Raises KeyError for a name that no block has."""
    block, policy = NAMED[name], Policy.current()
    if block.switch:
        return getattr(policy, block.switch) is not None
    return block.is_needed or name not in policy.unasked


def asked() -> dict[str, bool]:
    """Each block by name: whether it is asked."""
    return {name: is_asked(name) for name in NAMED}


def years_kept(block: Block) -> int:
    """For how many years after somebody's last activity the college keeps their answers to one of FORGETTABLE."""
    return Policy.current().keeping.get(block.name, block.years)


def kept_words(block: Block) -> str | Promise:
    """How long the college keeps what people answer to `block`."""
    return block.kept if block.years is None else years_words(years_kept(block))


@dataclass(frozen=True)
class Record:
    """A block as the college's record of purposes has it."""

    block: Block
    basis: str | Promise
    kept: str | Promise


def record_of_purposes() -> list[Record]:
    """Every block that is asked, with the ground that the college decided on."""
    bases, chosen = dict(BASES), Policy.current().bases
    return [
        Record(block, bases[chosen.get(block.name, block.basis)], kept_words(block))
        for block in BLOCKS
        if is_asked(block.name)
    ]
