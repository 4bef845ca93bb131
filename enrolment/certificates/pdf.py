"""Certificates on paper, from the words kept with them and nothing else."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from college.fields import in_groups
from college.paper.pdf import BATCH, Limits, Paper, print_template
from college.paper.press import Told
from college.paper.qr import qr_png
from college.refusals import Refusal
from courses.models import Locality, Term
from enrolment.certificates.eligibility import took_part
from enrolment.certificates.graduation import Graduate
from enrolment.certificates.letters import refuse_to_print_without, texts_of
from enrolment.certificates.models import Certificate
from enrolment.certificates.posting import Posting
from enrolment.certificates.words import course_words
from enrolment.places.models import Enrolment

# Three hundred sheets take about a tenth of the time.
PRINT_RUN = Limits(cpu_seconds=120, wall_seconds=240, memory_mib=1200, pages=700)


class NothingToPrint(Refusal):
    sentence = _("There is no certificate yet. They are made when the last register of a run is closed.")


def certificate_pdf(certificate: Certificate, *, large: bool = False) -> bytes:
    """One person's certificate, tagged PDF/UA-1; `large` for the large-print twin.

    Raises PaperRefused where it can't be made, NotPrintableYet where a letter would be missing.
    """
    refuse_to_print_without(*texts_of(certificate.words))
    printed = as_printed(certificate)
    with translation.override(printed["language"] or settings.LANGUAGE_CODE):
        return print_template(
            template="print/certificate.html",
            context={"certificate": printed, "large": large},
            pictures={printed["qr"]: qr_png(printed["check_url"])},
        )


def cpd_record_pdf(certificate: Certificate) -> bytes:
    """The same facts for somebody's record of professional development, with room for what they take from it.

    Says nothing that the certificate doesn't. Raises PaperRefused where it can't be made, NotPrintableYet
    where a letter would be missing.
    """
    refuse_to_print_without(*texts_of(certificate.words))
    printed = as_printed(certificate)
    with translation.override(settings.LANGUAGE_CODE):  # for their employer and their professional body
        return print_template(
            template="print/cpd_record.html",
            context={"certificate": printed},
            pictures={printed["qr"]: qr_png(printed["check_url"])},
        )


def print_run_pdf(postings: Sequence[Posting], *, limits: Limits = PRINT_RUN, told: Told | None = None) -> Paper:
    """Many certificates in one file, in their order, and after them the addresses of those to be posted.

    Never cut it up: each page's pictures are in all of it. Raises NothingToPrint, PaperRefused, and NotPrintableYet
    for the first one that would lose a letter.
    """
    if not postings:
        raise NothingToPrint
    refuse_to_print_without(*(text for each in postings for text in texts_of(each.certificate.words)))
    context = in_print(postings)
    return print_template(
        template="print/certificates.html",
        context=context,
        pictures={sheet["qr"]: qr_png(sheet["check_url"]) for sheet in context["certificates"]},
        limits=limits,
        told=told,
    )


def in_print(postings: Sequence[Posting]) -> dict[str, list]:
    """What a print run says: its certificates, and each person once, by post or by hand."""
    return {
        "certificates": [_in_turn(each) for each in postings],
        "by_post": list({each.learner_id: each for each in postings if each.address}.values()),
        "by_hand": list({each.learner_id: each for each in postings if not each.address}.values()),
    }


def _in_turn(posting: Posting) -> dict:
    return as_printed(posting.certificate) | {"is_large": posting.is_large, "of": posting.certificate.enrolment}


def graduation_list_pdf(graduates: Sequence[Graduate], *, term: Term, locality: Locality | None) -> bytes:
    """The names to be said at a graduation, as each wished, in large letters. Raises PaperRefused, NotPrintableYet."""
    named = [each for each in graduates if each.is_named]
    refuse_to_print_without(*(text for each in named for text in (each.name, *each.titles_said)))
    context = {"graduates": named, "term": term, "locality": locality}
    return print_template(template="print/graduation.html", context=context, limits=BATCH)


def attendance_letter_pdf(enrolment: Enrolment, *, with_title: bool, large: bool, now: dt.datetime) -> bytes:
    """A letter that says how often someone came so far, tagged PDF/UA-1; for anyone with a place, at any time.

    `with_title` False leaves out what the course is called; `large` prints it in 18 points.
    Raises PaperRefused where it can't be made, NotPrintableYet where a letter would be missing.
    """
    fact = took_part(enrolment.run, [enrolment])[enrolment.pk]
    learner = enrolment.learner
    name, title = learner.written_name, course_words(enrolment.run).title if with_title else ""
    refuse_to_print_without(name, title)
    letter = {
        "name": name,
        "title": title,
        "attended": len(fact.attended),
        "held": len(fact.held),
        "first": fact.attended[0].held_on if fact.attended else None,
        "last": fact.attended[-1].held_on if fact.attended else None,
        "date": timezone.localdate(now),
        "is_large": large,
    }
    with translation.override(settings.LANGUAGE_CODE):  # for others to read
        return print_template(template="print/attendance_letter.html", context={"letter": letter})


def as_printed(certificate: Certificate) -> dict:
    """All that a certificate says, as `templates/print/certificate_sheet.html` and the public check take it."""
    words = certificate.words
    check = settings.BASE_URL + reverse("checking:form")
    return words | {
        "first_on": dt.date.fromisoformat(words["first_on"]),
        "last_on": dt.date.fromisoformat(words["last_on"]),
        "sessions_attended": certificate.sessions_attended,
        "sessions_held": certificate.sessions_held,
        "issued_on": timezone.localdate(certificate.issued_at),
        "code": in_groups(certificate.code),
        "check_url": settings.BASE_URL + reverse("checking:certificate", args=[certificate.code]),
        "check_page": check.partition("://")[2].rstrip("/"),
        "qr": f"qr:{certificate.code}",
    }
