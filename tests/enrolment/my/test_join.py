"""Referring oneself: six short screens without JavaScript, nothing typed is lost, one place."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from college.models import Message, User
from enrolment.learners.drafts import forget_drafts
from enrolment.models import Enrolment, Learner, Need, ReferralDraft
from tests import mail
from tests.factories import LearnerFactory, RunFactory, TermFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db

SCREENS = {
    "reach": {"route": "email", "email": "Alex@Example.org"},
    "about": {"old_enough": "yes", "capacities": ["carer"]},
    "help": {"needs": ["breaks"], "needs_words": "A chair with arms"},
    "agreement": {"agree": "on"},
}


def go_through(client, run, name="Alex", **changed) -> str:
    """Fill in every screen as a visitor does; the address of the page on which answers are checked."""
    page = client.post(f"/join/{run.code}/", {"name": name})
    for screen, answers in (SCREENS | changed).items():
        assert page.url.endswith(f"/{screen}/"), page.content
        client.get(page.url)
        page = client.post(page.url, answers)
        assert page.status_code == 302, page.content.decode()
    assert page.url.endswith("/check/")
    return page.url


def test_a_newcomer_has_a_place_after_six_screens(client):
    run = RunFactory()
    seen = client.get(f"/join/{run.code}/")
    assert "12 places left" in seen.content.decode()
    check = go_through(client, run)
    shown = client.get(check).content.decode()
    for answer in ("Alex", "Alex@Example.org", "E-mail", "I care for someone", "More breaks", "A chair with arms"):
        assert answer in shown
    page = client.post(check, follow=True)
    assert "You have a place" in page.content.decode()
    enrolment = Enrolment.objects.get()
    learner = enrolment.learner
    assert (enrolment.status, enrolment.source, enrolment.run) == ("confirmed", "self", run)
    assert (learner.name, learner.email, learner.capacities) == ("Alex", "alex@example.org", ["carer"])
    assert learner.user.email == "alex@example.org"
    assert learner.agreement_version == 1 and learner.age_confirmed
    assert {need.own_words or need.kind for need in Need.objects.all()} == {"breaks", "A chair with arms"}
    assert Message.objects.get().to_address == "alex@example.org"


def test_the_whole_self_referral_asks_the_database_at_most_120_times(client):
    run = RunFactory()
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/join/{run.code}/")
        check = go_through(client, run)
        client.get(check)
        client.post(check, follow=True)
    assert len(asked) <= 120


def test_a_returning_learners_booking_asks_the_database_at_most_25_times(client, django_assert_max_num_queries):
    run = RunFactory()
    client.force_login(LearnerFactory().user)
    assert "Take a place" in client.get(f"/join/{run.code}/").content.decode()
    with django_assert_max_num_queries(25):
        page = client.post(f"/join/{run.code}/")
    assert page.url == f"/my/places/{Enrolment.objects.get().code}/"


def test_sent_ten_times_it_is_one_place_and_one_message(client):
    run = RunFactory()
    check = go_through(client, run)
    answers = {client.post(check, follow=True).redirect_chain[-1] for _turn in range(10)}
    assert len(answers) == 1
    assert Enrolment.objects.count() == Learner.objects.count() == Message.objects.count() == 1


def test_the_back_button_after_the_last_screen_leads_to_the_same_answer(client):
    run = RunFactory()
    check = go_through(client, run)
    client.post(check)
    for address in (check, check.replace("check", "name"), check.replace("check", "help")):
        assert client.get(address).url == check.replace("check", "done")
        assert client.post(address, {"name": "Other"}).url == check.replace("check", "done")


def test_the_answers_are_forgotten_once_they_have_become_a_learner(client):
    check = go_through(client, RunFactory())
    client.post(check)
    assert ReferralDraft.objects.get().answers == ""
    assert "Alex" not in client.get(check.replace("check", "done")).content.decode()


def test_going_back_shows_what_was_typed_and_a_change_returns_to_the_check(client):
    check = go_through(client, RunFactory())
    assert "Alex@Example.org" in client.get(check.replace("check", "reach")).content.decode()
    changed = client.post(check.replace("check", "name") + "?change", {"name": "Alexandra"})
    assert changed.url == check
    assert "Alexandra" in client.get(check).content.decode()


def test_a_faulty_answer_keeps_what_was_typed_and_says_so_first(client):
    run = RunFactory()
    page = client.post(f"/join/{run.code}/", {"name": "Alex"})
    page = client.post(page.url, {"route": "email", "email": "", "phone": "07700 900 123"})
    shown = page.content.decode()
    assert "<title>Error: " in shown
    assert shown.index("There is something to put right") < shown.index("E-mail address")
    assert "07700 900 123" in shown


def test_only_four_things_are_needed(client):
    by_letter = {"route": "letter", "address": "1 High Street"}
    check = go_through(client, RunFactory(), reach=by_letter, about={"old_enough": "yes"}, help={})
    client.post(check)
    assert Enrolment.objects.get().status == "confirmed"


def test_the_check_page_leads_to_the_question_that_was_passed_over(client):
    run = RunFactory()
    page = client.post(f"/join/{run.code}/", {"name": "Alex"})
    check = page.url.replace("reach", "check")
    assert client.get(check).url == page.url
    client.post(check)
    assert not Enrolment.objects.exists()


def test_somebody_too_young_is_told_whom_to_ring(client):
    run = RunFactory()
    page = client.post(f"/join/{run.code}/", {"name": "Alex"})
    page = client.post(page.url, SCREENS["reach"])
    shown = client.post(page.url, {"old_enough": "no"}).content.decode()
    assert "aged 18 or over. Please ring us" in shown and "Childline on 0800 1111" in shown
    assert not Learner.objects.exists()


def test_a_full_run_gives_a_place_on_the_waiting_list(client):
    run = RunFactory(capacity=1)
    client.post(go_through(client, run))
    assert "Join the waiting list" in client.get(f"/join/{run.code}/").content.decode()
    check = go_through(client, run, name="Kim", reach={"route": "text", "phone": "07700 900 123"})
    assert "Join the waiting list" in client.get(check).content.decode()
    page = client.post(check, follow=True).content.decode()
    assert "You are on the waiting list" in page
    assert "calendar" not in page
    assert Enrolment.objects.get(learner__name="Kim").status == "waiting"


def test_nobody_learns_from_the_answer_whether_a_mailbox_has_an_account(client):
    LearnerFactory(email="taken@example.org")
    pages = []
    for email in ("taken@example.org", "free@example.org"):
        check = go_through(client, RunFactory(), reach={"route": "email", "email": email})
        page = client.post(check, follow=True)
        pages.append(re.sub(r"/join/\w+/\w+/|Sleeping well \d+|Venue \d+", "", page.content.decode()))
    assert pages[0] == pages[1]
    second = Learner.objects.filter(email="taken@example.org").last()
    assert second.user.email is None
    assert Message.objects.filter(to_address="taken@example.org").count() == 1


def test_someone_signed_in_who_never_joined_keeps_their_account(client):
    user = UserFactory(email="peer@example.org", role="trainer")
    client.force_login(user)
    client.post(go_through(client, RunFactory(), reach={"route": "email", "email": "peer@example.org"}))
    assert Learner.objects.get().user == user


def test_someone_signed_in_who_fills_in_for_another_keeps_their_account_apart(client):
    client.force_login(UserFactory(email="office@example.org", role="coordinator"))
    client.post(go_through(client, RunFactory()))
    assert Learner.objects.get().user.email == "alex@example.org"
    assert User.objects.get(email="office@example.org") != Learner.objects.get().user


def test_extra_fields_are_ignored(client):
    run = RunFactory()
    check = go_through(client, run, help={"status": "confirmed", "capacity": 99, "code": "x"})
    client.post(check, {"status": "completed", "source": "office", "learner": "1"})
    enrolment = Enrolment.objects.get()
    assert (enrolment.status, enrolment.source) == ("confirmed", "self")


@pytest.mark.parametrize(
    "hidden", [{"status": "draft"}, {"is_listed": False}, {"is_listed": False, "status": "cancelled"}]
)
def test_a_run_that_is_not_public_is_not_there(client, signed_in, hidden):
    address = f"/join/{RunFactory(**hidden).code}/"
    assert client.get(address).status_code == 404
    learner = signed_in(LearnerFactory().user)
    assert learner.get(address).status_code == learner.post(address).status_code == 404
    assert not Enrolment.objects.exists()


def test_a_run_whose_places_open_later_says_when(client):
    run = RunFactory(term=TermFactory(enrolment_opens_at=timezone.now() + timezone.timedelta(days=3)))
    assert "Places can be taken from" in client.get(f"/join/{run.code}/").content.decode()


def test_a_draft_of_another_run_or_an_old_one_is_not_there(client):
    run, other = RunFactory(), RunFactory()
    check = go_through(client, run)
    assert client.get(check.replace(run.code, other.code)).status_code == 404
    ReferralDraft.objects.update(touched_at=timezone.now() - timezone.timedelta(hours=73))
    assert client.get(check).status_code == 404
    assert forget_drafts(now=timezone.now()) == 1


def test_a_run_called_off_meanwhile_refuses_in_a_sentence_and_keeps_the_answers(client):
    run = RunFactory()
    check = go_through(client, run)
    run.status = "cancelled"
    run.save()
    assert "This course was called off" in client.post(check, follow=True).content.decode()
    assert ReferralDraft.objects.get().answers
    assert not Learner.objects.exists()


def test_pages_are_kept_by_no_cache_and_listed_by_no_search(client):
    page = client.get(f"/join/{RunFactory().code}/")
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"


def test_an_agreement_that_changed_is_asked_again(client):
    run, learner = RunFactory(), LearnerFactory()
    set_policy(agreement_version=2)
    client.force_login(learner.user)
    assert "Our learning agreement has changed" in client.get(f"/join/{run.code}/").content.decode()
    assert "Read the learning agreement" in client.post(f"/join/{run.code}/", follow=True).content.decode()
    assert not Enrolment.objects.exists()
    client.post(f"/join/{run.code}/", {"agree": "on"})
    learner.refresh_from_db()
    assert learner.agreement_version == 2
    assert Enrolment.objects.get().learner == learner


def test_words_that_try_to_be_a_script_are_words(client):
    check = go_through(client, RunFactory(), name="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(check).content.decode()
    client.post(check)
    assert "<script>" not in mail.message().html


def test_a_form_that_was_begun_is_gone_on_with_on_another_phone_by_its_code(client):
    run = RunFactory()
    first = client.post(f"/join/{run.code}/", {"name": "Jo"}).url
    shown = client.get(first).content.decode()
    draft = ReferralDraft.objects.get()
    assert draft.written_code in shown and "testserver/join/" in shown
    elsewhere = Client()
    assert "Write the code" in elsewhere.post("/join/", {"code": ""}).content.decode()
    for wrong in ("bcdf ghjk mnpq", "<b>", "9" * 80):
        page = elsewhere.post("/join/", {"code": wrong})
        assert page.status_code == 200 and "error" in page.content.decode()
    gone_on = elsewhere.post("/join/", {"code": f" {draft.written_code.upper()} "}, follow=True)
    assert gone_on.redirect_chain[-1][0].startswith(first.removesuffix("reach/"))
    assert "How we reach you" in gone_on.content.decode()
    ReferralDraft.objects.update(touched_at=timezone.now() - dt.timedelta(days=9))
    assert "We have no form with this code" in elsewhere.post("/join/", {"code": draft.code}).content.decode()


def test_codes_can_not_be_guessed_for_ever(client):
    RunFactory()
    answers = [client.post("/join/", {"code": f"wrong{each}"}).content.decode() for each in range(31)]
    assert "We have no form" in answers[29] and "must wait an hour" in answers[30]
