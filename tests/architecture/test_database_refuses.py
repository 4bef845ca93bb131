"""What must not be, the database itself refuses: shown by going round the application.

Every write here is a `bulk_create` or an `update`, which call no `save`, no `clean` and no action of ours.
"""

import datetime as dt
import itertools
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CheckConstraint, Model, UniqueConstraint

from cms.models import SignEvent, SignOffOverride, SignRequest
from college.history import protected_tables
from college.models import LanguageEvent, Message, OneTimeCode, RecordOpening, Theme, User, Wording
from courses.models import (
    ClosedPeriod,
    CoProducer,
    Course,
    CourseEdition,
    Locality,
    Policy,
    ReservedPlaces,
    Role,
    RoleEvent,
    Run,
    RunEvent,
    Session,
    SheetImport,
    Term,
    Venue,
)
from enrolment.models import (
    Allocation,
    AllocationEvent,
    Away,
    Certificate,
    CertificateEvent,
    Claim,
    ClaimEvent,
    Concern,
    ConcernEvent,
    Enrolment,
    EnrolmentEvent,
    FollowUp,
    FollowUpEvent,
    FreeTime,
    Guardian,
    Learner,
    Mark,
    MarkEvent,
    MarkFlag,
    Need,
    Payment,
    Register,
    Step,
    Support,
    SupportEvent,
    Trainer,
)
from tests.factories import (
    AllocationFactory,
    EnrolmentFactory,
    LearnerFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
OURS = ("college", "courses", "enrolment", "cms")
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)
# Columns that say in which state, of which kind or by which way a row is.
TELLING = {"status", "became", "kind", "route", "source", "channel", "way", "format", "level", "half"}
# Words that the database takes as they come, and why.
FREE = {
    "enrolment.Need.kind": "the names of ticks on a form, which a college may add to; empty for own words",
    "enrolment.Clearance.kind": "colleges name their own checks",
    "courses.Policy.confirmation": "chosen from a list in the settings screen",
    "courses.Policy.waiting_list": "chosen from a list in the settings screen",
    "courses.Policy.pair_rule": "chosen from a list in the settings screen",
    "courses.Policy.release": "chosen from a list in the settings screen",
    "courses.Policy.bank_holidays": "chosen from a list in the settings screen",
    "courses.Policy.unpaired": "chosen from a list in the settings screen",
    "college.Theme.header_style": "chosen from a list in the settings screen",
    "college.Theme.font": "chosen from a list in the settings screen",
}


@pytest.fixture
def rows(db) -> dict[str, Model]:
    """One of each, as they come to be: a learner with a place, a mark and a certificate, and who teaches."""
    user = UserFactory()
    run = RunFactory(sessions=2)
    enrolment = EnrolmentFactory(run=run)
    allocation = AllocationFactory(run=run)
    asked = {
        "course": run.course,
        "signer": user,
        "capacity": "lived",
        "words": {},
        "fingerprint": "0",
        "asked_at": NOW,
    }
    mark = Mark.objects.create(enrolment=enrolment, session=run.sessions_on()[0], status="present")
    claim = Claim.objects.create(
        trainer=allocation.trainer, session=run.sessions_on()[0], travel_pence=1, claimed_by=allocation.trainer.user,
        submitted_at=NOW,
    )  # fmt: skip
    certificate = Certificate.objects.create(
        enrolment=enrolment, words={}, sessions_attended=1, sessions_held=2, issued_at=NOW
    )
    return {
        "user": user,
        "run": run,
        "session": run.sessions_on()[0],
        "enrolment": enrolment,
        "learner": enrolment.learner,
        "allocation": allocation,
        "trainer": allocation.trainer,
        "mark": mark,
        "claim": claim,
        "certificate": certificate,
        "follow_up": FollowUp.objects.create(
            enrolment=enrolment, session=run.sessions_on()[0], reason="first", made_at=NOW, due_on=DAY
        ),
        "sign_request": SignRequest.objects.create(**asked),
    }


def refuses(write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


# Twice what may be once ------------------------------------------------------------------


def again(row: Model, **changes) -> list[Model]:
    """A second row like `row`, for bulk_create."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name != "code"
    }
    return [type(row)(**fields | changes)]


@pytest.mark.parametrize("status", ["requested", "confirmed", "waiting", "offered", "completed", "not_completed"])
def test_one_live_enrolment_of_a_learner_on_a_run(rows, status):
    refuses(lambda: Enrolment.objects.bulk_create(again(rows["enrolment"], status=status)))


@pytest.mark.parametrize("status", ["declined", "withdrawn", "cancelled"])
def test_a_learner_may_come_back_to_a_run_they_left(rows, status):
    Enrolment.objects.update(status=status)
    Enrolment.objects.bulk_create(again(rows["enrolment"], status="confirmed"))


def test_an_enrolment_left_does_not_come_alive_beside_a_second_one(rows):
    Enrolment.objects.update(status="withdrawn")
    Enrolment.objects.bulk_create(again(rows["enrolment"], status="confirmed"))
    refuses(lambda: Enrolment.objects.update(status="confirmed"))


@pytest.mark.parametrize("status", ["proposed", "accepted"])
def test_one_live_allocation_of_a_trainer_on_a_run(rows, status):
    refuses(lambda: Allocation.objects.bulk_create(again(rows["allocation"], status=status)))
    Allocation.objects.update(status="released")
    Allocation.objects.bulk_create(again(rows["allocation"], status=status))


def test_one_live_step_of_a_kind_a_day_that_runs_out_after_it_and_has_its_actors(rows):
    done = {"trainer": rows["trainer"], "key": "first_aid", "done_on": DAY, "by": rows["user"], "at": NOW}
    step = Step.objects.create(**done)
    refuses(lambda: Step.objects.bulk_create(again(step)))
    for bad in ({"key": "exam"}, {"until": DAY - dt.timedelta(days=1)}, {"ended_at": NOW}):
        refuses(lambda bad=bad: Step.objects.update(**bad))
    Step.objects.update(ended_at=NOW, ended_by=rows["user"])
    Step.objects.bulk_create(again(step))


def test_one_claim_of_a_trainer_for_a_session_and_one_payment_of_a_claim(rows):
    refuses(lambda: Claim.objects.bulk_create(again(rows["claim"])))
    Claim.objects.bulk_create(again(rows["claim"], status="withdrawn"))
    payment = Payment.objects.create(claim=rows["claim"], pence=1, to=rows["trainer"].user, by=rows["user"], at=NOW)
    refuses(lambda: Payment.objects.bulk_create(again(payment)))


def test_nobody_approves_or_pays_their_own_claim_and_none_is_for_nothing(rows):
    claim, own = Claim.objects.filter(pk=rows["claim"].pk), rows["trainer"].user
    refuses(lambda: claim.update(status="approved", approved_by=own, approved_at=NOW))
    refuses(lambda: claim.update(status="approved"))
    refuses(lambda: claim.update(travel_pence=0))
    refuses(lambda: Payment.objects.bulk_create([Payment(claim=rows["claim"], pence=1, to=own, by=own, at=NOW)]))


def test_one_mark_of_an_enrolment_and_session(rows):
    refuses(lambda: Mark.objects.bulk_create(again(rows["mark"], status="apologies")))


def test_one_live_certificate_of_a_kind_for_an_enrolment(rows):
    refuses(lambda: Certificate.objects.bulk_create(again(rows["certificate"], code="another")))
    Certificate.objects.update(status="revoked")
    Certificate.objects.bulk_create(again(rows["certificate"], code="another", status="issued"))


def test_one_person_is_asked_to_sign_in_a_capacity_and_in_one_alone(rows):
    asked, other = rows["sign_request"], UserFactory()
    refuses(lambda: SignRequest.objects.bulk_create(again(asked, signer_id=other.pk)))
    refuses(lambda: SignRequest.objects.bulk_create(again(asked, capacity="professional")))
    SignRequest.objects.bulk_create(again(asked, signer_id=other.pk, capacity="professional"))
    refuses(lambda: SignRequest.objects.update(state="signed"))
    known = {"course": asked.course, "user": other, "name": "Sam"}
    made = [CoProducer(**known, capacity="lived"), CoProducer(**known, capacity="professional")]
    refuses(lambda: CoProducer.objects.bulk_create(made))


def test_one_call_after_an_absence_and_one_open_call_of_an_enrolment(rows):
    call, other = rows["follow_up"], rows["run"].sessions_on()[1]
    FollowUp.objects.update(outcome="well", closed_at=NOW)
    refuses(lambda: FollowUp.objects.bulk_create(again(call)))
    FollowUp.objects.update(outcome="open", closed_at=None)
    refuses(lambda: FollowUp.objects.bulk_create(again(call, session_id=other.pk)))
    refuses(lambda: FollowUp.objects.update(outcome="well"))


def test_one_guardian_at_a_time_who_can_be_reached_and_whose_answer_has_who_gave_it(rows):
    facts = {"name": "Mo", "phone": "0113", "relation": "parent", "knows": True, "named_at": NOW}
    guardian = Guardian.objects.create(learner=rows["learner"], **facts)
    refuses(lambda: Guardian.objects.bulk_create(again(guardian)))
    refuses(lambda: Guardian.objects.update(phone=""))
    refuses(lambda: Guardian.objects.update(relation="friend"))
    refuses(lambda: Guardian.objects.update(status="asleep"))
    refuses(lambda: guardian.answers.create(agrees=True, said_by="", said_on=DAY, by=rows["user"], at=NOW))
    Guardian.objects.update(phone="", ended_at=NOW)
    Guardian.objects.bulk_create(again(guardian))


def test_a_guardian_is_asked_only_below_the_youngest_age(rows):
    Policy.current()
    refuses(lambda: Policy.objects.update_or_create(pk=1, defaults={"guardian_from_age": 18}))
    Policy.objects.update_or_create(pk=1, defaults={"guardian_from_age": 17})


def test_one_register_of_a_session(rows):
    made = [Register(session=rows["session"]), Register(session=rows["session"])]
    refuses(lambda: Register.objects.bulk_create(made))


def test_one_account_a_mailbox_whatever_its_capitals(rows):
    User.objects.filter(pk=rows["user"].pk).update(email="sam@example.com")
    refuses(lambda: User.objects.bulk_create([User(email="sam@example.com")]))
    refuses(lambda: User.objects.bulk_create([User(email="Sam@example.com")]))


def test_one_learner_and_one_trainer_an_account(rows):
    other, teaches = LearnerFactory(), TrainerFactory()
    refuses(lambda: Learner.objects.filter(pk=other.pk).update(user=rows["learner"].user))
    refuses(lambda: Trainer.objects.filter(pk=teaches.pk).update(user=rows["trainer"].user))


def test_one_live_sign_in_code_a_person(rows):
    fields = {"user": rows["user"], "way": "text", "hash": "x", "made_at": NOW, "expires_at": NOW}
    refuses(lambda: OneTimeCode.objects.bulk_create([OneTimeCode(**fields), OneTimeCode(**fields)]))
    OneTimeCode.objects.bulk_create([OneTimeCode(**fields, used_at=NOW), OneTimeCode(**fields)])


def test_one_message_about_an_event(rows):
    fields = {"key": "the same", "channel": "email", "text": "Hello", "message_id": "1"}
    refuses(lambda: Message.objects.bulk_create([Message(**fields), Message(**fields)]))


def test_one_role_of_a_kind_and_place(rows):
    for locality in (None, rows["run"].locality):
        made = [Role(user=rows["user"], kind="coordinator", locality=locality) for _ in range(2)]
        refuses(lambda made=made: Role.objects.bulk_create(made))


def test_names_that_a_sheet_knows_things_by_are_there_once(rows):
    place, venue = rows["run"].locality, rows["run"].venue
    refuses(lambda: Locality.objects.bulk_create([Locality(name=place.name.upper(), slug="another")]))
    refuses(lambda: Venue.objects.bulk_create([Venue(locality=place, name=venue.name.upper(), slug="another")]))
    refuses(lambda: Term.objects.bulk_create(again(rows["run"].term, slug="another")))
    refuses(lambda: Course.objects.bulk_create(again(rows["run"].course) + [Course(code=rows["run"].course.code)]))


def test_one_session_of_a_run_at_a_time(rows):
    refuses(lambda: Session.objects.bulk_create(again(rows["session"])))
    Session.objects.bulk_create(again(rows["session"], status="cancelled"))


def test_one_row_of_words_look_and_rules(rows):
    for model in (Wording, Theme, Policy):
        refuses(lambda model=model: model.objects.bulk_create([model(pk=2)]))


# Words and numbers that mean nothing ---------------------------------------------------------


def state_columns() -> list[tuple[type[Model], str]]:
    """Every column with choices, or by whose name it must have some."""
    found = []
    for model in (model for app in OURS for model in apps.get_app_config(app).get_models()):
        for field in model._meta.local_concrete_fields:
            is_state = isinstance(field, models.CharField) and (field.choices or field.name in TELLING)
            if is_state and f"{model._meta.label}.{field.name}" not in FREE:
                found.append((model, field.name))
    return found


def constrained(model: type[Model]) -> set[str]:
    """The columns that a check constraint of `model` holds to a list of words."""
    found = set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            found |= {name.removesuffix("__in") for name, _ in _conditions(constraint.condition) if "__in" in name}
    return found


def _conditions(condition) -> list[tuple[str, object]]:
    children = [child if isinstance(child, tuple) else _conditions(child) for child in condition.children]
    return list(itertools.chain.from_iterable([one] if isinstance(one, tuple) else one for one in children))


@pytest.mark.parametrize(("model", "column"), state_columns(), ids=lambda part: getattr(part, "__name__", part))
def test_every_word_of_a_state_is_held_to_a_list(model, column):
    assert column in constrained(model)


def test_a_status_column_without_its_list_would_be_seen():
    assert {"status", "source"} <= constrained(Enrolment)
    assert len(state_columns()) > 12
    known = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.fields}
    assert FREE.keys() <= known


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Run, "status"),
        (Run, "format"),
        (Session, "status"),
        (Enrolment, "status"),
        (Enrolment, "source"),
        (Allocation, "status"),
        (Certificate, "status"),
        (Mark, "status"),
        (FollowUp, "reason"),
        (FollowUp, "outcome"),
        (Learner, "route"),
        (Trainer, "kind"),
        (Trainer, "train_the_trainer"),
        (Trainer, "paid_as"),
        (Claim, "status"),
        (Course, "level"),
        (SignRequest, "state"),
        (SignRequest, "capacity"),
    ],
    ids=lambda part: getattr(part, "__name__", part),
)
@pytest.mark.parametrize("word", ["full", "", "Confirmed", "CONFIRMED "])
def test_an_unknown_word_is_refused(rows, model, column, word):
    assert model.objects.exists()
    refuses(lambda: model.objects.update(**{column: word[:10]}))


def _concern(rows) -> Concern:
    facts = {"session": rows["session"], "raised_by": rows["user"], "raised_at": NOW}
    return Concern.objects.create(key=uuid4(), words="x", **facts)


def _support(rows) -> Support:
    facts = {"learner": rows["learner"], "user": rows["trainer"].user, "until": DAY, "by": rows["user"], "at": NOW}
    return Support.objects.create(may_see=True, **facts)


def _mark_event(rows) -> MarkEvent:
    return MarkEvent.objects.create(mark=rows["mark"], became="present", by=rows["user"], at=NOW)


def test_unknown_words_in_rows_of_their_own(rows):
    user, term, now = rows["user"], rows["run"].term, NOW
    bad = [
        Role(user=user, kind="owner"),
        RoleEvent(user=user, kind="owner", became="given", by_system=True, at=now),
        RoleEvent(user=user, kind="analyst", became="lent", by_system=True, at=now),
        Need(learner=rows["learner"], status="done"),
        OneTimeCode(user=user, way="bird", hash="x", made_at=now, expires_at=now),
        Message(key="x", channel="fax", text="x", message_id="1"),
        Message(key="x", channel="email", status="lost", text="x", message_id="1"),
        SheetImport(kind="rooms", term=term, file_name="x", at=now),
        SheetImport(kind="trainers", status="lost", term=term, file_name="x", at=now),
        EnrolmentEvent(enrolment=rows["enrolment"], became="full", by_system=True, at=now),
        AllocationEvent(allocation=rows["allocation"], became="full", by_system=True, at=now),
        CertificateEvent(certificate=rows["certificate"], became="full", by_system=True, at=now),
        MarkEvent(mark=rows["mark"], became="full", by=user, at=now),
        ClaimEvent(claim=rows["claim"], became="full", pence=1, by=user, at=now),
        MarkFlag(event=_mark_event(rows), kind="odd", raised_at=now),
        SignEvent(request=rows["sign_request"], became="full", by=user, at=now),
        FollowUpEvent(follow_up=rows["follow_up"], became="full", by=user, at=now),
        ConcernEvent(concern=_concern(rows), became="lost", by=user, at=now),
        SupportEvent(support=_support(rows), became="lent", by=user, at=now),
        CoProducer(course=rows["run"].course, user=user, capacity="manager", name="Sam"),
        Certificate(enrolment=rows["enrolment"], kind="merit", words={}, issued_at=now),
    ]
    for row in bad:
        refuses(lambda row=row: type(row).objects.bulk_create([row]))


def test_a_run_has_at_least_one_place(rows):
    for places in (0, -1):
        refuses(lambda places=places: Run.objects.update(capacity=places))
    for places in (0, -1):
        made = ReservedPlaces(run=rows["run"], kept_for="carer", places=places)
        refuses(lambda made=made: ReservedPlaces.objects.bulk_create([made]))


def test_nothing_ends_before_it_starts(rows):
    session, term, trainer = rows["session"], rows["run"].term, rows["trainer"]
    before = DAY - dt.timedelta(days=1)
    for ends in (session.starts, dt.time(9)):
        refuses(lambda ends=ends: Session.objects.filter(pk=session.pk).update(ends=ends))
    refuses(lambda: Term.objects.update(ends_on=term.starts_on - dt.timedelta(days=1)))
    closed = ClosedPeriod(term=term, first_on=DAY, last_on=before, reason="half-term")
    refuses(lambda: ClosedPeriod.objects.bulk_create([closed]))
    refuses(lambda: Away.objects.bulk_create([Away(trainer=trainer, first_on=DAY, last_on=before)]))


def test_nobody_attended_more_sessions_than_were_held(rows):
    refuses(lambda: Certificate.objects.update(sessions_attended=3))
    refuses(lambda: Certificate.objects.update(sessions_held=0))


def test_shares_and_weekdays_are_such(rows):
    refuses(lambda: Course.objects.update(certificate_threshold=101))
    for fields in ({"weekday": 7, "half": "am"}, {"weekday": 0, "half": "xx"}):
        refuses(lambda fields=fields: FreeTime.objects.bulk_create([FreeTime(trainer=rows["trainer"], **fields)]))


def test_a_learner_can_be_reached(rows):
    refuses(lambda: Learner.objects.update(email="", phone="", address=""))


def test_absent_is_absent(rows):
    """No e-mail is NULL, not "": two people without must not count as the same."""
    for column in ("email", "sign_in_name"):
        refuses(lambda column=column: User.objects.filter(pk=rows["user"].pk).update(**{column: ""}))


# Who did it -----------------------------------------------------------------------------------


def test_a_decision_has_its_actor(rows):
    nameless = [
        EnrolmentEvent(enrolment=rows["enrolment"], became="declined", at=NOW),
        AllocationEvent(allocation=rows["allocation"], became="released", at=NOW),
        CertificateEvent(certificate=rows["certificate"], became="revoked", at=NOW),
        MarkEvent(mark=rows["mark"], became="present", at=NOW),
        RoleEvent(user=rows["user"], kind="analyst", became="given", at=NOW),
        SignEvent(request=rows["sign_request"], became="signed", at=NOW),
        Register(session=rows["session"], closed_at=NOW),
        RecordOpening(learner_code=rows["learner"].code, part="record", at=NOW),
    ]
    for row in nameless:
        refuses(lambda row=row: type(row).objects.bulk_create([row]))


@pytest.mark.parametrize(
    "name", ["user", "learner", "run", "enrolment", "session", "allocation", "trainer", "mark", "certificate"]
)
def test_what_something_hangs_on_is_not_deleted(history, rows, name):
    """Not by Django's own checks: straight in the database."""

    def delete():
        type(rows[name]).objects.filter(pk=rows[name].pk)._raw_delete("default")
        connection.check_constraints()  # as a commit does

    refuses(delete)


# History -----------------------------------------------------------------------------------------


def history_models() -> list[type[Model]]:
    """Events, editions and openings: every model of ours that is written once."""
    ours = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return [model for model in ours if model.__name__.endswith(("Event", "Edition", "Opening", "Override", "Payment"))]


def test_every_history_table_has_its_trigger():
    assert len(history_models()) >= 7
    assert {model._meta.db_table for model in history_models()} <= protected_tables(connection)


@pytest.fixture
def history(rows) -> dict[type[Model], Model]:
    by = {"by": rows["user"], "at": NOW}
    return {
        RoleEvent: RoleEvent.objects.create(user=rows["user"], kind="analyst", became="given", **by),
        RunEvent: RunEvent.objects.create(run=rows["run"], what="published", **by),
        CourseEdition: rows["run"].course.editions.get(),
        EnrolmentEvent: EnrolmentEvent.objects.filter(enrolment=rows["enrolment"]).first(),
        AllocationEvent: AllocationEvent.objects.filter(allocation=rows["allocation"]).first(),
        CertificateEvent: CertificateEvent.objects.create(certificate=rows["certificate"], became="issued", **by),
        MarkEvent: MarkEvent.objects.create(mark=rows["mark"], became="present", **by),
        ClaimEvent: ClaimEvent.objects.create(claim=rows["claim"], became="submitted", pence=1, **by),
        Payment: Payment.objects.create(claim=rows["claim"], pence=1, to=rows["trainer"].user, **by),
        ConcernEvent: ConcernEvent.objects.create(concern=_concern(rows), became="sent", **by),
        FollowUpEvent: FollowUpEvent.objects.create(follow_up=rows["follow_up"], became="well", said="Soon", **by),
        SignEvent: SignEvent.objects.create(request=rows["sign_request"], became="signed", **by),
        SignOffOverride: SignOffOverride.objects.create(
            course=rows["run"].course, fingerprint="0", reason="x", owed_on=DAY, **by
        ),
        SupportEvent: SupportEvent.objects.create(support=_support(rows), became="granted", **by),
        LanguageEvent: LanguageEvent.objects.create(language="ur", begun=True, **by),
        RecordOpening: RecordOpening.objects.create(learner_code=rows["learner"].code, part="record", **by),
    }


@pytest.mark.parametrize("model", history_models(), ids=lambda model: model.__name__)
def test_history_is_neither_changed_nor_deleted(history, model):
    row, later = history[model], NOW + dt.timedelta(days=1)
    again = model.objects.filter(pk=row.pk)
    refuses(lambda: again.update(at=later))
    refuses(lambda: again._raw_delete("default"))
    refuses(lambda: model.objects.bulk_update([model(pk=row.pk, at=later)], ["at"]))
    row.at = later
    refuses(lambda: row.save(force_update=True))
    with connection.cursor() as cursor:
        refuses(lambda: cursor.execute(f"DELETE FROM {model._meta.db_table}"))
        refuses(lambda: cursor.execute(f"UPDATE {model._meta.db_table} SET at = at, id = id + 1000"))
    assert again.get().at != later


# Nothing declared here is dead letter -------------------------------------------------------------


def test_each_constraint_that_the_models_declare_stands_in_the_database():
    missing = []
    with connection.cursor() as cursor:
        for model in (model for app in OURS for model in apps.get_app_config(app).get_models()):
            standing = connection.introspection.get_constraints(cursor, model._meta.db_table)
            declared = [c.name for c in model._meta.constraints if isinstance(c, CheckConstraint | UniqueConstraint)]
            missing += [f"{model._meta.label}: {name}" for name in declared if name not in standing]
    assert missing == []
