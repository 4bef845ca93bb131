"""Two different people sign these very words, and only then are they public."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.models import CoursePage, SignEvent, SignRequest
from cms.signoff.actions import asking, signing
from cms.signoff.actions.asking import Signer
from college.models import Message, User
from courses.actions.editions import NotSigned
from courses.models import CoProducer, Course
from courses.permissions import Permission, may
from tests.cms.signing import IMRAN, ROWAN, answer, ask, publish, sign
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def draft(page: CoursePage, **words) -> CoursePage:
    for name, value in words.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def states(course) -> list[str]:
    return list(SignRequest.objects.filter(course=course).values_list("state", flat=True))


def test_one_signature_is_not_enough_and_the_second_makes_it_public(course_page, editor):
    draft(course_page, hook="Rest.")
    first, second = ask(course_page, publishes=True, by=editor)
    answer(first)
    assert not Course.objects.get().is_public
    answer(second)
    assert Course.objects.get().editions.get().hook == "Rest."
    assert CoursePage.objects.get().live
    told = Message.objects.get(to_user=editor)
    assert "Rest" not in told.subject + told.text


def test_signed_without_being_asked_to_publish_waits_for_the_button(course_page, editor):
    sign(draft(course_page, hook="Rest."))
    assert not Course.objects.get().is_public
    course_page.get_latest_revision().publish(user=editor)
    assert Course.objects.get().is_public


def test_signers_get_an_account_a_link_and_no_role(course_page, editor):
    requests = ask(draft(course_page), by=editor)
    rowan = User.objects.get(email=ROWAN.email)
    message = Message.objects.get(to_user=rowan)
    assert f"/sign-off/{requests[0].code}/" in message.text
    assert "Sleeping" not in message.subject + message.text + message.html
    assert not rowan.roles.exists() and not any(may(rowan, permission) for permission in Permission)
    assert set(CoProducer.objects.values_list("name", "capacity")) == {
        ("Rowan", "lived"),
        ("Imran Shah", "professional"),
    }


def test_the_same_person_never_signs_for_both(course_page):
    draft(course_page)
    with pytest.raises(asking.SamePerson):
        ask(course_page, lived=ROWAN, professional=Signer("R.", "ROWAN@example.org "))
    answer(ask(course_page)[0])
    with pytest.raises(asking.SamePerson):
        ask(course_page, lived=IMRAN, professional=ROWAN)


def test_nobody_signs_in_another_s_name(course_page, editor):
    request = ask(draft(course_page), by=editor)[0]
    for someone in (editor, UserFactory(role="manager"), None):
        with pytest.raises(signing.NotYours):
            signing.sign(request=request, credit="", shows_capacity=False, by=someone, now=timezone.now())


def test_a_request_is_answered_once(course_page):
    request = ask(draft(course_page))[0]
    answer(request)
    with pytest.raises(signing.Answered):
        answer(request)
    with pytest.raises(signing.Answered):
        signing.send_back(request=request, comment="No.", by=request.signer, now=timezone.now())


def test_an_edit_puts_the_request_away_and_the_same_words_again_stay_signed(course_page):
    draft(course_page, hook="First.")
    first, second = ask(course_page)
    answer(first)
    draft(course_page, hook="Second.")
    assert states(course_page.course) == ["signed", "superseded"]
    with pytest.raises(signing.WordsChanged):
        answer(second)
    draft(course_page, hook="First.")
    (only,) = ask(course_page, publishes=True)
    assert only.capacity == "professional"
    answer(only)
    assert Course.objects.get().is_public


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Sleeping"},
        {"slug": "sleep"},
        {"learn": "one"},
        {"made_by": "Sam"},
        {"search_description": "Buy now"},
        {"easy_read": [("sentence", {"words": "We sleep.", "picture": None})]},
    ],
)
def test_any_edit_of_words_unsigns(course_page, edit):
    publish(course_page)
    draft(course_page, **edit)
    with pytest.raises(NotSigned):
        course_page.get_latest_revision().publish()
    assert Course.objects.get().editions.count() == 1


def test_the_public_keeps_the_last_signed_words(course_page, client):
    publish(draft(course_page, hook="Signed."))
    ask(draft(course_page, hook="Not yet."))
    page = client.get(course_page.url).content.decode()
    assert "Signed." in page and "Not yet." not in page


def test_sent_back_with_a_comment_the_editor_is_told(course_page, editor):
    request = ask(draft(course_page), by=editor)[0]
    with pytest.raises(signing.NothingSaid):
        signing.send_back(request=request, comment=" ", by=request.signer, now=timezone.now())
    signing.send_back(request=request, comment="Too long.", by=request.signer, now=timezone.now())
    assert SignEvent.objects.get(became="sent_back").comment == "Too long."
    told = Message.objects.get(to_user=editor)
    assert "Too long" not in told.text + told.subject


def test_both_signed_already_is_said(course_page):
    with pytest.raises(asking.SignedAlready):
        ask(sign(course_page))


def test_a_closed_account_is_not_asked(course_page):
    UserFactory(email=ROWAN.email, is_active=False)
    with pytest.raises(asking.AccountClosed):
        ask(draft(course_page))


# From term to term, until the review day ------------------------------------------------------


def test_signatures_carry_over_until_the_review_day_and_not_beyond(course_page):
    publish(course_page)
    course = Course.objects.get()
    assert course.review_on > timezone.localdate() + dt.timedelta(days=300)
    CoursePage.objects.get().unpublish()
    CoursePage.objects.get().get_latest_revision().publish()
    Course.objects.update(review_on=timezone.localdate() + dt.timedelta(days=1))
    CoursePage.objects.get().unpublish()
    CoursePage.objects.get().get_latest_revision().publish()
    SignRequest.objects.update(answered_at=timezone.now() - dt.timedelta(days=90))
    Course.objects.update(review_on=timezone.localdate())
    assert Course.objects.get().is_public
    CoursePage.objects.get().unpublish()
    with pytest.raises(NotSigned):
        CoursePage.objects.get().get_latest_revision().publish()
    publish(CoursePage.objects.get())
    assert Course.objects.get().review_on > timezone.localdate() + dt.timedelta(days=300)


def test_dates_and_facts_never_reopen_it(course_page):
    publish(course_page)
    Course.objects.update(title="Another working title", level="further")
    CoursePage.objects.get().get_latest_revision().publish()
    assert Course.objects.get().is_public


# Credits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "lines"),
    [
        ((True, True), ["Rowan, lived experience", "Imran, professional knowledge"]),
        ((True, False), ["Imran", "Rowan"]),
        ((False, False), ["Imran", "Rowan"]),
    ],
)
def test_made_together_by_says_who_signed_as_what_only_if_both_wish(course_page, client, shown, lines):
    lived, professional = ask(draft(course_page), publishes=True)
    answer(lived, credit="Rowan", shows_capacity=shown[0])
    answer(professional, credit="Imran", shows_capacity=shown[1])
    page = client.get(CoursePage.objects.get().url).content.decode()
    assert [page.index(f"<li>{line}</li>") for line in lines] == sorted(
        page.index(f"<li>{line}</li>") for line in lines
    )
    assert ("lived experience" in page) == all(shown)


def test_who_wishes_no_name_is_not_named(course_page, client):
    for request in ask(draft(course_page), publishes=True):
        answer(request)
    assert "Made together" not in client.get(CoursePage.objects.get().url).content.decode()
