"""Where a reader is on the site, and what it has to tell them."""

from django.utils.translation import gettext as _

from college.models import Wording
from college.one_row import last_read

from .piece import MissingPiece, draw, needed, register


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*pairs):
    """The way here: `{% breadcrumb "Courses" "/courses/" "Leeds" "/courses/leeds/" %}`."""
    if not pairs or len(pairs) % 2:
        raise MissingPiece("{% breadcrumb %} needs pairs: a name and its address")
    crumbs = list(zip(pairs[::2], pairs[1::2], strict=True))
    for name, href in crumbs:
        needed("breadcrumb", name=name, href=href)
    return {"crumbs": crumbs, "parent": crumbs[-1]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page, label=""):
    """Pages of a list: `{% pagination page [label] %}`, `page` a Django Page; keeps the other filters.

    Draws nothing when all fits on one page.
    """
    needed("pagination", page=page)
    asked = context["request"].GET.copy() if "request" in context else None

    def href(number):
        if asked is None:
            return f"?page={number}"
        asked["page"] = number
        return f"?{asked.urlencode()}"

    span = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "label": label,
        "numbers": [(number, href(number) if isinstance(number, int) else "") for number in span],
        "before": href(page.previous_page_number()) if page.has_previous() else "",
        "after": href(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/notifications.html", takes_context=True)
def notifications(context):
    """What the last act did (Django's messages). base.html has it already: pages need not call it."""
    return {"messages": list(context.get("messages") or [])}


@register.inclusion_tag("components/help_line.html", takes_context=True)
def help_line(context, heading="", level=2):
    """The college's telephone, hours, e-mail and crisis words. Every page's foot has it already."""
    return {
        "help": context.get("help") or last_read(Wording).help_line,
        "heading": heading,
        "level": level,
    }


@register.simple_tag(takes_context=True)
def college_name(context):
    """What the college calls itself, on pages without a database too."""
    return (context.get("college") or last_read(Wording)).college_name


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """ "Error: " for the title of a page that came back with something to put right.

    Looks at `form`, `formset` and the list `forms` of the page's context.
    """
    asked = [context.get("form"), context.get("formset"), *(context.get("forms") or [])]
    wrong = any(getattr(form, "is_bound", False) and not form.is_valid() for form in asked)
    return _("Error: ") if wrong else ""


@register.inclusion_tag("components/progress.html")
def progress(step, total):
    """How far along in words: `{% progress 2 6 %}` reads "Step 2 of 6"."""
    needed("progress", step=step, total=total)
    return {"step": step, "total": total}


@register.simple_block_tag
def hero(content, heading, strapline=""):
    """The large opening of a page, on the accent, for the block `hero`.

    `{% hero heading [strapline] %}…{% endhero %}`; it holds the page's h1.
    """
    needed("hero", heading=heading)
    return draw("hero", content=content, heading=heading, strapline=strapline)
