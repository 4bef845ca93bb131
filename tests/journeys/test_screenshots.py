"""A picture of every page that each person of the demonstration can reach, at phone and desk width.

`make screenshots` alone runs this and writes to build/screenshots/<person>/<width>/; somebody
then has to look. Pages are found by following links, one picture for each kind of page.
"""

import shutil
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve

from college.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.screenshots]

FOLDER = Path("build/screenshots")
WIDTHS = [360, 1280]
PEOPLE = {
    "visitor": ["/", "/certificates/check/", "/accounts/login/", "/no-such-page/"],
    "Learner": ["/my/"],
    "Peer trainer": ["/teaching/"],
    "Coordinator": ["/office/", "/office/imports/"],
    "Manager": ["/office/", "/office/college/"],
    "Administrator": ["/office/team/", "/status/"],
    "Data protection": ["/office/records/"],
    "Partner": ["/partner/"],
}


@pytest.fixture
def demonstration(transactional_db, settings):
    settings.DEMONSTRATION = True
    call_command("demonstration")


def cookies_of(who: str, url: str) -> list[dict]:
    """What the browser of someone who is signed in carries."""
    if who == "visitor":
        return []
    client = Client()
    client.force_login(User.objects.get(shoes=who))
    name = django_settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": url}]


def kind_of(path: str) -> str:
    """The kind of page an address leads to: its view; pages below one page are of one kind."""
    try:
        match = resolve(path)
    except Resolver404:
        return path
    if match.url_name == "wagtail_serve":
        first, _slash, rest = path.strip("/").partition("/")
        return f"{first}/…" if rest else path
    return match.view_name


def pages_of(page, starts: list[str], home: str, kinds: set[str]):
    """Walk the links of a person, and yield the first page of each kind that nobody had before."""
    queue, passed = deque(starts), set()
    while queue:
        path = queue.popleft()
        kind = kind_of(urlsplit(path).path)
        if path in passed or (kind in kinds and path not in starts) or is_no_page(path):
            continue
        passed.add(path)
        kinds.add(kind)
        page.goto(home + path)
        yield path
        found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        queue.extend(urlsplit(link).path for link in found if link.startswith(home))


def is_no_page(path: str) -> bool:
    """Files, and the editors' part, which is Wagtail's own."""
    return path.startswith(("/cms/", "/media/", "/documents/")) or "." in path.rpartition("/")[2]


def picture_name(path: str) -> str:
    return (path.strip("/").replace("/", "__") or "home") + ".png"


def test_pictures_of_every_page(browser, live_server, demonstration):
    shutil.rmtree(FOLDER, ignore_errors=True)
    taken, kinds = 0, set()
    for who, starts in PEOPLE.items():
        context = browser.new_context(viewport={"width": WIDTHS[0], "height": 800})
        context.add_cookies(cookies_of(who, live_server.url))
        page = context.new_page()
        for path in pages_of(page, starts, live_server.url, kinds):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                where = FOLDER / who.lower().replace(" ", "-") / str(width) / picture_name(path)
                page.screenshot(path=where, full_page=True)
                taken += 1
        context.close()
    assert taken > 2 * len(PEOPLE)
