"""What signers and editors are told, in the words of the courses it is about; no message names one of them."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from college.look.vocabulary import speaking
from college.models import Message, User, Wording
from college.outbox.actions import post
from courses.models import Course
from courses.vocabulary import words_in_common

# What can be told; each has templates/messages/sign_off_<event>.{subject,txt,html}.
EVENTS = ("asked", "asked_for_several", "sent_back", "signed", "published", "unpublished", "owed", "reviews")


def tell(
    event: str, user: User, *, courses: Iterable[Course], key: str, now: dt.datetime, about: str = "", **told
) -> None:
    """Write to `user` about `event` of `courses`, inside the transaction that it reports. The same key writes once."""
    if event not in EVENTS:
        raise ValueError(f"Nothing is told of {event!r}.")
    college = Wording.current()
    with (
        translation.override(user.language or settings.LANGUAGE_CODE),
        speaking(college.words, words_in_common(courses)),
    ):
        context = told | {"event": event, "learner": {"name": str(user)}, "code": about, "base": settings.BASE_URL}
        context |= {"college": college}
        subject = " ".join(_render(event, "subject", context).split())
        post(
            key=key,
            channel=Message.Channel.EMAIL,
            subject=subject,
            text=_render(event, "txt", context) + "\n",
            html=_render(event, "html", context),
            to_user=user,
            about=about,
            now=now,
        )


def _render(event: str, kind: str, context: dict) -> str:
    return render_to_string(f"messages/sign_off_{event}.{kind}", context).strip()
