"""Certificates on paper against plain WeasyPrint: one, very many in one file, very many files by two processes.

Processor time is ours and our printing child's together; with two processes it is time on the clock.
"""

import multiprocessing
import re
import time
from collections.abc import Callable
from functools import partial

from django.db import connections

from bench import plain_certificates as plain
from bench.processes import cpu_seconds
from bench.rounds import in_turn
from bench.sizes import SHEETS, SHEETS_ROUNDS, SINGLES
from bench.table import Goal, Line, compared
from college.fields import in_groups
from college.paper.press import press
from courses.models import Run
from enrolment.certificates.pdf import certificate_pdf, print_run_pdf
from enrolment.certificates.posting import postings_of
from enrolment.certificates.queries import certificates_of_run
from enrolment.models import Certificate
from tests.enrolment.certificates.rows import place, taught_run, teach
from tests.pdf import assert_pdf_ua, plain_bytes, words_on

# Files that one process takes at a time: few enough that both are busy until the end.
HANDFUL = 10
SURNAME = "Siân Łaska"
NAMES = re.compile(rf"{SURNAME} \d+")


def lines() -> list[Line]:
    run, certificates = _issued()
    measured = [_one_file(certificates), *_one_print_run(run, certificates), _many_files(certificates)]
    return [*measured, _each_is_right(run, certificates)]


def _one_file(certificates: list[Certificate]) -> Line:
    certificate_pdf(certificates[0])  # the printing child is warm from here on
    plain.single(certificates[0])
    few = certificates[:SINGLES]
    times = in_turn(
        {
            "ours": partial(_cpu_ms, partial(_each, certificate_pdf, few), len(few)),
            "plain": partial(_cpu_ms, partial(_each, plain.single, few), len(few)),
        }
    )
    return compared(
        "one tagged certificate / plain write_pdf() of the same HTML",
        on="any",
        ours=times["ours"],
        anchor=times["plain"],
        unit="ms",
        floor="0.46 – 0.70; plain 106 – 119 ms",
        goal=Goal(at_most=0.60),
    )


def _one_print_run(run: Run, certificates: list[Certificate]) -> list[Line]:
    """From the rows to the file, as the worker makes it."""
    sizes: dict[str, int] = {}
    times = in_turn(
        {
            "ours": partial(_cpu_ms, partial(_sized, sizes, "ours", partial(_print_run, run)), SHEETS),
            "plain": partial(_cpu_ms, partial(_sized, sizes, "plain", partial(plain.print_run, certificates)), SHEETS),
        },
        rounds=SHEETS_ROUNDS,
    )
    return [
        compared(
            f"a print run of {SHEETS} tagged certificates / plain one-document rendering",
            on="any",
            ours=times["ours"],
            anchor=times["plain"],
            unit="ms a page",
            goal=Goal(at_most=0.85),
        ),
        compared(
            "size of that print run / size of the plain one",
            on="any",
            ours=[sizes["ours"] / 1024],
            anchor=[sizes["plain"] / 1024],
            unit="KB",
            goal=Goal(at_most=1.3),
        ),
    ]


def _many_files(certificates: list[Certificate]) -> Line:
    """Two processes, each with its own printing child, as two workers are; the plain loop is one."""
    handfuls = [certificates[start : start + HANDFUL] for start in range(0, len(certificates), HANDFUL)]
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.map(_make_all, [certificates[:2]] * 4, chunksize=1)  # both children are warm from here on
        times = in_turn(
            {
                "ours": partial(_wall_ms, partial(pool.map, _make_all, handfuls, 1)),
                "plain": partial(_wall_ms, partial(_each, plain.single, certificates)),
            },
            rounds=SHEETS_ROUNDS,
        )
    return compared(
        f"{len(certificates)} tagged files by two processes / plain write_pdf() in a loop, on the clock",
        on="any",
        ours=times["ours"],
        anchor=times["plain"],
        unit="ms",
        goal=Goal(at_most=0.40),
    )


def _each_is_right(run: Run, certificates: list[Certificate]) -> Line:
    """Every file by the PDF/UA-1 check, read for its own name and code and searched for everybody else's."""
    assert_pdf_ua(_print_run(run))
    codes = {in_groups(certificate.code) for certificate in certificates}
    good = sum(_is_right(certificate, codes) for certificate in certificates)
    return Line(
        what=f"of {len(certificates)} files: tagged PDF/UA-1, and holding nobody else's name or code",
        on="any",
        figure=str(good),
        spread="exact",
        goal=f"= {len(certificates)}",
        verdict="met" if good == len(certificates) else "not met",
    )


def _is_right(certificate: Certificate, codes: set[str]) -> bool:
    pdf = certificate_pdf(certificate)
    assert_pdf_ua(pdf, pages=1)
    words = words_on(pdf)
    holds = words + plain_bytes(pdf).decode("latin-1")
    found = {code for code in codes if code in holds or code.replace(" ", "") in holds}
    return set(NAMES.findall(words)) == {certificate.words["name"]} and found == {in_groups(certificate.code)}


def _issued() -> tuple[Run, list[Certificate]]:
    """A run that was taught, with a certificate for everyone who came."""
    run = taught_run(capacity=SHEETS)
    teach(run, {place(run, name=f"{SURNAME} {number}"): "pppp" for number in range(SHEETS)})
    certificates = list(Certificate.objects.filter(enrolment__run=run).order_by("pk"))
    if len(certificates) != SHEETS:
        raise SystemExit(f"{len(certificates)} certificates instead of {SHEETS}.")
    return run, certificates


def _cpu_ms(work: Callable[[], object], documents: int) -> float:
    """Milliseconds of processor time a document, here and in the printing child."""
    child = press.child.pid
    before = time.process_time() + cpu_seconds(child)
    work()
    if press.child is None or press.child.pid != child:
        raise SystemExit("The printing child changed during a measurement.")
    return (time.process_time() + cpu_seconds(child) - before) * 1000 / documents


def _wall_ms(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000


def _each(make: Callable[[Certificate], bytes], certificates: list[Certificate]) -> None:
    for certificate in certificates:
        make(certificate)


def _make_all(certificates: list[Certificate]) -> None:
    _each(certificate_pdf, certificates)


def _print_run(run: Run) -> bytes:
    return print_run_pdf(postings_of(certificates_of_run(run)))


def _sized(sizes: dict[str, int], name: str, make: Callable[[], bytes]) -> None:
    sizes[name] = len(make())
