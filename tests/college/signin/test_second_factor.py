"""Who is held at the door until they have shown a second factor, and who never is."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client, override_settings
from django.utils import timezone

from college.signin.actions import make_one_time_code
from courses.models import Role
from courses.permissions import OFFICE_ROLES
from courses.second_factor import is_worth_asking
from tests.college.signin.conftest import SECRET, app_code, set_up_app
from tests.factories import UserFactory

# Setting up tells its listeners when the transaction ends, so some tests need real ones.
pytestmark = pytest.mark.django_db
INSIDE = "/accounts/sessions/"  # any page that asks for sign-in


@pytest.mark.parametrize("kind", sorted(OFFICE_ROLES))
def test_an_office_role_with_a_mail_code_alone_goes_nowhere_but_to_set_up(client, sign_in, kind):
    sign_in(UserFactory(role=kind))
    assert client.get(INSIDE).headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/welcome/").headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/images/", "/cms/reports/locked/"])
def test_the_editors_screens_are_behind_the_second_factor_too(client, sign_in, path):
    manager = UserFactory(role="manager", is_superuser=True)
    sign_in(manager)
    assert client.get(path).headers["Location"] == "/accounts/2fa/"
    set_up_app(manager)
    assert client.get(path).headers["Location"].startswith("/accounts/2fa/reauthenticate/")


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_door_and_gives_spare_codes(client, sign_in):
    sign_in(UserFactory(role="coordinator"))
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    done = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert done.headers["Location"] == "/accounts/2fa/recovery-codes/"
    assert len(re.findall(r"<code>\d{8}</code>", client.get(done.headers["Location"]).content.decode())) == 10
    assert client.get(INSIDE).status_code == 200


def test_the_secret_of_the_app_is_sealed_in_the_database():
    person = UserFactory()
    set_up_app(person)
    assert SECRET not in str(Authenticator.objects.get(user=person).data)


def test_with_an_app_the_code_by_mail_leads_to_the_second_step(client, sign_in):
    person = UserFactory(role="coordinator")
    set_up_app(person)
    assert sign_in(person).headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": app_code()})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(INSIDE).status_code == 200


def test_a_role_given_to_someone_signed_in_asks_for_the_step_at_once(client, sign_in):
    person = UserFactory()
    sign_in(person)
    assert client.get(INSIDE).status_code == 200
    Role.objects.create(user=person, kind="coordinator")
    set_up_app(person)
    asked = client.get(INSIDE)
    assert asked.headers["Location"] == "/accounts/2fa/reauthenticate/?next=%2Faccounts%2Fsessions%2F"
    shown = client.post(asked.headers["Location"], {"code": app_code()})
    assert shown.headers["Location"] == INSIDE
    assert client.get(INSIDE).status_code == 200


def test_taking_the_step_away_needs_the_step(client, sign_in):
    person = UserFactory(role="coordinator")
    sign_in(person)
    set_up_app(person)
    for path in ("totp/deactivate/", "recovery-codes/generate/", "webauthn/add/"):
        assert "/2fa/reauthenticate/" in client.post(f"/accounts/2fa/{path}").headers["Location"]
    assert Authenticator.objects.filter(user=person).count() == 1


def test_learners_are_only_offered_one(client, sign_in):
    learner = UserFactory()
    sign_in(learner)
    assert client.get(INSIDE).status_code == 200
    assert not is_worth_asking(learner)


def test_a_trainer_without_one_is_asked_and_not_held(client, sign_in):
    trainer = UserFactory(role="trainer")
    sign_in(trainer)
    assert client.get(INSIDE).status_code == 200
    assert is_worth_asking(trainer)
    set_up_app(trainer)
    assert not is_worth_asking(UserFactory._meta.model.objects.get(pk=trainer.pk))
    assert client.get(INSIDE).status_code == 200, "never at the hall door: the sign-in of this morning holds"


def test_a_trainer_is_asked_once_a_term_on_a_phone_they_let_us_remember(client, sign_in):
    trainer = UserFactory(role="trainer")
    set_up_app(trainer)
    sign_in(trainer)
    asked = client.post("/accounts/2fa/authenticate/", {"code": app_code()})
    assert asked.headers["Location"] == "/accounts/2fa/trust/"
    assert client.get("/accounts/2fa/trust/").status_code == 200
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    assert client.get(INSIDE).status_code == 200
    client.post("/accounts/logout/")
    sign_in(trainer)
    assert client.get(INSIDE).status_code == 200


def test_a_trainer_s_remembered_phone_does_not_open_an_office(client, sign_in):
    trainer = UserFactory(role="trainer")
    set_up_app(trainer)
    sign_in(trainer)
    client.post("/accounts/2fa/authenticate/", {"code": app_code()})
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    client.post("/accounts/logout/")
    Role.objects.create(user=trainer, kind="coordinator")
    sign_in(trainer)
    assert client.get(INSIDE).headers["Location"].startswith("/accounts/2fa/reauthenticate/")


@pytest.mark.parametrize("kind", [None, "coordinator"])
def test_nobody_else_s_phone_is_remembered(client, sign_in, kind):
    person = UserFactory(role=kind)
    set_up_app(person)
    sign_in(person)
    arrived = client.post("/accounts/2fa/authenticate/", {"code": app_code()})
    assert arrived.headers["Location"] == "/accounts/welcome/"
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    assert "mfa_trusted" not in client.cookies


def test_nobody_enters_an_office_by_a_code_that_an_office_can_print(client):
    head = UserFactory(role="administrator")
    code = make_one_time_code(user=head, way="office", by=None, now=timezone.now())
    client.post("/accounts/code/", {"name": head.sign_in_name, "code": code})
    assert client.get(INSIDE).headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("kind", [None, "coordinator", "trainer"])
def test_pages_for_anybody_stay_open(client, sign_in, kind):
    sign_in(UserFactory(role=kind))
    assert client.get("/accounts/code/").status_code == 302
    assert client.post("/accounts/logout/").status_code == 302


@override_settings(DEMONSTRATION=True)
def test_in_the_demonstration_nobody_is_asked(client, sign_in):
    person = UserFactory(role="coordinator")
    set_up_app(person)
    assert sign_in(person).headers["Location"] == "/accounts/welcome/"
    assert client.get(INSIDE).status_code == 200


def test_a_spare_code_works_once(client, sign_in):
    person = UserFactory(role="coordinator")
    set_up_app(person)
    spare = RecoveryCodes.activate(person).get_unused_codes()[0]
    for door, comes_in in ((client, True), (Client(), False)):
        sign_in(person, door)
        door.post("/accounts/2fa/authenticate/", {"code": spare})
        assert ("_auth_user_id" in door.session) is comes_in
