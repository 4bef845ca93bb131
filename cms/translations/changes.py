"""What has changed in the words that a translation says again."""

from collections.abc import Iterable

from django.db.models import Q

from cms.signoff.changes import Change, changes
from courses.actions.editions import words_of_edition
from courses.models import CourseEdition


def what_changed_since(page, source: CourseEdition) -> list[Change]:
    """What `source`, the public words of a course, says otherwise than the edition that `page` follows."""
    return behind([page], {source.course_id: source}).get(page.pk, [])


def behind(pages: Iterable, sources: dict[int, CourseEdition]) -> dict[int, list[Change]]:
    """Of `pages`, by their ids, what has changed in their courses' words since; those that say it all are left out.

    sources: the public words in the college's own language, by course. One query, and none where nothing is newer.
    """
    older = [page for page in pages if page.course_id in sources and page.follows < sources[page.course_id].number]
    if not older:
        return {}
    asked = Q(*((Q(course=page.course_id, number=page.follows)) for page in older), _connector=Q.OR)
    followed = {(one.course_id, one.number): one for one in CourseEdition.objects.filter(asked, language="")}
    found = {page.pk: _said_otherwise(followed.get((page.course_id, page.follows)), page, sources) for page in older}
    return {pk: some for pk, some in found.items() if some}


def _said_otherwise(before: CourseEdition | None, page, sources: dict[int, CourseEdition]) -> list[Change]:
    now = sources[page.course_id]
    return changes(_to_translate(before) if before else None, _to_translate(now))


def _to_translate(edition: CourseEdition) -> dict:
    """Its words but for the address and the pictures, which are not translated."""
    words = words_of_edition(edition)
    more = {name: value for name, value in words["more"].items() if name != "picture"}
    return words | {"slug": "", "more": more}
