"""What editors have to see to, as .xlsx: a line each, as on its page."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.signoff.queries import owed, reviews_due, unanswered
from cms.translations.queries import all_behind
from courses.languages import other_languages
from courses.list_sheets import sheet_of
from courses.models import Course
from courses.permissions import Permission, require
from courses.sheets.writing import Value


@require_safe
def reviews_sheet(request):
    """Owed sign-off, words to be read again, translations that are behind, people who have not answered."""
    require(request.user, Permission.EDIT_PAGES)
    now = timezone.now()
    rows = []
    for one in owed(now):
        what = _("Public before anyone has signed")
        rows.append(_line(what, one.course, one.override.language, one.override.owed_on, one.override.by))
    for course in reviews_due(now):
        rows.append(_line(_("To be read again"), course, "", course.review_on))
    for behind in all_behind():
        rows.append(_line(_("Translation that is behind"), behind.page.course, behind.page.language))
    for asked in unanswered():
        day = timezone.localdate(asked.asked_at)
        rows.append(_line(_("Asked, and not answered yet"), asked.course, asked.language, day, asked.signer))
    headings = [_("What"), _("Code"), _("Course"), _("Language"), _("Day"), _("Who")]
    return sheet_of(request.user, "sign-off", headings, rows, title=_("Sign-off"))


def _line(what: str, course: Course | None, language: str, day=None, who=None) -> list[Value]:
    named = [course.code, course.title] if course else ["", ""]
    return [what, *named, other_languages().get(language, language), day, str(who or "")]
