"""What a person decides about a certificate: give one, put its words right, take it back.

Each locks the run first, as closing its register does, so a certificate is never issued twice.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from enrolment.certificates.eligibility import is_over, took_part
from enrolment.certificates.letters import refuse_lost_letters
from enrolment.certificates.models import Certificate
from enrolment.certificates.moves import issue, lock, take_back
from enrolment.certificates.reasons import GIVEN, TAKEN_BACK
from enrolment.certificates.words import attendance_words, course_words, words_for
from enrolment.places.actions import settle
from enrolment.places.models import Enrolment


class NotOver(Refusal):
    sentence = _("The last register of this course is not closed yet. Certificates are made when it is.")


class NeverCame(Refusal):
    sentence = _("They came to no session, so there is nothing for a certificate to say. A letter can be printed.")


class Replaced(Refusal):
    sentence = _("This certificate was taken back or replaced meanwhile. Look at the list again.")


class ReasonMissing(Refusal):
    sentence = _("Choose a reason from the list.")


@transaction.atomic
def give(*, enrolment: Enrolment, reason: str, by, now: dt.datetime) -> Certificate:
    """Give a certificate to someone who came, though less often than the rule asks. Twice is once.

    `reason` is one of `reasons.GIVEN`. A correction of the register later leaves it theirs.
    Refuses NotOver, NeverCame, ReasonMissing.
    """
    if reason not in GIVEN:
        raise ReasonMissing
    run = lock(enrolment.run_id)
    enrolment = Enrolment.objects.select_related("learner__user").get(pk=enrolment.pk)
    live = enrolment.certificates.filter(status="issued", kind=Certificate.Kind.TOOK_PART).first()
    if live is not None:
        return live
    if not is_over(run):
        raise NotOver
    fact = took_part(run, [enrolment])[enrolment.pk]
    if not fact.attended:
        raise NeverCame
    settle(enrolment=enrolment, completed=True, by=by, now=now)
    words = words_for(enrolment, course_words(run)) | attendance_words(fact.held, fact.attended)
    return issue(enrolment, words, fact.counts, by=by, now=now, reason=reason, by_hand=True)


@transaction.atomic
def put_words_right(*, certificate: Certificate, name: str, title: str, by, now: dt.datetime) -> Certificate:
    """Replace a certificate by one with this name and course title; the old code stops being good.

    `title` may be a neutral one where the course's own tells more than the learner wishes. The
    learner is told of the new one. The same words again change nothing. Refuses Replaced, and
    LettersLost for words that can't be printed.
    """
    refuse_lost_letters(f"{name} {title}")
    lock(certificate.enrolment.run_id)
    live = Certificate.objects.filter(
        enrolment=certificate.enrolment_id, kind=certificate.kind, status="issued"
    ).first()
    wanted = {"name": name, "title": title}
    if live is not None and live.words == live.words | wanted:
        return live
    if live is None or live.pk != certificate.pk:
        raise Replaced
    take_back(live, by=by, now=now, reason="words_corrected")
    enrolment = Enrolment.objects.select_related("learner__user", "run__course").get(pk=live.enrolment_id)
    counts = live.sessions_attended, live.sessions_held
    by_hand = live.given_by_hand
    return issue(enrolment, live.words | wanted, counts, by=by, now=now, reason="words_corrected", by_hand=by_hand)


@transaction.atomic
def take_back_for(*, certificate: Certificate, reason: str, by, now: dt.datetime) -> Certificate:
    """Take a certificate back for good: its check says no, and no correction brings it again. Twice is once.

    `reason` is one of `reasons.TAKEN_BACK`. That the learner completed the course stays true.
    Refuses ReasonMissing, and Replaced where another one is good by now.
    """
    if reason not in TAKEN_BACK:
        raise ReasonMissing
    lock(certificate.enrolment.run_id)
    fresh = Certificate.objects.get(pk=certificate.pk)
    if fresh.status == "issued":
        take_back(fresh, by=by, now=now, reason=reason)
    elif Certificate.objects.filter(enrolment=fresh.enrolment_id, kind=fresh.kind, status="issued").exists():
        raise Replaced
    return fresh
