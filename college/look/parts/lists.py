"""Rows of things: summaries, tasks, tables, choices to filter by, work to do."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from .content import TAG_COLOURS
from .piece import MissingPiece, draw, needed, one_of, register


@register.simple_block_tag
def summary_list(content, heading="", level=2):
    """Answers to check: `{% summary_list [heading] %}{% answer … %}…{% endsummary_list %}`."""
    return draw("summary_list", content=content, heading=heading, level=level)


@register.inclusion_tag("components/answer.html")
def answer(key, value="", href="", hidden="", text=""):
    """A row of a summary list: `{% answer key value [href] [hidden] [text] %}`.

    An empty value reads "Not provided". With href it ends in a Change link, whose
    hidden words are the key's unless given; `text` replaces "Change".
    """
    needed("answer", key=key)
    return {"key": key, "value": value, "href": href, "hidden": hidden or key, "text": text}


@register.simple_block_tag
def long_answer(content, key, href="", hidden="", text=""):
    """The same with html inside: `{% long_answer key [href] %}<p>…</p>{% endlong_answer %}`."""
    needed("long_answer", key=key)
    return draw("answer", key=key, value=content, href=href, hidden=hidden or key, text=text)


@register.simple_block_tag
def task_list(content):
    """Steps in any order: `{% task_list %}{% task … %}…{% endtask_list %}`."""
    return draw("task_list", content=content)


@register.inclusion_tag("components/task.html")
def task(title, status, href="", hint="", done=False):
    """A row of a task list: `{% task title status [href] [hint] [done] %}`.

    Done is plain text, anything else stands out. No href: it cannot start yet.
    """
    needed("task", title=title, status=status)
    return {
        "title": title,
        "status": status,
        "href": href,
        "hint": hint,
        "done": done,
        "id": f"task-{slugify(title)}",
    }


@register.simple_block_tag
def table(content, caption, hide_caption=False):
    """A captioned table whose rows become cards on a phone.

    `{% table caption %}{% headings "Name" "Place" %}<tbody>{% row %}{% cell "Name" %}…
    {% endcell %}…{% endrow %}</tbody>{% endtable %}`
    """
    needed("table", caption=caption)
    return draw("table", content=content, caption=caption, hide_caption=hide_caption)


@register.simple_tag
def headings(*names):
    """The head of a table, one name a column; a name ending in "#" is a column of numbers."""
    if not names:
        raise MissingPiece("{% headings %} needs at least one column's name")
    cells = format_html_join("", '<th role="columnheader" scope="col"{}>{}</th>', map(_head, names))
    return format_html('<thead class="nhsuk-table__head" role="rowgroup"><tr role="row">{}</tr></thead>', cells)


def _head(name):
    number = str(name).endswith("#")
    return (
        mark_safe(' class="nhsuk-table__header--numeric"') if number else "",
        str(name).removesuffix("#"),
    )


@register.simple_block_tag
def row(content):
    """A row of a table."""
    return format_html('<tr role="row" class="nhsuk-table__row">{}</tr>', content)


@register.simple_block_tag
def cell(content, heading, number=False, header=False):
    """A cell, named by its column's heading: `{% cell heading [number] [header] %}…{% endcell %}`.

    header=True for the cell that names its row (the person, the course).
    """
    needed("cell", heading=heading)
    return format_html(
        '<{0} role="{1}" class="nhsuk-table__cell{2}"{3}>'
        '<span class="nhsuk-table-responsive__heading" aria-hidden="true">{4} </span>'
        '<span class="college-table__value">{5}</span></{0}>',
        "th" if header else "td",
        "rowheader" if header else "cell",
        " nhsuk-table__cell--numeric" if number else "",
        mark_safe(' scope="row"') if header else "",
        heading,
        content,
    )


@register.simple_block_tag
def filter_links(content, label):
    """Ways to narrow a list, as links: `{% filter_links label %}{% choice … %}…{% endfilter_links %}`."""
    needed("filter_links", label=label)
    return draw("filter_links", content=content, label=label, id=f"filter-{slugify(label)}")


@register.inclusion_tag("components/choice.html")
def choice(text, href, current=False, count=None):
    """One way to narrow: `{% choice text href [current] [count] %}`."""
    needed("choice", text=text, href=href)
    return {"text": text, "href": href, "current": current, "count": count}


@register.simple_block_tag
def action_list(content, heading, count=None, level=2, id=""):
    """A day's work of one kind: `{% action_list heading [count] %}{% action … %}…{% endaction_list %}`."""
    needed("action_list", heading=heading)
    return draw("action_list", content=content, heading=heading, count=count, level=level, id=id)


@register.inclusion_tag("components/action.html")
def action(title, href, detail="", status="", colour=""):
    """A piece of work: `{% action title href [detail] [status] [colour] %}`."""
    needed("action", title=title, href=href)
    one_of("action", "colour", colour, TAG_COLOURS)
    return {"title": title, "href": href, "detail": detail, "status": status, "colour": colour}


@register.simple_block_tag
def do_list(content, heading, kind="do", level=2):
    """What to do, or not: `{% do_list heading [kind] %}<li>…</li>{% enddo_list %}`. kind: do, dont."""
    needed("do_list", heading=heading)
    one_of("do_list", "kind", kind, ("do", "dont"))
    return draw("do_list", content=content, heading=heading, kind=kind, level=level)


@register.simple_block_tag
def next_steps(content, heading="", level=2):
    """What happens next, numbered: `{% next_steps [heading] %}<li>…</li>{% endnext_steps %}`."""
    return draw("next_steps", content=content, heading=heading, level=level)


@register.simple_block_tag
def empty_state(content, heading, level=2):
    """Nothing here, why, and what to do: `{% empty_state heading %}…{% endempty_state %}`."""
    needed("empty_state", heading=heading)
    return draw("empty_state", content=content, heading=heading, level=level)
