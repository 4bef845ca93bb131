"""Laying out the site: what stands there before an editor writes the first word. All safe twice."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from cms.groups import lay_out_groups
from cms.models import (
    CourseIndexPage,
    CoursePage,
    HomePage,
    LocalityPage,
    PlainPage,
    ProspectusIndexPage,
    ProspectusPage,
    StoryIndexPage,
)
from cms.starting import home as words
from cms.starting import plain
from courses.models import Course, Locality, Term
from courses.queries import current_editions

BATCH = 200


@transaction.atomic
def lay_out_site(*, now: dt.datetime) -> HomePage:
    """Home, lists, plain pages, and a page for each course, term and place that has none.

    Never changes a page that stands. Course pages are drafts, for someone to write
    and publish; a course whose words are public already gets a public page of them.
    """
    lay_out_groups()
    home = HomePage.objects.first() or _lay_out_home(now)
    _child(home, CourseIndexPage, "courses", now, **words.COURSES)
    _child(home, ProspectusIndexPage, "prospectus", now, **words.PROSPECTUS)
    _child(home, StoryIndexPage, "stories", now, **words.STORIES)
    for slug, title, lead, body in plain.PAGES:
        if not Page.objects.child_of(home).filter(slug=slug).exists():
            page = PlainPage(slug=slug, title=str(title), lead=str(lead), body=_body(body))
            _publish(home, page, now)
    draft_pages(now=now)
    home.refresh_from_db()
    return home


@transaction.atomic
def draft_pages(*, now: dt.datetime) -> int:
    """Pages for courses, terms and places without one; nothing while there is no site. Returns how many."""
    made = 0
    if index := CourseIndexPage.objects.first():
        paged = CoursePage.objects.filter(course__isnull=False, language="").values("course")
        courses = list(Course.objects.exclude(pk__in=paged)[:BATCH])
        editions = current_editions(course.pk for course in courses)
        for course in courses:
            _draft_course(index, course, editions.get(course.pk), now)
        made += len(courses)
    if index := ProspectusIndexPage.objects.first():
        paged = ProspectusPage.objects.filter(term__isnull=False).values("term")
        for term in Term.objects.exclude(pk__in=paged)[:BATCH]:
            page = ProspectusPage(term=term, title=term.name, slug=_free(index, term.slug))
            page.intro = str(words.PROSPECTUS_OF_TERM)
            made += bool(_publish(index, page, now))
        paged = LocalityPage.objects.filter(locality__isnull=False).values("locality")
        for place in Locality.objects.exclude(pk__in=paged)[:BATCH]:
            page = LocalityPage(locality=place, title=place.name, slug=_free(index, place.slug))
            made += bool(_publish(index, page, now))
    return made


@transaction.atomic
def draft_course_page(*, course: Course, now: dt.datetime) -> CoursePage | None:
    """The page of a course: the one that stands, else a draft; None while there is no site."""
    if page := CoursePage.objects.filter(course=course, language="").first():
        return page
    index = CourseIndexPage.objects.first()
    if index is None:
        return None
    return _draft_course(index, course, current_editions([course.pk]).get(course.pk), now)


def _draft_course(index, course: Course, edition, now: dt.datetime) -> CoursePage:
    page = CoursePage(course=course, title=course.title)
    if edition:
        for name in ("title", "hook", "about", "who_for", "expect", "content_note", "prerequisites"):
            setattr(page, name, getattr(edition, name))
        page.learn, page.made_by = "\n".join(edition.learn), "\n".join(edition.made_by)
    page.slug = _free(index, edition.slug if edition else slugify(page.title)[:140] or slugify(course.code))
    if course.is_public and edition and page.slug == edition.slug:
        return _publish(index, page, now)
    return _draft(index, page)


@transaction.atomic
def add_beside(standing: Page, page: Page, *, slug: str, by) -> Page:
    """Add `page` as a draft where `standing` is, under `slug` or the next that is free there."""
    parent = standing.get_parent()
    page.slug = _free(parent, slug)
    return _draft(parent, page, by)


def _draft(parent: Page, page: Page, by=None) -> Page:
    page.live, page.has_unpublished_changes = False, True
    _add(parent, page)
    page.save_revision(user=by)
    return page


def _lay_out_home(now: dt.datetime) -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage(
        **{name: str(value) for name, value in words.HOME.items()},
        slug="welcome-home",
        steps=_stream(HomePage, "steps", [("step", {"heading": str(a), "text": str(b)}) for a, b in words.STEPS]),
    )
    _publish(root, home, now)
    # Wagtail's own first page gives its place up; a page that someone made stays.
    standing = Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore")
    _set_site(home)
    for page in standing:
        page.delete()
    return home


def _set_site(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()


def _child(home: HomePage, kind: type[Page], slug: str, now: dt.datetime, **starting) -> Page:
    page = kind.objects.first()
    return page or _publish(home, kind(slug=slug, **{name: str(value) for name, value in starting.items()}), now)


def _publish(parent: Page, page: Page, now: dt.datetime) -> Page:
    page.live, page.first_published_at, page.last_published_at = True, now, now
    _add(parent, page)
    page.live_revision = page.latest_revision = page.save_revision()
    page.has_unpublished_changes = False
    page.save()
    return page


def _add(parent: Page, page: Page) -> None:
    """Under a lock of the parent, read again: two processes must not take the same path in the tree."""
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    parent.add_child(instance=page)


def _free(parent: Page, slug: str) -> str:
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    names = [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _stream(kind: type[Page], field: str, blocks: list) -> StreamValue:
    return StreamValue(kind._meta.get_field(field).stream_block, blocks)


def _body(blocks: list) -> list:
    return _stream(PlainPage, "body", [(name, _value(name, value)) for name, value in blocks])


def _value(name: str, value):
    block = PlainPage._meta.get_field("body").stream_block.child_blocks[name]
    if name == "question":
        question, answer = value
        value = {"question": str(question), "answer": str(answer)}
    elif value is not None:
        value = str(value)
    return block.to_python(value)
