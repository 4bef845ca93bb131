"""The office prints a run's certificates in one file; nobody else does."""

import time

import pytest
from django.http import Http404

from enrolment.certificates.permissions import own_certificate_or_404, run_to_print_or_404
from enrolment.certificates.queries import certificates_of_run
from tests.enrolment.certificates.rows import place, taught_run, teach
from tests.factories import LearnerFactory, LocalityFactory, UserFactory
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    run = taught_run()
    teach(run, {place(run): "pppp", place(run): "pppp"})
    return run


def asked_by(client, user, run):
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client.get(f"/office/runs/{run.code}/certificates.pdf")


@pytest.mark.parametrize("kind", ["coordinator", "manager"])
def test_the_office_of_the_locality_prints_them(run, kind):
    user = UserFactory(role=kind, role__locality=run.locality)
    assert run_to_print_or_404(user, run.code) == run


@pytest.mark.parametrize("kind", ["trainer", "administrator", "partner", "analyst", "board_reader"])
def test_other_roles_do_not(run, kind):
    with pytest.raises(Http404):
        run_to_print_or_404(UserFactory(role=kind), run.code)


def test_another_localitys_office_does_not(run):
    with pytest.raises(Http404):
        run_to_print_or_404(UserFactory(role="coordinator", role__locality=LocalityFactory()), run.code)


def test_a_learner_reaches_their_own_certificate_alone(run):
    certificate = certificates_of_run(run).first()
    mine = certificate.enrolment.learner
    assert own_certificate_or_404(mine, certificate.code) == certificate
    with pytest.raises(Http404):
        own_certificate_or_404(LearnerFactory(), certificate.code)
    type(certificate).objects.filter(pk=certificate.pk).update(status="revoked")
    with pytest.raises(Http404):
        own_certificate_or_404(mine, certificate.code)


def test_the_file_opens_in_the_browser_and_is_kept_by_nobody(client, run):
    response = asked_by(client, UserFactory(role="coordinator", role__locality=run.locality), run)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert_pdf_ua(response.content, pages=2)


def test_a_run_without_certificates_is_told_in_a_sentence(client):
    run = taught_run()
    response = asked_by(client, UserFactory(role="coordinator", role__locality=run.locality), run)
    assert response.status_code == 302 and response.url == f"/office/runs/{run.code}/"
