"""Beginning the words of a course in another language."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.actions import add_beside, draft_course_page
from cms.models import CoursePage
from cms.signoff.actions.asking import NoWords
from college.refusals import Refusal
from courses.languages import other_languages
from courses.models import Course
from courses.queries import current_edition


class NoSuchLanguage(Refusal):
    sentence = _("The college has no pages in this language. Choose one from the list.")


@transaction.atomic
def begin_translation(*, course: Course, language: str, by, now: dt.datetime) -> CoursePage:
    """The page of `course` in `language`: the one that stands, else a draft beside the page that it translates.

    The draft says nothing yet but the title: until something is translated, readers have it in the college's
    own language. Refuses a language that is not among the college's others, and a college without pages.
    """
    if language not in other_languages():
        raise NoSuchLanguage
    course = Course.objects.select_for_update().get(pk=course.pk)
    if page := CoursePage.objects.filter(course=course, language=language).first():
        return page
    source = draft_course_page(course=course, now=now)
    if source is None:
        raise NoWords
    edition = current_edition(course)
    locale, _made = Locale.objects.get_or_create(language_code=language)
    page = CoursePage(
        course=course,
        language=language,
        locale=locale,
        translation_key=source.translation_key,
        follows=edition.number if edition else 0,
        title=source.draft_title,
    )
    return add_beside(source, page, slug=f"{source.slug[:140]}-{language}", by=by)
