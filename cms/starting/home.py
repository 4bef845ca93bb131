"""The home page and the lists, before anyone has changed a word."""

from django.utils.translation import gettext_lazy as _

HOME = {
    "title": _("Welcome"),
    "heading": _("Learn something for yourself"),
    "welcome": _(
        "Free courses about living well, made and taught by people who have been there together with "
        "people who trained for it. Choose what interests you. Nobody has to send you."
    ),
    "steps_heading": _("How it works"),
}
STEPS = [
    (
        _("Find a course"),
        _("Look by place or by day. Every course is free, and you need no letter from anyone."),
    ),
    (
        _("Refer yourself"),
        _("Answer a few short questions, here or by telephone. Tell us what would make it easier for you."),
    ),
    (
        _("Come along"),
        _("Say as much or as little as you like. You can leave a course at any time and need not say why."),
    ),
]
COURSES = {
    "title": _("Courses"),
    "intro": _("All our courses are free. Find one that suits you, and refer yourself."),
}
STORIES = {
    "title": _("Stories and news"),
    "intro": _("What people have found here, in their own words, and what is new."),
}
PROSPECTUS = {
    "title": _("Prospectus"),
    "intro": _("What we teach, term by term and place by place."),
}
PROSPECTUS_OF_TERM = _("Here is everything that we teach this term. Every course is free.")
