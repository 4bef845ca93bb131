"""What changed between two sets of a course's words, field by field, for people to read."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cms.signoff.pictures import picture_behind

LABELS = {
    "title": _("Title"),
    "slug": _("Address of the page"),
    "hook": _("One line that invites"),
    "about": _("What it is about"),
    "learn": _("What you will learn"),
    "who_for": _("Who it is for"),
    "prerequisites": _("What to know before"),
    "expect": _("What to expect"),
    "content_note": _("Content note"),
    "made_by": _("Who made it"),
    "picture": _("Picture"),
    "easy_read": _("Easy Read"),
    "search": _("Line for search engines"),
}


@dataclass(frozen=True)
class Piece:
    """A few words, or the picture that stands with them."""

    text: str = ""
    picture: object = None


@dataclass(frozen=True)
class Change:
    """One field, as the public reads it (`before`) and as it is to be (`after`); empty lists: nothing."""

    label: str
    before: list[Piece]
    after: list[Piece]


def changes(before: dict | None, after: dict) -> list[Change]:
    """The fields in which `after` is not `before`, in the order of the page. `before` None: all of them."""
    old, new = _flat(before or {}), _flat(after)
    return [
        Change(str(label), _pieces(name, old.get(name)), _pieces(name, new.get(name)))
        for name, label in LABELS.items()
        if (old.get(name) or None) != (new.get(name) or None)
    ]


def whole(words: dict) -> list[Change]:
    """Every field that says something."""
    return changes(None, words)


def _flat(words: dict) -> dict:
    return {name: value for name, value in words.items() if name != "more"} | words.get("more", {})


def _pieces(name: str, value) -> list[Piece]:
    if not value:
        return []
    if name == "picture":
        return [_picture(value)]
    if name == "easy_read":
        return [Piece(sentence, picture_behind(key) if key else None) for sentence, key in value]
    lines = value if isinstance(value, list) else value.splitlines()
    return [Piece(line) for line in lines if line.strip()]


def _picture(key: str) -> Piece:
    return Piece(str(_("A picture: %s") % key.partition(" ")[2].partition(" ")[2]), picture_behind(key))
