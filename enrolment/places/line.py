"""The waiting list: who is next, by which rule; who comes first for a reason, and who comes together.

The order is priority (one of Policy.reasons_to_come_first, kept with the enrolment), then time. People who
asked to come together are one party: they move up together, where the first of them stands, as soon as there
is a place for each; meanwhile a single place goes to whoever is next. Of a party, those who rest or may hold
no further place this term hold the others back no longer.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Policy, Run
from enrolment.places import moves
from enrolment.places.models import Enrolment
from enrolment.places.queries import Standing, held_in_term, ready_for


class NoSuchReason(Refusal):
    sentence = _("Choose one of the college's own reasons.")


class NotBothWaiting(Refusal):
    sentence = _(
        "We found nobody with this word who waits for the same course. "
        "Please ask them to read it out again from their own page."
    )


def somebody_is_before(run: Run, standing: Standing) -> bool:
    """Whether a newcomer must wait because of those who wait already."""
    if not standing.waiting:
        return False
    if Policy.current().waiting_list == Policy.Waiting.OFFICE:
        return True
    return bool(next_in_line(run, standing))


def passes_over(run: Run, standing: Standing, enrolment: Enrolment | None) -> bool:
    """Whether a place for `enrolment`, or for a newcomer (None), would pass over whoever is next."""
    first = next(iter(next_in_line(run, standing)), [])
    return bool(first) and (enrolment is None or enrolment.pk not in {each.pk for each in first})


def next_in_line(run: Run, standing: Standing) -> list[list[Enrolment]]:
    """The parties, in order, of those who are ready, for whom there are places now, and who may hold one more.

    Each by itself: a caller who gives one of them its places asks `standing.fits` again for the next.
    """
    waiting = list(ready_for(run).select_related("learner"))
    limit = Policy.current().places_per_term
    if limit is not None and run.format != "drop_in":
        held = held_in_term([e.learner_id for e in waiting], run.term_id)
        waiting = [e for e in waiting if held[e.learner_id] < limit]
    return [party for party in parties_of(waiting) if standing.fits(e.learner for e in party)]


def parties_of(waiting: Iterable[Enrolment]) -> list[list[Enrolment]]:
    """Those who wait, in their order, as those who move up together; who comes alone is a party of one."""
    parties: dict[str, list[Enrolment]] = {}
    for enrolment in waiting:
        parties.setdefault(enrolment.party or enrolment.code, []).append(enrolment)
    return list(parties.values())


@transaction.atomic
def put_first(*, enrolment: Enrolment, reason: str, by, now: dt.datetime) -> Enrolment:
    """Somebody who waits comes before the others, for one of Policy.reasons_to_come_first; "" undoes it.

    Twice is once. Refuses NoSuchReason, and CantChange for somebody who doesn't wait.
    """
    enrolment = _waiting(enrolment)
    if reason and reason not in Policy.current().first_reasons:
        raise NoSuchReason
    if enrolment.comes_first != reason:
        enrolment.comes_first = reason
        enrolment.save(update_fields=["comes_first"])
        moves.note(enrolment, by=by, now=now, reason="comes_first" if reason else "comes_in_order")
    return enrolment


@transaction.atomic
def come_together(*, enrolment: Enrolment, word: str, by, now: dt.datetime) -> Enrolment:
    """Two who wait for one run ask to come together; those whom either comes with already join them.

    `word`: the other's code, which stands on their own page and is theirs to give away. Twice is once.
    Refuses NotBothWaiting, alike for a word that is nobody's and for somebody who waits elsewhere.
    """
    enrolment = _waiting(enrolment)
    waiting = enrolment.run.enrolments.waiting()
    other = waiting.exclude(pk=enrolment.pk).filter(code="".join(word.split()).lower()).first()
    if other is None:
        raise NotBothWaiting
    if enrolment.party and enrolment.party == other.party:
        return enrolment
    joined = [enrolment, other]
    for party in {enrolment.party, other.party} - {""}:
        joined += waiting.filter(party=party).exclude(pk__in=[enrolment.pk, other.pk])
    for each in joined:
        each.party = enrolment.code
        each.save(update_fields=["party"])
    moves.note(enrolment, by=by, now=now, reason="comes_together")
    return enrolment


@transaction.atomic
def come_alone(*, enrolment: Enrolment, by, now: dt.datetime) -> Enrolment:
    """Somebody who waits with others moves up by themselves again. Twice is once. Refuses CantChange."""
    enrolment = _waiting(enrolment)
    if enrolment.party:
        enrolment.party = ""
        enrolment.save(update_fields=["party"])
        moves.note(enrolment, by=by, now=now, reason="comes_alone")
    return enrolment


def _waiting(enrolment: Enrolment) -> Enrolment:
    """The enrolment once its run is locked. Refuses CantChange where it doesn't wait."""
    fresh = moves.locked(enrolment)
    if fresh.status != "waiting":
        raise moves.CantChange
    return fresh
