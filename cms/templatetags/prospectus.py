"""What pages about the printed prospectus need: `{% load prospectus %}`."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.printing.queries import places_in_print, to_hand_out
from college.templatetags.paper import direction

register = template.Library()


@register.filter
def prose(text: str, label: str = "") -> SafeString:
    """Text as editors write it: an empty line begins a paragraph, lines that begin with a dash stand in a list.

    `label` stands in front of the first words, or above them where they are written the other way.
    """
    text = str(text)
    parts: list[str] = []
    lead = format_html("<strong>{}</strong> ", label) if label else mark_safe("")
    if label and (direction(text) != direction(label) or text.lstrip().startswith("- ")):
        parts.append(format_html("<p>{}</p>", lead))
        lead = mark_safe("")
    for block in text.replace("\r\n", "\n").split("\n\n"):
        spoken: list[str] = []
        listed: list[str] = []
        for line in filter(None, (line.strip() for line in block.split("\n"))):
            if line.startswith("- "):
                listed.append(line[2:])
            else:
                spoken.append(line)
        if spoken:
            words = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in spoken))
            parts.append(format_html('<p dir="{}">{}{}</p>', direction(spoken[0]), lead, words))
            lead = mark_safe("")
        if listed:
            items = format_html_join("", '<li dir="{}">{}</li>', [(direction(line), line) for line in listed])
            parts.append(f"<ul>{items}</ul>")
    return mark_safe("\n".join(parts))  # escaped line by line above


@register.filter
def picture_at(pictures, key: str) -> str:
    """The address of a picture that could be opened, else nothing: a missing file leaves no hole on paper."""
    address = f"picture:{key.partition(' ')[0]}"
    return address if address in pictures else ""


@register.filter
def shows(key: str) -> str:
    """What a picture shows, for people who can't see it: as it was signed, in its key."""
    return key.split(" ", 2)[2]


@register.filter
def in_one_line(text: str) -> str:
    """1 Station Road, Leeds, LS1 1AA"""
    return ", ".join(line.strip().rstrip(",") for line in str(text).splitlines() if line.strip())


@register.filter
def without_scheme(address: str) -> str:
    """college.example/prospectus/: an address as people say and type it."""
    return str(address).partition("://")[2] or str(address)


@register.filter
def begins_with(text: str, words: str) -> bool:
    """Whether `text` begins with `words`, capitals or not: a college's postal address often names the college."""
    return str(text).strip().casefold().startswith(str(words).strip().casefold())


@register.inclusion_tag("cms/paper_editions.html")
def paper_editions(term):
    """The plain twin first, then the files that can be printed: of `term`, and where those of one place are."""
    return {
        "plain": reverse("prospectus_plain", args=[term.slug]),
        "editions": to_hand_out(term, None),
        "places": places_in_print(term),
    }
