"""Questions: one field, all fields, a group of them, and what went wrong."""

from django.forms.boundfield import BoundField

from .piece import MissingPiece, draw, needed, one_of, register

SIZES = ("", "s", "m", "l", "xl")
WIDTHS = ("", "2", "3", "4", "5", "10", "20", "30")


@register.simple_tag
def field(bound, size="", h1=False, width="", inline=False, small=False, label=None, hint=None):
    """One question with label, hint, error and control: `{% field form.name %}`.

    Options: size="s|m|l|xl" of the label; h1=True when the label is the page's
    heading (then size is "l" unless given); width in characters
    "2|3|4|5|10|20|30"; inline=True puts two short radios side by side;
    small=True for dense staff screens; label and hint replace the form's own.
    """
    if not isinstance(bound, BoundField):
        raise MissingPiece(f"{{% field %}} needs a field of a form, and was given {bound!r}")
    one_of("field", "size", size, SIZES)
    one_of("field", "width", str(width), WIDTHS)
    return bound.drawn(  # type: ignore[attr-defined]  # our fields are drawn by college.formrenderer
        size=size or ("l" if h1 else ""),
        h1=h1,
        width=str(width),
        inline=inline,
        small=small,
        label=label,
        hint=hint,
    )


@register.simple_tag
def fields(form):
    """Every question of a form in its own order, hidden ones too: `{% fields form %}`."""
    needed("fields", form=form)
    return form.render(template_name="components/fields.html")


@register.simple_tag
def error_summary(*forms):
    """What needs putting right, first on the page: `{% error_summary form [form ...] %}`.

    Draws nothing while there is nothing wrong. Each line leads to its field (to
    the first answer of a group of radios or boxes).
    """
    if not forms or any(not hasattr(form, "errors") for form in forms):
        raise MissingPiece("{% error_summary %} needs one or more forms")
    return draw("error_summary", lines=[line for form in forms for line in error_lines(form)])


def error_lines(form):
    """Each error of a form or formset as {"text", "href"}, in the order of its fields."""
    if hasattr(form, "forms"):
        whole = [{"text": text, "href": ""} for text in form.non_form_errors()]
        return whole + [line for each in form.forms for line in error_lines(each)]
    if not form.is_bound:
        return []
    lines = [{"text": text, "href": ""} for text in form.non_field_errors()]
    for bound in form:
        href = "" if bound.is_hidden else f"#{first_control(bound)}"
        lines += [{"text": text, "href": href} for text in getattr(bound, "error_words", bound.errors)]
    return lines


def first_control(bound):
    """The id of the control that a person should land on to mend this field."""
    if bound.id_for_label:
        return bound.id_for_label
    widgets = getattr(bound.field.widget, "widgets", None)
    return f"{bound.auto_id}_0" if widgets or len(bound.subwidgets) else bound.auto_id


@register.simple_block_tag
def fieldset(content, legend, size="m", h1=False, hint="", name="fieldset"):
    """Questions that belong together: `{% fieldset legend [size] [h1] [hint] %}...{% endfieldset %}`.

    `name` makes the hint's id its own where one page holds several hinted groups.
    """
    needed("fieldset", legend=legend)
    one_of("fieldset", "size", size, SIZES)
    return draw("fieldset", content=content, legend=legend, size=size, h1=h1, hint=hint, name=name)
