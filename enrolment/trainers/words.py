"""What keeps a trainer from a run, what speaks for them, and what would have to change: codes as sentences.

Each is a sentence about one trainer and one run, true of the facts it is given; tests solve again to see it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.dates import EVERY, date_alone, day_and_month
from courses.models import Locality, Strand
from enrolment.trainers.solving.fitness import Bar, most_at_once, most_in_a_row
from enrolment.trainers.solving.putting import HAS_PAIR, UNSKILLED
from enrolment.trainers.solving.reasons import PEER, PROFESSIONAL, Change, Side
from enrolment.trainers.solving.suggesting import Merit, Suggestion
from enrolment.trainers.solving.term import Meeting, Run, Trainer


@dataclass(frozen=True)
class Names:
    """What places and strands are called, by id; two queries."""

    places: dict[int, str]
    strands: dict[int, str]

    @classmethod
    def read(cls) -> "Names":
        return cls(dict(Locality.objects.values_list("pk", "name")), dict(Strand.objects.values_list("pk", "name")))


def listed(words: list[str]) -> str:
    """ "Monday mornings, Tuesday mornings and Friday afternoons" """
    return get_text_list(words, _("and"))


def halves_words(halves: set[tuple[int, str]]) -> str:
    """Thursday mornings and Friday afternoons"""
    said = {
        "am": _("%(weekdays)s in the morning"),
        "pm": _("%(weekdays)s in the afternoon"),
        "ev": _("%(weekdays)s in the evening"),
    }
    parts = sorted(halves, key=lambda part: (part[0], list(said).index(part[1])))
    return listed([said[half] % {"weekdays": EVERY[day]} for day, half in parts])


def span_words(first: dt.date, last: dt.date) -> str:
    """on 3 March 2027; from 1 February to 12 February 2027"""
    if first == last:
        return _("on %(day)s") % {"day": date_alone(first)}
    start = day_and_month(first) if first.year == last.year else date_alone(first)
    return _("from %(first)s to %(last)s") % {"first": start, "last": date_alone(last)}


def bar_words(bar: Bar, run: Run, trainer: Trainer, names: Names) -> str:
    """Why this trainer can't be asked for this run."""
    match bar:
        case Bar.HALF_DAY:
            missing = {meeting.half for meeting in run.meetings} - trainer.free
            return _("Isn't usually free on %(days)s.") % {"days": halves_words(missing)}
        case Bar.WEEK:
            return _most_words(trainer.a_week or 0, _("a week"))
        case Bar.DAY:
            return _most_words(trainer.a_day or 0, _("a day"))
        case Bar.ROW:
            said = ngettext("Wants a rest after %(count)s session, and would have none.",
                            "Wants a rest after %(count)s sessions, and would have none.",
                            trainer.in_a_row or 0)  # fmt: skip
            return said % {"count": trainer.in_a_row}
        case Bar.FAR:
            return _("Travels %(minutes)s minutes at most, and this is further.") % {"minutes": trainer.furthest}
        case Bar.SKILL:
            return _("The course asks of one of the two: %(skills)s.") % {"skills": skills_words(run, trainer)}
        case Bar.CHECK:
            return _check_words(trainer)
        case Bar.RELEASE:
            return _("Not released by their own team yet, for all of its days.")
        case Bar.PLACE:
            return _("Doesn't usually teach in %(place)s.") % {"place": names.places[run.place]}
        case Bar.STRAND:
            return _("Hasn't named %(strand)s.") % {"strand": names.strands[run.strand]}
        case Bar.AWAY:
            spans = [span_words(*span) for span in trainer.away if _meets_within(run, span)]
            return _("Away %(spans)s.") % {"spans": listed(spans)}
        case Bar.CERTIFIED:
            return _("Only certified facilitators may teach this course.")
        case Bar.BUSY:
            return _("Teaches another run then, or can't get there from it in time.")
        case Bar.DECLINED:
            return _("Said they can't.")


def skills_words(run: Run, trainer: Trainer) -> str:
    """What the course asks of one of the two, and this trainer can't do: Makaton; a mindfulness teacher"""
    return "; ".join(sorted(run.skills - trainer.skills))


def _most_words(most: int, when: str) -> str:
    said = ngettext("Wants %(count)s session %(when)s at most, and would have more.",
                    "Wants %(count)s sessions %(when)s at most, and would have more.", most)  # fmt: skip
    return said % {"count": most, "when": when}


def _check_words(trainer: Trainer) -> str:
    if trainer.cleared_until is None:
        return _("No check is on record.")
    return _("The check runs out on %(day)s, before the last session.") % {"day": date_alone(trainer.cleared_until)}


def _meets_within(run: Run, span: tuple[dt.date, dt.date]) -> bool:
    return any(span[0] <= meeting.day <= span[1] for meeting in run.meetings)


def merits_words(found: Suggestion, run: Run, names: Names) -> list[str]:
    """Why this trainer could teach it, what matters most first."""
    said = {
        Merit.TAUGHT: _("taught it in the last year"),
        Merit.NEAR: _("lives near"),
        Merit.SKILLED: "; ".join(sorted(run.skills & found.trainer.skills)),
        Merit.CERTIFIED: _("a certified facilitator"),
    }
    words = [said[merit] for merit in found.merits]
    if not found.bars & {Bar.STRAND, Bar.PLACE}:
        words.append(_("teaches %(strand)s in %(place)s")
                     % {"strand": names.strands[run.strand], "place": names.places[run.place]})  # fmt: skip
    halves = {meeting.half for meeting in run.meetings}
    if halves and Bar.HALF_DAY not in found.bars:
        words.append(_("free on %(days)s") % {"days": halves_words(halves)})
    return [*words, *_release_words(found, run), _week_words(found)]


def _release_words(found: Suggestion, run: Run) -> list[str]:
    """What the allocator is told of the line manager's yes; nothing where none is needed, or where it bars already."""
    if found.trainer.released is None or Bar.RELEASE in found.bars:
        return []
    if found.trainer.is_released_for(run):
        return [_("released by their own team")]
    return [_("not released by their own team yet")]


def _week_words(found: Suggestion) -> str:
    if found.trainer.a_week is None:
        said = ngettext(
            "would have %(count)s session a week", "would have up to %(count)s sessions a week", found.a_week
        )
        return said % {"count": found.a_week}
    said = _("would have %(count)s of %(most)s sessions a week")
    return said % {"count": found.a_week, "most": found.trainer.a_week}


def side_words(side: Side, run: Run, names: Names) -> str:
    """How many could teach the run but for what stands beside their names: the sentence over these."""
    count = len(side.barred)
    facts = {"count": count, "strand": names.strands[run.strand], "place": names.places[run.place]}
    if not count:
        nobody = {
            PEER: _("No peer trainer who can be asked teaches %(strand)s in %(place)s."),
            PROFESSIONAL: _("No professional trainer who can be asked teaches %(strand)s in %(place)s."),
        }
        return nobody.get(side.kind, _("Nobody else who can be asked teaches %(strand)s in %(place)s.")) % facts
    if side.kind == PEER:
        said = ngettext("%(count)s peer trainer teaches %(strand)s in %(place)s: what keeps them",
                        "%(count)s peer trainers teach %(strand)s in %(place)s: what keeps them", count)  # fmt: skip
    elif side.kind == PROFESSIONAL:
        said = ngettext("%(count)s professional trainer teaches %(strand)s in %(place)s: what keeps them",
                        "%(count)s professional trainers teach %(strand)s in %(place)s: what keeps them",
                        count)  # fmt: skip
    else:
        said = ngettext("%(count)s other trainer teaches %(strand)s in %(place)s: what keeps them",
                        "%(count)s other trainers teach %(strand)s in %(place)s: what keeps them", count)  # fmt: skip
    return said % facts


def change_words(change: Change, run: Run, who: Trainer, name: str, taken: list[Meeting], names: Names) -> str:
    """What would have to be different about one trainer who already has `taken`, to follow "if"."""
    week, day = most_at_once(run.meetings, taken)
    facts = {
        "name": name,
        "days": halves_words({meeting.half for meeting in run.meetings} - who.free),
        "week": week,
        "day": day,
        "row": most_in_a_row(run.meetings, taken),
        "skills": skills_words(run, who),
        "until": date_alone(run.meetings[-1].day),
        "place": names.places[run.place],
        "strand": names.strands[run.strand],
        "spans": listed([span_words(*span) for span in who.away if _meets_within(run, span)]),
    }
    return {
        Bar.HALF_DAY: _("%(name)s were free on %(days)s"),
        Bar.WEEK: _("%(name)s wanted %(week)s sessions a week"),
        Bar.DAY: _("%(name)s wanted %(day)s sessions a day"),
        Bar.ROW: _("%(name)s taught %(row)s sessions in a row"),
        Bar.FAR: _("%(name)s travelled further"),
        Bar.SKILL: _("%(name)s could do this: %(skills)s"),
        Bar.CHECK: _("the check of %(name)s lasted until %(until)s"),
        Bar.RELEASE: _("the team of %(name)s released them for it"),
        Bar.PLACE: _("%(name)s taught in %(place)s"),
        Bar.STRAND: _("%(name)s taught %(strand)s"),
        Bar.AWAY: _("%(name)s were not away %(spans)s"),
        Bar.CERTIFIED: _("%(name)s were a certified facilitator"),
    }[change.bar] % facts


def whole_change(changes: list[str], *, is_free: bool) -> str:
    """The sentence about the smallest change; `is_free` where none is needed at all."""
    if is_free:
        return _("Somebody is free for it now: ask by hand, or plan again.")
    if not changes:
        return _("No change of what is on record about one trainer of each kind would fill it: "
                 "it wants somebody new, or another day.")  # fmt: skip
    return _("It would have its pair if %(changes)s.") % {"changes": listed(changes)}


def refusal_words(why: str) -> str:
    """Why a run of a plan is left as it is, where it is about no trainer."""
    if why == UNSKILLED:
        return _("Neither of the two can do what the course asks of one of them by now.")
    if why == HAS_PAIR:
        return _("It has trainers by now whom the plan did not know of.")
    return _("It was called off, is over, or one of the trainers no longer teaches.")
