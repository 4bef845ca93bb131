"""Wagtail's screens work in a real browser, and their policy lets nothing else through."""

import time

import pytest
from django.conf import settings as site
from django.http import HttpResponse
from django.utils import timezone

from cms.actions import lay_out_site
from cms.models import CoursePage, PlainPage
from college.editors_policy import policy_for, starts_a_widget
from tests.factories import CourseFactory, UserFactory

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.mark.parametrize(
    "script",
    [
        'initDateChooser("id_timestamp_0", {"dayOfWeekStart": 1, "format": "Y-m-d"});',
        'new ImageChooser("id_picture", {"modalUrl": "/cms/images/chooser/"});',
        'new PageChooser("id_x", null);',
    ],
)
def test_a_widget_that_starts_itself_is_known(script):
    assert starts_a_widget(script)


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        'initDateChooser("a", {}); alert(1)',
        'initDateChooser("a", alert(1));',
        'initDateChooser("a");alert("b");',
        "new ImageChooser(document.cookie);",
        'new Function("alert(1)");',
        'eval("1")',
    ],
)
def test_any_other_script_is_not(script):
    assert not starts_a_widget(script)
    assert policy_for(HttpResponse(f"<script>{script}</script>"))["script-src"] == ["'self'"]


@pytest.fixture
def editor_s_page(page, live_server, client):
    """A browser signed in as an administrator; `refused` gathers what the policy stopped on each page."""
    user = UserFactory(role="administrator", is_superuser=True)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    name = site.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.add_init_script(LISTEN)
    return page


def open_and_ask(page, address: str) -> list[str]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page.evaluate("window.refused")


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_the_screens_of_editors_work_in_a_browser_and_a_smuggled_script_does_not(editor_s_page, live_server):
    page = editor_s_page
    CourseFactory(title="Sleeping well", code="WEL01")
    home = lay_out_site(now=timezone.now())
    course, plain = CoursePage.objects.get(), PlainPage.objects.first()
    screens = [
        "",
        f"pages/{home.pk}/",
        f"pages/{home.pk}/edit/",
        f"pages/{plain.pk}/edit/",
        f"pages/add/cms/plainpage/{home.pk}/",
        f"pages/{home.pk}/history/",
        "reports/site-history/",
        "images/",
        "images/add/",
        "documents/",
        f"pages/{course.pk}/edit/",
    ]
    refused = {screen: open_and_ask(page, f"{live_server.url}/cms/{screen}") for screen in screens}
    assert {screen: said for screen, said in refused.items() if said} == {}

    # The last of them: its picture is chosen in a window that opens.
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("dialog").get_by_role("heading", name="Choose an image").wait_for()
    assert page.evaluate("window.refused") == []

    page.evaluate("""
      const script = document.createElement("script");
      script.textContent = "window.smuggled = true";
      document.body.append(script);
    """)
    assert page.evaluate("[window.smuggled === undefined, window.refused.length]") == [True, 1]
