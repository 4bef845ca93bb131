"""The question in which languages a run is taught."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes
from courses.languages import LANGUAGES, in_order


class LanguagesField(forms.MultipleChoiceField):
    """Ticks of languages, kept in one order; none for English."""

    def __init__(self, **options):
        super().__init__(
            label=_("Taught in"),
            help_text=_("Leave it empty for English alone. Tick English too where it is taught in both."),
            choices=list(LANGUAGES.items()),
            widget=Checkboxes,
            required=False,
            **options,
        )

    def clean(self, value):
        return in_order(super().clean(value))
