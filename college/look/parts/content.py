"""Words set apart: panels, notes, cards, tags."""

from .piece import draw, needed, one_of, register

TAG_COLOURS = (
    "", "white", "grey", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow"
)  # fmt: skip
PLACES = ("open", "few", "full", "closed")


@register.simple_block_tag
def panel(content, title):
    """The green "done" panel, which holds the page's h1: `{% panel title %}...{% endpanel %}`."""
    needed("panel", title=title)
    return draw("panel", content=content, title=title)


@register.simple_block_tag
def inset(content):
    """Words set apart from the text: `{% inset %}<p>...</p>{% endinset %}`."""
    return draw("inset", content=content)


@register.simple_block_tag
def warning(content, heading, level=2):
    """Something to know before going on: `{% warning heading [level] %}...{% endwarning %}`."""
    needed("warning", heading=heading)
    return draw("warning", content=content, heading=heading, level=level)


@register.simple_block_tag
def care_card(content, heading, kind="non-urgent", level=2):
    """Where to find help: `{% care_card heading [kind] [level] %}...{% endcare_card %}`.

    kind: "non-urgent" (blue), "urgent" (red), "emergency" (red and black).
    """
    needed("care_card", heading=heading)
    one_of("care_card", "kind", kind, ("non-urgent", "urgent", "emergency"))
    return draw("care_card", content=content, heading=heading, kind=kind, level=level)


@register.simple_block_tag
def content_note(content, heading="", level=2):
    """What a course touches on, kindly: `{% content_note [heading] %}...{% endcontent_note %}`."""
    return draw("content_note", content=content, heading=heading, level=level)


@register.simple_block_tag
def details(content, summary, open=False):
    """More for those who want it: `{% details summary [open] %}...{% enddetails %}`."""
    needed("details", summary=summary)
    return draw("details", content=content, summary=summary, open=open)


@register.inclusion_tag("components/tag.html")
def tag(text, colour=""):
    """A word that says how something stands: `{% tag text [colour] %}`. Never colour alone."""
    needed("tag", text=text)
    one_of("tag", "colour", colour, TAG_COLOURS)
    return {"text": text, "colour": colour}


@register.simple_block_tag
def card(content, heading, href="", level=2):
    """A thing on a page of things, with the accent's edge: `{% card heading [href] %}...{% endcard %}`."""
    needed("card", heading=heading)
    return draw("card", content=content, heading=heading, href=href, level=level)


@register.simple_block_tag
def course_card(content, title, href, date=None, when="", where="", places="", kind="open", strand="", level=2):
    """A course in a list: `{% course_card title=… href=… %}its hook{% endcourse_card %}`.

    date: the first day, drawn as a block (date or aware datetime); when, where:
    a line each in words; places: "4 places left" or "Full: join the waiting
    list"; kind of those words: open, few, full, closed; strand: its theme.
    """
    needed("course_card", title=title, href=href)
    one_of("course_card", "kind", kind, PLACES)
    return draw(
        "course_card",
        content=content,
        title=title,
        href=href,
        date=date,
        when=when,
        where=where,
        places=places,
        kind=kind,
        strand=strand,
        level=level,
    )


@register.simple_block_tag
def cards(content, columns=2):
    """A grid around cards: `{% cards [columns] %}{% card … %}…{% endcard %}{% endcards %}`.

    Each card inside is one item of a list. columns: 1, 2 or 3 on a wide screen.
    """
    one_of("cards", "columns", columns, (1, 2, 3))
    return draw("cards", content=content, columns=columns)


@register.inclusion_tag("components/date_block.html")
def date_block(date):
    """A day as a leaf of a calendar: `{% date_block date %}`. Date, or aware datetime."""
    needed("date_block", date=date)
    return {"date": date}
