"""What is public of a course follows its page: one place, whatever door the page went through.

Called on every save of the page's row, inside its transaction (cms.receivers). Words
that two people have not signed are refused here, and the save with them: no door goes
round it (publish button, bulk, revert, copy, code, superuser).
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from cms.signoff.pictures import files_alone_changed, picture_key
from cms.signoff.queries import signed
from courses.actions.editions import Signed, fingerprint_of, withdraw_words, words_of_edition, write_edition
from courses.models import Course
from courses.queries import current_edition


def words_of(page) -> dict:
    """The words of a course page as an edition holds them."""
    return {
        "title": page.title,
        "slug": page.slug,
        "hook": page.hook,
        "about": page.about,
        "who_for": page.who_for,
        "learn": page.learn_lines,
        "expect": page.expect,
        "content_note": page.content_note,
        "prerequisites": page.prerequisites,
        "made_by": page.made_by_lines,
        "more": {name: value for name, value in _more(page).items() if value},
    }


def _more(page) -> dict:
    sentences = [block.value for block in page.easy_read]
    return {
        "picture": picture_key(page.picture),
        "easy_read": [[one["words"], picture_key(one["picture"])] for one in sentences],
        "search": page.search_description,
    }


def fingerprint_of_page(page) -> str:
    """What signatures under the words of `page` name, as it stands in memory."""
    return fingerprint_of(words_of(page), page.language)


def signatures_under(page) -> Signed:
    """Who has signed the words of `page` as it stands in memory, draft or public."""
    return signed(page.course, fingerprint_of_page(page), timezone.now())


@transaction.atomic
def follow(page_type, pk: int) -> None:
    """Bring the course's edition in step with its page as the database has it now.

    Read back rather than taken from memory: an editor's draft passes through the
    same `save` with a few fields, its words not being public.
    """
    page = page_type.objects.select_related("course", "live_revision__user").get(pk=pk)
    if page.course is None:
        return
    # The same lock under which people sign: what they sign and what is published can't cross.
    page.course = Course.objects.select_for_update().get(pk=page.course_id)
    if page.live:
        _publish(page)
    elif page.course.shows(page.language):
        withdraw_words(course=page.course, language=page.language, by=_who(page), now=timezone.now())


def _publish(page) -> None:
    words, signatures = words_of(page), signatures_under(page)
    if page.course.shows(page.language) and not signatures.may_be_public:
        edition = current_edition(page.course, page.language)
        if edition and files_alone_changed(words_of_edition(edition), words):
            return
    write_edition(
        course=page.course,
        language=page.language,
        words=words,
        revision=str(page.live_revision_id or ""),
        signed=signatures,
        by=_who(page),
        now=page.last_published_at or timezone.now(),
    )


def _who(page):
    """Who presses the button now, else who wrote the revision, else nobody: the system."""
    user = get_active_log_context().user
    if user is None and page.live_revision:
        user = page.live_revision.user
    return user if user is not None and user.pk else None
