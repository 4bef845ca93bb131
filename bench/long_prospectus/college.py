"""A college of courses in four languages, by the verbs that its office would use."""

import datetime as dt
import io
from dataclasses import dataclass

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images.models import Image

from cms.actions import draft_course_page, lay_out_site
from cms.models import CoursePage
from cms.signoff.actions.asking import Signer, ask_for_signing
from cms.signoff.actions.signing import sign
from college.models import User
from courses.actions.catalogue import make_course, make_locality, make_strand
from courses.actions.roles import give_role
from courses.actions.runs import RunFacts, make_run, publish_run
from courses.actions.terms import TermFacts, save_term
from courses.actions.venues import make_venue, save_venue
from courses.models import Course, Locality, Strand, Term, Venue

LIVED, PROFESSIONAL = Signer("Rowan Hale", "rowan@example.org"), Signer("Imran Shah", "imran@example.org")
LONGEST = CoursePage._meta.get_field("about").max_length or 0


@dataclass(frozen=True)
class Tongue:
    """A language, with a title and sentences to make descriptions of."""

    name: str
    code: str
    title: str
    sentences: tuple[str, ...]

    def about(self) -> str:
        """As long as a description may be, in paragraphs, ending with a whole sentence."""
        text, number = "", 0
        while len(text) + len(said := self.sentences[number % len(self.sentences)]) + 2 <= LONGEST:
            number += 1
            text += said + ("\n\n" if number % 6 == 0 else " ")
        return text.strip()


TONGUES = (
    Tongue(
        "Welsh",
        "cy",
        "Cysgu'n dda yn Ŵyl y Llŷn",
        (
            "Sut mae cwsg yn gweithio, a beth sy'n helpu pan na ddaw.",
            "Rydym yn dysgu gyda'n gilydd, wrth ein pwysau, dros baned.",
            "Does dim angen tŷ tawel na gwŷdd o wybodaeth: dewch fel yr ydych.",
        ),
    ),
    Tongue(
        "Polish",
        "pl",
        "Źródła spokoju: śpij lepiej",
        (
            "Jak działa sen i co pomaga, gdy nie można zasnąć.",
            "Uczymy się razem, każdy we własnym tempie, przy herbacie.",
            "Zażółć gęślą jaźń: przyjdź taki, jaki jesteś.",
        ),
    ),
    Tongue(
        "Urdu",
        "ur",
        "اچھی نیند اور سکون",
        (
            "ہم مل کر سیکھتے ہیں کہ نیند کیسے کام کرتی ہے۔",
            "ہر شخص اپنی رفتار سے آگے بڑھتا ہے، چائے کے ساتھ۔",
            "کورس 3 ہفتے کا ہے اور ہر ملاقات 90 منٹ کی ہے۔",
        ),
    ),
    Tongue(
        "Punjabi",
        "pa",
        "ਚੰਗੀ ਨੀਂਦ ਅਤੇ ਸ਼ਾਂਤੀ",
        (
            "ਅਸੀਂ ਮਿਲ ਕੇ ਸਿੱਖਦੇ ਹਾਂ ਕਿ ਨੀਂਦ ਕਿਵੇਂ ਕੰਮ ਕਰਦੀ ਹੈ।",
            "ਹਰ ਕੋਈ ਆਪਣੀ ਰਫ਼ਤਾਰ ਨਾਲ ਅੱਗੇ ਵਧਦਾ ਹੈ, ਚਾਹ ਦੇ ਨਾਲ।",
            "ਜਿਵੇਂ ਤੁਸੀਂ ਹੋ, ਉਵੇਂ ਹੀ ਆਓ।",
        ),
    ),
)


@dataclass(frozen=True)
class Place:
    """Where and when a course is put, and by whom."""

    by: User
    term: Term
    strands: tuple[Strand, ...]
    halls: tuple[tuple[Locality, Venue], ...]
    pictures: tuple[Image, ...]


def found(now: dt.datetime) -> Place:
    """A college without courses: a term that is public, two localities, six themes, its site."""
    by = User.objects.create_user("priya@example.org", name="Priya Nair")
    give_role(user=by, kind="coordinator", by=None, now=now)
    first_on = timezone.localdate(now) + dt.timedelta(days=7)
    facts = TermFacts("Spring", first_on, first_on + dt.timedelta(weeks=12), now, now, ())
    term = save_term(facts=facts, by=by, now=now)
    strands = tuple(make_strand(name=f"Theme {number}", by=by, now=now) for number in range(1, 7))
    halls = tuple(_hall(name, by, now) for name in ("Eastmoor", "Westvale"))
    lay_out_site(now=now)
    return Place(by, term, strands, halls, tuple(_picture(name) for name in ("A quiet room", "Gone", "Changed")))


def add_course(number: int, place: Place, now: dt.datetime) -> Course:
    """The course of that number, in the language of its turn: written, signed by both, with a published run."""
    tongue = TONGUES[number % len(TONGUES)]
    strand = place.strands[number % len(place.strands)]
    title = f"{tongue.title} {number}"
    course = make_course(code=f"L{number:03}", title=title, strand=strand, by=place.by, now=now)
    page = draft_course_page(course=course, now=now)
    assert page is not None
    page.title, page.hook, page.about = title, tongue.sentences[1], tongue.about()
    page.who_for, page.expect, page.content_note = tongue.sentences
    page.learn = "\n".join(tongue.sentences)
    # Every fourth turn has none.
    page.picture = dict(enumerate(place.pictures)).get(number // len(TONGUES) % 4)
    page.save_revision(user=place.by)
    for asked in ask_for_signing(
        course=course, lived=LIVED, professional=PROFESSIONAL, publishes=True, by=place.by, now=now
    ):
        sign(request=asked, credit=asked.credit, shows_capacity=True, by=asked.signer, now=now)
    locality, venue = place.halls[number % len(place.halls)]
    first_on = place.term.starts_on + dt.timedelta(days=number % 28)
    sessions = tuple((first_on + dt.timedelta(weeks=week), dt.time(10), dt.time(12)) for week in range(4))
    run = RunFacts(place.term, course, locality, sessions, venue, languages=[tongue.code])
    publish_run(run=make_run(facts=run, by=place.by, now=now), by=place.by, now=now)
    return course


def lose_pictures(place: Place) -> None:
    """After signing: the file of one is gone, and another is no longer the picture that was signed."""
    _there, gone, changed = place.pictures
    gone.file.storage.delete(gone.file.name)
    Image.objects.filter(pk=changed.pk).update(file_hash="another")


def _hall(name: str, by: User, now: dt.datetime) -> tuple[Locality, Venue]:
    locality = make_locality(name=name, by=by, now=now)
    venue = make_venue(name=f"{name} Library", locality=locality, by=by, now=now)
    facts = {"address": f"12 High Street, {name}", "postcode": "EM1 4CD", "step_free": True, "hearing_loop": True}
    return locality, save_venue(venue=venue, by=by, now=now, **facts)


def _picture(title: str) -> Image:
    drawn = io.BytesIO()
    Drawing.new("RGB", (1200, 600), "#88aacc").save(drawn, "JPEG")
    return Image.objects.create(title=title, file=ImageFile(drawn, name=f"{title}.jpg"))
