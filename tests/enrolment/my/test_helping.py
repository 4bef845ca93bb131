"""Somebody acts for a learner: in what was ticked, until the day, as themself; and nothing else is there for them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from college.models import Message, User
from enrolment.learners.support.actions import HelpsAlready, NotAnyMore, Themself, TooLong, ask_to_help, end_support
from enrolment.learners.support.queries import SCOPES
from enrolment.messages.helpers import tell_helpers
from enrolment.models import Enrolment, EnrolmentEvent, Offer, Support, SupportEvent
from enrolment.my.helping.actions import leave_for
from enrolment.places.actions import withdraw
from tests.browser import press, sign_in, sound
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return LearnerFactory(name="Sam")


@pytest.fixture
def kim():
    return UserFactory(name="Kim", email="kim@example.org")


def until(days: int = 60) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def helps(learner, user, *scopes, days: int = 60, accepted: bool = True) -> Support:
    facts = {scope: scope in scopes for scope in SCOPES}
    now = timezone.now()
    return Support.objects.create(
        learner=learner, user=user, name="Kim", until=until(days), by=learner.user, at=now,
        accepted_at=now if accepted else None, **facts,
    )  # fmt: skip


def asked(learner, **changed) -> Support:
    said = {"name": "Kim", "email": "Kim@Example.org", "mobile": "", "scopes": ["may_see"], "until": until()}
    return ask_to_help(learner=learner, by=learner.user, now=timezone.now(), **said | changed)


def offered(learner) -> Offer:
    run = RunFactory(capacity=1)
    first = EnrolmentFactory(run=run)
    EnrolmentFactory(run=run, learner=learner)
    withdraw(enrolment=first, by=None, now=timezone.now())
    return Offer.objects.get(enrolment__learner=learner)


# Asked, said yes to, ended ------------------------------------------------------------------------


def test_from_asking_to_seeing_and_to_the_end(client, learner):
    EnrolmentFactory(learner=learner, run=RunFactory(course__title="Living with voices"))
    client.force_login(learner.user)
    day = until()
    form = {"name": "Kim", "email": "kim@example.org", "scopes": ["may_see"]}
    form |= {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    for _twice in range(2):
        assert client.post("/my/supporters/", form).url == "/my/supporters/"
    support, invited = Support.objects.get(), Message.objects.get(to_address="kim@example.org")
    assert "Sam" not in invited.text + invited.subject and "/my/helping/" in invited.text
    client.force_login(User.objects.get(email="kim@example.org"))
    assert client.get("/my/").url == "/my/helping/"
    assert client.get(f"/my/helping/{support.code}/").status_code == 404  # nobody has said yes yet
    client.post(f"/my/helping/{support.code}/answer/", {"answer": "yes"})
    page = client.get(f"/my/helping/{support.code}/").content.decode()
    assert "Living with voices" in page and "Take a place" not in page
    client.force_login(learner.user)
    assert "said yes to helping" in client.get("/my/supporters/").content.decode()
    for _twice in range(2):
        assert client.post(f"/my/supporters/{support.code}/end/").url == "/my/supporters/"
    client.force_login(support.user)
    assert client.get(f"/my/helping/{support.code}/").status_code == 404
    assert [event.became for event in SupportEvent.objects.order_by("pk")] == ["granted", "accepted", "ended"]


def test_the_office_writes_it_down_with_how_it_was_said(signed_in, learner):
    client = signed_in(UserFactory(role="manager"))
    day = until()
    form = {"name": "Kim", "mobile": "07700 900 123", "scopes": ["is_told"]}
    form |= {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    page = f"/office/people/{learner.code}/supporters/"
    assert "Write down how the learner told us" in client.post(page, form).content.decode()
    client.post(page, form | {"said": "Rang, and we rang back"})
    support = Support.objects.get()
    assert (support.said, support.user.email, support.user.mobile) == ("Rang, and we rang back", None, "07700 900 123")
    assert Message.objects.get(channel="text").to_address == "07700 900 123"
    client.post(f"/office/people/{learner.code}/supporters/{support.code}/end/")
    assert Support.objects.get().ended_at


def test_who_has_a_mobile_alone_signs_in_by_a_texted_code_and_says_yes(client, learner):
    support = asked(learner, email="", mobile="07700 900 123")
    invited = Message.objects.get(channel="text").text
    support.user.refresh_from_db()
    assert support.user.sign_in_name in invited and "/code/text/" in invited and "Sam" not in invited
    client.post("/accounts/code/text/", {"name": support.user.sign_in_name})
    code = Message.objects.filter(channel="text").latest("pk").text.split()[0]
    client.post("/accounts/code/", {"name": support.user.sign_in_name, "code": code})
    assert client.get("/my/").url == "/my/helping/"
    client.post(f"/my/helping/{support.code}/answer/", {"answer": "yes"})
    assert client.get(f"/my/helping/{support.code}/").status_code == 200


def test_what_is_refused(learner):
    asked(learner)
    with pytest.raises(HelpsAlready):
        asked(learner, scopes=["may_book"])
    with pytest.raises(Themself):
        asked(learner, email=learner.user.email)
    for day in (timezone.localdate(), until(800)):
        with pytest.raises(TooLong):
            asked(learner, email="other@example.org", until=day)
    with time_machine.travel(timezone.now() + dt.timedelta(days=61)):
        assert asked(learner).pk != Support.objects.earliest("pk").pk  # the first has run out


# Nothing but what was ticked ------------------------------------------------------------------------


@pytest.mark.parametrize("scope", SCOPES)
def test_each_tick_opens_its_own_and_no_more(client, learner, kim, scope):
    place = EnrolmentFactory(learner=learner, run=RunFactory(course__title="Living with voices"))
    offer, other = offered(learner), RunFactory()
    support = helps(learner, kim, scope)
    client.force_login(kim)
    one = f"/my/helping/{support.code}/"
    sees = scope in ("may_see", "may_book")
    assert ("Living with voices" in client.get(one).content.decode()) == sees
    assert client.get(f"{one}places/{place.code}/").status_code == (200 if sees else 404)
    assert client.get(f"{one}book/{other.code}/").status_code == (200 if scope == "may_book" else 404)
    client.post(f"{one}book/{other.code}/")
    client.post(f"{one}places/{offer.enrolment.code}/", {"press": "yes"})
    client.post(f"{one}places/{place.code}/", {"press": "leave"})
    place.refresh_from_db(), offer.enrolment.refresh_from_db()
    done = {
        "booked": Enrolment.objects.filter(run=other).exists(),
        "left": place.status == "withdrawn",
        "said_yes": offer.enrolment.status == "confirmed",
    }
    expected = {"may_book": {"booked", "left"}, "may_answer": {"said_yes"}}.get(scope, set())
    assert {name for name, happened in done.items() if happened} == expected
    assert set(SupportEvent.objects.values_list("became", flat=True)) == expected


def test_what_belongs_to_the_learner_alone_is_not_there(client, learner, kim):
    place = EnrolmentFactory(learner=learner)
    helps(learner, kim, *SCOPES)
    client.force_login(kim)
    for address in ("details", "needs", "privacy", "supporters", "messages", f"places/{place.code}"):
        assert client.get(f"/my/{address}/").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "learner", "helps another", "refused", "ended", "run out", "switched off"])
def test_the_wrong_person_finds_nothing(client, learner, kim, who):
    place, run = EnrolmentFactory(learner=learner), RunFactory()
    support = helps(learner, kim, *SCOPES, days=-1 if who == "run out" else 60)
    if who in ("stranger", "helps another"):
        kim = UserFactory()
    if who == "learner":
        kim = learner.user
    if who == "helps another":
        helps(LearnerFactory(), kim, *SCOPES)
    if who == "refused":
        client.force_login(kim)
        client.post(f"/my/helping/{support.code}/answer/", {"answer": "no"})
    if who == "ended":
        end_support(support=support, by=learner.user, now=timezone.now())
    if who == "switched off":
        set_policy(unasked=["supporters"])
    client.force_login(kim)
    one = f"/my/helping/{support.code}/"
    for address in (one, f"{one}places/{place.code}/", f"{one}book/{run.code}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"press": "leave"}).status_code in (404, 405)
    assert Enrolment.objects.get().status == "confirmed"


# Whoever did it is written down ----------------------------------------------------------------------


def test_every_act_is_done_by_the_supporter_for_the_learner_who_is_told(client, learner, kim):
    run = RunFactory()
    support = helps(learner, kim, "may_book")
    client.force_login(kim)
    assert f"/my/helping/{support.code}/book/{run.code}/" in client.get(f"/join/{run.code}/").content.decode()
    for _twice in range(2):
        client.post(f"/my/helping/{support.code}/book/{run.code}/")
    enrolment = Enrolment.objects.get()
    session = enrolment.run.sessions_on()[0]
    place = f"/my/helping/{support.code}/places/{enrolment.code}/"
    assert "t come on" in client.get(place).content.decode()
    client.post(place, {"press": "cant_come", "session": session.code})
    for _twice in range(2):
        assert client.post(place, {"press": "leave"}).status_code == 302
    assert enrolment.learner == learner
    assert {event.by for event in EnrolmentEvent.objects.filter(enrolment=enrolment)} == {kim}
    acts = [(act.became, act.by, act.support.learner, act.about) for act in SupportEvent.objects.all()]
    assert acts == [(became, kim, learner, enrolment.code) for became in ("booked", "cant_come", "left")]
    assert set(Message.objects.values_list("to_user", "event")) == {
        (learner.user_id, "confirmed"), (learner.user_id, "withdrawn"),
    }  # fmt: skip
    client.force_login(learner.user)
    shown = client.get("/my/supporters/").content.decode()
    assert "gave a place up (Kim)" in shown


def test_who_was_stopped_a_moment_ago_does_nothing_more(learner, kim):
    place, support = EnrolmentFactory(learner=learner), helps(learner, kim, "may_book")
    end_support(support=Support.objects.get(), by=learner.user, now=timezone.now())
    with pytest.raises(NotAnyMore):
        leave_for(support=support, enrolment=place, by=kim, now=timezone.now())


# Messages ---------------------------------------------------------------------------------------------


def test_only_who_was_chosen_hears_once_and_in_words_that_name_nobody(learner, kim, client):
    told, not_told = helps(learner, kim, "is_told"), helps(learner, UserFactory(), "may_see")
    EnrolmentFactory(learner=learner, run=RunFactory(course__title="Living with voices"), now=timezone.now())
    EnrolmentFactory()  # of somebody else
    assert [tell_helpers(now=timezone.now()) for _twice in range(2)] == [1, 0]
    news = Message.objects.get(about=told.code)
    assert (news.to_user, news.to_address) == (kim, "kim@example.org")
    assert not [word for word in ("Sam", "voices") if word in news.subject + news.text]
    assert not Message.objects.filter(about=not_told.code).exists()
    client.force_login(kim)
    assert "You have a place" in client.get(f"/my/helping/{told.code}/").content.decode()
    client.force_login(learner.user)
    assert "somebody whom you help" not in client.get("/my/messages/").content.decode()


def test_a_link_that_answers_by_itself_is_shown_to_nobody_who_may_not_answer(client, learner, kim):
    support = helps(learner, kim, "is_told")
    offer = offered(learner)
    client.force_login(kim)
    assert offer.code not in client.get(f"/my/helping/{support.code}/").content.decode()
    Support.objects.update(may_answer=True)
    assert offer.code in client.get(f"/my/helping/{support.code}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_every_page_is_sound_at_320_pixels_and_works_without_script(browser, live_server, learner, kim):
    EnrolmentFactory(learner=learner)
    support = helps(learner, kim, *SCOPES)
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, kim)
    page.goto(f"{live_server.url}/my/helping/{support.code}/")
    press(page.get_by_role("link", name="Look has a place"))
    page.get_by_text("They don't want it any more").click()
    press(page.get_by_role("button", name="Give it up for them"))
    assert page.get_by_text("The place is given up").is_visible()
    context.close()
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    sign_in(page, live_server, learner.user)
    for address in ("supporters/", "equality/", "privacy/"):
        page.goto(f"{live_server.url}/my/{address}")
        sound(page, 320)
    sign_in(page, live_server, kim)
    EnrolmentFactory(learner=learner)
    for address in ("", f"{support.code}/", f"{support.code}/places/{Enrolment.objects.latest('pk').code}/"):
        page.goto(f"{live_server.url}/my/helping/{address}")
        sound(page, 320)
    context.close()
