"""Asking two people to sign the words of a course as they stand in its newest draft."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.models import CoursePage
from cms.publishing import fingerprint_of_page, words_of
from cms.signoff.messages import tell
from cms.signoff.models import SignEvent, SignRequest
from cms.signoff.queries import holds, is_due, signatures
from cms.signoff.states import SIGN_REQUEST
from college.models import User
from college.refusals import Refusal
from courses.models import Capacity, CoProducer, Course
from courses.states import may_go

State = SignRequest.State


class NoWords(Refusal):
    sentence = _("This course has no page yet. Open “Edit the words” in the office, write them, and come back.")


class SamePerson(Refusal):
    sentence = _(
        "Two different people sign: one for lived experience, one for professional knowledge. "
        "Ask someone else for one of them."
    )


class AccountClosed(Refusal):
    sentence = _("The account with this address is closed, so nobody can sign with it. Ask someone else.")


class SignedAlready(Refusal):
    sentence = _("Both have signed these words already. Press “Publish” on the page to make them public.")


@dataclass(frozen=True)
class Signer:
    """Who is asked: the name as they are credited, and the address their sign-in code goes to."""

    name: str
    email: str


@dataclass(frozen=True)
class Draft:
    """The newest words of a course's page in one language, public or not, read under the course's lock."""

    page: CoursePage
    words: dict
    fingerprint: str


def newest_draft(course: Course, language: str = "") -> Draft:
    """The words that would be published now. Refuses a course without a page in `language`."""
    page = CoursePage.objects.filter(course=course, language=language).first()
    if page is None:
        raise NoWords
    newest = page.get_latest_revision_as_object()
    return Draft(newest, words_of(newest), fingerprint_of_page(newest))


@transaction.atomic
def ask_for_signing(
    *, course: Course, language: str = "", lived: Signer, professional: Signer, publishes: bool, by, now: dt.datetime
) -> list[SignRequest]:
    """Ask both to sign the newest words of `course` in `language`; a signature that holds is not asked for again.

    Makes accounts for those who have none, writes both down as co-producers, and tells each.
    publishes: make the page public as soon as both have signed. Requests for older words, and
    for other people, are put away. Refuses the same person twice, and words signed by both.
    """
    who = {"lived": lived, "professional": professional, "by": by}
    asked = write_requests(course=course, language=language, publishes=publishes, now=now, **who)
    for request in asked:
        key = f"sign-off asked {request.code}"
        tell("asked", request.signer, courses=[request.course], key=key, about=request.code, now=now)
    return asked


@transaction.atomic
def write_requests(
    *, course: Course, language: str, lived: Signer, professional: Signer, publishes: bool, by, now: dt.datetime
) -> list[SignRequest]:
    """What `ask_for_signing` does but for telling anyone: its caller does that."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    draft = newest_draft(course, language)
    people = {Capacity.LIVED: _person(lived), Capacity.PROFESSIONAL: _person(professional)}
    if people[Capacity.LIVED] == people[Capacity.PROFESSIONAL]:
        raise SamePerson
    given = {kind: row for kind, row in signatures(course, draft.fingerprint).items() if holds(course, row, now)}
    if len(given) == len(Capacity) and not is_due(course, now):
        raise SignedAlready
    # Due to be read again on the very day they signed: both are asked anew.
    missing = [kind for kind in Capacity if kind not in given] or list(Capacity)
    others = [row for kind, row in given.items() if kind not in missing]
    if any(people[kind].pk == row.signer_id for kind in missing for row in others):
        raise SamePerson
    _put_away(SignRequest.objects.filter(course=course, language=language, state=State.ASKED), by, now)
    names = {Capacity.LIVED: lived.name, Capacity.PROFESSIONAL: professional.name}
    requests = []
    for kind in missing:
        _remember(course, language, people[kind], kind, names[kind])
        request = SignRequest.objects.create(
            course=course,
            language=language,
            signer=people[kind],
            capacity=kind,
            words=draft.words,
            fingerprint=draft.fingerprint,
            publishes=publishes,
            credit=names[kind],
            asked_by=by,
            asked_at=now,
        )
        record(request, State.ASKED, by, now)
        requests.append(request)
    return requests


@transaction.atomic
def publish_when_signed(*, course: Course, fingerprint: str, by, now: dt.datetime) -> bool:
    """Remember that these words are to be public as soon as both have signed.

    Returns whether anyone is asked to sign them: else nobody is, and they will not be by themselves.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    return bool(
        SignRequest.objects.filter(course=course, fingerprint=fingerprint, state=State.ASKED).update(
            publishes=True, asked_by=by
        )
    )


@transaction.atomic
def put_away_older_words(*, course: Course, language: str, fingerprint: str, by, now: dt.datetime) -> int:
    """The words of a language are now those that `fingerprint` names: whoever was asked about others is asked no more.

    Returns how many requests that were.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    asked = SignRequest.objects.filter(course=course, language=language, state=State.ASKED)
    return _put_away(asked.exclude(fingerprint=fingerprint), by, now)


def answer(request: SignRequest, state: str, by, now: dt.datetime, comment: str = "") -> None:
    """Move a request that its caller has locked (through its course) to `state`, and write that down."""
    if not may_go(SIGN_REQUEST, request.state, state):
        raise ValueError(f"A request that is {request.state} does not become {state}.")
    request.state, request.answered_at = state, now
    request.save(update_fields=["state", "answered_at", "credit", "shows_capacity"])
    record(request, state, by, now, comment)


def record(request: SignRequest, became: str, by, now: dt.datetime, comment: str = "") -> None:
    SignEvent.objects.create(request=request, became=became, comment=comment, by=by, by_system=by is None, at=now)


def _put_away(requests, by, now: dt.datetime) -> int:
    rows = list(requests)
    for row in rows:
        answer(row, State.SUPERSEDED, by, now)
    return len(rows)


def _person(signer: Signer) -> User:
    email = User.objects.normalize_email(signer.email)
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=signer.name)
    if not user.is_active:
        raise AccountClosed
    return user


def _remember(course: Course, language: str, user: User, capacity: str, name: str) -> None:
    known = {"capacity": capacity, "name": name}
    CoProducer.objects.update_or_create(course=course, language=language, user=user, defaults=known)
