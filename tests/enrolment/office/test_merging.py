"""Two records of one person become one: everything moves, the person is told, and for a month it can be undone."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from college.models import Message, User
from enrolment.certificates.graduation import say_wish
from enrolment.learners.actions import Merged
from enrolment.learners.details import change_details, say_needs
from enrolment.learners.queries import learner_of, with_email
from enrolment.messages.queries import messages_of
from enrolment.messages.reminders import choose_reminders, wants_reminders
from enrolment.models import CallTry, Learner, Merge, NotTheSame
from enrolment.office.actions.handing_over import ROWS
from enrolment.office.actions.merging import (
    LaterOneFirst,
    OneRecord,
    PlacesOnOneRun,
    TooLate,
    forget_merges,
    merge_records,
    undo_merge,
)
from enrolment.places.actions import request_place, walk_in, withdraw
from tests.enrolment.certificates.rows import place, taught_run, teach
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def kept():
    return LearnerFactory(name="Jo Smith", email="jo@example.org", capacities=["carer"])


@pytest.fixture
def gone():
    return LearnerFactory(
        name="Joe Smith", email="joe@example.org", phone="0113 496 0000", full_name="Joseph Smith",
        capacities=["carer", "volunteer"], safe_times="Before 3pm",
    )  # fmt: skip


def merged(kept, gone, now, by=None) -> Merge:
    return merge_records(kept=kept, gone=gone, by=by or UserFactory(), now=now)


def test_everything_that_names_a_learner_moves():
    """A room that learns of learners has to say here what becomes of its rows."""
    known = {relation.name for relation in Learner._meta.related_objects}
    assert known - {"merges", "merged"} == set(ROWS)


def test_places_marks_certificates_needs_wishes_calls_and_messages_move_and_come_back(kept, gone, now):
    run = taught_run()
    teach(run, {place(run, gone): "pppp"})
    gone.needs.create(kind="step_free"), gone.needs.create(kind="breaks")
    kept.needs.create(kind="breaks")
    say_wish(learner=gone, term=run.term, wish="name_only", by=None, now=now)
    choose_reminders(learner=gone, wanted=False, by=None, now=now)
    for learner in (kept, gone):
        CallTry.objects.create(learner=learner, number=1, outcome="no_answer", at=now)
    theirs = set(messages_of(gone).values_list("pk", flat=True))
    assert theirs

    merge = merged(kept, gone, now)
    certificate = kept.enrolments.get().certificates.get()
    assert certificate.enrolment.marks.count() == 4
    assert {need.kind for need in kept.needs.all()} == {"step_free", "breaks"} and kept.needs.count() == 2
    assert kept.graduation_wishes.get().wish == "name_only"
    kept = Learner.objects.get(pk=kept.pk)
    assert not wants_reminders(kept)
    assert list(kept.call_tries.values_list("number", flat=True)) == [1, 2]
    assert theirs < set(messages_of(kept).values_list("pk", flat=True))
    assert not gone.enrolments.exists()

    undo_merge(merge=merge, by=UserFactory(), now=now)
    kept, gone = Learner.objects.get(pk=kept.pk), Learner.objects.get(pk=gone.pk)
    assert gone.enrolments.get().certificates.get() == certificate and not kept.enrolments.exists()
    assert {need.kind for need in gone.needs.all()} == {"step_free", "breaks"} and kept.needs.count() == 1
    assert gone.graduation_wishes.exists() and not wants_reminders(gone) and wants_reminders(kept)
    assert (kept.call_tries.count(), gone.call_tries.count()) == (1, 1)
    assert theirs <= set(messages_of(gone).values_list("pk", flat=True))


def test_what_the_kept_record_says_stands_and_what_it_lacks_is_taken_and_given_back(kept, gone, now):
    merge = merged(kept, gone, now)
    kept.refresh_from_db()
    assert (kept.name, kept.email) == ("Jo Smith", "jo@example.org")
    assert (kept.full_name, kept.phone, kept.safe_times) == ("Joseph Smith", "0113 496 0000", "Before 3pm")
    assert kept.capacities == ["carer", "volunteer"]
    change_details(learner=kept, given={"safe_times": "Any time after noon"}, by=None, now=now)
    undo_merge(merge=merge, by=UserFactory(), now=now)
    kept.refresh_from_db(), gone.refresh_from_db()
    assert (kept.full_name, kept.phone, kept.capacities) == ("", "", ["carer"])
    assert kept.safe_times == "Any time after noon"  # said since
    assert (gone.phone, gone.merged_into) == ("0113 496 0000", None)


def test_the_person_is_told_at_both_addresses_once_in_words_that_name_no_course(kept, gone, now):
    EnrolmentFactory(learner=gone, run__course__title="Hearing voices")
    Message.objects.all().delete()
    merge = merged(kept, gone, now)
    assert set(Message.objects.values_list("to_address", flat=True)) == {"jo@example.org", "joe@example.org"}
    assert not any("voices" in message.subject + message.text for message in Message.objects.all())
    undo_merge(merge=merge, by=UserFactory(), now=now)
    undo_merge(merge=merge, by=UserFactory(), now=now)
    assert Message.objects.filter(key__contains=":apart:").count() == 2


def test_one_address_is_told_once(gone, now):
    twin = LearnerFactory(name="Jo", email=gone.email, user=UserFactory(email=None))
    merged(twin, gone, now)
    assert Message.objects.filter(key__startswith="merge:").count() == 1


def test_both_ways_of_signing_in_lead_to_the_one_record(client, kept, gone, now):
    merge = merged(kept, gone, now)
    assert learner_of(User.objects.get(learner=gone)) == learner_of(kept.user) == kept
    third = LearnerFactory()
    merged(third, kept, now)
    assert learner_of(User.objects.get(learner=gone)) == third
    with pytest.raises(LaterOneFirst):
        undo_merge(merge=merge, by=UserFactory(), now=now)
    client.force_login(gone.user)
    assert third.email in client.get("/my/details/").content.decode()
    assert with_email(gone.email) == []


def test_the_record_out_of_sight_takes_nothing_more(kept, gone, now):
    merged(kept, gone, now)
    run = RunFactory()
    for verb in (
        lambda: request_place(learner=gone, run=run, by=None, now=now),
        lambda: walk_in(run=run, learner=gone, by=None, now=now),
        lambda: say_needs(learner=gone, kinds=["breaks"], words="", by=None, now=now),
        lambda: change_details(learner=gone, given={"name": "Jo"}, by=None, now=now),
    ):
        with pytest.raises(Merged):
            verb()


def test_two_places_on_one_run_stand_in_the_way_until_one_is_given_up(kept, gone, now):
    run = RunFactory(capacity=5)
    mine, theirs = EnrolmentFactory(run=run, learner=kept), EnrolmentFactory(run=run, learner=gone)
    with pytest.raises(PlacesOnOneRun, match=run.course.title):
        merged(kept, gone, now)
    withdraw(enrolment=theirs, by=None, now=now)
    merged(kept, gone, now)
    assert set(kept.enrolments.all()) == {mine, theirs}


def test_places_that_are_over_on_both_stay_where_they_are(kept, gone, now):
    run = taught_run()
    teach(run, {place(run, kept): "pppp", place(run, gone): "p---"})
    merge = merged(kept, gone, now)
    assert (kept.enrolments.count(), gone.enrolments.count()) == (1, 1)
    undo_merge(merge=merge, by=UserFactory(), now=now)
    assert (kept.enrolments.count(), gone.enrolments.count()) == (1, 1)


def test_what_came_since_stays_with_the_kept_record(kept, gone, now):
    before = EnrolmentFactory(learner=gone)
    merge = merged(kept, gone, now)
    kept.refresh_from_db()
    since = EnrolmentFactory(learner=kept)
    undo_merge(merge=merge, by=UserFactory(), now=now)
    assert list(kept.enrolments.all()) == [since] and list(gone.enrolments.all()) == [before]


def test_after_thirty_days_it_stays(kept, gone, now):
    merge = merged(kept, gone, now)
    with pytest.raises(TooLate):
        undo_merge(merge=merge, by=UserFactory(), now=now + dt.timedelta(days=30, seconds=1))
    undo_merge(merge=merge, by=UserFactory(), now=now + dt.timedelta(days=30))


def test_one_record_is_not_put_together_with_itself_nor_twice(kept, gone, now):
    with pytest.raises(OneRecord):
        merged(kept, kept, now)
    merged(kept, gone, now)
    for one, other in ((kept, gone), (gone, kept), (LearnerFactory(), gone)):
        with pytest.raises(OneRecord):
            merged(one, other, now)


def test_the_database_refuses_what_makes_no_sense(kept, gone, now):
    fields = {"kept": kept, "gone": gone, "by": UserFactory(), "at": now}
    Merge.objects.create(**fields)
    for make in (
        lambda: Merge.objects.bulk_create([Merge(**fields)]),
        lambda: Merge.objects.bulk_create([Merge(**fields | {"gone": kept})]),
        lambda: Merge.objects.bulk_create([Merge(**fields | {"undone_at": now})]),
        lambda: Learner.objects.filter(pk=kept.pk).update(merged_into=kept),
        lambda: NotTheSame.objects.bulk_create([NotTheSame(one=gone, other=kept, at=now)]),
        lambda: NotTheSame.objects.bulk_create([NotTheSame(one=kept, other=gone, at=now) for _ in range(2)]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


# In the office ------------------------------------------------------------------------------------


def test_the_office_compares_puts_together_and_undoes(office, kept, gone):
    assert "the same" not in office.get("/office/people/twice/").content.decode()
    Learner.objects.filter(pk=kept.pk).update(phone="0113 4960000")
    assert "the same telephone" in office.get("/office/people/twice/").content.decode()
    address = f"/office/people/{kept.code}/same/{gone.code}/"
    page = office.get(address).content.decode()
    assert "<strong>Joseph Smith</strong>" in page and "joe@example.org" in page
    page = office.post(address, {"press": "merge"}, follow=True).content.decode()
    assert "It is one record now" in page and "Undo: they are two people" in page
    assert office.get(f"/office/people/{gone.code}/").status_code == 404
    page = office.post(f"/office/merges/{Merge.objects.get().code}/undo/", follow=True).content.decode()
    assert "They are two records again." in page and "Undo: they are two people" not in page
    page = office.post(address, {"press": "apart"}, follow=True).content.decode()
    assert "They are two people." in page and "the same telephone" not in page


def test_what_stands_in_the_way_is_said_before_anything_is_pressed(office, here, kept, gone):
    run = RunFactory(locality=here, capacity=5)
    for learner in (kept, gone):
        EnrolmentFactory(run=run, learner=learner)
    address = f"/office/people/{kept.code}/same/{gone.code}/"
    page = office.get(address).content.decode()
    assert "Ask which one is to stay" in page and "One person: put them together" not in page
    assert "Give one of them up first" in office.post(address, {"press": "merge"}, follow=True).content.decode()


def test_a_record_of_another_area_is_not_there(office, there, kept):
    elsewhere = EnrolmentFactory(run=RunFactory(locality=there)).learner
    for one, other in ((kept, elsewhere), (elsewhere, kept)):
        address = f"/office/people/{one.code}/same/{other.code}/"
        assert office.get(address).status_code == 404
        assert office.post(address, {"press": "merge"}).status_code == 404
    assert not Merge.objects.exists()


def test_after_a_month_what_was_kept_to_undo_it_is_emptied(kept, gone, now):
    merge = merge_records(kept=kept, gone=gone, by=UserFactory(), now=now)
    month = dt.timedelta(days=30, minutes=1)
    assert [forget_merges(now=now + each) for each in (dt.timedelta(days=29), month, month)] == [0, 1, 0]
    merge.refresh_from_db()
    assert (merge.moved, merge.before) == ({}, {})
