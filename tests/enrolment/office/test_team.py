"""Who gives roles, who lets trainers in, and whose account nobody can take over by it."""

import pytest
from django.utils import timezone

from college.models import Message, User
from courses.actions.roles import LastAdministrator, end_role, give_role
from courses.models import Role, RoleEvent
from enrolment.learners.actions import register_learner
from enrolment.learners.answers import Answers
from enrolment.office.actions.team import AddressTaken, MoreThanTeaching, invite_trainer
from tests.college.signin.conftest import app_code, set_up_app
from tests.factories import LearnerFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada", "email": "ada@example.org", "kind": "coordinator", "locality": ""}


def invite(trainer, email=""):
    return invite_trainer(trainer=trainer, email=email, by=UserFactory(), now=timezone.now())


def new_trainer(**fields):
    return TrainerFactory(user=None, **fields)


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


@pytest.fixture
def with_app(client, administrator):
    """The browser of an administrator who signed in with their app a while ago."""
    set_up_app(administrator)
    client.force_login(administrator)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp() - 900}]
    session["account_authentication_methods_user"] = str(administrator.pk)
    session.save()
    return client


# Roles -----------------------------------------------------------------------------------------


def test_a_role_given_and_taken_is_written_down(administrator, here):
    now, user = timezone.now(), UserFactory()
    role = give_role(user=user, kind="coordinator", locality=here, by=administrator, now=now)
    give_role(user=user, kind="coordinator", locality=here, by=administrator, now=now)
    end_role(role=role, by=administrator, now=now)
    told = RoleEvent.objects.values_list("user", "kind", "locality", "became", "by")
    assert list(told) == [(user.pk, "coordinator", here.pk, became, administrator.pk) for became in ("given", "ended")]
    assert not Role.objects.filter(user=user).exists()


def test_the_last_administrator_who_may_sign_in_stays(administrator):
    UserFactory(role="administrator", is_active=False)
    with pytest.raises(LastAdministrator):
        end_role(role=administrator.roles.get(), by=administrator, now=timezone.now())
    UserFactory(role="administrator")
    end_role(role=administrator.roles.get(), by=administrator, now=timezone.now())


def test_giving_a_role_asks_for_the_second_step_again_and_then_does_it(with_app):
    asked = with_app.post("/office/team/", ADA)
    assert asked.headers["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert not Role.objects.filter(user__email="ada@example.org").exists()
    with_app.post(asked.headers["Location"], {"code": app_code()})
    assert Role.objects.get(user__email="ada@example.org").kind == "coordinator"
    # For five minutes it is fresh.
    with_app.post("/office/team/", ADA | {"email": "eve@example.org"})
    assert Role.objects.filter(user__email="eve@example.org").exists()


def test_taking_a_role_away_asks_for_it_too(with_app):
    role = Role.objects.create(user=UserFactory(), kind="analyst")
    assert "/2fa/reauthenticate/" in with_app.post(f"/office/team/{role.pk}/end/").headers["Location"]
    assert Role.objects.filter(pk=role.pk).exists()


def test_whoever_lost_their_role_is_refused_on_their_next_page(client, signed_in, coordinator, administrator):
    browser = signed_in(coordinator)
    assert browser.get("/office/").status_code == 200
    end_role(role=coordinator.roles.get(), by=administrator, now=timezone.now())
    assert browser.get("/office/").status_code == 404


# Letting trainers in ------------------------------------------------------------------------------


def test_a_trainer_signs_in_with_the_address_that_the_office_writes():
    trainer = new_trainer(name="Bea")
    user = invite(trainer, "bea@example.org")
    assert (user.email, user.name, [role.kind for role in user.roles.all()]) == ("bea@example.org", "Bea", ["trainer"])


def test_a_new_address_of_a_trainer_is_told_to_the_old_one():
    trainer = new_trainer()
    user = invite(trainer, "old@example.org")
    assert invite(trainer, "new@example.org") == user
    assert User.objects.get(pk=user.pk).email == "new@example.org"
    assert Message.objects.get().to_address == "old@example.org"


def test_someone_else_s_address_is_refused():
    trainer, other = new_trainer(), new_trainer()
    invite(other, "taken@example.org")
    with pytest.raises(AddressTaken):
        invite(trainer, "taken@example.org")


@pytest.mark.parametrize("kind", ["administrator", "manager", "coordinator", "data_protection"])
def test_nobody_takes_over_an_account_of_the_office_by_making_it_a_trainer_s(kind):
    """First their address, so that the account is the trainer's; then another address, or a printed code."""
    head = UserFactory(role=kind, email="head@example.org")
    trainer = new_trainer()
    assert invite(trainer, "head@example.org") == head
    for email in ("mine@example.org", ""):
        with pytest.raises(MoreThanTeaching):
            invite(trainer, email)
    head.refresh_from_db()
    assert head.email == "head@example.org"


@pytest.mark.parametrize("email", ["mine@example.org", ""])
def test_nor_a_learner_s(email):
    learner = LearnerFactory(email="sam@example.org")
    trainer = new_trainer()
    invite(trainer, "sam@example.org")
    with pytest.raises(MoreThanTeaching):
        invite(trainer, email)
    learner.user.refresh_from_db()
    assert learner.user.email == "sam@example.org"


def test_the_office_of_another_locality_sees_a_trainer_and_does_not_let_them_in(signed_in, stranger, here):
    trainer = new_trainer(email="bea@example.org")
    trainer.localities.add(here)
    browser = signed_in(stranger)
    page = browser.get(f"/office/trainers/{trainer.code}/")
    assert page.status_code == 200
    assert b"Print a sign-in code" not in page.content
    assert browser.post(f"/office/trainers/{trainer.code}/", {"email": "mine@example.org"}).status_code == 404
    assert browser.post(f"/office/trainers/{trainer.code}/code/").status_code == 404
    trainer.refresh_from_db()
    assert (trainer.email, trainer.user) == ("bea@example.org", None)


def test_the_office_of_their_own_locality_does(office, here):
    trainer = new_trainer()
    trainer.localities.add(here)
    office.post(f"/office/trainers/{trainer.code}/", {"email": "bea@example.org"})
    trainer.refresh_from_db()
    assert trainer.user.email == "bea@example.org"
    assert office.post(f"/office/trainers/{trainer.code}/code/")["Content-Type"] == "application/pdf"


# An account made ready for somebody else ------------------------------------------------------------


def test_whoever_joins_with_somebody_s_address_gets_no_texted_codes_for_it():
    """Else they would wait with their telephone until that address is given a role."""
    given = {"name": "Jo", "route": "text", "phone": "07700 900123", "old_enough": True, "agreement_version": 1}
    answers = Answers(email="bea@example.org", **given)
    learner = register_learner(answers=answers, by=None, now=timezone.now())
    assert (learner.user.email, learner.user.mobile) == ("bea@example.org", "")
    answers = Answers(**given)
    assert register_learner(answers=answers, by=None, now=timezone.now()).user.mobile == "07700 900123"
