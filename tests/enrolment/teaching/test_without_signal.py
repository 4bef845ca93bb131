"""The register where there is no signal, in Chromium: nothing lost, nothing doubled, no name that stays too long."""

import datetime as dt
import itertools
import random

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from enrolment.models import MarkEvent, MarkFlag
from enrolment.registers.actions import close_register, record_marks
from enrolment.trainers.actions import release
from tests.browser import press, sign_in, sound
from tests.enrolment.teaching.without_signal import NARROW, Phone, events, statuses, until
from tests.factories import AllocationFactory, EnrolmentFactory, LearnerFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def run(transactional_db):
    run = RunFactory(sessions=2, sessions__first_on=timezone.localdate() - dt.timedelta(days=7))
    for kind in ("peer", "professional"):
        AllocationFactory(run=run, trainer=TrainerFactory(kind=kind))
    return run


@pytest.fixture
def session(run):
    return run.sessions.get(held_on=timezone.localdate())


@pytest.fixture
def trainers(run):
    return [allocation.trainer.user for allocation in run.allocations.select_related("trainer__user").order_by("pk")]


@pytest.fixture
def names(run):
    return [EnrolmentFactory(run=run, learner=LearnerFactory(name=f"Sam{n} Okafor{n}")) for n in range(3)]


@pytest.fixture
def phones(browser, live_server, session, trainers, names):
    found = []

    def one(place=0, user=None):
        found.append(Phone(browser, live_server, user or trainers[place], session))
        return found[-1]

    yield one
    faults = [phone.faults for phone in found]
    for phone in found:
        phone.close()
    assert faults == [[] for _phone in found]


def test_it_opens_shows_and_marks_without_signal_and_sends_when_there_is(phones, session, names):
    phone = phones()
    phone.take_along()
    phone.lose_signal()
    phone.page.goto(phone.address)
    phone.settled()
    assert phone.page.locator("[data-key]").count() == 3
    assert "Sam0 O" in phone.page.locator("form").inner_text() and "Okafor" not in phone.page.content()
    phone.mark(names[0], "present")
    phone.mark(names[1], "did_not_attend")
    phone.mark(names[1], "part")
    assert phone.says("waiting") == "3 marks waiting on this phone" and phone.row_says(names[0]) == "on this phone"
    assert events() == 0
    sound(phone.page, NARROW["width"])
    phone.find_signal()  # the browser says so, and what waits is sent
    until(phone.page, lambda: events() == 3)
    expect(phone.page.locator("[data-part=waiting]")).to_be_hidden()
    assert statuses(session) == ["present", "part"]
    assert phone.row_says(names[0]) == "sent" and phone.waiting() == 0
    phone.send()
    phone.send()
    assert events() == 3
    # Nothing but this window keeps it from the home screen: it is one that forgets all when it is closed.
    asked = phone.context.new_cdp_session(phone.page).send("Page.getInstallabilityErrors")
    assert [error["errorId"] for error in asked["installabilityErrors"]] == ["in-incognito"]


def test_with_signal_each_mark_is_on_the_server_at_once(phones, session, names):
    phone = phones()
    phone.open()
    for name in names:
        phone.mark(name, "present")
    until(phone.page, lambda: events() == 3)
    expect(phone.page.locator(f"[data-key='{names[2].code}'] [data-row-state]")).to_have_text("sent")
    expect(phone.page.locator("[data-count=here] strong")).to_have_text("3")
    sound(phone.page, NARROW["width"])
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Save and close the register").click()
    session.refresh_from_db()
    assert session.status == "held" and events() == 3


TAPPED_FAST = """async (wait) => {
  const given = [];
  let undone = 0;
  const look = () => { undone += given.filter((radio) => !radio.checked).length; };
  for (const radio of document.querySelectorAll("[data-key] input[value=present]")) {
    radio.click();
    given.push(radio);
    await new Promise((done) => setTimeout(done, wait));
    look();
  }
  return [given.length, undone];
}"""


@pytest.mark.parametrize("wait", [1, 4, 8])
def test_however_fast_a_finger_is_no_mark_is_seen_undone(phones, run, session, wait):
    EnrolmentFactory.create_batch(12, run=run)
    phone = phones()
    phone.open()
    assert phone.page.evaluate(TAPPED_FAST, wait) == [12, 0]
    until(phone.page, lambda: statuses(session) == ["present"] * 12)


def test_what_is_on_the_phone_is_sealed_and_says_little(phones, names):
    phone = phones()
    phone.take_along()
    dumped = phone.page.evaluate(
        """async () => {
            const db = await idb.openDB("registers");
            const rows = await db.getAll("names");
            const key = await crypto.subtle.exportKey("raw", rows[0].key).then(() => "taken", () => "refused");
            const text = new TextDecoder().decode(rows[0].sealed);
            const others = await Promise.all(["about", "seen", "marks"].map((store) => db.getAll(store)));
            return { key, text, plain: JSON.stringify([rows, others]) };
        }"""
    )
    assert dumped["key"] == "refused"
    assert "Sam" not in dumped["text"] + dumped["plain"]
    kept = phone.page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
            }
            return found.join();
        }"""
    )
    assert "Registers on this phone" in kept
    assert "Sam" not in kept and phone.user.name not in kept and 'name="csrfmiddlewaretoken"' not in kept


def test_a_phone_that_comes_back_after_three_days_signed_out_and_after_a_deploy(phones, session, names, monkeypatch):
    phone = phones()
    phone.take_along()
    phone.lose_signal()
    phone.open()
    phone.mark(names[0], "did_not_attend")
    phone.mark(names[0], "present")
    in_three_days = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    phone.page.clock.install(time=in_three_days)
    phone.page.reload()
    phone.settled()
    assert phone.names() == 0 and phone.waiting() == 2  # the day is over: names have gone, marks have not
    monkeypatch.setattr("enrolment.teaching.phone_views._digest", lambda name: "a new version of the site")
    phone.lose_sign_in()
    phone.find_signal()
    phone.page.goto(f"{phone.server.url}/teaching/registers/phone/")
    phone.settled()
    assert "You are signed out." in phone.says("state") and phone.waiting() == 2 and events() == 0
    assert phone.page.get_by_role("link", name="Sign in to send them").is_visible()
    phone.sign_in()
    phone.page.goto(f"{phone.server.url}/teaching/registers/")
    phone.settled()
    assert events() == 2 and statuses(session) == ["present"] and phone.waiting() == 0


def test_a_new_version_of_the_site_takes_over_and_loses_nothing(phones, names, monkeypatch):
    phone = phones()
    phone.take_along()
    before = phone.page.evaluate("caches.keys()")
    phone.lose_signal()
    phone.open()
    phone.mark(names[0], "present")
    phone.find_signal()
    phone.context.route("**/send/", lambda route: route.abort())  # one bar, and it fails
    monkeypatch.setattr("enrolment.teaching.phone_views._digest", lambda name: "a new version of the site")
    phone.open()
    phone.page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    until(phone.page, lambda: phone.page.evaluate("caches.keys()") not in (before, []))
    until(phone.page, lambda: len(phone.page.evaluate("caches.keys()")) == 1)
    assert phone.waiting() == 1 and events() == 0
    phone.context.unroute("**/send/")
    phone.lose_signal()
    phone.open()  # the new one opens without signal, too
    assert phone.page.locator("[data-key]").count() == 3 and phone.waiting() == 1
    phone.find_signal()
    until(phone.page, lambda: events() == 1)


def test_signing_out_takes_the_names_and_leaves_the_marks_for_the_same_person(phones, session, names, trainers):
    phone = phones()
    phone.take_along()
    phone.lose_signal()
    phone.open()
    phone.mark(names[0], "present")
    phone.find_signal()
    phone.context.route("**/send/", lambda route: route.abort())
    phone.open()
    with phone.page.expect_navigation(url="**/signed-out/"):
        phone.page.get_by_role("button", name="Sign out").click()
    phone.settled()
    assert phone.names() == 0 and phone.says("waiting") == "1 mark waiting on this phone"
    sound(phone.page, NARROW["width"])
    phone.context.unroute("**/send/")
    phone.sign_in(trainers[1])
    phone.open()
    assert events() == 0 and phone.waiting() == 1 and "another trainer" in phone.says("others")
    phone.sign_in(trainers[0])
    phone.open()
    assert MarkEvent.objects.get().by == trainers[0] and phone.waiting() == 0


def test_whoever_is_released_loses_the_names_and_not_the_marks(phones, run, session, names, trainers):
    phone = phones()
    phone.take_along()
    phone.lose_signal()
    phone.open()
    phone.mark(names[0], "present")
    release(allocation=run.allocations.get(trainer__user=trainers[0]), by=UserFactory(), now=timezone.now())
    phone.find_signal()
    until(phone.page, lambda: events() == 1)
    until(phone.page, lambda: phone.waiting() == 0)
    assert phone.names() == 0
    assert "released" in MarkFlag.objects.values_list("kind", flat=True)


def test_a_wrong_clock_and_two_phones_that_differ_are_flagged_and_nothing_is_lost(phones, session, names):
    fast, other = phones(0), phones(1)
    for phone in (fast, other):
        phone.take_along()
        phone.lose_signal()
        phone.open()
    fast.page.clock.set_fixed_time(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2))
    fast.mark(names[0], "present")
    other.mark(names[0], "did_not_attend")
    other.find_signal()
    until(other.page, lambda: events() == 1)
    fast.find_signal()
    until(fast.page, lambda: events() == 2)
    assert statuses(session) == ["present"]
    assert set(MarkFlag.objects.values_list("kind", flat=True)) == {"clock", "disagrees"}


def test_two_pages_of_one_phone_that_send_at_once_send_once(phones, names):
    phone = phones()
    phone.take_along()
    phone.lose_signal()
    phone.open()
    for status in ("present", "part", "present"):
        phone.mark(names[0], status)
    second = phone.context.new_page()
    second.goto(phone.address)
    phone.find_signal()
    for page in (phone.page, second):
        page.evaluate("() => { registerQueue.flush({ fresh: true }); registerQueue.flush({ fresh: true }); }")
    until(phone.page, lambda: events() == 3)
    phone.send()
    assert events() == 3 and list(MarkEvent.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]


def test_without_javascript_it_is_a_form_like_any_other(browser, live_server, session, trainers, names):
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    sign_in(page, live_server, trainers[0])
    page.goto(f"{live_server.url}/teaching/registers/{session.code}/")
    press(page.get_by_role("button", name="Everyone is here"))
    assert statuses(session) == ["present"] * 3
    context.close()


def test_a_co_trainers_mark_given_since_the_page_was_opened_is_not_undone_by_saving(phones, session, names, trainers):
    record_marks(session=session, statuses={names[0].pk: "present"}, by=trainers[0], now=timezone.now())
    phone = phones()
    phone.open()
    record_marks(session=session, statuses={names[0].pk: "part"}, by=trainers[1], now=timezone.now())
    phone.mark(names[1], "present")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Save for now").click()
    assert statuses(session) == ["part", "present"]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_two_phones_go_through_each_mark_is_on_the_server_once(phones, session, names, trainers, seed):
    """A story drawn from `seed`: mark, correct, reload, lose signal or sign-in, close. Rows are counted."""
    drawn, given_marks = random.Random(seed), 0
    pair = [phones(0), phones(1)]
    for phone in pair:
        phone.take_along()
        phone.lose_signal()
        phone.open()
    for _step in range(12):
        phone = drawn.choice(pair)
        step = drawn.choice(["mark", "mark", "mark", "reload", "signal", "no signal", "expire", "close"])
        if step == "mark" and phone.page.locator("[data-key]").count():
            phone.mark(drawn.choice(names), drawn.choice(["present", "part", "apologies", "did_not_attend"]))
            given_marks += phone.number() - phone.counted
            phone.counted = phone.number()
        elif step == "reload":
            phone.open()
        elif step in ("signal", "no signal"):
            phone.context.set_offline(step == "no signal")
        elif step == "expire":
            phone.lose_sign_in()
        elif step == "close":
            record_marks(
                session=session, statuses={name.pk: "present" for name in names}, by=trainers[0], now=timezone.now()
            )
            close_register(session=session, by=trainers[0], now=timezone.now())
    for phone in pair:
        phone.find_signal()
        phone.sign_in()
        phone.open()
        until(phone.page, lambda phone=phone: phone.waiting() == 0)
    kept = MarkEvent.objects.filter(uuid__isnull=False)
    assert kept.count() == given_marks == sum(phone.number() for phone in pair)
    assert sorted(kept.values_list("number", flat=True)) == sorted(
        number for phone in pair for number in range(1, phone.number() + 1)
    )


# Two short stories, told in every order in which the one can fall into the other.
STORIES = (("mark", "send", "reload and correct"), ("mark", "expire", "close"))
ORDERS = sorted(set(itertools.permutations((0, 0, 0, 1, 1, 1))))


def test_in_every_order_of_two_phones_stories_each_mark_is_on_the_server_once(phones, trainers, names):
    registers = [_another_register(trainers) for _order in ORDERS]
    pair = [phones(0), phones(1)]
    for phone in pair:
        phone.take_along()
        phone.lose_signal()
    for order, session in zip(ORDERS, registers, strict=True):
        stories = [iter(story) for story in STORIES]
        for which in order:
            _does(next(stories[which]), pair[which], session)
        pair[1].sign_in()
        for phone in pair:
            phone.find_signal()
            phone.send()
            phone.lose_signal()
        given_marks = MarkEvent.objects.filter(mark__session=session, uuid__isnull=False)
        assert sorted(given_marks.values_list("became", flat=True)) == ["apologies", "part", "present"], order
        assert list(session.marks.values_list("status", flat=True)) == ["apologies"], order  # the latest received
        flagged = MarkFlag.objects.filter(event__mark__session=session, kind="disagrees")
        assert flagged.exists() and [phone.waiting() for phone in pair] == [0, 0], order


def _another_register(trainers):
    """A register of today with one name, of the same two trainers."""
    run = RunFactory(sessions=1, sessions__first_on=timezone.localdate())
    for trainer in trainers:
        AllocationFactory(run=run, trainer=trainer.trainer)
    EnrolmentFactory(run=run)
    return run.sessions.get()


def _does(step, phone, session) -> None:
    name, by = session.run.enrolments.get(), phone.user
    if step == "mark":
        phone.keep(session, name, "apologies" if by.trainer.kind == "professional" else "present")
    elif step == "send":
        phone.find_signal()
        phone.send()
        phone.lose_signal()
    elif step == "reload and correct":
        phone.open()
        phone.keep(session, name, "part")
    elif step == "expire":
        phone.lose_sign_in()
    elif step == "close":
        record_marks(session=session, statuses={name.pk: "present"}, by=by, now=timezone.now())
        close_register(session=session, by=by, now=timezone.now())
