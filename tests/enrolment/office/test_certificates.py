"""The office prints a run's certificates in one file; nobody else does."""

import time

import pytest
from django.http import Http404
from django.utils import timezone

from enrolment.certificates.permissions import own_certificate_or_404, run_to_print_or_404
from enrolment.certificates.printing import ask_for_run, make_next
from enrolment.certificates.queries import certificates_of_run
from tests.enrolment.certificates.rows import place, taught_run, teach
from tests.factories import LearnerFactory, LocalityFactory, UserFactory

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
    certificate = certificates_of_run(run)[0]
    mine = certificate.enrolment.learner
    assert own_certificate_or_404(mine, certificate.code) == certificate
    with pytest.raises(Http404):
        own_certificate_or_404(LearnerFactory(), certificate.code)
    type(certificate).objects.filter(pk=certificate.pk).update(status="revoked")
    with pytest.raises(Http404):
        own_certificate_or_404(mine, certificate.code)


def test_the_file_is_made_by_the_worker_and_kept_by_no_browser(client, run):
    coordinator = UserFactory(role="coordinator", role__locality=run.locality)
    assert asked_by(client, coordinator, run).status_code == 404
    page = client.post(f"/office/runs/{run.code}/certificates/make/", follow=True).content.decode()
    assert "The file is on its way." in page and "waits to be made" in page
    make_next(now=timezone.now())
    response = client.get(f"/office/runs/{run.code}/certificates.pdf")
    assert response["Content-Type"] == "application/pdf" and response["Cache-Control"] == "no-store"
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert "Open the file" in client.get(f"/office/runs/{run.code}/certificates/").content.decode()


def test_whoever_looks_meanwhile_reads_how_many_are_drawn(client, run):
    asked_by(client, UserFactory(role="coordinator", role__locality=run.locality), run)
    row, address = ask_for_run(run=run, by=None, now=timezone.now()), f"/office/runs/{run.code}/certificates/"
    for so_far, words in ((140, "140 of 300 drawn."), (300, "All its pages are drawn")):
        type(row).objects.update(status="making", drawn=so_far, to_draw=300)
        page = client.get(address).content.decode()
        assert words in page and f'<a href="{address}#print">Look again</a>' in page


def test_a_run_without_certificates_is_told_in_a_sentence(client):
    run = taught_run()
    asked_by(client, UserFactory(role="coordinator", role__locality=run.locality), run)
    page = client.post(f"/office/runs/{run.code}/certificates/make/", follow=True).content.decode()
    assert "There is no certificate yet." in page


def test_the_office_writes_down_who_wishes_to_be_named(client, run):
    asked_by(client, UserFactory(role="coordinator", role__locality=run.locality), run)
    learner = certificates_of_run(run)[0].enrolment.learner
    address = f"/office/terms/{run.term.slug}/graduation/{run.locality.slug}/"
    page = client.post(address, {"learner": learner.code, "wish": "name_only"}, follow=True).content.decode()
    assert f"Saved for {learner.name}." in page and "<strong>1</strong> to be named" in page
    assert "Choose one of the three." in client.post(address, {"learner": learner.code}, follow=True).content.decode()
    assert client.post(address, {"learner": LearnerFactory().code, "wish": "name_only"}).status_code == 404
    assert client.get(f"{address}names.pdf")["Content-Type"] == "application/pdf"


def test_the_graduation_of_everywhere_is_the_whole_colleges(client, run):
    everywhere = f"/office/terms/{run.term.slug}/graduation/everywhere/"
    asked_by(client, UserFactory(role="coordinator", role__locality=run.locality), run)
    assert client.get(everywhere).status_code == 404
    asked_by(client, UserFactory(role="manager"), run)
    assert client.get(everywhere).status_code == 200
    assert client.get(f"/office/terms/{run.term.slug}/graduation/").url == everywhere
