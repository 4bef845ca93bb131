"""Print runs: the certificates of a run or a graduation as one file, made by the worker (`college.paper.jobs`)."""

import datetime as dt
import hashlib

from college.paper import jobs
from college.paper.pdf import Limits
from courses.models import Locality, Run, Term
from courses.vocabulary import words_around
from enrolment.certificates.models import Certificate, CertificatePrintRun
from enrolment.certificates.pdf import PRINT_RUN, NothingToPrint, print_run_pdf
from enrolment.certificates.posting import Posting, postings_of
from enrolment.certificates.queries import certificates_of_run, certificates_of_term

# A file full of names is not kept longer than it takes to print it; it can be made again at any time.
FILE_KEPT = dt.timedelta(days=7)


def ask_for_run(*, run: Run, by, now: dt.datetime) -> CertificatePrintRun:
    """Have the certificates of `run` made into one file. Refuses NothingToPrint, BeingMade."""
    return _ask({"run": run}, certificates_of_run(run), now)


def ask_for_graduation(*, term: Term, locality: Locality | None, by, now: dt.datetime) -> CertificatePrintRun:
    """Have the certificates of a graduation made into one file. Refuses NothingToPrint, BeingMade."""
    return _ask({"term": term, "locality": locality}, certificates_of_term(term, locality), now)


def _ask(whose: dict, certificates: list[Certificate], now: dt.datetime) -> CertificatePrintRun:
    if not certificates:
        raise NothingToPrint
    wanted = {"key": key_of(postings_of(certificates)), "asked_at": now}
    row, is_new = CertificatePrintRun.objects.get_or_create(**whose, defaults=wanted)
    return row if is_new else jobs.ask_anew(row, now=now)


def make_next(*, now: dt.datetime, limits: Limits = PRINT_RUN) -> CertificatePrintRun | None:
    """Make the print run that has waited longest, and return its row; None where none waits."""

    def gather(row: CertificatePrintRun) -> jobs.Gathered:
        postings = postings_of(certificates_in(row))
        return jobs.Gathered(
            key_of(postings), len(postings), lambda told: print_run_pdf(postings, limits=limits, told=told)
        )

    return jobs.make_next(CertificatePrintRun.objects.select_related("run", "term", "locality"), gather, now=now)


def keep_tidy(*, now: dt.datetime) -> int:
    """Delete files that were made long ago; free what a killed worker held; try again what failed."""
    rows = CertificatePrintRun.objects.all()
    old = list(rows.filter(asked_at__lt=now - FILE_KEPT))
    for row in old:
        jobs.take_away(row)
    return len(old) + jobs.free_abandoned(rows, now=now) + jobs.try_again(rows, now=now)


def print_run_of(
    *, run: Run | None = None, term: Term | None = None, locality: Locality | None = None
) -> CertificatePrintRun | None:
    """The print run of a run, or of a graduation; None where nobody asked for it lately."""
    return CertificatePrintRun.objects.filter(run=run, term=term, locality=locality).first()


def certificates_in(row: CertificatePrintRun) -> list[Certificate]:
    """The certificates that belong into the file now."""
    if row.run is not None:
        return certificates_of_run(row.run)
    return certificates_of_term(row.term, row.locality)  # type: ignore[arg-type]  # its constraint: one of the two


def key_of(postings: list[Posting]) -> str:
    """Names all that the file says about people; where it changes, the file is no longer right."""
    said = [
        (each.certificate.code, each.name, each.is_large, each.address, words_around(each.certificate.enrolment))
        for each in postings
    ]
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()


def standing(row: CertificatePrintRun | None) -> str:
    """How a print run stands, for the page that shows it: "" (none), a status, or "old" where people changed since."""
    if row is None:
        return ""
    if row.status == "ready" and row.made_key != key_of(postings_of(certificates_in(row))):
        return "old"
    return row.status
