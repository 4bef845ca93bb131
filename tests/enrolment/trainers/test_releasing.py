"""The yes of a line manager: written down, shown to whoever asks, and waited for where the college says so."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Run
from enrolment.models import Release
from enrolment.trainers.actions import CantTeach, propose
from enrolment.trainers.fits import fits_for
from enrolment.trainers.gathering import gather, not_released
from enrolment.trainers.releasing.actions import (
    NobodySaidYes,
    NothingReleased,
    OverAlready,
    end_release,
    note_release,
)
from enrolment.trainers.solving.engine import solve
from tests.factories import LocalityFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def staff(new_trainer):
    return new_trainer("professional", name="Ines Calder", paid_as="released")


@pytest.fixture
def yes(staff, office):
    """Writes a yes down: for `run`, or on `weekdays`."""

    def make(run=None, weekdays=(), until=TODAY + dt.timedelta(days=300)):
        return note_release(
            trainer=staff, run=run, weekdays=weekdays, said_by="Dr Hall", until=until, by=office, now=NOW
        )

    return make


def fit_of(run, trainer):
    return next(fit for fit in fits_for(run, today=TODAY) if fit.trainer == trainer)


def test_it_is_said_to_whoever_asks_and_keeps_nobody_from_asking(new_run, new_trainer, staff, yes, office):
    run, other = new_run(), new_trainer("professional", paid_as="salaried")
    assert "not released by their own team yet" in fit_of(run, staff).merits and fit_of(run, staff).is_good
    assert "team" not in str(fit_of(run, other).merits)
    yes(run=run)
    assert "released by their own team" in fit_of(run, staff).merits
    assert "not released by their own team yet" in fit_of(new_run(), staff).merits
    assert propose(run=run, trainer=staff, by=office, now=NOW)


def test_where_it_is_waited_for_asking_and_planning_wait_alike(new_run, new_trainer, staff, yes, office):
    set_policy(release="required")
    run, peer = new_run(), new_trainer("peer")
    assert fit_of(run, staff).hindrances == ["Not released by their own team yet, for all of its days."]
    with pytest.raises(CantTeach, match="Not released"):
        propose(run=run, trainer=staff, by=office, now=NOW)
    assert solve(gather(Run.objects.filter(pk=run.pk), today=TODAY)).unfilled == (run.pk,)
    day = run.sessions_on()[0].held_on.weekday()
    release = yes(weekdays=[day])
    assert solve(gather(Run.objects.filter(pk=run.pk), today=TODAY)).pairs == {(run.pk, peer.pk), (run.pk, staff.pk)}
    end_release(release=release, by=office, now=NOW)
    assert not fit_of(run, staff).is_good
    yes(weekdays=[day], until=run.sessions_on()[-1].held_on - dt.timedelta(days=1))
    assert not fit_of(run, staff).is_good
    assert fit_of(run, peer).is_good  # who needs nobody's yes
    yes(run=run)
    assert propose(run=run, trainer=staff, by=office, now=NOW)


def test_whoever_is_on_a_run_and_not_released_for_all_that_is_to_come_is_told_apart(
    new_run, new_trainer, staff, yes, office, django_assert_num_queries
):
    run, other = new_run(), new_trainer("professional", paid_as="salaried")
    asked, beside = (propose(run=run, trainer=each, by=office, now=NOW) for each in (staff, other))
    assert not_released(run, [asked, beside], today=TODAY) == {asked.pk}
    yes(run=run, until=run.sessions_on()[-1].held_on - dt.timedelta(days=1))
    assert not_released(run, [asked], today=TODAY) == {asked.pk}
    assert not_released(run, [asked], today=run.sessions_on()[-1].held_on + dt.timedelta(days=1)) == set()
    yes(run=run)
    assert not_released(run, [asked, beside], today=TODAY) == set()
    with django_assert_num_queries(0):
        assert not_released(run, [beside], today=TODAY) == set()


def test_a_yes_is_for_a_run_or_for_days_and_written_down_once(new_run, staff, yes, office):
    assert yes(weekdays=[3, 1, 3]) == yes(weekdays=[1, 3])
    run = new_run()
    for wrong, refusal in (({}, NothingReleased), ({"run": run, "weekdays": [1]}, NothingReleased)):
        with pytest.raises(refusal):
            yes(**wrong)
    with pytest.raises(OverAlready):
        yes(run=run, until=TODAY - dt.timedelta(days=1))
    with pytest.raises(NobodySaidYes):
        note_release(trainer=staff, run=run, weekdays=(), said_by=" ", until=TODAY, by=office, now=NOW)
    release = Release.objects.get()
    for bad in ({"run": run}, {"weekdays": ""}, {"ended_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.filter(pk=release.pk).update(**bad)


def test_the_office_of_their_area_writes_it_down_and_ends_it(signed_in, new_run, staff, office, here):
    run, browser, address = new_run(), signed_in(office), f"/office/trainers/{staff.code}/release/"
    assert "Not yet" in browser.get(f"/office/trainers/{staff.code}/").content.decode()
    page = browser.post(address, {"run": run.code, "weekdays": ["1"], "said_by": "Dr Hall"}).content.decode()
    assert "one of the two" in page and 'value="Dr Hall"' in page and not Release.objects.exists()
    until = f"31/03/{TODAY.year + 1}"
    for _press in range(2):
        told = {"weekdays": ["1", "3"], "said_by": "Dr Hall", "until": until}
        assert browser.post(address, told).status_code == 302
    page = browser.get(f"/office/trainers/{staff.code}/").content.decode()
    assert f"Tuesday and Thursday, until 31 March {TODAY.year + 1}" in page
    assert "Dr Hall said yes" in browser.get(address).content.decode()
    page = signed_in(staff.user).get("/teaching/about-me/").content.decode()
    assert "My team releases me" in page and "Tuesday and Thursday" in page
    stranger = signed_in(UserFactory(role="coordinator", role__locality=LocalityFactory()))
    assert stranger.get(address).status_code == 404
    browser = signed_in(office)
    for _press in range(2):
        browser.post(address, {"end": Release.objects.get().pk})
    assert Release.objects.get().ended_by == office
    assert "Nobody has said yes yet" in browser.get(address).content.decode()
