"""A partner writes the words of its course: a draft like an editor's, which two people sign."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model

from cms.actions import draft_course_page
from cms.models import CoursePage
from cms.signoff.actions.asking import NoWords
from college.models import User
from courses.models import Course


@dataclass(frozen=True)
class Said:
    """A sentence of Easy Read: `picture` is the one it has, `file` one to be put in its place."""

    words: str
    picture: Any = None
    file: File | None = None
    shows: str = ""


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
    changed = {name: value for name, value in words.items() if _plain(getattr(page, name)) != _plain(value)}
    if changed:
        for name, value in changed.items():
            setattr(page, name, value)
        page.save_revision(user=by, log_action=True)
    return page


@transaction.atomic
def show_picture(*, course: Course, file: File | None, shows: str, by: User, now: dt.datetime) -> CoursePage:
    """The picture of the draft's words becomes `file` (drawn anew: college.pictures.redrawn), with what it shows.

    Without a file the picture stays, and only what it is said to show changes. What is public keeps its own.
    """
    picture = draft_of(course, now=now).picture
    drawn = kept_picture(picture, file=file, shows=shows, title=course.title, by=by)
    return write_draft(course=course, words={"picture": drawn}, by=by, now=now)


@transaction.atomic
def write_easy_read(*, course: Course, sentences: Sequence[Said], by: User, now: dt.datetime) -> CoursePage:
    """The Easy Read of the draft: each sentence with its picture, in their order. None: the course has no Easy Read."""
    told = []
    for said in sentences:
        picture = said.picture
        if said.file or picture:
            picture = kept_picture(picture, file=said.file, shows=said.shows, title=course.title, by=by)
        told.append(("sentence", {"words": said.words, "picture": picture}))
    return write_draft(course=course, words={"easy_read": told}, by=by, now=now)


def kept_picture(picture, *, file: File | None, shows: str, title: str, by: User):
    """`picture` if it is the same file and is said to show the same; else another beside it.

    Never changed in its place: what was signed is this very picture, and the public would lose it.
    """
    if file is None and (picture is None or picture.description == shows):
        return picture
    if file is None:
        with picture.file.open("rb") as standing:
            file = ContentFile(standing.read(), name=Path(picture.file.name).name)
    drawn = get_image_model()(title=title, description=shows, file=file, uploaded_by_user=by)
    drawn._set_file_hash()
    if picture and (picture.get_file_hash(), picture.description) == (drawn.file_hash, shows):
        return picture
    drawn.save()
    return drawn


def _plain(value):
    """Easy Read as what it says, to be compared; anything else as it is."""
    if isinstance(value, StreamValue):
        value = [(block.block_type, block.value) for block in value]
    if isinstance(value, list):
        return [(kind, one["words"], one["picture"]) for kind, one in value]
    return value
