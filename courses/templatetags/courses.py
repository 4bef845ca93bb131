"""Where a course is to be found: `{% load courses %}`."""

from django import template

from college.look.vocabulary import speaking_locally
from courses.languages import languages_words

register = template.Library()


@register.filter
def languages(codes) -> str:
    """English and British Sign Language; empty where only the usual language is spoken."""
    return languages_words(codes)


@register.filter
def course_address(edition) -> str:
    """The public address of a course, from its edition."""
    return f"/courses/{edition.slug}/"


class InTheWordsOf(template.Node):
    def __init__(self, locality, inside):
        self.locality, self.inside = locality, inside

    def render(self, context):
        with speaking_locally(self.locality.resolve(context).words):
            return self.inside.render(context)


@register.tag
def in_the_words_of(parser, token):
    """{% in_the_words_of run.locality %} ... {% endin_the_words_of %}: one area's part of a page about several."""
    _name, locality = token.split_contents()
    inside = parser.parse(("endin_the_words_of",))
    parser.delete_first_token()
    return InTheWordsOf(parser.compile_filter(locality), inside)
