"""Things to press: buttons and links that act or lead on."""

from .piece import needed, one_of, register

KINDS = ("", "secondary", "warning", "reverse")


@register.inclusion_tag("components/button.html")
def button(text, kind="", name="", value="", form="", hidden="", small=False):
    """A submit button: `{% button text [kind] [name] [value] [form] [hidden] [small] %}`.

    kind: "" (green, the one main act), "secondary", "warning" (red, cannot be
    undone), "reverse" (on the accent). `hidden` is read out after the text, so
    that no two buttons of a page sound the same.
    """
    needed("button", text=text)
    one_of("button", "kind", kind, KINDS)
    return {
        "text": text,
        "kind": kind,
        "name": name,
        "value": value,
        "form": form,
        "hidden": hidden,
        "small": small,
    }


@register.inclusion_tag("components/link_button.html")
def link_button(text, href, kind="", hidden="", small=False):
    """A link that looks like a button: `{% link_button text href [kind] [hidden] [small] %}`."""
    needed("link_button", text=text, href=href)
    one_of("link_button", "kind", kind, KINDS)
    return {"text": text, "href": href, "kind": kind, "hidden": hidden, "small": small}


@register.inclusion_tag("components/start_button.html")
def start_button(text, href, kind=""):
    """The large first step of a journey, with an arrow: `{% start_button text href %}`."""
    needed("start_button", text=text, href=href)
    one_of("start_button", "kind", kind, KINDS)
    return {"text": text, "href": href, "kind": kind}


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(context, text, action, kind="", name="", value="", hidden="", small=False):
    """A whole form of one button, for an act that needs no question.

    `{% post_button text action [kind] [name] [value] [hidden] [small] %}`: posts to
    the address `action` with the CSRF token and, when named, one value.
    """
    needed("post_button", text=text, action=action)
    one_of("post_button", "kind", kind, KINDS)
    return {
        "csrf_token": context.get("csrf_token"),
        "text": text,
        "action": action,
        "kind": kind,
        "name": name,
        "value": value,
        "hidden": hidden,
        "small": small,
    }


@register.inclusion_tag("components/back_link.html")
def back_link(href, text=""):
    """`{% back_link href [text] %}`, in the block `before`: one step back, "Back" unless named."""
    needed("back_link", href=href)
    return {"href": href, "text": text}


@register.inclusion_tag("components/action_link.html")
def action_link(text, href):
    """A link with an arrow that leads to the next thing to do: `{% action_link text href %}`."""
    needed("action_link", text=text, href=href)
    return {"text": text, "href": href}
