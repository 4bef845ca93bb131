"""A partner writes the words of its course: a draft like an editor's, which two people sign."""

import datetime as dt

from django.db import transaction

from cms.actions import draft_course_page
from cms.models import CoursePage
from cms.signoff.actions.asking import NoWords
from college.models import User
from courses.models import Course


def draft_of(course: Course, *, now: dt.datetime) -> CoursePage:
    """The newest words of `course`, public or not; its page is made where there is none. Refuses without a site."""
    page = draft_course_page(course=course, now=now)
    if page is None:
        raise NoWords
    return page.get_latest_revision_as_object()


@transaction.atomic
def write_draft(*, course: Course, words: dict, by: User, now: dt.datetime) -> CoursePage:
    """A new draft of the words of `course`, by the names of CoursePage's fields; all others stay.

    What is public stays so until two people have signed the new words. The same words again write nothing.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    page = draft_of(course, now=now)
    changed = {name: value for name, value in words.items() if getattr(page, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(page, name, value)
        page.save_revision(user=by, log_action=True)
    return page
