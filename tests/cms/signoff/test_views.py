"""The signer's pages and the editor's; and who must not see them."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import CoursePage, SignEvent, SignOffOverride, SignRequest
from college.models import User
from courses.models import Course
from tests.cms.signing import IMRAN, ROWAN, ask, publish
from tests.factories import CourseFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGNERS = {
    "lived_name": "Rowan",
    "lived_email": ROWAN.email,
    "professional_name": "Imran Shah",
    "professional_email": IMRAN.email,
}


def address(request) -> str:
    return reverse("signoff:words", args=[request.code])


@pytest.fixture
def changed(course_page) -> list[SignRequest]:
    """Signed and public once, then changed in one line, and both asked."""
    course_page.hook, course_page.about = "Old line.", "As it was."
    publish(course_page)
    course_page.hook = "New <b>line</b>."
    course_page.save_revision()
    return ask(course_page, publishes=True)


def test_a_signer_sees_what_changed_before_and_after_and_the_whole_a_press_away(client, changed):
    client.force_login(changed[0].signer)
    page = client.get(address(changed[0])).content.decode()
    before_whole = page.partition("<details")[0]
    assert "Old line." in before_whole and "New &lt;b&gt;line&lt;/b&gt;." in before_whole
    assert "As it was." not in before_whole
    assert "As it was." in page


def test_the_list_leads_to_each_and_signing_is_one_press(client, changed):
    client.force_login(changed[0].signer)
    assert address(changed[0]) in client.get("/sign-off/").content.decode()
    form = {"press": "sign", "credit": "Rowan H.", "shows_capacity": "on"}
    answer = client.post(address(changed[0]), form, follow=True)
    assert "Signed. Thank you." in answer.content.decode()
    row = SignRequest.objects.get(pk=changed[0].pk)
    assert (row.state, row.credit, row.shows_capacity) == ("signed", "Rowan H.", True)
    again = client.post(address(changed[0]), form)
    assert "answered already" in again.content.decode()


def test_with_both_presses_the_page_is_public(client, changed):
    for request in changed:
        client.force_login(request.signer)
        client.post(address(request), {"press": "sign"})
    assert Course.objects.get().editions.first().hook == "New <b>line</b>."


def test_sending_back_needs_words(client, changed):
    client.force_login(changed[0].signer)
    refused = client.post(address(changed[0]), {"press": "send_back"})
    assert "Say what should change" in refused.content.decode()
    client.post(address(changed[0]), {"press": "send_back", "comment": "Shorter, please."})
    assert SignEvent.objects.get(became="sent_back").comment == "Shorter, please."


def test_a_post_that_presses_nothing_signs_nothing(client, changed):
    client.force_login(changed[0].signer)
    assert client.post(address(changed[0]), {}).status_code == 200
    assert SignRequest.objects.get(pk=changed[0].pk).state == "asked"


@pytest.mark.parametrize("kind", ["manager", "coordinator", "administrator", "trainer", None])
def test_nobody_but_the_signer_opens_a_request(sign_in, changed, kind):
    client = sign_in(UserFactory(role=kind))
    for method in (client.get, client.post):
        assert method(address(changed[0])).status_code == 404
    assert address(changed[0]) not in client.get("/sign-off/").content.decode()


def test_the_other_signer_does_not_open_it_either(client, changed):
    client.force_login(changed[1].signer)
    assert client.get(address(changed[0])).status_code == 404
    assert client.get("/sign-off/ask/WEL01/").status_code == 404
    assert client.get("/sign-off/reviews/").status_code == 404
    assert client.get("/cms/").status_code == 404


def test_an_editor_asks_by_name_and_address(sign_in, editor, course_page):
    door = reverse("signoff:ask", args=["WEL01"])
    answer = sign_in(editor).post(door, SIGNERS | {"publishes": "on"})
    assert answer.headers["Location"] == door
    assert SignRequest.objects.filter(state="asked", publishes=True, asked_by=editor).count() == 2
    assert User.objects.filter(email__in=[ROWAN.email, IMRAN.email]).count() == 2
    page = sign_in(editor).get(door).content.decode()
    assert "has not answered yet" in page
    assert 'value="rowan@example.org"' in page


def test_asking_the_same_person_twice_is_refused_in_a_sentence(sign_in, editor, course_page):
    twice = SIGNERS | {"professional_email": ROWAN.email}
    answer = sign_in(editor).post(reverse("signoff:ask", args=["WEL01"]), twice)
    assert "Two different people sign" in answer.content.decode()
    assert not SignRequest.objects.exists()


def test_a_course_without_a_page_says_so(sign_in, site, editor):
    course = CourseFactory(code="NEW01")
    CoursePage.objects.filter(course=course).delete()
    answer = sign_in(editor).post(reverse("signoff:ask", args=["NEW01"]), SIGNERS)
    assert "no page yet" in answer.content.decode()


def test_a_manager_publishes_in_an_emergency_and_a_coordinator_finds_no_such_page(sign_in, editor, course_page):
    door = reverse("signoff:emergency", args=["WEL01"])
    assert sign_in(editor).post(door, {"reason": "Wrong number."}).status_code == 404
    manager = sign_in(UserFactory(role="manager"))
    assert "Why" in manager.post(door, {"reason": ""}).content.decode()
    manager.post(door, {"reason": "Wrong number."})
    assert SignOffOverride.objects.get().reason == "Wrong number."
    history = manager.get(reverse("signoff:ask", args=["WEL01"])).content.decode()
    assert "Wrong number." in history
    assert "Public before anyone has signed" in manager.get(reverse("signoff:reviews")).content.decode()


def test_the_editor_s_panel_says_how_it_stands(sign_in, editor, course_page):
    door = reverse("wagtailadmin_pages:edit", args=[course_page.pk])
    assert "Two people sign these words" in sign_in(editor).get(door).content.decode()
    publish(course_page)
    assert "Two people have signed these words" in sign_in(editor).get(door).content.decode()


def test_a_list_of_many_costs_what_a_list_of_one_does(client, changed):
    signer = changed[0].signer
    client.force_login(signer)
    client.get("/sign-off/")
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/sign-off/")
        costs.append(len(asked))
        for _row in range(5):
            fields = {"capacity": "lived", "words": {"title": "One"}, "fingerprint": "0" * 64}
            SignRequest.objects.create(course=CourseFactory(), signer=signer, asked_at=changed[0].asked_at, **fields)
    assert costs[0] == costs[1]


def test_what_is_to_be_seen_to_can_be_taken_as_a_sheet_by_editors_alone(sign_in, editor, course_page):
    ask(course_page)
    book = openpyxl.load_workbook(io.BytesIO(sign_in(editor).get("/sign-off/reviews.xlsx").content))
    rows = list(book.active.values)[1:]
    assert {line[:3] for line in rows} == {("Asked, and not answered yet", "WEL01", "Sleeping well")}
    assert {line[5] for line in rows} == {ROWAN.name, IMRAN.name}
    assert sign_in(UserFactory(role="trainer")).get("/sign-off/reviews.xlsx").status_code == 404
