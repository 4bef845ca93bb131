"""The college's own words for messages, with named places in square brackets; the defaults stay in the templates.

Only the first paragraph of a letter or e-mail and a text message can be said otherwise. Subjects, days,
links and help stay as they are, so that nothing private comes to stand where others look.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.models import Message, User
from college.refusals import Refusal
from courses.dates import day_words, session_words
from courses.models import Course
from enrolment.messages.models import MessageWords
from enrolment.messages.naming import names_one_of, titles_of

NAMED = re.compile(r"\[([^\[\]]*)\]")

# What may stand in square brackets, and what each becomes.
PLACES = {
    "name": gettext_lazy("what the person is called"),
    "phone": gettext_lazy("the telephone of the office"),
    "college": gettext_lazy("the name of the college"),
    "day": gettext_lazy("day and hours of their next session"),
    "venue": gettext_lazy("where that is"),
    "link": gettext_lazy("the address of their own page"),
    "until": gettext_lazy("the day until which the place is kept"),
    "was": gettext_lazy("the session as it was"),
    "now": gettext_lazy("the session as it is now"),
    "sessions": gettext_lazy("days, hours and places of the sessions"),
}
ALWAYS = ("name", "phone", "college")


@dataclass(frozen=True)
class Sort:
    """A kind of message: what it tells, which places it has, and which a text message can't do without.

    `in_full`: which a letter that is worded from end to end can't do without, besides those.
    """

    label: Any
    places: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    in_full: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        return ALWAYS + self.places


SORTS = {
    "requested": Sort(gettext_lazy("A place is kept until their welcome talk"), ("link",)),
    "guardian_asked": Sort(gettext_lazy("A place is kept until their parent or guardian agrees"), ("link",)),
    "guardian_said_no": Sort(gettext_lazy("Their parent or guardian does not agree")),
    "confirmed": Sort(gettext_lazy("They have a place"), ("day", "venue", "link"), in_full=("day",)),
    "waiting": Sort(gettext_lazy("They are on the waiting list"), ("link",)),
    "offered": Sort(gettext_lazy("A place is kept for them"), ("until", "link", "day", "venue"), ("until", "link")),
    "offer_ended": Sort(gettext_lazy("The place kept for them went on"), ("link",), ("link",)),
    "moved_up": Sort(gettext_lazy("They waited and have a place now"), ("day", "venue", "link"), in_full=("day",)),
    "transferred": Sort(gettext_lazy("They change to another run"), ("day", "venue", "link"), in_full=("day",)),
    "reminder": Sort(gettext_lazy("A reminder of sessions"), ("sessions", "link"), ("sessions",)),
    "session_moved": Sort(gettext_lazy("A session has changed"), ("was", "now"), ("was", "now")),
    "session_cancelled": Sort(gettext_lazy("A session is called off"), ("was", "day"), ("was",)),
    "cancelled": Sort(gettext_lazy("The whole course is called off")),
    "withdrawn": Sort(gettext_lazy("They gave their place up")),
    "given_on": Sort(gettext_lazy("We could not reach them, and gave their place on")),
    "declined": Sort(gettext_lazy("We can't give them the place")),
    "certificate": Sort(gettext_lazy("Their certificate is ready"), ("link",)),
}
# These say one thing to people who have a place and another to those who wait: own words are for the former.
FOR_PEOPLE_WITH_A_PLACE = {"session_moved", "session_cancelled"}


class BrokenWords(Refusal):
    """These words can't be filled in; the sentence says why."""


def refuse_broken(event: str, words: str, *, is_text: bool) -> None:
    """Refuses BrokenWords where `words` can't stand for `event`, as a text message or as a first paragraph."""
    sort = SORTS[event]
    names = _named(words)
    allowed = ", ".join(f"[{name}]" for name in sort.allowed)
    if re.search(r"[\[\]]", NAMED.sub("", words)):
        sentence = _("A square bracket has no partner. Places look like this: %(places)s.")
        raise BrokenWords(sentence % {"places": allowed})
    for name in names:
        if name not in sort.allowed:
            given = {"name": name[:40], "places": allowed}
            raise BrokenWords(_("There is no place called [%(name)s] here. You can use %(places)s.") % given)
    if is_text and words:
        refuse_missing(event, words)
    # A title of one word, such as "Hope", may stand in any sentence.
    if names_one_of(words, (title for title in titles_of(Course.objects.all()) if len(title.split()) > 1)):
        raise BrokenWords(_("These words name a course. Somebody else may see them: leave the name out."))


def refuse_missing(event: str, words: str, *, is_text: bool = True) -> None:
    """Refuses BrokenWords where `words` stand for a whole text message, or letter, and lack what people need of it."""
    sort = SORTS[event]
    wanted = sort.wanted if is_text else sort.wanted + sort.in_full
    missing = [f"[{name}]" for name in wanted if name not in _named(words)]
    if missing:
        raise BrokenWords(_("People need %(places)s here. Put it in.") % {"places": _(" and ").join(missing)})


def what_it_tells(message: Message) -> str:
    """What a message is about, for whoever looks over somebody's post: its sort, else its subject."""
    sort = SORTS.get(message.event)
    return str(sort.label) if sort else message.subject


def current_words() -> dict[str, MessageWords]:
    """The own words of each kind of message that has some, in one query."""
    return {words.event: words for words in MessageWords.objects.all() if words.event in SORTS}


@transaction.atomic
def choose_words(*, event: str, lead: str, text: str, by: User, now: dt.datetime) -> MessageWords | None:
    """From now on messages of `event` begin so; an empty part is said as the product says it. Twice is once.

    Refuses BrokenWords.
    """
    refuse_broken(event, lead, is_text=False)
    refuse_broken(event, text, is_text=True)
    last = MessageWords.objects.filter(event=event).last()
    if (lead, text) == ((last.lead, last.text) if last else ("", "")):
        return last
    return MessageWords.objects.create(event=event, lead=lead, text=text, by=by, at=now)


def can_be_filled(words: str, context: Mapping[str, Any]) -> bool:
    """Whether there is something for every named place of `words`: a run may have no venue, a college no phone."""
    return all(_VALUES[name](context) for name in _named(words))


def _named(words: str) -> list[str]:
    return [name.strip().casefold() for name in NAMED.findall(words)]


def fill(words: str, context: Mapping[str, Any]) -> str:
    """`words` with every named place replaced, plainly: nothing in them or in a name is ever run."""
    return NAMED.sub(lambda found: _VALUES[found.group(1).strip().casefold()](context), words)


def _session(name: str) -> Callable[[Mapping[str, Any]], str]:
    def said(context: Mapping[str, Any]) -> str:
        session = context.get(name)
        return session_words(session) if session else ""

    return said


def _sessions(context: Mapping[str, Any]) -> str:
    pairs = context.get("coming", ())
    return "; ".join(f"{session_words(session)}{f', {venue.name}' if venue else ''}" for session, venue in pairs)


def _link(context: Mapping[str, Any]) -> str:
    offer = context["enrolment"].last_offer if context.get("event") in ("offered", "offer_ended") else None
    return offer.address if offer else context["address"]


def _until(context: Mapping[str, Any]) -> str:
    offer = context["enrolment"].last_offer
    return day_words(offer.until_on) if offer else ""


_VALUES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "name": lambda context: context["learner"].name,
    "phone": lambda context: context["college"].help_phone,
    "college": lambda context: context["college"].college_name,
    "day": _session("next_session"),
    "venue": lambda context: getattr(context.get("venue"), "name", ""),
    "link": _link,
    "until": _until,
    "was": _session("before"),
    "now": _session("after"),
    "sessions": _sessions,
}
