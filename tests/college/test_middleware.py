import threading

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from college.limits import allow
from college.models import Limit
from college.urls import *  # noqa: F403  the handlers and addresses of the site, and some of the test's own
from college.urls import urlpatterns as site
from tests.college.outbox.examples import NOW
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@login_not_required
def shows(request):
    return HttpResponse("shown " + request.GET.get("q", "") + request.POST.get("q", ""))


@login_not_required
def writes(request):
    with connection.cursor() as cursor:
        wait = "SET lock_timeout = 50" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 50"
        cursor.execute(wait)
    with transaction.atomic():
        Limit.objects.select_for_update().get(key="busy").save()
    return HttpResponse("written")


@login_not_required
def broken(request):
    raise OperationalError("database is locked")


@login_not_required
def mistaken(request):
    Limit.objects.extra(where=["no_such_column = 1"]).exists()


urlpatterns = [
    path("shows/", shows),
    path("writes/", writes),
    path("broken/", broken),
    path("mistaken/", mistaken),
    *site,
]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_a_locked_database_is_an_answer_not_a_fault(visitor):
    response = visitor.get("/broken/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert "was not saved" in response.text


@pytest.mark.django_db(transaction=True)
def test_a_row_held_too_long_gives_try_again_and_then_works(visitor):
    allow("busy", most=1, within=NOW - NOW.replace(hour=1), now=NOW)
    held, let_go = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Limit.objects.select_for_update().get(key="busy").save()
                held.set()
                let_go.wait(30)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(30)
    try:
        assert visitor.get("/writes/").status_code == 503
    finally:
        let_go.set()
        holder.join(30)
    assert visitor.get("/writes/").status_code == 200


def test_a_mistake_of_ours_is_no_busy_database(visitor):
    assert visitor.get("/mistaken/").status_code == 500


@pytest.mark.parametrize("address", ["/shows/?q=a%00b", "/shows/?a%00b=1"])
def test_a_nul_in_a_query_is_refused_in_a_sentence(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 400
    assert "nobody can see" in response.text


def test_a_nul_in_a_form_is_refused_in_a_sentence(visitor):
    response = visitor.post("/shows/", {"q": "a\0b"})
    assert response.status_code == 400
    assert "type it" in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/a%00b/",
        "/%ff%fe/",
        "/%ED%A0%80/",
        "/..%2f..%2fetc/passwd",
        "/media/../college/urls.py",
        "/media/images/..%2f..%2fmanage.py",
        "/media/original_images/x.png",
        "/media/images/",
        "/outbox/99999999999999999999/",
        "/" + "x" * 5000 + "/",
        "/shows/%0d%0aSet-Cookie:a=b",
        "/documents/99999999999999999999/x/",
    ],
)
def test_a_junk_address_is_never_a_fault(visitor, address):
    assert visitor.get(address).status_code in (301, 302, 400, 404)


@pytest.mark.parametrize("query", ["q=%ff", "q=%ED%A0%80", "&&&==&", "q=" + "x" * 10_000, "[]=1&q[]=2", "%"])
def test_a_junk_query_is_never_a_fault(visitor, query):
    assert visitor.get("/shows/?" + query).status_code == 200


def test_a_forged_host_is_refused_without_a_fault(visitor):
    assert visitor.get("/shows/", headers={"host": "evil.example.com"}).status_code == 400


def test_a_broken_form_is_refused_without_a_fault(visitor):
    broken_form = visitor.post("/shows/", b"--x\r\nno", content_type="multipart/form-data; boundary=x")
    no_boundary = visitor.post("/shows/", b"x", content_type="multipart/form-data")
    assert {broken_form.status_code, no_boundary.status_code} <= {200, 400}


def test_pages_of_someone_signed_in_are_kept_by_nobody(client):
    client.force_login(UserFactory())
    for address in ("/shows/", "/no-such-page/", "/health/live/"):
        assert client.get(address)["Cache-Control"] == "no-store"


def test_a_lost_token_says_how_to_go_on():
    response = Client(enforce_csrf_checks=True).post("/shows/", {"q": "my words"})
    assert response.status_code == 403
    assert "Back" in response.text


def test_editors_screens_have_a_policy_of_their_own_and_nobody_else_does(visitor):
    editors, everyone = visitor.get("/cms/"), visitor.get("/shows/")
    assert "frame-ancestors 'self'" in editors["Content-Security-Policy"]
    assert editors["X-Frame-Options"] == "SAMEORIGIN"
    assert "unsafe-inline" not in everyone["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in everyone["Content-Security-Policy"]
    assert everyone["X-Frame-Options"] == "DENY"
