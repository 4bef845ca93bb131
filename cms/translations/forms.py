"""Translating: choosing a language, and saying that a translation has caught up."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.queries import current_edition


class LanguageForm(forms.Form):
    """Which language comes next."""

    language = forms.ChoiceField(label=_("Into which language?"), widget=forms.RadioSelect)

    def __init__(self, *args, languages: dict[str, str], **options):
        super().__init__(*args, **options)
        self.fields["language"].choices = list(languages.items())


class WordsOfCourseForm(WagtailAdminPageForm):
    """The words of a course; of a translation that is behind, also whether it says everything again."""

    says_it_now = forms.BooleanField(
        label=_("This translation says now what the college's own words say"),
        help_text=_(
            "Tick this when you have written it anew, or nothing needs to change. It is then no longer behind."
        ),
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.widget.attrs["dir"] = "auto"  # the first letter says which way the words run
        page = self.instance
        source = current_edition(page.course) if page.course_id and page.language else None
        self.newest = source.number if source else 0
        if page.follows >= self.newest:
            self.fields.pop("says_it_now", None)

    def save(self, commit=True):
        if self.cleaned_data.get("says_it_now"):
            self.instance.follows = self.newest
        return super().save(commit)
