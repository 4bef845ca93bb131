"""Single sheets, made while one waits: a course as it would be printed, its flyer, a locality's week planner."""

import datetime as dt
from types import SimpleNamespace

from django.conf import settings
from django.utils import translation

from cms.pages.course import CoursePage
from cms.printing.contents import TermRows, contents_of, entry_of, moment_of, pictures_of
from cms.printing.pdf import picture_files
from cms.publishing import words_of
from college.look.models import Theme
from college.look.vocabulary import speaking_besides
from college.paper.pdf import LETTER, print_template
from college.paper.qr import qr_png
from courses.dates import EVERY, hours_words
from courses.models import Course, Locality, Run, Term
from courses.queries import coming_runs, current_edition, runs_of_term


def course_preview_pdf(course: Course, term: Term, *, now: dt.datetime) -> bytes | None:
    """The pages of `course` as they would be printed, with the newest words of its page and `term`'s public runs.

    None where the course has no page. Raises PaperRefused.
    """
    page = CoursePage.objects.filter(course=course, language="").first()
    if page is None:
        return None
    words = SimpleNamespace(**words_of(page.get_latest_revision_as_object()))
    runs = runs_of_term(term.pk, moment_of(term, now)).filter(course=course).prefetch_related("sessions__venue")
    return _one_course("print/prospectus/preview.html", course, words, runs)


def flyer_pdf(course: Course, *, now: dt.datetime) -> bytes | None:
    """The A5 flyer of `course` with the public runs that are coming; None without public words. Raises PaperRefused."""
    words = current_edition(course) if course.is_public else None
    if words is None:
        return None
    runs = coming_runs(now).filter(course=course).prefetch_related("sessions__venue")
    return _one_course("print/prospectus/flyer.html", course, words, runs)


def _one_course(template: str, course: Course, words, runs) -> bytes:
    with translation.override(settings.LANGUAGE_CODE), speaking_besides(course.vocabulary):
        runs = [run for run in runs if run.status != Run.Status.CANCELLED and run.sessions_on()]
        entry = entry_of(course, words, runs, pictures_of([words]))
        pictures = picture_files({entry.picture}) | {f"qr:c{entry.pk}": qr_png(entry.address)}
        context = {"course": entry, "pictures": pictures, "on_accent": Theme.current().accent_text}
        return print_template(template=template, context=context, pictures=pictures, limits=LETTER)


def planner_pdf(term: Term, locality: Locality, *, now: dt.datetime) -> bytes | None:
    """The week of `locality` in `term`: each weekday with what meets on it; None without courses."""
    with translation.override(settings.LANGUAGE_CODE):
        rows = TermRows(term, moment_of(term, now))
        rows.runs = [run for run in rows.runs if run.locality_id == locality.pk]
        if not rows.runs:
            return None
        book = contents_of(rows, locality)
        pictures = {"qr:book": qr_png(book.address)}
        context = {"book": book, "days": _days(book), "on_accent": Theme.current().accent_text}
        return print_template(template="print/prospectus/planner.html", context=context, pictures=pictures)


def _days(book) -> list[tuple[str, list[dict]]]:
    """Weekdays with what meets on them: a run stands under each weekday and time at which it meets."""
    lines: dict[int, list[dict]] = {}
    for entry in book.courses:
        for meeting in entry.meetings:
            at: dict[tuple, list[dt.date]] = {}
            for day, starts, ends in meeting.sessions:
                at.setdefault((day.weekday(), starts, ends), []).append(day)
            for (weekday, starts, ends), days in at.items():
                line = {"entry": entry, "meeting": meeting, "times": hours_words(starts, ends)}
                line |= {"first": days[0], "last": days[-1], "starts": starts}
                lines.setdefault(weekday, []).append(line)
    return [
        (str(EVERY[weekday]), sorted(some, key=lambda line: (line["starts"], line["first"], line["entry"].title)))
        for weekday, some in sorted(lines.items())
    ]
