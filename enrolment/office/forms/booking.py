"""A booking by telephone, on one page: who rings, what helps, which run."""

from dataclasses import fields

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, Radios
from courses.models import Policy
from enrolment.learners.answers import HELP, Answers, is_whole_number
from enrolment.learners.models import CAPACITIES, HEARD, Learner
from enrolment.learners.questions import ask_age_of_them, leave_out_unasked
from enrolment.office.callers import Known

Route = Learner.Route
SOMEBODY_ELSE = "new"
# Which answer each way of telling someone needs.
CONTACT: dict[str, tuple[str, object]] = {
    Route.EMAIL: ("email", _("Ask for the e-mail address, or for another way.")),
    Route.TEXT: ("phone", _("Ask for the mobile number, or for another way.")),
    Route.CALL: ("phone", _("Ask for the telephone number, or for another way.")),
    Route.LETTER: ("address", _("Ask for the postal address, or for another way.")),
}


class KnownCallerForm(forms.Form):
    """Somebody the college knows: which run, and the agreement where it changed since."""

    use_required_attribute = False

    run = forms.ChoiceField(
        label=_("Which course?"), error_messages={"required": _("Choose the course that they ring about.")}
    )
    agree = forms.BooleanField(
        label=_("I read this out, and it is fine with them"),
        error_messages={"required": _("Read the learning agreement out. Tick the box when it is fine with them.")},
    )

    def __init__(self, *args, runs, has_agreed=False, **options):
        super().__init__(*args, **options)
        self.fields["run"].choices = [("", _("Choose")), *runs]
        if has_agreed:
            del self.fields["agree"]


class NewCallerForm(KnownCallerForm):
    """Somebody new: the answers of a self-referral, as they are said on the telephone."""

    name = forms.CharField(
        label=_("Name to be called"),
        max_length=80,
        error_messages={"required": _("Ask what they like to be called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    full_name = forms.CharField(
        label=_("Full name, for a certificate"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    route = forms.ChoiceField(
        label=_("How shall we tell them about their place?"),
        choices=[
            (Route.EMAIL, _("By e-mail")),
            (Route.TEXT, _("By text message")),
            (Route.CALL, _("By telephone")),
            (Route.LETTER, _("By letter")),
        ],
        widget=Radios,
        error_messages={"required": _("Ask how we shall tell them about their place.")},
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    may_leave_message = forms.BooleanField(label=_("A message may be left"), required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Write the e-mail address in full, such as sam@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    old_enough = forms.BooleanField()
    capacities = forms.MultipleChoiceField(
        label=_("Coming as"),
        help_text=_("We ask so that places are shared fairly. Trainers never see it."),
        choices=CAPACITIES,
        required=False,
        widget=Checkboxes,
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help them to take part?"),
        help_text=_("Trainers are told what to do, not why."),
        choices=HELP,
        required=False,
        widget=Checkboxes,
    )
    needs_words = forms.CharField(
        label=_("Anything else that would help, in their own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    heard = forms.ChoiceField(
        label=_("How did they hear of us?"), choices=[("", _("Not said")), *HEARD], required=False
    )
    field_order = [
        "person", "run", "name", "full_name", "old_enough", "route", "phone", "email", "may_leave_message", "address",
        "capacities", "needs", "needs_words", "heard", "agree",
    ]  # fmt: skip

    person = forms.ChoiceField(label=_("Is it one of these?"), required=False, widget=Radios)
    # The code of a form that they began themself, which this one finishes.
    begun = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.known: list[Known] = []
        leave_out_unasked(self)
        self.policy = Policy.current()
        ask_age_of_them(self.fields["old_enough"], self.policy)

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        if phone and not is_whole_number(phone):
            raise forms.ValidationError(_("Write the whole number. Spaces are fine."))
        return phone

    def clean(self):
        name, words = CONTACT.get(self.cleaned_data.get("route", ""), ("", ""))
        if name and name not in self.errors and not self.cleaned_data.get(name, "").strip():
            self.add_error(name, str(words))
        return self.cleaned_data

    def ask_which(self, known: list[Known]) -> None:
        """Offer the learners who may be this person, before the form is checked."""
        self.known = known
        found = [(each.learner.code, _who(each)) for each in known]
        self.fields["person"].choices = [*found, (SOMEBODY_ELSE, _("Somebody else: they are new here"))]

    def clean_person(self):
        """A code, or SOMEBODY_ELSE; nothing only where nobody is like this."""
        chosen = self.cleaned_data["person"]
        if self.known and not chosen:
            raise forms.ValidationError(_("They may be with us already. Say whether it is one of these."))
        return chosen

    @property
    def chosen(self) -> Learner | None:
        """The learner whom the caller turned out to be; None for a newcomer."""
        code = self.cleaned_data["person"]
        return next((each.learner for each in self.known if each.learner.code == code), None)

    def as_typed(self) -> Answers:
        """What tells people apart, checked or not."""
        return Answers(**{name: self.data.get(name, "") for name in ("name", "full_name", "phone", "email")})

    @property
    def answers(self) -> Answers:
        """What was said, as joining takes it. Only where the form is valid."""
        asked = {field.name for field in fields(Answers)} & set(self.cleaned_data)
        said = {name: self.cleaned_data[name] for name in asked}
        return Answers(**said, agreement_version=self.policy.agreement_version)


def _who(known: Known) -> str:
    name = known.learner.name
    if known.learner.written_name != name:
        name = f"{name} ({known.learner.written_name})"
    return _("%(name)s: %(same)s") % {"name": name, "same": known.same}
