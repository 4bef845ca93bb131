"""Signing, translating, a partner's pages and what visitors read beside courses: on a narrow phone, for everyone."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from cms.actions import lay_out_site
from cms.models import CoursePage
from cms.translations.actions import begin_translation
from cms.venues.actions import add_picture
from courses.actions.roles import give_role
from courses.models import Partner
from tests.browser import faults_of, sign_in, sound
from tests.cms.signing import ask, publish
from tests.cms.test_pictures import picture
from tests.factories import (
    AllocationFactory,
    AudienceFactory,
    EnrolmentFactory,
    LearnerFactory,
    RunFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
WIDTH = 320


@pytest.fixture
def run():
    """A partner's run, its course public in two languages and asked to be signed anew; a photographed venue."""
    now = timezone.now()
    partner = Partner.objects.create(name="Harbour Arts")
    run = RunFactory(course__code="ART01", course__partner=partner, course__title="Painting", sessions=2)
    run.venue.partner = partner
    run.venue.save()
    lay_out_site(now=now)
    page = CoursePage.objects.get(course=run.course)
    page.hook = "Come and paint."
    publish(page)
    urdu = begin_translation(course=run.course, language="ur", by=None, now=now)
    urdu.title, urdu.about = "تصویر بنانا", "ہم مل کر سیکھتے ہیں۔"
    publish(urdu)
    page = CoursePage.objects.get(pk=page.pk)
    page.hook = "Come and draw."
    page.easy_read = [("sentence", {"words": "We paint.", "picture": None})]
    page.save_revision()
    add_picture(venue=run.venue, file=ContentFile(picture(), "door.jpg"), shows="A green door", by=None, now=now)
    EnrolmentFactory(run=run), AllocationFactory(run=run)
    return run


def look_at(page, live_server, user, addresses):
    page.context.clear_cookies()
    if user:
        sign_in(page, live_server, user)
    for address in addresses:
        assert page.goto(f"{live_server.url}{address}").status == 200, address
        sound(page, WIDTH)


def test_all_of_them_can_be_used_on_a_narrow_phone(page, live_server, run):
    page.set_viewport_size({"width": WIDTH, "height": 800})
    asked = ask(CoursePage.objects.get(course=run.course, language=""))
    session = run.sessions_on()[0]
    for name in ("Sam", "Sami"):
        EnrolmentFactory(run=run, learner=LearnerFactory(name=name, full_name="Sam Khan"))
    audience, term, ada = AudienceFactory(name="staff"), TermFactory(slug="spring"), UserFactory()
    give_role(user=ada, kind="partner", partner=run.course.partner, by=None, now=timezone.now())
    look_at(page, live_server, None, [
        CoursePage.objects.get(course=run.course, language="ur").url, f"/venues/{run.venue.slug}/", "/stories/",
        "/complaints/",
    ])  # fmt: skip
    look_at(page, live_server, asked[0].signer, ["/sign-off/", f"/sign-off/{asked[0].code}/"])
    manager = UserFactory(role="manager")
    look_at(page, live_server, manager, [
        "/sign-off/reviews/", "/sign-off/ask/", "/sign-off/ask/ART01/", "/sign-off/ask/ART01/?in=ur",
        "/sign-off/emergency/ART01/", "/cms/words/ART01/languages/", f"/venues/{run.venue.slug}/pictures/",
        f"/office/college/audiences/{audience.slug}/words/", "/office/people/twice/",
    ])  # fmt: skip
    page.goto(f"{live_server.url}/cms/pages/{CoursePage.objects.get(course=run.course, language='ur').pk}/edit/")
    assert page.locator("[name=about]").evaluate("field => getComputedStyle(field).direction") == "rtl"
    words, runs = "/partner/courses/ART01/", f"/partner/runs/{run.code}/"
    look_at(page, live_server, ada, [
        "/partner/", words, f"{words}words/", f"{words}picture/", f"{words}easy-read/", f"{words}sign/", runs,
        f"/partner/sessions/{session.code}/move/", f"/partner/sessions/{session.code}/call-off/",
        f"/partner/venues/{run.venue.slug}/", f"/partner/terms/{term.slug}/add-run/",
    ])  # fmt: skip


def test_axe_finds_nothing_on_the_editors_own_screens_with_our_panels_on_them(page, live_server, run):
    sign_in(page, live_server, UserFactory(role="manager"))
    course = CoursePage.objects.filter(course=run.course).first()
    names = {
        "wagtailadmin_home": [],
        "wagtailadmin_explore": [course.get_parent().pk],
        "wagtailadmin_pages:edit": [course.pk],
    }
    for width in (WIDTH, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for name, where in names.items():
            assert page.goto(live_server.url + reverse(name, args=where)).status == 200, name
            page.wait_for_load_state("networkidle")
            assert faults_of(page) == [], (name, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
