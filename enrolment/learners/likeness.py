"""Records that may be of one person: the same telephone or e-mail, or names spelled alike."""

import difflib
import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enrolment.learners.models import Learner, NotTheSame
from enrolment.learners.queries import figures_of

# Of two names, this share of their letters is the same and in the same order (difflib's ratio).
ALIKE = 0.85
# Letters that Unicode takes for letters of their own, as those write them who have no such key.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
# A first name alone says little: only names of two words and more are compared.
WORDS = 2
# Where this many share a word of their names it sets nobody apart; their initials still do.
COMMON = 40


@dataclass(frozen=True)
class Likeness:
    """Two records, the older first, and what is alike."""

    one: Learner
    other: Learner
    same: tuple[str, ...]


def likenesses(learners: QuerySet[Learner]) -> list[Likeness]:
    """Pairs of `learners` that may be one person, the likeliest first; not those somebody said are two."""
    people = {learner.pk: learner for learner in learners.filter(merged_into=None)}
    apart = set(NotTheSame.objects.values_list("one_id", "other_id"))
    found = []
    for one, other in sorted(_worth_comparing(people.values())):
        if (one, other) not in apart and (same := what_is_alike(people[one], people[other])):
            found.append(Likeness(people[one], people[other], same))
    return sorted(found, key=lambda pair: (-len(pair.same), pair.one.name.casefold(), pair.one.pk))


def what_is_alike(one: Learner, other: Learner) -> tuple[str, ...]:
    """In words, the surest first; empty where nothing is."""
    same = []
    if one.email and one.email.casefold() == other.email.casefold():
        same.append(_("the same e-mail address"))
    if _phone(one) and _phone(one) == _phone(other):
        same.append(_("the same telephone"))
    mine, theirs = _words(one), _words(other)
    if mine == theirs and len(mine) >= WORDS:
        same.append(_("the same name"))
    elif min(len(mine), len(theirs)) >= WORDS and _ratio(mine, theirs) >= ALIKE:
        same.append(_("names spelled alike"))
    return tuple(same)


def is_surely(one: Learner, other: Learner) -> bool:
    """The same e-mail or telephone, and a name that both go by. Families share the first two, so both count."""
    mine, theirs = ({name.casefold() for name in (each.name, each.full_name) if name} for each in (one, other))
    return bool(mine & theirs) and has_contact_alike(one, other)


def has_contact_alike(one: Learner, other: Learner) -> bool:
    """The same e-mail address or telephone number."""
    has_mail = bool(one.email) and one.email.casefold() == other.email.casefold()
    return has_mail or (bool(one.phone) and _phone(one) == _phone(other))


class Faces:
    """People to be compared with newcomers, one after the other, without asking the database each time."""

    def __init__(self, people: Iterable[Learner] = ()) -> None:
        self._by_sign: dict[tuple[str, str], list[Learner]] = defaultdict(list)
        for learner in people:
            self.add(learner)

    def add(self, learner: Learner) -> None:
        for sign in _signs(learner):
            self._by_sign[sign].append(learner)

    def alike(self, newcomer: Learner) -> list[tuple[Learner, tuple[str, ...]]]:
        """Those who may be `newcomer`, each with what is alike, the likeliest first."""
        met: dict[int, Learner] = {}
        for sign in _signs(newcomer):
            if sign[0] != "word" or len(self._by_sign[sign]) <= COMMON:
                met |= {id(learner): learner for learner in self._by_sign[sign]}
        found = [(learner, same) for learner in met.values() if (same := what_is_alike(newcomer, learner))]
        return sorted(found, key=lambda pair: (-len(pair[1]), pair[0].name.casefold()))


def _worth_comparing(people: Iterable[Learner]) -> set[tuple[int, int]]:
    """Pairs that share something: comparing everybody with everybody would take minutes."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for learner in people:
        for shared in _signs(learner):
            groups[shared].append(learner.pk)
    return {
        pair
        for shared, ids in groups.items()
        if len(ids) <= COMMON or shared[0] != "word"
        for pair in itertools.combinations(sorted(set(ids)), 2)
    }


def _signs(learner: Learner) -> Iterator[tuple[str, str]]:
    if learner.email:
        yield "email", learner.email.casefold()
    if phone := _phone(learner):
        yield "phone", phone
    words = _words(learner)
    if len(words) >= WORDS:
        initials, length = "".join(word[0] for word in words), sum(map(len, words))
        # Two rows of boxes that overlap: names of nearly the same length meet in one of them.
        yield "initials", f"{initials}{length // 4}"
        yield "initials and a half", f"{initials}{(length + 2) // 4}"
        yield from (("word", word) for word in words)


def _phone(learner: Learner) -> str:
    return figures_of(learner.phone) if learner.phone else ""


def _words(learner: Learner) -> tuple[str, ...]:
    """The words of the fuller name, without accents or capitals, in one order."""
    plain = unicodedata.normalize("NFKD", learner.full_name or learner.name).casefold().translate(PLAIN)
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return tuple(sorted(letters.split()))


def _ratio(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    return difflib.SequenceMatcher(None, " ".join(mine), " ".join(theirs), autojunk=False).ratio()
