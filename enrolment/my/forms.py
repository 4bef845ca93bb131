"""The questions of a self-referral, one short form a screen. Most can be skipped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Checkboxes, Radios
from courses.form_blocks import is_asked
from courses.models import Policy
from enrolment.learners.actions import NoName, NotAgreed, TooYoung
from enrolment.learners.answers import HELP, Answers
from enrolment.learners.forms import ContactForm
from enrolment.learners.guardian.forms import GuardianForm
from enrolment.learners.models import CAPACITIES
from enrolment.learners.questions import leave_out_unasked
from enrolment.places.gates import NotSaid


class ScreenForm(forms.Form):
    """One screen: begins with what was answered before; `given` is what it adds to the answers."""

    use_required_attribute = False

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        leave_out_unasked(self)

    @classmethod
    def beginning_with(cls, answers: Answers, data=None):
        return cls(data, initial=cls.initial_from(answers))

    @classmethod
    def initial_from(cls, answers: Answers) -> dict:
        return {name: getattr(answers, name) for name in cls.base_fields if hasattr(answers, name)}

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields}


class NameForm(ScreenForm):
    name = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("Any name you like. Our team and the trainers of your courses see it, and so do people "
                    "in the room if you wear a name badge."),
        max_length=80,
        error_messages={"required": NoName.sentence},
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false"}),
    )  # fmt: skip


class ReachForm(ContactForm, ScreenForm):
    """How to reach someone, as everybody is asked it."""


class AboutForm(ScreenForm):
    """Whether they are old enough; a third answer where the college takes young people with their guardian."""

    old_enough = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=Radios)
    capacities = forms.MultipleChoiceField(
        label=_("Do any of these fit you? You can skip this."),
        help_text=_("We ask so that places are shared fairly. Our office sees it. Trainers never do."),
        choices=CAPACITIES,
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        policy = Policy.current()
        age = {"age": policy.minimum_age}
        self.youngest = policy.youngest
        self.fields["old_enough"].label = _("Are you %(age)s or over?") % age
        self.fields["old_enough"].help_text = _("Our courses are for people aged %(age)s or over.") % age
        self.fields["old_enough"].error_messages["required"] = _("Say whether you are %(age)s or over.") % age
        if is_asked("guardian"):
            young = _("No, I am %(ages)s") % {"ages": policy.guardian_ages}
            self.fields["old_enough"].choices = [("yes", _("Yes")), ("young", young), ("no", _("No, I am younger"))]
            self.fields["old_enough"].help_text = _(
                "If you are %(ages)s, you can come if your parent or guardian agrees. We ask you who that is."
            ) % {"ages": policy.guardian_ages}

    @classmethod
    def initial_from(cls, answers: Answers) -> dict:
        said = "yes" if answers.old_enough else "young" if answers.is_young else ""
        return {"old_enough": said, "capacities": answers.capacities}

    def clean_old_enough(self):
        if self.cleaned_data["old_enough"] == "no":
            raise forms.ValidationError(str(TooYoung(self.youngest)))
        return self.cleaned_data["old_enough"]

    @property
    def given(self) -> dict:
        said = self.cleaned_data["old_enough"]
        return super().given | {"old_enough": said == "yes", "is_young": said == "young"}


class GuardianScreen(GuardianForm, ScreenForm):
    """Who the parent or guardian of somebody under age is."""

    @classmethod
    def initial_from(cls, answers: Answers) -> dict:
        knows = ("yes" if answers.guardian_knows else "no") if answers.names_guardian else ""
        return super().initial_from(answers) | {"guardian_knows": knows}


class HelpForm(ScreenForm):
    needs = forms.MultipleChoiceField(
        label=_("Would any of these help you to take part? You can skip this."),
        help_text=_("Our office sees this and arranges it. Trainers are told what to do, not why."),
        choices=HELP,
        required=False,
        widget=Checkboxes,
    )
    needs_words = forms.CharField(
        label=_("Anything else that would help, in your own words"),
        help_text=_("Our office reads this. We keep it locked away."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AgreementForm(ScreenForm):
    agree = forms.BooleanField(
        label=_("I have read this, and it is fine with me"), error_messages={"required": NotAgreed.sentence}
    )

    @classmethod
    def initial_from(cls, answers: Answers) -> dict:
        return {"agree": answers.agreement_version == Policy.current().agreement_version}

    @property
    def given(self) -> dict:
        return {"agreement_version": Policy.current().agreement_version}


SCREENS: dict[str, type[ScreenForm]] = {
    "name": NameForm,
    "reach": ReachForm,
    "about": AboutForm,
    "guardian": GuardianScreen,
    "help": HelpForm,
    "agreement": AgreementForm,
}


def screens_asked(answers: Answers | None = None) -> list[str]:
    """The names of the screens that this college shows after `answers`, in order.

    One without any question is passed over, and who stands for them is asked of nobody who comes by themself.
    """
    is_young = answers is not None and answers.is_young and is_asked("guardian")
    shown = {"help": is_asked("needs"), "guardian": is_young}
    return [name for name in SCREENS if shown.get(name, True)]


def first_unanswered(answers: Answers) -> str | None:
    """The first screen without an answer it can't do without; None where all are there."""
    is_young = "guardian" in screens_asked(answers)
    missing = {
        "name": not answers.name,
        "reach": not answers.contact,
        "about": not answers.old_enough and not is_young,
        "guardian": is_young and not answers.names_guardian,
        "agreement": answers.agreement_version != Policy.current().agreement_version,
    }
    return next((screen for screen, is_missing in missing.items() if is_missing), None)


class TogetherForm(forms.Form):
    """The word of somebody who waits for the same course."""

    use_required_attribute = False

    word = forms.CharField(
        label=_("The other person's word"),
        help_text=_("It stands on their own page, under “Coming with somebody”. Spaces and capitals don't matter."),
        max_length=30,
        error_messages={"required": _("Type in the other person's word.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class FitsForm(forms.Form):
    """What some runs ask of those who come: said in one tick, checked by nobody. Empty where a run asks nothing."""

    use_required_attribute = False

    fits = forms.BooleanField(label=_("This is true of me"), error_messages={"required": NotSaid.sentence})

    def __init__(self, *args, run, **options):
        super().__init__(*args, **options)
        if not run.asks:
            del self.fields["fits"]

    @property
    def said(self) -> bool:
        return self.cleaned_data.get("fits", False)
