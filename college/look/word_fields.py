"""A form's fields for the words that a college, or a place of it, chooses for itself."""

from collections.abc import Mapping

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from college.look.vocabulary import clean_form
from college.look.words import DEFAULT_WORDS

LABELS = {
    "learner": _("someone who learns here"),
    "learners": _("several people who learn here"),
    "peer_trainer": _("who teaches from their own life"),
    "peer_trainers": _("several who teach from their own lives"),
    "professional_trainer": _("who teaches from training"),
    "professional_trainers": _("several who teach from training"),
    "trainer": _("either of the two"),
    "trainers": _("several of either"),
    "course": _("what is taught"),
    "courses": _("several things that are taught"),
    "session": _("one meeting of it"),
    "sessions": _("several meetings of it"),
    "term": _("a dated block of teaching"),
    "terms": _("several blocks of teaching"),
    "prospectus": _("the list of what is taught"),
}


ONE_AND_MANY = {one: f"{one}s" for one in LABELS if f"{one}s" in LABELS}


class WordField(forms.CharField):
    """One word or a few: letters only, for it stands in sentences everywhere."""

    def clean(self, value):
        return clean_form(super().clean(value))


def fields_of_words(chosen: Mapping[str, str], *, otherwise: Mapping[str, str]) -> dict[str, forms.Field]:
    """A field a word, filled with what was chosen; its hint says what an empty one means."""
    return {
        f"word_{word}": WordField(
            label=capfirst(LABELS[word]),
            help_text=_("Empty: “%(word)s”.") % {"word": otherwise.get(word) or first},
            max_length=40,
            required=False,
            initial=chosen.get(word, ""),
        )
        for word, first in DEFAULT_WORDS.items()
    }


class FormWithWords(forms.BaseForm):
    """Refuses a new word for one of a kind without its word for several, which no rule can make."""

    def clean(self):
        cleaned = super().clean()
        for one, many in ONE_AND_MANY.items():
            written = self.cleaned_data.get(f"word_{one}")
            is_new = written and written != DEFAULT_WORDS[one]
            if is_new and self.cleaned_data.get(f"word_{many}") in ("", DEFAULT_WORDS[many]):
                sentence = _("Write the word for several, too: how is “%(word)s” said of many?")
                self.add_error(f"word_{many}", sentence % {"word": written})
        return cleaned


def given_words(cleaned: Mapping[str, object]) -> dict[str, str]:
    """The words that were written, by name; those left empty are left out."""
    given = {word: str(cleaned.get(f"word_{word}", "")) for word in DEFAULT_WORDS}
    return {word: form for word, form in given.items() if form}
