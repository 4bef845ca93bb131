"""Questions about pages."""

import datetime as dt

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction, Site

from cms.models import CoursePage, LocalityPage, ProspectusPage
from courses.models import Course, Term


def public_page_at(site: Site | None, path: str) -> Page | None:
    """The live page at `path` below the home of `site`; None where some page of it is closed to the public."""
    if site is None or PageViewRestriction.objects.exists():
        return None
    return Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}").first()


def open_pages(site: Site, now: dt.datetime) -> QuerySet[Page]:
    """The pages of `site` that a visitor may open at `now`: no course without public words, no term under embargo."""
    hidden = (
        CoursePage.objects.exclude(course__in=Course.objects.public()),
        ProspectusPage.objects.exclude(term__in=Term.objects.visible(now)),
        LocalityPage.objects.filter(locality=None),
    )
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True)
    for each in hidden:
        pages = pages.exclude(pk__in=each.values("pk"))
    return pages.order_by("path")
