"""What a learner's phone fetches, as it travels: at most 100 KB at first, 15 KB for each page after.

A page with everything on it: a picture, long words, a typeface of the college's own.
"""

import gzip
import io
import re
from urllib.parse import urljoin

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.images import get_image_model

from cms.actions import lay_out_site
from cms.models import CoursePage, VenuePicture
from cms.venues.actions import MOST
from college.models import Theme
from tests.cms.signing import publish
from tests.enrolment.my.test_join import SCREENS, go_through
from tests.factories import EnrolmentFactory, LearnerFactory, LocalityFactory, RunFactory, TermFactory

pytestmark = pytest.mark.django_db

KB = 1024
FIRST, AFTER = 100 * KB, 15 * KB
PARTS = re.compile(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]+)"')
WITHIN = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}


def fetched(client, address: str) -> bytes:
    """What travels for `address`; static text as production's collected files do, compressed."""
    answer = client.get(address, headers=ZIPPED)
    assert answer.status_code == 200, address
    sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
    is_text = re.match(r"text/|image/svg|application/j", answer["Content-Type"])
    return gzip.compress(sent) if is_text and "Content-Encoding" not in answer else sent


def parts(client, address: str) -> dict[str, int]:
    """The size of each file of our own that the page at `address` asks for, those named in styles included."""
    page = gzip.decompress(fetched(client, address)).decode()
    asked = [urljoin(address, part) for part in PARTS.findall(page)]
    weights = {}
    while asked:
        part = asked.pop()
        if part in weights or not part.startswith("/"):
            continue
        sent = fetched(client, part)
        weights[part] = len(sent)
        if part.split("?")[0].endswith(".css"):
            asked += [urljoin(part, name) for name in WITHIN.findall(gzip.decompress(sent).decode()) if name[0] != "d"]
    return weights


def photograph() -> ContentFile:
    """Something with as much in it as a photograph of a room: shapes, shades and grain."""
    shapes = Pillow.effect_mandelbrot((1600, 1000), (-2, -1.2, 0.8, 1.2), 60).convert("RGB")
    grain = Pillow.effect_noise((400, 250), 40).resize((1600, 1000)).convert("RGB")
    room = Pillow.blend(shapes, grain, 0.35)
    drawn = io.BytesIO()
    room.save(drawn, "JPEG", quality=90)
    return ContentFile(drawn.getvalue(), "room.jpg")


@pytest.fixture
def run():
    """Sixty coming runs; the first one's course has a picture and as many words as there is room for."""
    Theme.objects.update_or_create(pk=1, defaults={"font": Theme.Font.ATKINSON})
    term = TermFactory(name="Spring", slug="spring")
    place = LocalityFactory(name="Leeds", slug="leeds")
    runs = [RunFactory(term=term, locality=place if n % 3 else LocalityFactory()) for n in range(60)]
    lay_out_site(now=timezone.now())
    page = CoursePage.objects.get(course=runs[0].course)
    page.picture = get_image_model().objects.create(title="A room", file=photograph())
    page.about = " ".join(f"We look at sleep number {n}, and at what helped others in week {n * 7}." for n in range(55))
    page.learn = "\n".join(f"what to do on evening {n}" for n in range(20))
    page.expect = "We begin with tea.\n\n" * 20
    publish(page)
    return runs[0]


def weigh(client, address: str) -> None:
    html = len(fetched(client, address))
    assert html <= AFTER, f"{address}: {html} bytes of HTML"
    whole = html + sum(parts(client, address).values())
    assert whole <= FIRST, f"{address}: {whole} bytes in all, {parts(client, address)}"


def test_a_visitors_pages_are_light(client, run):
    course = CoursePage.objects.get(course=run.course).url
    for number in range(MOST):
        picture = get_image_model().objects.create(title=f"View {number}", file=photograph())
        VenuePicture.objects.create(venue=run.venue, picture=picture, shows="A green door with a ramp on the left")
    for address in (
        "/",
        "/courses/",
        "/courses/?place=leeds&day=2&access=step_free&q=sleep",
        course,
        "/prospectus/leeds/",
        f"/venues/{run.venue.slug}/",
        "/how-it-works/",
        "/accounts/login/",
        "/accounts/code/",
    ):
        weigh(client, address)


def test_the_picture_was_weighed(client, run):
    weights = parts(client, CoursePage.objects.get(course=run.course).url)
    assert any(name.endswith(".webp") for name in weights), weights
    assert any(name.endswith(".css") for name in weights), weights
    assert any(name.endswith(".woff2") for name in weights), weights


def test_every_screen_of_a_self_referral_is_light(client, run):
    check = go_through(client, run)
    for screen in ("name", *SCREENS, "check"):
        weigh(client, check.replace("check", screen))
    client.post(check)
    weigh(client, check.replace("check", "done"))


def test_a_learners_own_pages_are_light(client, run):
    learner = LearnerFactory()
    places = [EnrolmentFactory(learner=learner, run=other) for other in (run, RunFactory(), RunFactory())]
    client.force_login(learner.user)
    for address in ("/my/", "/my/details/", f"/my/places/{places[0].code}/", f"/my/places/{places[0].code}/give-up/"):
        weigh(client, address)


def test_what_is_compressed_already_is_sent_as_it_is(client, run):
    page = client.get(CoursePage.objects.get(course=run.course).url, headers=ZIPPED)
    assert page["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page["Vary"]
    picture = next(name for name in PARTS.findall(gzip.decompress(page.content).decode()) if name.endswith(".webp"))
    assert "Content-Encoding" not in client.get(picture, headers=ZIPPED)


def test_two_readers_of_one_page_get_other_lengths(client, run):
    """A page's length tells nothing of what is in it."""
    assert len({len(fetched(client, "/how-it-works/")) for _turn in range(20)}) > 1
