"""How forms turn into pages: every field as one accessible group, whichever form it is in.

Only groups are ours (`{% field %}`, `as_field_group`, `{{ form }}`); a bare
`{{ form.name }}` stays Django's own, because Wagtail's screens rely on it.
"""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from college.formfields import DateParts

GROUPED = ("radios", "checkboxes", "date_parts", "several")
CONTROL_TEMPLATES = {
    "radios": "components/choices.html",
    "checkboxes": "components/choices.html",
    "date_parts": "components/date_parts.html",
    "several": "components/several.html",
}
CONTROL_CLASSES = {
    "select": "nhsuk-select",
    "textarea": "nhsuk-textarea",
    "file": "nhsuk-file-upload",
    "checkbox": "nhsuk-checkboxes__input",
    "input": "nhsuk-input",
    "several": "nhsuk-input",
}


def kind_of(widget):
    """Which of our controls draws this widget."""
    kinds = (
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("date_parts", DateParts),
        ("several", forms.MultiWidget),
        ("several", forms.SelectDateWidget),
        ("checkbox", forms.CheckboxInput),
        ("select", forms.Select),
        ("textarea", forms.Textarea),
        ("file", forms.FileInput),
    )
    return next((kind for kind, classes in kinds if isinstance(widget, classes)), "input")


class CollegeBoundField(BoundField):
    """A field that knows how to draw its label, hint, errors and control."""

    def drawn(self, **options):
        """The whole group as html; options as in the tag `{% field %}`."""
        return self.render(context=self.get_context(**options))

    def get_context(self, size="", h1=False, width="", inline=False, small=False, label=None, hint=None):
        kind = kind_of(self.field.widget)
        hint = self.help_text if hint is None else hint
        grouped = kind in GROUPED
        described = self._described(hint)
        context = {
            "field": self,
            "kind": kind,
            "grouped": grouped,
            "label": self.label if label is None else label,
            "hint": hint,
            "size": size,
            "h1": h1,
            "inline": inline,
            "small": small,
            "describedby": described,
            "control_template": CONTROL_TEMPLATES.get(kind),
        }
        if kind in ("radios", "checkboxes"):
            context["type"] = "radio" if kind == "radios" else "checkbox"
            context["options"] = self._choices()
        elif kind == "date_parts":
            context["options"] = self.field.widget.parts(self)
        else:
            context["control"] = self._control(kind, width, "" if grouped else described)
        return context

    @property
    def error_words(self):
        """The errors as sentences; Django's "This field is required." names its question instead."""
        words = []
        for error in self.errors.as_data():
            for text in error.messages:
                if error.code == "required" and text == forms.Field.default_error_messages["required"]:
                    text = _("“%(question)s” needs an answer.") % {"question": self.label}
                words.append(text)
        return words

    def _described(self, hint):
        ids = [f"{self.auto_id}_helptext"] if hint else []
        return " ".join(ids + ([f"{self.auto_id}_error"] if self.errors else []))

    def _control(self, kind, width, described):
        """The widget itself, in our classes and tied to its hint and error."""
        base = CONTROL_CLASSES[kind]
        classes = [base, self.field.widget.attrs.get("class", "")]
        if width:
            classes.append(f"nhsuk-input--width-{width}")
        if self.errors and kind != "checkbox":
            classes.append(f"{base}--error")
        attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
        if described:
            attrs["aria-describedby"] = described
        return self.as_widget(attrs=attrs)

    def _choices(self):
        """Each answer of a group of radios or boxes."""
        widget = self.field.widget
        hints = getattr(widget, "hints", {})
        divider = getattr(widget, "divider", None)
        return [
            {
                "id": each.data["attrs"].get("id"),
                "value": str(each.data["value"]),
                "label": each.data["label"],
                "checked": each.data["selected"],
                "hint": hints.get(str(each.data["value"])),
                "divider": divider is not None and str(each.data["value"]) == divider,
            }
            for each in self.subwidgets
        ]


class CollegeRenderer(TemplatesSetting):
    """The settings' FORM_RENDERER."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = CollegeBoundField
