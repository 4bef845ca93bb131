"""Our own drawings for messages in Easy Read, by the names of their files in static/college/easy: what each shows."""

from django.utils.translation import gettext_lazy as _

DRAWINGS = {
    "yes": _("a tick"),
    "no": _("a cross"),
    "calendar": _("a calendar"),
    "clock": _("a clock"),
    "place": _("a place on a map"),
    "course": _("a book"),
    "person": _("a person"),
    "people": _("two people"),
    "phone": _("a telephone"),
    "letter": _("a letter"),
    "screen": _("a screen"),
    "wait": _("an hourglass: waiting"),
    "changed": _("two arrows: something changed"),
    "question": _("a question mark"),
}
