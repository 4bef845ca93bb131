"""Somebody of 16 or 17 joins where the college takes them: who their guardian is, and a place that is kept."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.models import Policy
from enrolment.learners.actions import TooYoung, meet_learner
from enrolment.learners.guardian.actions import NoGuardian
from enrolment.models import Enrolment, Guardian, Learner, ReferralDraft
from enrolment.places.actions import request_place, walk_in
from enrolment.places.gates import AgeNotConfirmed, GuardianFirst
from enrolment.welcome.queries import is_wanted
from tests import mail
from tests.enrolment.my.test_join import SCREENS
from tests.factories import EnrolmentFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
ABOUT = {"old_enough": "young", "capacities": ["carer"]}
MO = {"guardian_name": "Mo Quill", "guardian_is": "parent", "guardian_phone": "0113 496 0998", "guardian_knows": "no"}


def as_far_as_age(client, run) -> str:
    """The address of the screen that asks about age."""
    page = client.post(f"/join/{run.code}/", {"name": "Alex"})
    return client.post(page.url, SCREENS["reach"]).url


def test_seven_screens_and_a_place_that_is_kept_until_the_guardian_agrees(client, run):
    address = as_far_as_age(client, run)
    shown = client.get(address).content.decode()
    assert "No, I am 16 or 17" in shown and "No, I am younger" in shown and "of 6" in shown
    page = client.post(address, ABOUT)
    assert page.url.endswith("/guardian/")
    shown = client.get(page.url).content.decode()
    assert "Your parent or guardian" in shown and "of 7" in shown
    for screen, given in {"guardian": MO, "help": {}, "agreement": SCREENS["agreement"]}.items():
        assert page.url.endswith(f"/{screen}/")
        page = client.post(page.url, given)
    checked = client.get(page.url).content.decode()
    for words in ("16 or 17", "Mo Quill", "My parent", "0113 496 0998", "They don’t know yet", "for you until then"):
        assert words in checked
    done = client.post(page.url, follow=True).content.decode()
    assert "A place is kept for you" in done and "talk with your parent or guardian" in done
    assert "Choose a time" not in done
    place, guardian = Enrolment.objects.get(), Guardian.objects.get()
    assert (place.status, place.learner.age_confirmed) == ("requested", False)
    assert (guardian.learner, guardian.status, guardian.knows) == (place.learner, "asked", False)
    assert EnrolmentFactory(run=run).status == "waiting"  # one place, and it is held
    told = mail.message(about=place.code)
    assert told.event == "guardian_asked" and "parent or guardian" in told.text
    assert "guardian" not in told.subject and "voices" not in told.subject
    assert not is_wanted(place.learner)  # no talk is to be found: the guardian comes first


def test_their_own_pages_say_so_and_ask_for_no_talk(client, join):
    place = join()
    client.force_login(place.learner.user)
    home = client.get("/my/").content.decode()
    page = client.get(f"/my/places/{place.code}/").content.decode()
    assert all("until we have talked with your parent or guardian" in shown for shown in (home, page))
    assert "Choose a time" not in home and "/my/talk/" not in page
    assert "Mo Quill" in client.get("/my/privacy/told.csv").content.decode()
    set_policy(guardian_from_age=None)  # what was told stays theirs to see; it is proof, and no old answer to delete
    assert "Mo Quill" in client.get("/my/privacy/told.csv").content.decode()
    assert "/my/privacy/delete/guardian/" not in client.get("/my/privacy/").content.decode()
    assert client.post("/my/privacy/delete/guardian/").status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"guardian_name": ""}, "Write the name of your parent or guardian."),
        ({"guardian_is": ""}, "Say what they are to you."),
        ({"guardian_phone": ""}, "Write their telephone number, or their e-mail address below."),
        ({"guardian_phone": "0113"}, "Write the whole number"),
        ({"guardian_phone": "", "guardian_email": "mo"}, "Write the e-mail address in full"),
        ({"guardian_knows": ""}, "Say whether they know."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays_as_typed(client, run, given, said):
    page = client.post(as_far_as_age(client, run), ABOUT)
    shown = client.post(page.url, MO | given)
    assert shown.status_code == 200 and said in shown.content.decode()


def test_an_e_mail_address_is_enough_and_a_changed_mind_asks_for_nobody(client, run):
    about = as_far_as_age(client, run)
    page = client.post(about, ABOUT)
    assert client.post(page.url, MO | {"guardian_phone": "", "guardian_email": "mo@example.org"}).status_code == 302
    assert client.get(page.url).context["form"]["guardian_knows"].value() == "no"  # shown again as it was answered
    assert client.post(f"{about}?change", SCREENS["about"]).url.endswith("/check/")
    draft = ReferralDraft.objects.get()
    assert client.get(page.url).url == f"/join/{run.code}/{draft.code}/check/"  # that screen is not there any more


def test_somebody_younger_is_told_kindly_and_the_path_can_be_off(client, run):
    address = as_far_as_age(client, run)
    shown = client.post(address, {"old_enough": "no"}).content.decode()
    assert "people aged 16 or over" in shown and "Childline" in shown
    client.post(address, ABOUT)
    set_policy(guardian_from_age=None)  # switched off while somebody was at it
    draft = ReferralDraft.objects.get()
    assert client.get(f"/join/{run.code}/{draft.code}/check/").url.endswith("/about/")
    shown = client.get(address).content.decode()
    assert "I am younger" not in shown and 'value="young"' not in shown
    assert client.post(address, ABOUT).status_code == 200  # no such answer


@pytest.mark.parametrize(
    "given", [{"guardian_name": " "}, {"guardian_phone": ""}, {"guardian_is": ""}, {"guardian_is": "friend"}]
)
def test_nobody_under_age_joins_without_a_guardian(join, given):
    with pytest.raises(NoGuardian):
        join(**given)
    assert not Learner.objects.exists()


def test_nobody_under_age_joins_where_the_college_takes_none(join):
    set_policy(guardian_from_age=None)
    with pytest.raises(TooYoung):
        join()


def test_the_ages_are_a_rule_that_says_what_is_wrong_with_it(signed_in, run):
    policy = Policy.current()
    policy.guardian_from_age = 18
    with pytest.raises(ValidationError, match="Write an age below 18"):
        policy.full_clean()
    manager = signed_in(UserFactory(role="manager"))
    page = manager.post("/office/first/joining/", {"minimum_age": "16", "guardian_from_age": "16"})
    assert "Write an age below 16" in page.content.decode()


def test_other_doors_keep_refusing_and_say_where_young_people_join(signed_in, coordinator, run):
    with pytest.raises(TooYoung, match="From 16 on, young people can join on our website"):
        meet_learner(name="Jo", phone="0113 496 0000", email="", old_enough=False, by=coordinator, now=timezone.now())
    shown = signed_in(coordinator).post("/office/enrol/", {"name": "Jo", "run": run.code}).content.decode()
    assert "Ask whether they are. From 16 on, young people can join on our website" in shown
    set_policy(guardian_from_age=None)
    assert "young people" not in signed_in(coordinator).get("/office/enrol/").content.decode()


def test_nobody_stays_in_the_room_before_their_guardian_agrees(join, coordinator):
    place = join()
    with pytest.raises(GuardianFirst):
        walk_in(run=place.run, learner=place.learner, by=coordinator, now=timezone.now())


def test_another_place_is_kept_too_and_none_where_the_path_is_off(join, coordinator):
    learner, facts = join().learner, {"by": coordinator, "now": timezone.now(), "source": "office"}
    assert request_place(learner=learner, run=RunFactory(), is_met=True, **facts).status == "requested"
    set_policy(guardian_from_age=None)
    with pytest.raises(AgeNotConfirmed):
        request_place(learner=learner, run=RunFactory(), **facts)
