"""Who a line of a sheet is: somebody the college knows, somebody of a line above, or somebody new."""

from collections.abc import Hashable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.sheets.doubts import Doubt, Suggestion
from courses.sheets.people import PersonLine, PersonRead
from enrolment.learners.likeness import Faces, has_contact_alike, is_surely
from enrolment.learners.models import Learner
from enrolment.learners.permissions import learners_for
from enrolment.office.imports.matching import agreeing, answers

NEW_PERSON = "is somebody new"
MOST_CHOICES = 8


@dataclass(frozen=True)
class Person:
    """Somebody of a sheet; `learner` None for one who is new, whom `said` tells of."""

    key: Hashable
    learner: Learner | None
    said: PersonLine
    words: str


class Persons:
    """Everybody of one sheet, line after line, against everybody the college knows.

    A telephone or e-mail is looked for in the whole college, because learners belong to it; a name alone
    in the localities of `by` (None: the system). `shown`: codes of the learners whose names are shown.
    """

    def __init__(self, by) -> None:
        everybody = list(Learner.objects.filter(merged_into=None))
        self._mine = None if by is None else set(learners_for(by).values_list("pk", flat=True))
        self._known, self._new = Faces(everybody), Faces()
        self._person_of: dict[int, Person] = {}
        self.shown: set[str] = set()

    @staticmethod
    def known_key(pk: int) -> Hashable:
        return "learner", pk

    def find(self, read: PersonRead) -> tuple[Person | None, Doubt | None]:
        """The person of the line, or what has to be asked first. Nobody is taken for another by a guess."""
        said = read.person
        assert said is not None
        face = Learner(name=said.called, full_name=said.name, email=said.email, phone=said.phone)
        agreed = answers(read.cells)
        known = [(other, same) for other, same in self._known.alike(face) if self._may_show(face, other)]
        above = [(self._person_of[id(other)], other, same) for other, same in self._new.alike(face)]
        for other, _same in known:
            if _is(other) in agreed:
                return self._known_one(other, said, ""), None
        for person, _other, _same in above:
            if _is_line(person) in agreed:
                return person, None
        if NEW_PERSON not in agreed:
            sure = [(other, same) for other, same in known if is_surely(face, other)]
            if len(sure) == 1:
                return self._known_one(sure[0][0], said, sure[0][1][0]), None
            for person, other, _same in above:
                if is_surely(face, other) and not known:
                    return person, None
            if known or above:
                return None, self._who(read, known, above)
        return self._somebody_new(face, said), None

    def _may_show(self, face: Learner, other: Learner) -> bool:
        return self._mine is None or other.pk in self._mine or has_contact_alike(face, other)

    def _known_one(self, learner: Learner, said: PersonLine, same: str) -> Person:
        self.shown.add(learner.code)
        why = f" ({same})" if same else ""
        words = _("{name}, known already as {known}").format(name=said.name, known=learner.written_name)
        return Person(self.known_key(learner.pk), learner, said, words + why)

    def _somebody_new(self, face: Learner, said: PersonLine) -> Person:
        person = Person(("line", said.number), None, said, _("{name}, new to the college").format(name=said.name))
        self._person_of[id(face)] = person
        self._new.add(face)
        return person

    def _who(self, read: PersonRead, known, above) -> Doubt:
        choices = []
        for other, same in known[:MOST_CHOICES]:
            self.shown.add(other.code)
            label = _("{name}, whom the college knows: {same}")
            name = other.written_name
            choices.append(Suggestion(label.format(name=name, same=", ".join(same)), agreeing(read.cells, _is(other))))
        for person, _other, same in above[:MOST_CHOICES]:
            label = _("The person of line {line}, {name}: {same}")
            words = label.format(line=person.said.number, name=person.said.name, same=", ".join(same))
            choices.append(Suggestion(words, agreeing(read.cells, _is_line(person))))
        choices.append(Suggestion(_("Somebody new"), agreeing(read.cells, NEW_PERSON)))
        said = _("“{name}” may be somebody we have already. Who is it?").format(name=read.person.name)
        return Doubt("which-person", read.number, "Name", said, tuple(choices))


def _is(learner: Learner) -> str:
    return f"is {learner.code}"


def _is_line(person: Person) -> str:
    return f"is the person of line {person.said.number}"
