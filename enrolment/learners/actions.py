"""Verbs on learners: join once, agree."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from college.models import User, Wording
from college.refusals import Refusal
from courses.models import Policy
from enrolment.learners.answers import Answers
from enrolment.learners.guardian.actions import name_guardian
from enrolment.learners.guardian.words import young_words
from enrolment.learners.models import Learner, Need
from enrolment.learners.questions import only_asked

Route = Learner.Route
# Childline is there for everyone under this age.
UP_TO_CHILDLINE = 19


class NoName(Refusal):
    sentence = _("Tell us a name to call you. Any name you like is fine.")


class CantBeReached(Refusal):
    sentence = _("Tell us one way to reach you: e-mail, telephone or a postal address.")


class TooYoung(Refusal):
    """Said with where to turn, which for somebody under 19 is more than our own telephone; `more`, another sentence."""

    def __init__(self, minimum_age: int, *, more: str = ""):
        phone = Wording.current().help_phone
        said = _("Our courses are for people aged %(age)s or over. Please ring us%(phone)s: we may know of something.")
        sentence = said % {"age": minimum_age, "phone": f" ({phone})" if phone else ""}
        if more:
            sentence += " " + more
        if minimum_age <= UP_TO_CHILDLINE:
            sentence += " " + _("To talk with somebody today, ring Childline on 0800 1111. It is free, day and night.")
        super().__init__(sentence)


class Merged(Refusal):
    sentence = _("This record was put together with another one just now. Please open the page again.")


class NotAgreed(Refusal):
    sentence = _("Read the learning agreement and tick the box, so that everyone knows how we treat each other.")


@transaction.atomic
def register_learner(*, answers: Answers, by: User | None, now: dt.datetime, account: User | None = None) -> Learner:
    """Someone joins the college, once; later they only take places.

    `answers` needs a name, a route with its contact, the age check and the current agreement.
    The learner gets a way to sign in: a new user, with the mailbox where no account has it and
    without e-mail where one does (one account a mailbox, one learner an account; contact
    addresses may repeat). `account` is whoever is signed in: it becomes the learner's where
    the mailbox is its own and it has no learner yet. What is returned looks the same either way.

    Somebody under age names their parent or guardian, where the college takes them so (Policy.guardian_from_age).
    What the college asks no more is left out. Refuses NoName, CantBeReached, TooYoung, NoGuardian, NotAgreed.
    """
    policy, answers = Policy.current(), only_asked(answers)
    _check(answers, policy)
    learner = Learner.objects.create(
        user=_account_for(answers, account),
        name=answers.name.strip(),
        full_name=answers.full_name.strip(),
        email=answers.email.strip().lower(),
        phone=answers.phone.strip(),
        address=answers.address.strip(),
        route=answers.route,
        may_leave_message=answers.may_leave_message,
        capacities=answers.capacities,
        heard=answers.heard,
        age_confirmed=answers.old_enough,
        agreement_version=policy.agreement_version,
        agreed_at=now,
        joined_at=now,
    )
    if answers.is_young and not answers.old_enough:
        name_guardian(learner=learner, answers=answers, now=now)
    needs = [Need(learner=learner, kind=kind, asked_at=now) for kind in answers.needs]
    if answers.needs_words.strip():
        needs.append(Need(learner=learner, own_words=answers.needs_words.strip(), asked_at=now))
    if needs:
        Need.objects.bulk_create(needs)
    return learner


@transaction.atomic
def meet_learner(*, name: str, phone: str, email: str, old_enough: bool, by: User, now: dt.datetime) -> Learner:
    """Somebody new stands in the room: the least that is needed to reach them again.

    The learning agreement, how they like to be told and what helps are asked later, by the
    office; until then they have no account, and stand on its list (queries.to_complete).
    Refuses NoName, CantBeReached, TooYoung.
    """
    route = Route.EMAIL if email.strip() else Route.CALL
    answers = Answers(name=name, phone=phone, email=email, route=route, old_enough=old_enough)
    policy = Policy.current()
    answers.agreement_version = policy.agreement_version  # not agreed to yet: asked later
    _check(answers, policy)
    return Learner.objects.create(
        name=name.strip(), phone=phone.strip(), email=email.strip().lower(), route=route, age_confirmed=True,
        joined_at=now,
    )  # fmt: skip


@transaction.atomic
def bring_learner(
    *, name: str, full_name: str, phone: str, email: str, address: str, old_enough: bool, by: User, now: dt.datetime
) -> Learner:
    """Somebody comes across from a sheet of the college's: as `meet_learner`, and with a way to sign in.

    `old_enough` is `by`'s word for them. They read the learning agreement when they first open their own
    page, or the office reads it to them. Refuses NoName, CantBeReached, TooYoung.
    """
    route = Route.EMAIL if email else Route.CALL if phone else Route.LETTER
    answers = Answers(
        name=name, phone=phone, email=email, address=address, full_name=full_name, route=route, old_enough=old_enough
    )
    policy, answers = Policy.current(), only_asked(answers)
    answers.agreement_version = policy.agreement_version  # not agreed to yet: asked later
    _check(answers, policy)
    return Learner.objects.create(
        user=_account_for(answers, None), name=name, full_name=answers.full_name, phone=phone, email=email,
        address=address, route=route, age_confirmed=True, joined_at=now,
    )  # fmt: skip


def _check(answers: Answers, policy: Policy) -> None:
    if not answers.name.strip():
        raise NoName
    if not answers.contact:
        raise CantBeReached
    if not answers.old_enough and not answers.is_young:
        raise TooYoung(policy.minimum_age, more=young_words(policy))
    if answers.agreement_version != policy.agreement_version:
        raise NotAgreed


def _account_for(answers: Answers, account: User | None) -> User:
    email = User.objects.normalize_email(answers.email)
    if account is not None and account.email == email and not Learner.objects.filter(user=account).exists():
        return account
    if email and not User.objects.filter(email=email).exists():
        try:
            with transaction.atomic():
                # Whoever reads the mailbox is its owner; nobody has shown yet that the telephone is theirs, too.
                return User.objects.create_user(email, name=answers.name.strip())
        except IntegrityError:
            pass  # somebody else's form took the mailbox in this very moment
    # A texted sign-in code goes to the number that this person asked us to text.
    mobile = answers.phone.strip() if answers.route == Route.TEXT else ""
    return User.objects.create_user(None, name=answers.name.strip(), mobile=mobile)


def refuse_merged(learner: Learner) -> Learner:
    """The record, read after its lock, if it is not out of sight meanwhile. Refuses Merged."""
    if learner.merged_into_id:
        raise Merged
    return learner


@transaction.atomic
def account_of(*, learner: Learner, by: User | None, now: dt.datetime) -> User:
    """The account by which `learner` signs in; one without e-mail is made where there is none."""
    learner = Learner.objects.select_for_update(of=("self",)).select_related("user").get(pk=learner.pk)
    if learner.user is None:
        learner.user = User.objects.create_user(None, name=learner.name)
        learner.save(update_fields=["user"])
    return learner.user


@transaction.atomic
def agree(*, learner: Learner, by: User | None, now: dt.datetime) -> Learner:
    """The learner accepts the learning agreement as it stands now. Twice is once."""
    version = Policy.current().agreement_version
    if learner.agreement_version != version:
        learner.agreement_version, learner.agreed_at = version, now
        learner.save(update_fields=["agreement_version", "agreed_at"])
    return learner


@transaction.atomic
def arrange(
    *, need: Need, status: str, action: str, knows: str, review_on: dt.date | None, by: User | None, now: dt.datetime
) -> Need:
    """What the college does about what helps someone; whoever says so sees to it.

    `status` is one of Need.Status; `action`, at most 120 characters, is what trainers read on
    the register where `knows` says that they must know: what to do, never why. `review_on` is
    the local day on which the office looks at it again.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    need.status, need.action, need.knows = Need.Status(status), action.strip(), Need.Knows(knows)
    need.review_on, need.owner = review_on, by
    need.save(update_fields=["status", "action", "knows", "review_on", "owner"])
    return need
