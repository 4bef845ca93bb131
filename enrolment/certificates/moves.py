"""How a certificate changes: the row and its history, in one transaction, with its run locked.

Only this room calls these: `actions` decides by the register, `by_hand` carries out what a person decided.
"""

import datetime as dt

from courses.models import Run
from enrolment.certificates.letters import letters_lost_from
from enrolment.certificates.models import Certificate, CertificateEvent
from enrolment.messages.actions import tell
from enrolment.places.models import Enrolment


def lock(run_id: int) -> Run:
    """The run, locked until the transaction ends: before anything of its certificates is read."""
    return Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run_id)


def issue(
    enrolment: Enrolment,
    words: dict,
    counts: tuple[int, int],
    *,
    by,
    now: dt.datetime,
    reason: str = "",
    by_hand: bool = False,
    told: bool = True,
) -> Certificate:
    """A new certificate with these words; `counts` are the sessions attended and held.

    Whoever's can't be printed yet is told once it can be.
    """
    lost = letters_lost_from(words)
    certificate = Certificate.objects.create(
        enrolment=enrolment,
        words=words,
        sessions_attended=counts[0],
        sessions_held=counts[1],
        issued_at=now,
        lost_letters=lost,
        given_by_hand=by_hand,
    )
    _write(certificate, by=by, now=now, reason=reason)
    if told and not lost:
        _say_that_it_is_ready(certificate, now=now)
    return certificate


def look_at_letters(certificate: Certificate, *, now: dt.datetime) -> bool:
    """Whether the letters that no font had can be printed now, all of them; then its learner is told."""
    lost = letters_lost_from(certificate.words)
    if lost != certificate.lost_letters:
        certificate.lost_letters = lost
        certificate.save(update_fields=["lost_letters"])
    if not lost:
        _say_that_it_is_ready(certificate, now=now)
    return not lost


def take_back(certificate: Certificate, *, by, now: dt.datetime, reason: str) -> None:
    """The certificate is good no longer; its row, its words and why stay."""
    certificate.status = Certificate.Status.REVOKED
    certificate.save(update_fields=["status"])
    _write(certificate, by=by, now=now, reason=reason)


def _say_that_it_is_ready(certificate: Certificate, *, now: dt.datetime) -> None:
    tell(event="certificate", enrolment=certificate.enrolment, key=f"certificate:{certificate.code}", now=now)


def _write(certificate: Certificate, *, by, now: dt.datetime, reason: str) -> None:
    CertificateEvent.objects.create(
        certificate=certificate, became=certificate.status, by=by, by_system=by is None, at=now, reason=reason
    )
