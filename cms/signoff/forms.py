"""Forms of signing: who is asked, the signature, the emergency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.signoff.actions.asking import Signer
from cms.signoff.actions.asking_many import Ask
from cms.signoff.to_sign import ToSign
from courses.models import Capacity


class AskForm(forms.Form):
    """Two people, one for each capacity."""

    lived_name = forms.CharField(label=_("Name, as they are credited"), max_length=120)
    lived_email = forms.EmailField(label=_("E-mail"), help_text=_("The link and the sign-in code go there."))
    professional_name = forms.CharField(label=_("Name, as they are credited"), max_length=120)
    professional_email = forms.EmailField(label=_("E-mail"), help_text=_("The link and the sign-in code go there."))
    publishes = forms.BooleanField(
        label=_("Make the page public by itself as soon as both have signed"), required=False, initial=True
    )

    def __init__(self, *args, co_producers=(), usual=(), **options):
        """Begins with who made the course; for a capacity that nobody brought yet, with the usual signer."""
        given = {f"{one.capacity}_name": one.name for one in usual}
        given |= {f"{one.capacity}_email": one.email for one in usual}
        given |= {f"{one.capacity}_name": one.name for one in co_producers}
        given |= {f"{one.capacity}_email": one.user.email or "" for one in co_producers}
        super().__init__(*args, initial=given, **options)
        for name, field in self.fields.items():
            if name != "publishes":
                field.widget.attrs["autocomplete"] = "off"

    def people(self) -> tuple[Signer, Signer]:
        """Who is asked: for lived experience, and for professional knowledge."""
        given = self.cleaned_data
        lived, professional = (
            Signer(given[f"{kind.value}_name"], given[f"{kind.value}_email"])
            for kind in (Capacity.LIVED, Capacity.PROFESSIONAL)
        )
        return lived, professional


class AskManyForm(forms.Form):
    """Many courses, each with a tick and two people chosen from those who have signed before."""

    publishes = forms.BooleanField(
        label=_("Make each page public by itself as soon as both have signed"), required=False, initial=True
    )

    def __init__(self, *args, rows: list[ToSign], people: dict[str, dict[str, str]], **options):
        super().__init__(*args, **options)
        self.rows, self.people = rows, people
        for row in rows:
            self.fields[f"ask-{row.key}"] = forms.BooleanField(label=row.title, required=False)
            for kind in Capacity:
                self.fields[f"{kind.value}-{row.key}"] = forms.ChoiceField(
                    label=_("%(kind)s, for %(title)s") % {"kind": kind.label, "title": row.title},
                    choices=[("", _("Choose someone")), *people[kind].items()],
                    initial=row.last.get(kind.value, ""),
                    required=False,
                )

    def lines(self) -> list[tuple]:
        """For each course: its row, its tick, and who is asked for each half."""
        names = ("ask", Capacity.LIVED.value, Capacity.PROFESSIONAL.value)
        return [(row, *(self[f"{name}-{row.key}"] for name in names)) for row in self.rows]

    def clean(self):
        given = super().clean()
        ticked = [row for row in self.rows if given.get(f"ask-{row.key}")]
        if not ticked:
            raise forms.ValidationError(_("Tick the courses that are to be signed."))
        for row in ticked:
            for kind in Capacity:
                name = f"{kind.value}-{row.key}"
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose who signs “%(title)s”.") % {"title": row.title})
        return given

    def asks(self) -> list[Ask]:
        """What was ticked."""
        rows = [row for row in self.rows if self.cleaned_data[f"ask-{row.key}"]]
        lived, professional = Capacity.LIVED, Capacity.PROFESSIONAL
        return [
            Ask(row.course, self._signer(lived, row.key), self._signer(professional, row.key), row.language)
            for row in rows
        ]

    def _signer(self, kind: Capacity, key: str) -> Signer:
        address = self.cleaned_data[f"{kind.value}-{key}"]
        return Signer(self.people[kind][address], address)


class SignForm(forms.Form):
    """How the signer wishes to be named on the page."""

    credit = forms.CharField(
        label=_("How shall we name you on the page?"),
        help_text=_("A first name is fine. Leave it empty and you are not named."),
        max_length=120,
        required=False,
    )
    shows_capacity = forms.BooleanField(
        label=_("The page may say what I brought"),
        help_text=_(
            "“Lived experience” or “professional knowledge”. It is said only if both of you wish it: "
            "to say it of one would say it of the other."
        ),
        required=False,
    )
    comment = forms.CharField(
        label=_("What should change?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EmergencyForm(forms.Form):
    """Why words can't wait for two signatures."""

    reason = forms.CharField(
        label=_("Why can't this wait?"),
        help_text=_("For example: the telephone number on the page is wrong. Stays in the history of the course."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
