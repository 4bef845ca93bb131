"""The forms of the ten questions. Each begins with what is known or usual, and gives its `facts()`."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from college.look.word_fields import FormWithWords, fields_of_words, given_words
from college.look.words import DEFAULT_WORDS
from college.models import Wording
from courses.models import Capacity, Locality, Policy, Strand, UsualSigner
from courses.queries import term_to_plan
from enrolment.office.forms.terms import TermForm

USUAL_STRANDS = [
    _("Understanding"), _("Skills for living well"), _("Building a life"), _("Getting involved"), _("For carers"),
]  # fmt: skip
PEOPLE = ("learner", "learners", "peer_trainer", "peer_trainers", "professional_trainer", "professional_trainers")


class OfOneRow(forms.ModelForm):
    """Some fields of the college's words or rules, on a row of its own: the one of this request is read only."""

    def __init__(self, data=None):
        kind = self._meta.model
        super().__init__(data, instance=kind._default_manager.filter(pk=1).first() or kind())

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NameForm(OfOneRow):
    class Meta:
        model = Wording
        fields = ["college_name", "strapline"]
        help_texts = {"strapline": _("For example: Courses about living well, made and taught together.")}


class ReachForm(OfOneRow):
    class Meta:
        model = Wording
        fields = ["help_phone", "help_hours", "help_email"]
        help_texts = {"help_hours": _("For example: Monday to Friday, 9am to 4.30pm.")}

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["help_phone"].required = True


class PostForm(OfOneRow):
    try_mail = forms.BooleanField(
        label=_("Send me an e-mail now, to see that ours arrives"), required=False, initial=True
    )

    class Meta:
        model = Wording
        fields = ["postal_address"]
        widgets = {"postal_address": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"postal_address": _("Name and address, a line each.")}

    def facts(self) -> dict:
        return super().facts() | {"try_mail": self.cleaned_data["try_mail"]}


class PeopleForm(FormWithWords, forms.Form):
    def __init__(self, data=None):
        super().__init__(data)
        self.chosen = dict(Wording.current().words)
        every = fields_of_words(self.chosen, otherwise=DEFAULT_WORDS)
        self.fields |= {f"word_{word}": every[f"word_{word}"] for word in PEOPLE}

    def facts(self) -> dict:
        others = {word: form for word, form in self.chosen.items() if word not in PEOPLE}
        return {"words": DEFAULT_WORDS | others | given_words(self.cleaned_data)}


class LinesField(forms.CharField):
    """Names, one a line, none twice."""

    def __init__(self, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **options)

    def to_python(self, value):
        lines = [" ".join(line.split()) for line in super().to_python(value).splitlines()]
        found: dict[str, str] = {}
        for line in filter(None, lines):
            found.setdefault(line.casefold(), line)
        if long := next((line for line in found.values() if len(line) > 80), None):
            raise ValidationError(_("“%(line)s…”: keep a name to 80 letters.") % {"line": long[:40]})
        return list(found.values())

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value


class AreasForm(forms.Form):
    areas = LinesField(
        label=_("Areas, one a line"), help_text=_("Towns or parts of one. A small college may have a single area.")
    )
    online = forms.BooleanField(label=_("We also teach online"), required=False)

    def __init__(self, data=None):
        known = list(Locality.objects.all())
        names = [place.name for place in known if not place.is_online]
        super().__init__(data, initial={"areas": names, "online": not known or len(names) < len(known)})

    def facts(self) -> dict:
        return dict(self.cleaned_data)


class StrandsForm(forms.Form):
    strands = LinesField(label=_("Themes, one a line"), help_text=_("Five or six are easy to find one's way in."))

    def __init__(self, data=None):
        known = [strand.name for strand in Strand.objects.all()]
        super().__init__(data, initial={"strands": known or USUAL_STRANDS})

    def facts(self) -> dict:
        return dict(self.cleaned_data)


class FirstTermForm(TermForm):
    """The term that can still be planned, or a new one with usual days: about eight weeks ahead, eleven long."""

    def __init__(self, data=None):
        today = timezone.localdate()
        self.term = term_to_plan(today)
        super().__init__(data, instance=self.term, initial=None if self.term else _usual_term(today))

    def facts(self) -> dict:  # type: ignore[override]  # as the other questions give theirs
        return {"facts": super().facts(), "term": self.term}


def _usual_term(today: dt.date) -> dict:
    first = today + dt.timedelta(weeks=8)
    first += dt.timedelta(days=-first.weekday() % 7)
    season = [_("Spring"), _("Summer"), _("Autumn")][(first.month - 1) // 4]
    public = first - dt.timedelta(weeks=5)
    return {
        "name": _("%(season)s term %(year)s") % {"season": season, "year": first.year},
        "starts_on": first,
        "ends_on": first + dt.timedelta(weeks=10, days=4),
        "public_from": public,
        "enrolment_opens_at": public,
    }


class JoiningForm(OfOneRow):
    class Meta:
        model = Policy
        fields = ["minimum_age", "guardian_from_age", "places_per_term"]
        help_texts = {
            "guardian_from_age": _("Empty: nobody younger can come."),
            "places_per_term": _("Empty: as many as they like."),
        }
        widgets = {name: forms.TextInput(attrs={"inputmode": "numeric"}) for name in fields}


class WaitingForm(OfOneRow):
    class Meta:
        model = Policy
        fields = ["waiting_list", "offer_days", "offer_days_by_post"]
        widgets = {"waiting_list": Radios} | {
            name: forms.TextInput(attrs={"inputmode": "numeric"}) for name in ("offer_days", "offer_days_by_post")
        }
        help_texts = {"offer_days": _("Weekends, bank holidays and days on which the college is closed don't count.")}


class SignersForm(forms.Form):
    """Two people, or nobody yet."""

    lived_name = forms.CharField(label=_("Who signs for lived experience"), max_length=120, required=False)
    lived_email = forms.EmailField(label=_("Their e-mail"), required=False)
    professional_name = forms.CharField(label=_("Who signs for professional knowledge"), max_length=120, required=False)
    professional_email = forms.EmailField(label=_("Their e-mail address"), required=False)

    def __init__(self, data=None):
        known = UsualSigner.objects.all()
        initial = {f"{signer.capacity}_name": signer.name for signer in known}
        initial |= {f"{signer.capacity}_email": signer.email for signer in known}
        super().__init__(data, initial=initial)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self):
        for kind in Capacity:
            name, email = self.cleaned_data.get(f"{kind}_name"), self.cleaned_data.get(f"{kind}_email")
            if name and email == "":
                self.add_error(f"{kind}_email", _("Write their e-mail: the link to sign goes there."))
            if email and name == "":
                self.add_error(f"{kind}_name", _("Write their name, as they are credited."))
        return super().clean()

    def facts(self) -> dict:
        given = self.cleaned_data
        people = {kind.value: (given[f"{kind}_name"], given[f"{kind}_email"]) for kind in Capacity}
        return {"people": {kind: person for kind, person in people.items() if person[0]}}
