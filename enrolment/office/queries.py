"""Lists of the office, each in a fixed number of queries; its first page is in `today.py`."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from college.models import Message
from college.outbox.queries import waiting_for_a_person
from college.outbox.words import read
from courses.dates import run_words
from courses.models import Run
from courses.models.runs import RunQuerySet
from courses.permissions import Permission, runs_for
from enrolment.learners.models import Learner
from enrolment.learners.permissions import learners_for
from enrolment.learners.queries import named_like
from enrolment.messages.formats import formats_to_arrange
from enrolment.places.models import Enrolment
from enrolment.places.permissions import enrolments_for
from enrolment.places.queries import Standing, places_left_for
from enrolment.trainers.permissions import trainers_to_let_in
from enrolment.trainers.queries import Pair, pairs_of

MOST_FOUND = 50


@dataclass
class RunLine:
    """A run as one line of an office list."""

    run: Run
    pair: Pair
    held: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.run.capacity - self.held)


def run_lines(runs: RunQuerySet) -> list[RunLine]:
    """One line a run, in six queries for any number."""
    found = list(runs.for_lists())
    pairs = pairs_of(found)
    enrolments = Enrolment.objects.filter(run__in=[run.pk for run in found])
    held = enrolments.held_by_run()
    waiting = enrolments.waiting_by_run()
    return [RunLine(run, pairs[run.pk], held.get(run.pk, 0), waiting.get(run.pk, 0)) for run in found]


@dataclass
class Area:
    """A locality's part of a term."""

    name: str
    slug: str
    lines: list[RunLine]

    @property
    def drafts(self) -> int:
        return sum(line.run.status == "draft" for line in self.lines)


def areas_of_term(runs: RunQuerySet) -> list[Area]:
    """The lines of a term's runs by locality, each by its first day."""
    lines = run_lines(runs.with_first_day().order_by("locality", "first_on", "course__code"))
    grouped = groupby(lines, key=lambda line: line.run.locality)
    return [Area(locality.name, locality.slug, list(group)) for locality, group in grouped]


def bookable(user, *, today: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What `user` can book a caller in for, as choices by locality: (code, course, days, places)."""
    runs = list(
        runs_for(user, Permission.ENROL)
        .coming(today)
        .with_first_day()
        .for_lists()
        .order_by("locality__order", "locality__name", "course__title", "first_on")
    )
    standings = places_left_for(runs, today=today)
    choices = [(run.locality.name, (run.code, _choice_words(run, standings[run.pk]))) for run in runs]
    return [(area, [choice for _area, choice in group]) for area, group in groupby(choices, key=lambda each: each[0])]


def _choice_words(run: Run, standing: Standing) -> str:
    if standing.is_full:
        places = _("waiting list")
    else:
        places = ngettext("%(count)s place left", "%(count)s places left", standing.left) % {"count": standing.left}
    return " – ".join([run.course.title, run_words(run.sessions_on()), places])


def messages_by_hand(user) -> QuerySet[Message]:
    """Messages to the learners and trainers of the user's localities that want a person.

    Those that were given up, and those that no service of this college sends. A sign-in code
    is about no place and no run, so it is never among them.
    """
    wanting = Message.objects.filter(Q(status="failed") | Q(pk__in=waiting_for_a_person().values("pk")))
    runs = runs_for(user, Permission.SEE_LEARNERS).values("code")
    mine = Q(about__in=enrolments_for(user).values("code")) | Q(about__in=runs)
    mine |= Q(about__in=learners_for(user).values("code")) | Q(about__in=trainers_to_let_in(user).values("code"))
    return wanting.filter(mine).exclude(key__startswith="sign-in:").order_by("written_at", "pk")


def messages_to(user, learner: Learner) -> QuerySet[Message]:
    """What was written to `learner` or taken back, newest first, but of places only those that `user` may see."""
    mine = Q(about=learner.code) | Q(about__in=enrolments_for(user).filter(learner=learner).values("code"))
    return Message.objects.filter(mine).exclude(key__startswith="sign-in:").order_by("-written_at", "-pk")


@dataclass
class ByHand:
    """A message that wants a person, with the learner it is for."""

    message: Message
    learner: Learner | None
    formats: list[str]  # what they asked for that no message has by itself


def by_hand(user, *, wanted: QuerySet[Message] | None = None, most: int = 200) -> list[ByHand]:
    """The oldest `most` messages that want a person, with words and learners, in a fixed number of queries.

    `wanted`: of messages_by_hand, those that are asked about; by default all.
    """
    messages = read((messages_by_hand(user) if wanted is None else wanted)[:most])
    about = [message.about for message in messages]
    learners = {learner.code: learner for learner in learners_for(user).filter(code__in=about)}
    learners |= {enrolment.code: enrolment.learner for enrolment in enrolments_for(user).filter(code__in=about)}
    formats = formats_to_arrange(learners.values())
    return [
        ByHand(message, learner, formats.get(learner.pk, []) if learner else [])
        for message in messages
        for learner in [learners.get(message.about)]
    ]


def letters_to_post(user, *, most: int = 100) -> list[Message]:
    """The oldest `most` letters of the user's localities that wait to be printed and posted."""
    return list(messages_by_hand(user).filter(channel="letter", status="waiting")[:most])


def people_found(user, sought: str) -> list[Learner]:
    """Up to fifty learners of the localities of `user`, by two letters or more of name, e-mail or telephone."""
    return list(named_like(learners_for(user), sought)[:MOST_FOUND]) if len(sought) > 1 else []
