"""Every other door: Wagtail's, allauth's, and where `next` may lead."""

from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.college.signin.conftest import last_code
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
CMS = settings.EDITORS_PATH
DOORS = [
    f"{CMS}login/",
    f"{CMS}password_reset/",
    f"{CMS}password_reset/done/",
    f"{CMS}password_reset/confirm/MQ/abc-123/",
    f"{CMS}password_reset/complete/",
    "/_util/login/",
]
GONE = [
    "/accounts/password/reset/",
    "/accounts/password/change/",
    "/accounts/password/set/",
    "/accounts/email/",
    "/accounts/confirm-email/",
    "/accounts/signup/passkey/",
    "/accounts/3rdparty/",
    "/accounts/3rdparty/signup/",
    "/accounts/organisation/sign-in/login/",
    "/admin/",
    "/demonstration/",
]


@pytest.mark.parametrize("door", DOORS)
def test_wagtail_s_doors_lead_to_ours(client, door):
    for answer in (client.get(door), client.post(door, {"username": "a", "password": "b"})):
        assert (answer.status_code, answer.headers["Location"]) == (302, LOGIN)
    assert client.get(f"{door}?next=/cms/").headers["Location"] == f"{LOGIN}?next=%2Fcms%2F"


def _patterns(resolver=None, before=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, path)
        else:
            yield path, pattern


def test_no_address_of_wagtail_asks_for_a_password(client):
    """Crawls every address under the editors' path that needs no arguments, as someone from outside."""
    paths = {path for path, _ in _patterns() if path.startswith(CMS.lstrip("/")) and "<" not in path}
    paths = {"/" + path.replace("\\Z", "").replace("^", "").rstrip("$") for path in paths if "(" not in path}
    assert len(paths) > 40
    for path in sorted(paths):
        answer = client.get(path)
        assert b'type="password"' not in answer.content, path
        assert answer.status_code in (302, 301, 404) or "sprite" in path or "jsi18n" in path, path
        if answer.status_code == 302 and "logout" not in path:
            # Wagtail's own address for signing in is one of the doors above, so it leads on to ours.
            assert answer.headers["Location"].startswith((LOGIN, f"{CMS}login/", "/accounts/2fa/")), path


@pytest.mark.parametrize("path", ["users/", "users/new/", "groups/", "groups/new/", "bulk/college/user/delete/"])
def test_nobody_edits_users_or_groups_in_wagtail(client, path):
    head = UserFactory(role="administrator", is_superuser=True)
    client.force_login(head)
    with_step = client.session
    with_step["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    with_step["account_authentication_methods_user"] = str(head.pk)
    with_step.save()
    assert client.get(CMS).status_code == 200
    assert client.get(f"{CMS}{path}").status_code == 404
    assert client.get(f"{CMS}account/").headers["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("path", GONE)
def test_pages_this_college_does_not_have(client, path):
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_nobody_makes_an_account_on_their_own(client):
    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", {"email": "new@example.org"})):
        assert answer.headers["Location"] == "/courses/"


OUTSIDE = [
    "https://bad.example/",
    "//",
    "/\\",
    "//bad.example/",
    "///bad.example",
    "/\\bad.example",
    "\\\\bad.example",
    "http:bad.example",
    "javascript:alert(1)",
    "/%0a/bad.example",
    " //bad.example",
    "\t//bad.example",
    "http://testserver.bad.example/",
    "https://testserver@bad.example/",
]


def _arrives_at(wanted: str) -> str:
    person = UserFactory()
    door = Client()
    asked = door.post(LOGIN, {"login": person.email, "next": wanted})
    return door.post(asked.headers["Location"], {"code": last_code(), "next": wanted}).headers["Location"]


@pytest.mark.parametrize("wanted", OUTSIDE)
def test_next_leads_to_paths_of_this_site_alone(client, wanted):
    assert _is_local(_arrives_at(wanted))
    assert _is_local(client.get(f"{CMS}login/?{urlencode({'next': wanted})}").headers["Location"])
    assert _is_local(client.post("/accounts/logout/", {"next": wanted}).headers["Location"])


def test_next_leads_to_a_local_path():
    assert _arrives_at("/courses/?place=leeds") == "/courses/?place=leeds"


@hypothesis_settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("/\\:@.?#%ab h\t\n0\u2028"), max_size=12))
def test_no_next_leads_elsewhere(client, wanted):
    answer = client.get(f"{CMS}login/", {"next": wanted})
    assert _is_local(answer.headers["Location"])
    inner = dict(p.split("=", 1) for p in urlsplit(answer.headers["Location"]).query.split("&") if p)
    assert inner.get("next", "%2F").startswith("%2F")
    assert not inner.get("next", "").startswith(("%2F%2F", "%2F%5C"))


def _is_local(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and address.startswith("/") and address[1:2] not in ("/", "\\")
