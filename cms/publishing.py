"""What is public of a course follows its page: one place, whatever door the page went through.

Called on every save of the page's row, inside its transaction (cms.receivers).
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from courses.actions.editions import withdraw_words, write_edition


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
    }


@transaction.atomic
def follow(page_type, pk: int) -> None:
    """Bring the course's edition in step with its page as the database has it now.

    Read back rather than taken from memory: an editor's draft passes through the
    same `save` with a few fields, its words not being public.
    """
    page = page_type.objects.select_related("course", "live_revision__user").get(pk=pk)
    if page.course is None:
        return
    if page.live:
        write_edition(
            course=page.course,
            words=words_of(page),
            revision=str(page.live_revision_id or ""),
            by=_who(page),
            now=page.last_published_at or timezone.now(),
        )
    elif page.course.is_public:
        withdraw_words(course=page.course, by=_who(page), now=timezone.now())


def _who(page):
    """Who presses the button now, else who wrote the revision, else nobody: the system."""
    user = get_active_log_context().user
    if user is None and page.live_revision:
        user = page.live_revision.user
    return user if user is not None and user.pk else None
