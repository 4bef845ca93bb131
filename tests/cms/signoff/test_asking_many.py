"""A coordinator asks for many signatures in one form; each signer is written to once, and no course is named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.actions import lay_out_site
from cms.models import CoursePage, SignRequest
from cms.signoff.actions.asking_many import Ask, NotAllCanBeAsked, ask_for_many
from cms.signoff.to_sign import known_signers, to_sign
from college.models import Message
from courses.actions.opening import name_usual_signers
from tests.cms.signing import IMRAN, ROWAN, ask, publish, sign
from tests.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(now) -> list[CoursePage]:
    """Three drafts; Rowan and Imran usually sign."""
    for title in ("Sleeping well", "Tea", "Walks"):
        CourseFactory(title=title)
    lay_out_site(now=now)
    people = {"lived": (ROWAN.name, ROWAN.email), "professional": (IMRAN.name, IMRAN.email)}
    name_usual_signers(people=people, by=None, now=now)
    return list(CoursePage.objects.order_by("title"))


def fields(*pages: CoursePage) -> dict:
    sent = {"publishes": "on"}
    for page in pages:
        pk = page.course_id
        sent |= {f"ask-{pk}": "on", f"lived-{pk}": ROWAN.email, f"professional-{pk}": IMRAN.email}
    return sent


@pytest.fixture
def send(sign_in, editor):
    client = sign_in(editor)
    return lambda sent: client.post(reverse("signoff:ask_many"), sent, follow=True).content.decode()


def test_each_signer_gets_one_message_that_names_no_course(pages, send):
    assert "Asked. Each of them has one message" in send(fields(*pages[:2]))
    assert SignRequest.objects.filter(state="asked", publishes=True).count() == 4
    told = Message.objects.all()
    assert sorted(message.to_user.email for message in told) == [IMRAN.email, ROWAN.email]
    for message in told:
        said = message.subject + message.text + message.html
        assert "/sign-off/" in message.text
        assert "2 of them" in message.text
        assert not any(page.title in said for page in pages)


def test_one_course_alone_is_led_to_directly(pages, send):
    send(fields(pages[0]))
    assert f"/sign-off/{SignRequest.objects.first().code}/" in Message.objects.first().text


def test_where_one_is_refused_nobody_is_asked_and_the_form_says_which(pages, send):
    ask(pages[2], lived=IMRAN, professional=ROWAN)  # so that each may be chosen for either half
    before = SignRequest.objects.count(), Message.objects.count()
    page = send(fields(*pages[:2]) | {f"professional-{pages[1].course_id}": ROWAN.email})
    assert "Two different people sign" in page
    assert f'href="#id_ask-{pages[1].course_id}"' in page
    assert page.count(" checked") == 3
    assert (SignRequest.objects.count(), Message.objects.count()) == before


def test_nothing_ticked_and_nobody_or_a_stranger_chosen_is_said(pages, send):
    assert "Tick the courses" in send(fields())
    lived = f"lived-{pages[0].course_id}"
    assert "Choose who signs “Sleeping well”" in send(fields(pages[0]) | {lived: ""})
    assert "mallory@example.org is not one of" in send(fields(pages[0]) | {lived: "mallory@example.org"})
    assert not SignRequest.objects.exists()


def test_last_time_s_people_are_suggested_then_the_usual_ones(pages, now):
    ask(pages[0], lived=IMRAN, professional=ROWAN)
    first, second, _third = to_sign(now)
    assert first.last == {"lived": IMRAN.email, "professional": ROWAN.email}
    assert second.last == {"lived": ROWAN.email, "professional": IMRAN.email}
    assert (first.is_asked, second.is_asked) == (True, False)
    assert set(known_signers()["lived"]) == {ROWAN.email, IMRAN.email}


def test_what_is_signed_and_public_is_on_the_list_again_when_it_changes_or_is_due(pages, now):
    publish(pages[0])
    assert [row.title for row in to_sign(now)] == ["Tea", "Walks"]
    page = CoursePage.objects.get(pk=pages[0].pk)
    page.hook = "Anew."
    page.save_revision()
    assert len(to_sign(now)) == 3
    publish(page)
    assert len(to_sign(now)) == 2
    course = page.course
    course.review_on = now.date()
    course.save()
    assert len(to_sign(now)) == 3


def test_what_was_signed_meanwhile_is_refused_by_name(pages, now):
    sign(pages[0])
    with pytest.raises(NotAllCanBeAsked) as refused:
        ask_for_many(asks=[Ask(page.course, ROWAN, IMRAN) for page in pages], publishes=True, by=None, now=now)
    assert refused.value.ask.course == pages[0].course
    assert not SignRequest.objects.filter(state="asked").exists()


def test_the_list_costs_the_same_with_three_courses_and_thirty(pages, now):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            to_sign(now)
            known_signers()
        return len(queries)

    ask(pages[0])
    first = cost()
    for number in range(27):
        CourseFactory(title=f"Course {number}")
    lay_out_site(now=now)
    assert len(to_sign(now)) == 30
    assert cost() == first
