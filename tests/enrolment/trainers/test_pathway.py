"""The pathway of a trainer: days and never words, the one thing that comes next, and what runs out in good time."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.words import read
from enrolment.models import Step
from enrolment.office.today import office_day
from enrolment.trainers.actions import CantTeach, TrainerFacts, propose, save_trainer
from enrolment.trainers.fits import fits_for
from enrolment.trainers.gathering import gather
from enrolment.trainers.pathway.actions import (
    CheckIsOver,
    DoneOnce,
    EndsBeforeItsDay,
    NotDoneYet,
    TooFarAhead,
    note_check,
    note_step,
    take_back_step,
)
from enrolment.trainers.pathway.queries import pathway_of
from enrolment.trainers.pathway.words import CHECK, soon_words
from tests.factories import AllocationFactory, LearnerFactory, LocalityFactory, TrainerFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW, TODAY = timezone.now(), timezone.localdate()


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def newcomer(here):
    trainer = TrainerFactory(name="Ines Calder", train_the_trainer="no")
    trainer.localities.add(here)
    return trainer


@pytest.fixture
def done(newcomer, office):
    """Writes a step down: so many days ago, good for so many more."""

    def note(key, ago=0, ahead=None):
        until = None if ahead is None else days(ahead)
        return note_step(trainer=newcomer, key=key, done_on=days(-ago), until=until, by=office, now=NOW)

    return note


def next_of(trainer) -> str:
    found = pathway_of(trainer, today=TODAY).next
    return found[0] if found else ""


def test_a_step_is_written_down_once_put_right_and_taken_back(newcomer, done, office):
    first = done("first_aid", 10, 100)
    assert done("first_aid", 10, 100) == first
    right = done("first_aid", 10, 200)
    assert list(Step.objects.live()) == [right] and Step.objects.get(pk=first.pk).ended_by == office
    for _press in range(2):
        take_back_step(step=right, by=office, now=NOW)
    assert not Step.objects.live().exists() and Step.objects.get(pk=right.pk).ended_at == NOW


@pytest.mark.parametrize(
    ("key", "ago", "ahead", "refusal"),
    [
        ("references", -1, None, NotDoneYet),
        ("first_aid", 5, -6, EndsBeforeItsDay),
        ("references", 5, 100, DoneOnce),
        ("first_aid", 5, 10_000, TooFarAhead),
    ],
)
def test_what_can_not_be_is_refused_in_a_sentence(done, key, ago, ahead, refusal):
    with pytest.raises(refusal, match=r"\.$"):
        done(key, ago, ahead)
    assert not Step.objects.exists()


def test_the_check_stays_one_and_says_only_until_when_and_who_wrote_it_down_last(newcomer, office):
    save_trainer(
        facts=TrainerFacts("Ines Calder", "peer", cleared_until=days(50)), by=office, now=NOW, trainer=newcomer
    )
    other, later = UserFactory(name="Bea"), NOW + dt.timedelta(days=1)
    for until, by, now in ((days(900), other, later), (days(900), office, later + dt.timedelta(days=1))):
        note_check(trainer=newcomer, until=until, by=by, now=now)
    check = newcomer.clearances.get()
    assert (check.until, check.by, check.at) == (days(900), other, later)  # the same again changes nothing
    for until, refusal in ((days(-1), CheckIsOver), (days(10_000), TooFarAhead)):
        with pytest.raises(refusal):
            note_check(trainer=newcomer, until=until, by=office, now=NOW)


def test_one_thing_comes_next_and_nobody_is_asked_how_they_began(newcomer, done, office):
    assert next_of(newcomer) == "First conversation"
    done("conversation")
    assert next_of(newcomer) == "References"
    newcomer.paid_as = "salaried"
    assert next_of(newcomer) == "Training that everyone does"
    newcomer.paid_as = "involvement"
    done("references")
    assert next_of(newcomer) == "Check"
    note_check(trainer=newcomer, until=days(900), by=office, now=NOW)
    done("training")
    newcomer.train_the_trainer, newcomer.train_the_trainer_note = "booked", "March 2027"
    assert pathway_of(newcomer, today=TODAY).next == ("Train the trainer", "It is booked: March 2027.")
    done("train_the_trainer")
    assert next_of(newcomer) == "Planning a course together"
    AllocationFactory(trainer=newcomer)
    assert next_of(newcomer) == "Supervision"
    done("supervision")
    assert pathway_of(newcomer, today=TODAY).next is None


def test_what_runs_out_is_said_calmly_and_in_good_time():
    day, said = dt.date(2027, 5, 3), soon_words
    assert said("first_aid", day, today=dt.date(2027, 3, 10)) == (
        "Your first aid course is good until 3 May 2027. We will ask you in April."
    )
    assert said(CHECK, day, today=dt.date(2027, 4, 2)).endswith("We will talk with you about the next one.")
    assert said(CHECK, day, today=dt.date(2027, 5, 4)) == "Check: we will arrange the next one with you."
    assert said(CHECK, dt.date(2027, 1, 20), today=dt.date(2026, 11, 26)).endswith("We will ask you in December.")


def test_the_office_reads_it_on_its_first_page_once_a_trainer_until_it_is_renewed(newcomer, done, office, signed_in):
    def lines(user=office):
        return [(each.trainer, each.words) for each in office_day(user, today=TODAY).running_out]

    done("training", 300, 61)
    newcomer.clearances.create(until=days(61))
    assert lines() == []
    done("first_aid", 300, 60)
    done("supervision", 90, -2)
    [(trainer, words)] = lines()
    assert trainer == newcomer and words.startswith("Supervision, until") and "; First aid course, until" in words
    page = signed_in(office).get("/office/").content.decode()
    assert page.count(f"/office/trainers/{newcomer.code}/pathway/") == 1 and "Nothing is waiting" not in page
    assert lines(UserFactory(role="coordinator", role__locality=LocalityFactory())) == []
    newcomer.is_active = False
    newcomer.save()
    assert lines() == []
    newcomer.is_active = True
    newcomer.save()
    done("supervision", 0, 90)
    done("first_aid", 0, 900)
    assert lines() == []
    set_policy(pathway_notice_days=61)
    [(_trainer, words)] = lines()
    assert "Training that everyone does" in words and "Check" in words


def test_who_watches_is_not_asked_to_teach_until_they_are_further(new_run, new_trainer, office):
    run, trainer = new_run(), new_trainer("peer")
    step = {"trainer": trainer, "done_on": TODAY, "by": office, "now": NOW}
    note_step(key="shadows", **step)
    assert fits_for(run, today=TODAY) == []
    with pytest.raises(CantTeach):
        propose(run=run, trainer=trainer, by=office, now=NOW)
    note_step(key="teaches", **step)
    assert propose(run=run, trainer=trainer, by=office, now=NOW)
    assert Step.objects.live().filter(key="shadows").exists()


def test_where_they_stand_now_is_told_once_in_words_that_others_may_see(newcomer, done, office):
    for key in ("first_aid", "shadows", "shadows", "teaches"):
        done(key)
    first, second = read(Message.objects.filter(event="level_changed").order_by("pk"))
    assert first.channel == "email" and first.subject == "The college has written down what we talked about"
    assert "Nobody asks you to teach yet" in first.text and "/teaching/pathway/" in first.html
    assert "You teach as one of a pair" in second.text
    take_back_step(step=Step.objects.live().get(key="teaches"), by=office, now=NOW)
    second.refresh_from_db()
    assert second.status == "taken_back"
    newcomer.email, newcomer.phone = "", "07700 900 345"
    newcomer.save()
    done("leads")
    [text] = read(Message.objects.filter(channel="text"))
    assert "sign in and look" in text.text and "lead" not in text.text


def test_planning_knows_who_is_trained_by_the_sheet_or_by_the_office(new_run, newcomer, done):
    def is_trained():
        [told] = gather(type(run).objects.filter(pk=run.pk), today=TODAY).trainers
        return told.is_trained

    run = new_run()
    assert not is_trained()
    step = done("train_the_trainer")
    assert is_trained()
    take_back_step(step=step, by=step.by, now=NOW)
    assert not is_trained()


def test_the_office_of_their_area_writes_it_down_and_they_read_it(signed_in, newcomer, office):
    browser, address = signed_in(office), f"/office/trainers/{newcomer.code}/pathway/"
    assert address in browser.get(f"/office/trainers/{newcomer.code}/").content.decode()
    tomorrow, today = f"{days(1):%d/%m/%Y}", f"{TODAY:%d/%m/%Y}"
    page = browser.post(address, {"part": "step", "key": "references", "done_on": tomorrow}).content.decode()
    assert "still to come" in page and tomorrow in page and not Step.objects.exists()
    page = browser.post(address, {"part": "check", "check-until": "01/02/2020"}).content.decode()
    assert "last day on which the check is good" in page and not newcomer.clearances.exists()
    for told in (
        {"part": "step", "key": "first_aid", "done_on": today, "until": f"{days(40):%d/%m/%Y}"},
        {"part": "check", "check-until": f"{days(900):%d/%m/%Y}"},
        {"part": "level-teaches"},
        {"part": "level-queen"},
        {"part": "level-teaches"},
    ):
        assert browser.post(address, told).status_code == 302
    assert sorted(Step.objects.live().values_list("key", flat=True)) == ["first_aid", "teaches"]
    page = browser.get(address).content.decode()
    assert "level-leads" in page and "level-shadows" not in page
    assert page.count(f"Written down by {office.name}") == 3
    stranger = signed_in(UserFactory(role="coordinator", role__locality=LocalityFactory()))
    assert stranger.get(address).status_code == 404
    page = signed_in(newcomer.user).get("/teaching/pathway/").content.decode()
    assert "You teach as one of a pair" in page and "Your first aid course is good until" in page
    assert "Training that everyone does" in page and "nhsuk-tag--red" not in page
    newcomer.is_active = False
    newcomer.save()
    page = signed_in(newcomer.user).get("/teaching/pathway/").content.decode()
    assert "You pause" in page and "What comes next" not in page and "Your first aid course" not in page
    step = Step.objects.get(key="first_aid")
    browser = signed_in(office)
    other = note_step(trainer=TrainerFactory(), key="leads", done_on=TODAY, by=office, now=NOW)
    for pk in (step.pk, step.pk, other.pk):
        browser.post(address, {"part": f"back-{pk}"})
    assert sorted(Step.objects.live().values_list("key", flat=True)) == ["leads", "teaches"]


def test_who_learns_and_teaches_finds_nothing_of_the_one_at_the_other(signed_in, newcomer, done, office):
    done("conversation")
    learner = LearnerFactory(user=newcomer.user, name="Ines at home")
    mine = signed_in(newcomer.user)
    for address in ("/teaching/pathway/", "/teaching/about-me/"):
        page = mine.get(address).content.decode()
        assert learner.code not in page and "Ines at home" not in page
    assert "pathway" not in mine.get("/my/").content.decode().split("<main")[1].split("</main")[0]
    page = signed_in(office).get(f"/office/trainers/{newcomer.code}/pathway/").content.decode()
    assert learner.code not in page and "Ines at home" not in page
