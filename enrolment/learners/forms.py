"""Questions about a person that they answer themself, or the office for them: why is said, and who sees it."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, Radios
from enrolment.learners.actions import CantBeReached, NoName
from enrolment.learners.answers import NEED_GROUPS, is_whole_number
from enrolment.learners.models import CAPACITIES, HEARD, Learner, Need
from enrolment.learners.questions import leave_out_unasked

Route = Learner.Route


class CodeForm(forms.Form):
    """The code of a self-referral that was begun before, by whoever types it or (`theirs`) by somebody who says it."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("12 letters and figures. Gaps and capitals don't matter."),
        max_length=60,
        error_messages={
            "required": _("Write the code that stood under “Go on later”."),
            "max_length": _("This is longer than one of our codes. Check it and write it again."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def __init__(self, *args, theirs: bool = False, **options):
        super().__init__(*args, **options)
        if theirs:
            self.fields["code"].label = _("Their code")
            self.fields["code"].error_messages["required"] = _("Ask for the code that stood under “Go on later”.")


class ContactForm(forms.Form):
    """The way in which someone is told, and what that way needs."""

    use_required_attribute = False

    route = forms.ChoiceField(
        label=_("How shall we tell you about your place?"),
        choices=[
            (Route.EMAIL, _("By e-mail")),
            (Route.TEXT, _("By text message")),
            (Route.CALL, _("By telephone")),
            (Route.LETTER, _("By letter")),
        ],
        error_messages={"required": CantBeReached.sentence},
        widget=Radios,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("Write the e-mail address in full, such as sam@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    may_leave_message = forms.BooleanField(
        label=_("If nobody answers, you may leave a message that you rang from the college"), required=False
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
    )

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        if phone and not is_whole_number(phone):
            raise forms.ValidationError(_("Write the whole number, such as 07700 900 123. Spaces are fine."))
        return phone

    def clean(self):
        contact: dict[str | None, tuple] = {
            Route.EMAIL: ("email", _("Write your e-mail address, or choose another way.")),
            Route.TEXT: ("phone", _("Write your mobile number, or choose another way.")),
            Route.CALL: ("phone", _("Write your telephone number, or choose another way.")),
            Route.LETTER: ("address", _("Write your postal address, or choose another way.")),
        }
        name, words = contact.get(self.cleaned_data.get("route"), ("", ""))
        if name and name not in self.errors and not self.cleaned_data.get(name, "").strip():
            self.add_error(name, words)
        return self.cleaned_data


class AskedForm(forms.Form):
    """Begins with what is held about `learner`; `given` is what `change_details` takes."""

    use_required_attribute = False

    def __init__(self, data=None, *, learner: Learner, **options):
        held = {name: getattr(learner, name) for name in self.base_fields if hasattr(learner, name)}
        held["language"] = learner.user.language if learner.user else ""
        super().__init__(data, initial=held, **options)
        if learner.user is None:
            self.fields.pop("language", None)
        leave_out_unasked(self)

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields}


class NamesForm(AskedForm):
    name = forms.CharField(
        label=_("Name to be called"),
        help_text=_("Our team and the trainers of the courses see it."),
        max_length=80,
        error_messages={"required": NoName.sentence},
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false"}),
    )
    full_name = forms.CharField(
        label=_("Full name"),
        help_text=_("For certificates alone. Our office sees it. It can stay empty."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )


class ReachedForm(ContactForm, AskedForm):
    safe_times = forms.CharField(
        label=_("When is it safe to reach you?"),
        help_text=_(
            "For example: only before 3pm, or never on Sundays. Empty means any time. "
            "Our office sees it and keeps to it. Trainers never see it."
        ),
        max_length=200,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write?"),
        help_text=_("Where we have no words in that language yet, we write in English."),
        choices=[("", _("No preference")), *settings.LANGUAGES],
        required=False,
    )


class EmergencyForm(AskedForm):
    emergency_name = forms.CharField(
        label=_("Whom may we ring in an emergency?"),
        help_text=_(
            "We ring them only if you fall ill or are in danger. Our office sees it. "
            "It can stay empty: nothing depends on it."
        ),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    emergency_phone = forms.CharField(
        label=_("Their telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )

    def clean(self):
        name, phone = (self.cleaned_data.get(field, "").strip() for field in ("emergency_name", "emergency_phone"))
        if name and not phone and "emergency_phone" not in self.errors:
            self.add_error("emergency_phone", _("Write their telephone number too, or leave both empty."))
        if phone and not is_whole_number(phone):
            self.add_error("emergency_phone", _("Write the whole number. Spaces are fine."))
        return super().clean()


class ComingAsForm(AskedForm):
    capacities = forms.MultipleChoiceField(
        label=_("Do any of these fit you?"),
        help_text=_(
            "We ask so that places are shared fairly. Our office sees it. Trainers never do. "
            "If you would rather not say, leave them all empty."
        ),
        choices=CAPACITIES,
        required=False,
        widget=Checkboxes,
    )


class HeardForm(AskedForm):
    heard = forms.ChoiceField(
        label=_("How did you hear of us?"),
        help_text=_("We ask so that we know which leaflets and links reach people. Our office sees it."),
        choices=[*HEARD, ("", _("Not sure, or rather not say"))],
        required=False,
        widget=Radios,
    )


# What a learner may change about themself, one short screen each.
PARTS: dict[str, type[AskedForm]] = {
    "name": NamesForm,
    "reach": ReachedForm,
    "emergency": EmergencyForm,
    "about": ComingAsForm,
    "heard": HeardForm,
}


class PersonForm(HeardForm, ComingAsForm, EmergencyForm, ReachedForm, NamesForm):
    """All of them on one page, for the office with the person on the telephone."""

    field_order = [
        "name", "full_name", "route", "phone", "may_leave_message", "email", "address", "safe_times", "language",
        "emergency_name", "emergency_phone", "capacities", "heard",
    ]  # fmt: skip


class NeedsForm(forms.Form):
    """What helps, ticked in groups and in own words; begins with what was said before."""

    use_required_attribute = False

    own_words = forms.CharField(
        label=_("Anything else that helps, in your own words"),
        help_text=_("Our office reads this. It is kept locked away, and trainers are told only what to do."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, needs: list[Need]):
        wanted = [need for need in needs if need.status != Need.Status.NO_LONGER]
        kinds = {need.kind for need in wanted}
        super().__init__(data, initial={"own_words": next((n.own_words for n in wanted if n.own_words), "")})
        words = self.fields.pop("own_words")
        for group, heading, choices in NEED_GROUPS:
            self.fields[group] = forms.MultipleChoiceField(
                label=heading,
                choices=choices,
                required=False,
                widget=Checkboxes,
                initial=[kind for kind, _words in choices if kind in kinds],
            )
        self.fields["own_words"] = words

    @property
    def kinds(self) -> list[str]:
        """Everything ticked, of every group. Only where the form is valid."""
        return [kind for group, _heading, _choices in NEED_GROUPS for kind in self.cleaned_data[group]]
