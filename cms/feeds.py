"""For machines that fetch: what search engines may read, and a locality's courses as a calendar."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as draw_sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event
from wagtail.models import Page, Site

from cms.queries import open_pages
from courses.models import Locality, Run, Session, Venue
from courses.queries import public_venues, runs_for_calendar
from courses.templatetags.courses import course_address

# Everything behind a sign-in, and forms that a machine has no business in.
NOT_FOR_MACHINES = ("/accounts/", "/my/", "/join/", "/teaching/", "/office/", "/sign-off/", settings.EDITORS_PATH)
# A calendar that was not opened for so long still learns what was called off.
LOOKS_BACK = dt.timedelta(days=60)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_MACHINES), ""]
    return HttpResponse("\n".join([*lines, f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]), "text/plain")


class PublicPages(Sitemap):
    """Pages that a visitor may open now: no course without public words, no term under embargo."""

    def __init__(self, site: Site, now: dt.datetime):
        self.site, self.now = site, now

    def items(self) -> QuerySet[Page]:
        return open_pages(self.site, self.now)

    def location(self, page: Page) -> str:
        return "/" + page.url_path.removeprefix(self.site.root_page.url_path)

    def lastmod(self, page: Page) -> dt.datetime | None:
        return page.last_published_at


class PublicVenues(Sitemap):
    """Venues where something public meets, each with its own page."""

    def __init__(self, now: dt.datetime):
        self.now = now

    def items(self) -> QuerySet[Venue]:
        return public_venues(self.now).order_by("pk")

    def location(self, venue: Venue) -> str:
        return reverse("venue", args=[venue.slug])


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Addresses carry the host that was asked for, which `ALLOWED_HOSTS` vouches for."""
    site = Site.find_for_request(request)
    now = timezone.now()
    return draw_sitemap(request, {"pages": PublicPages(site, now), "venues": PublicVenues(now)} if site else {})


@login_not_required
@require_safe
def locality_calendar(request: HttpRequest, locality: str) -> HttpResponse:
    """What the public may come to in one locality, to subscribe to."""
    place = get_object_or_404(Locality, slug=locality)
    return HttpResponse(calendar_of(place, now=timezone.now()), "text/calendar; charset=utf-8")


def calendar_of(locality: Locality, *, now: dt.datetime) -> str:
    """The public sessions of a locality as iCalendar (RFC 5545), from some weeks ago on.

    Each session keeps its UID; SEQUENCE rises with every change of its run; what was called off stays
    in the file as cancelled, so that calendars take it away.
    """
    since = timezone.localdate(now) - LOOKS_BACK
    calendar = Calendar()
    calendar.add("prodid", "-//Recovery College//Courses//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", locality.name)
    runs = runs_for_calendar(locality, now, since)
    sessions = [(session, run) for run in runs for session in run.sessions.all() if session.held_on >= since]
    for session, run in sorted(sessions, key=lambda each: (each[0].starts_at, each[0].pk)):
        calendar.add_component(_entry(session, run, now))
    if sessions:
        # Unbounded, the file would carry every clock change from 1970 to 2038: most of its length.
        days = [session.held_on for session, _run in sessions]
        calendar.add_missing_timezones(dt.date(min(days).year - 1, 1, 1), dt.date(max(days).year + 1, 12, 31))
    return calendar.to_ical().decode()


def _entry(session: Session, run: Run, now: dt.datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{session.code}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    entry.add("summary", run.edition.title)  # type: ignore[attr-defined]
    entry.add("dtstart", session.starts_at)
    entry.add("dtend", session.ends_at)
    entry.add("dtstamp", now)
    entry.add("sequence", run.changes)  # type: ignore[attr-defined]
    is_off = "cancelled" in (run.status, session.status)
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    entry.add("url", settings.BASE_URL + course_address(run.edition))  # type: ignore[attr-defined]
    venue = session.venue or run.venue
    if venue:
        where = [venue.name] if venue.is_online else [venue.name, *venue.address.splitlines(), venue.postcode]
        entry.add("location", ", ".join(filter(None, where)))
    return entry
