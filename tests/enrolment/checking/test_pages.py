"""Anyone may ask whether a certificate is ours; nobody learns more than it says."""

import re

import pytest
from django.urls import reverse

from college.limits import Limit
from enrolment.certificates.actions import record_marks
from enrolment.certificates.queries import certificates_of, confirmed_by
from enrolment.checking.views import TRIES_A_MINUTE
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    run = taught_run()
    enrolment = place(run, name="Zofia Łaska", capacities=["uses_services"], address="4 Quay Street")
    teach(run, {enrolment: "ppp-"})
    return enrolment


@pytest.fixture
def certificate(holder):
    return certificates_of(holder.learner).get()


def answer(client, code):
    return client.get(reverse("checking:certificate", args=[code]))


def words(response) -> str:
    page = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]).split())


def test_a_visitor_sees_what_the_certificate_says_and_no_more(client, holder, certificate):
    response = answer(client, certificate.code)
    said = words(response)
    assert response.status_code == 200
    for word in ("Zofia Łaska", "Sleeping well", "Tuesday 29 September 2026", "Tuesday 20 October 2026"):
        assert word in said
    learner = holder.learner
    for private in (learner.email, learner.code, holder.code, holder.run.code, "Quay Street", "uses_services"):
        assert private not in response.content.decode()


def test_no_search_engine_and_no_cache_keeps_it(client, certificate):
    for response in (answer(client, certificate.code), answer(client, "unknown"), client.get(reverse("checking:form"))):
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_title_names_nobody_and_no_course(client, certificate):
    title = re.search(r"<title>(.*?)</title>", answer(client, certificate.code).content.decode(), re.S)[1]
    assert "Zofia" not in title and "Sleep" not in title


def test_a_revoked_certificate_and_one_that_never_was_have_one_answer(client, holder, certificate):
    session = holder.run.sessions_on()[0]
    record_marks(session=session, statuses={holder.pk: "did_not_attend"}, by=UserFactory(), now=NOW)
    taken_back, never, short = (answer(client, code) for code in (certificate.code, "z" * 28, "x"))
    assert taken_back.status_code == never.status_code == short.status_code == 404
    assert words(taken_back) == words(never) == words(short)


def test_the_form_leads_to_the_answer_however_the_code_was_typed(client, certificate):
    typed = "  ".join([certificate.code[:9].upper(), certificate.code[9:20], "-" + certificate.code[20:]])
    response = client.get(reverse("checking:form"), {"code": typed}, follow=True)
    assert response.redirect_chain == [(reverse("checking:certificate", args=[certificate.code]), 302)]
    assert "This certificate is ours" in words(response)


@pytest.mark.parametrize("code", ["", "   ", "?!", "x" * 61, "łłł"])
def test_a_slip_is_put_into_words(client, code):
    response = client.get(reverse("checking:form"), {"code": code})
    assert response.status_code == 200
    assert "something to put right" in words(response)


def test_a_network_may_check_ten_codes_a_minute_good_or_not(client, certificate):
    for _ in range(TRIES_A_MINUTE - 1):
        assert answer(client, "z" * 28).status_code == 404
    assert answer(client, certificate.code).status_code == 200
    refused = answer(client, certificate.code)
    assert refused.status_code == 429 and refused["Retry-After"] == "60"
    assert "Zofia" not in refused.content.decode()
    assert client.get(reverse("checking:form")).status_code == 200


def test_other_networks_are_not_held_up(client, certificate):
    for _ in range(TRIES_A_MINUTE + 1):
        answer(client, "z" * 28)
    elsewhere = client.get(reverse("checking:certificate", args=[certificate.code]), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 200


def test_the_count_of_tries_names_no_network(client):
    answer(client, "z" * 28)
    assert "127.0.0.1" not in Limit.objects.get(key__startswith="certificates:").key


def test_nothing_is_changed_by_asking(client, certificate):
    assert client.post(reverse("checking:certificate", args=[certificate.code])).status_code == 405


def test_a_code_is_found_whole_or_not_at_all(certificate):
    assert confirmed_by(certificate.code) == certificate
    assert confirmed_by(certificate.code[:-1]) is None
    assert confirmed_by("") is None


def test_a_certificate_whose_holder_was_erased_can_no_longer_be_confirmed(client, certificate):
    type(certificate).objects.filter(pk=certificate.pk).update(words={})
    assert answer(client, certificate.code).status_code == 404
