"""Every page of the spring term's paper as a picture. `make screenshots` alone runs this.

Written to build/screenshots/paper/<place>-<edition>/: somebody then has to look whether a college
would print two thousand of these.
"""

import datetime as dt
import shutil
from pathlib import Path

import pytest
import time_machine

from cms.models import CoursePage, PrintedProspectus
from cms.printing.actions import keep_in_step, make_next
from cms.printing.sheets import flyer_pdf, planner_pdf
from courses.actions.terms import TermFacts, save_term
from courses.models import Course, Locality, Run
from enrolment.office.actions.runs import publish_runs
from tests.cms.signing import answer, ask
from tests.enrolment.office.imports.conftest import applied
from tests.journeys.spring import furnish_venues, write_the_book, write_wording, write_words
from tests.pdf import draw

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.screenshots]

FOLDER = Path("build/screenshots/paper")
AUTUMN = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def spring(coordinator):
    """The shared term, its doubts mended by their first suggestion, its words signed, its runs published."""
    told = {"by": coordinator, "now": AUTUMN}
    write_wording()
    furnish_venues()
    half_term = (dt.date(2027, 2, 15), dt.date(2027, 2, 19), "Half-term")
    facts = TermFacts("Spring term 2027", dt.date(2027, 1, 11), dt.date(2027, 3, 25), AUTUMN, AUTUMN, (half_term,))
    term = save_term(facts=facts, **told)
    applied(term, coordinator)
    write_the_book(term)
    write_words(coordinator)
    for page in CoursePage.objects.all():
        for request in ask(page, publishes=True, **told):
            answer(request, credit=request.credit, now=AUTUMN)
    assert not publish_runs(runs=Run.objects.all(), **told)[1]
    return term


def test_pictures_of_every_page_of_paper(spring):
    shutil.rmtree(FOLDER, ignore_errors=True)
    with time_machine.travel(AUTUMN, tick=True):
        keep_in_step(now=AUTUMN)
        while make_next(now=AUTUMN):
            pass
        for row in PrintedProspectus.objects.filter(locality=None):
            with row.file.open("rb") as file:
                draw(file.read(), FOLDER / row.kind)
        draw(planner_pdf(spring, Locality.objects.get(name="Rotherham"), now=AUTUMN), FOLDER / "planner")
        draw(flyer_pdf(Course.objects.get(code="SKL02"), now=AUTUMN), FOLDER / "flyer")
