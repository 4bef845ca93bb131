"""Where a course is to be found: `{% load courses %}`."""

from django import template

from college.look.vocabulary import speaking_besides, speaking_locally
from courses.form_blocks import Record
from courses.form_blocks import record_of_purposes as purposes
from courses.languages import languages_words
from courses.vocabulary import words_around

register = template.Library()


@register.filter
def languages(codes) -> str:
    """English and British Sign Language; empty where only the usual language is spoken."""
    return languages_words(codes)


@register.filter
def course_address(edition) -> str:
    """The public address of a course, from its edition."""
    return f"/courses/{edition.slug}/"


@register.simple_tag
def record_of_purposes() -> list[Record]:
    """What the college asks people: `{% record_of_purposes as records %}`; nothing that it switched off."""
    return purposes()


class Spoken(template.Node):
    def __init__(self, speaking, inside):
        self.speaking, self.inside = speaking, inside

    def render(self, context):
        with self.speaking(context):
            return self.inside.render(context)


@register.tag
def in_the_words_of(parser, token):
    """{% in_the_words_of run %} ... {% endin_the_words_of %}: one run's part of a page about several.

    Where there is no run, in the college's words.
    """
    return _spoken(parser, token, lambda row: speaking_locally(words_around(row or None)))


@register.tag
def with_the_words(parser, token):
    """{% with_the_words entry.vocabulary %} ... {% endwith_the_words %}: pairs of words over those spoken around it."""
    return _spoken(parser, token, lambda pairs: speaking_besides(dict(pairs)))


def _spoken(parser, token, speaking) -> Spoken:
    name, told = token.split_contents()
    inside = parser.parse((f"end{name}",))
    parser.delete_first_token()
    told = parser.compile_filter(told)
    return Spoken(lambda context: speaking(told.resolve(context)), inside)
