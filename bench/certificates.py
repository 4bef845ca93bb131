"""Certificates on paper against plain WeasyPrint: processor time, ours and its printing child's together."""

import time
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from io import BytesIO

import segno
import weasyprint
from django.template.loader import render_to_string

from bench.processes import cpu_seconds
from bench.rounds import in_turn
from bench.sizes import SHEETS, SINGLES
from bench.table import Goal, Line, compared
from college.models import Theme, Wording
from college.paper.child import STYLESHEET
from college.paper.press import press
from courses.models import Run
from enrolment.certificates.pdf import as_printed, certificate_pdf, print_run_pdf
from enrolment.certificates.posting import postings_of
from enrolment.certificates.queries import certificates_of_run
from enrolment.models import Certificate
from tests.enrolment.certificates.rows import place, taught_run, teach


def lines() -> list[Line]:
    run, certificates = _issued()
    sizes: dict[str, int] = {}
    certificate_pdf(certificates[0])  # the printing child is warm from here on
    _plain_single(certificates[0])
    times = in_turn(
        {
            "single": partial(_cpu_ms, partial(_singles, certificate_pdf, certificates), SINGLES),
            "plain single": partial(_cpu_ms, partial(_singles, _plain_single, certificates), SINGLES),
            "run": partial(_cpu_ms, partial(_sized, sizes, "ours", partial(_print_run, run)), SHEETS),
            "plain run": partial(_cpu_ms, partial(_sized, sizes, "plain", partial(_plain_run, certificates)), SHEETS),
        }
    )
    return [
        _line(
            "one tagged certificate / plain write_pdf() of the same HTML",
            times["single"],
            times["plain single"],
            floor="0.46 – 0.70; plain 106 – 119 ms",
            goal=Goal(at_most=0.60),
        ),
        _line(
            f"a print run of {SHEETS} tagged certificates / plain one-document rendering",
            times["run"],
            times["plain run"],
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


def _line(what: str, ours: list[float], plain: list[float], *, floor: str = "", goal: Goal) -> Line:
    return compared(what, on="any", ours=ours, anchor=plain, unit="ms", floor=floor, goal=goal)


def _issued() -> tuple[Run, list[Certificate]]:
    """A run that was taught, with a certificate for everyone who came."""
    run = taught_run(capacity=SHEETS)
    teach(run, {place(run, name=f"Siân Łaska {number}"): "pppp" for number in range(SHEETS)})
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


def _singles(make: Callable[[Certificate], bytes], certificates: list[Certificate]) -> None:
    for certificate in certificates[:SINGLES]:
        make(certificate)


def _print_run(run: Run) -> bytes:
    return print_run_pdf(postings_of(certificates_of_run(run)))


def _sized(sizes: dict[str, int], name: str, make: Callable[[], bytes]) -> None:
    sizes[name] = len(make())


def _plain_single(certificate: Certificate) -> bytes:
    return _plain("print/certificate.html", {"certificate": as_printed(certificate), "large": False}, [certificate])


def _plain_run(certificates: list[Certificate]) -> bytes:
    printed = {"certificates": [as_printed(certificate) for certificate in certificates]}
    return _plain("print/certificates.html", printed, certificates)


def _plain(template: str, context: dict, certificates: list[Certificate]) -> bytes:
    """As WeasyPrint's first page shows it; QR codes as segno makes them, inside the page."""
    look = {"accent": Theme.current().accent, "college": Wording.current()}
    html = render_to_string(template, look | context)
    for certificate in certificates:
        printed = as_printed(certificate)
        code = BytesIO()
        segno.make(printed["check_url"], error="m").save(code, kind="png", scale=4)
        html = html.replace(printed["qr"], _as_data(code.getvalue()))
    stylesheet = weasyprint.CSS(string=STYLESHEET.read_text())
    return weasyprint.HTML(string=html).write_pdf(stylesheets=[stylesheet])


def _as_data(png: bytes) -> str:
    return "data:image/png;base64," + b64encode(png).decode()
