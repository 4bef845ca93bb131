"""The prospectus on paper against bare WeasyPrint on the same HTML: processor time, memory, and what a page costs."""

import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from bench.processes import cpu_seconds, peak_mb
from bench.sizes import TINY
from bench.table import Goal, Line, compared
from cms.printing.contents import Contents, TermRows, contents_of, moment_of
from cms.printing.pdf import Kind, printed, prospectus_pdf
from college.models import Theme, Wording
from college.paper.press import press
from courses.models import Term
from tests.cms.printing.rows import a_course
from tests.factories import LocalityFactory, StrandFactory, TermFactory

# Courses that make a book of about 60 and of about 200 pages.
SIZES = (3, 6) if TINY else (36, 148)
# A book takes half a minute, so three rounds of each; see bench.rounds for the order.
ROUNDS = 1 if TINY else 3
SENTENCE = "We look at what helps, try it together, and find out what we would like to keep for ourselves. "
WORDS = {
    "about": SENTENCE * 5,
    "who_for": SENTENCE,
    "learn": ["What others found out", "Three things to try at home", "Where to ask when it is too much"],
    "expect": SENTENCE * 2,
    "content_note": "We talk about hard times now and then.",
    "made_by": ["Sam, peer trainer", "Ana, occupational therapist"],
}


@dataclass(frozen=True)
class Cost:
    """Of one book: milliseconds of processor time, megabytes at most, pages."""

    ms: float
    mb: float
    pages: int


def lines() -> list[Line]:
    few, many = (_term_of(size) for size in SIZES)
    printed(_book(few), Kind.STANDARD)  # a worker has read its templates long ago
    ours: dict[Term, list[Cost]] = {few: [], many: []}
    bare: dict[Term, list[Cost]] = {few: [], many: []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            for term in (few, many):
                measures = [(ours, _ours), (bare, _bare)]
                for costs, measure in measures if number % 2 == 0 else reversed(measures):
                    costs[term].append(measure(term, Path(folder)))
    return [
        *(_line(term, ours[term], bare[term]) for term in (few, many)),
        compared(
            f"memory at most, {bare[many][0].pages} pages: our printing child / bare WeasyPrint",
            on="any",
            ours=[cost.mb for cost in ours[many]],
            anchor=[cost.mb for cost in bare[many]],
            unit="MB",
            floor="196 MB (64 pages), 490 MB (198)",
            goal=Goal(at_most=1.25),
        ),
        compared(
            f"a page of {bare[many][0].pages} / a page of {bare[few][0].pages}",
            on="any",
            ours=[cost.ms / bare[many][0].pages for cost in ours[many]],
            anchor=[cost.ms / bare[few][0].pages for cost in ours[few]],
            unit="ms",
            floor="1.26",
            goal=Goal(at_most=1.3),
        ),
    ]


def _line(term: Term, ours: list[Cost], bare: list[Cost]) -> Line:
    return compared(
        f"a prospectus of {bare[0].pages} pages, from queries to file / bare WeasyPrint, tagged, of the same HTML",
        on="any",
        ours=[cost.ms for cost in ours],
        anchor=[cost.ms for cost in bare],
        unit="ms",
        floor="17.5 s (64 pages), 68 s (198), two columns",
        goal=Goal(at_most=1.10),
    )


def _term_of(courses: int) -> Term:
    """A term with so many public courses, each with a run."""
    term, place = TermFactory(name=f"Print {courses}", slug=f"print-{courses}"), LocalityFactory()
    strands = StrandFactory.create_batch(5)
    for number in range(courses):
        strand, code = strands[number % 5], f"P{courses}-{number}"
        a_course(f"Living well, part {number}", term, place, code=code, words=WORDS, strand=strand)
    return term


def _book(term: Term) -> Contents:
    return contents_of(TermRows(term, moment_of(term, timezone.now())))


def _ours(term: Term, folder: Path) -> Cost:
    """From the rows to the file, in a printing child that has made nothing else."""
    press.stop()
    _warm()
    child = press.child.pid
    before = time.process_time() + cpu_seconds(child)
    prospectus_pdf(_book(term), Kind.STANDARD)
    if press.child is None or press.child.pid != child:
        raise SystemExit("The printing child changed during a measurement.")
    return Cost((time.process_time() + cpu_seconds(child) - before) * 1000, peak_mb(child), 0)


def _warm() -> None:
    """Starts the child, which warms itself up."""
    press.run(
        {"pictures": [], "roots": {}, "strict": False, "pages": 1, "cpu_seconds": 9, "memory_mib": 400},
        [b"<html lang='en'><title>.</title><p>warm</p></html>"],
        wall_seconds=60,
    )


def _bare(term: Term, folder: Path) -> Cost:
    """WeasyPrint's own `write_pdf()` with tags, pictures inside the page; its queries and HTML are not counted."""
    template, context, pictures = printed(_book(term), Kind.STANDARD)
    look = {"accent": Theme.current().accent, "college": Wording.current()}
    html = render_to_string(template, look | context)
    for address, picture in pictures.items():
        html = html.replace(f'"{address}"', f'"data:image/png;base64,{b64encode(picture).decode()}"')
    page = folder / "page.html"
    page.write_text(html)
    command = [sys.executable, "-m", "bench.bare_print", str(page), str(folder / "bare.pdf")]
    seconds, peak, pages = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    return Cost(float(seconds) * 1000, float(peak), int(pages))
