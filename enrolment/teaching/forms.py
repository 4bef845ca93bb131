"""The register as a form: one choice a name."""

import re
from collections import Counter
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from college.fields import LETTERS
from college.formfields import Radios
from courses.models import Policy
from enrolment.learners.answers import is_whole_number
from enrolment.learners.questions import ask_age_of_them
from enrolment.registers.concerns import NothingSaid, Said
from enrolment.registers.models import Mark
from enrolment.teaching.actions import Newcomer, NothingToTell

Status = Mark.Status
SOMEBODY_ELSE = "other"
VERSION = re.compile(r"[0-9]{1,9}")
CHOICES = [
    (Status.PRESENT, _("Here")),
    (Status.PART, _("Part of it")),
    (Status.APOLOGIES, _("Apologies")),
    (Status.DID_NOT_ATTEND, _("Not here")),
]


class NewFaceForm(forms.Form):
    """Somebody who came without a place: the least that is needed to reach them again."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("What do they like to be called?"),
        max_length=80,
        error_messages={"required": _("Ask what they like to be called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail, if they have no telephone"),
        required=False,
        error_messages={"invalid": _("Write the e-mail address in full, such as sam@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    old_enough = forms.BooleanField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        ask_age_of_them(self.fields["old_enough"], Policy.current())

    def clean(self):
        given = self.cleaned_data
        phone, email = given.get("phone", "").strip(), given.get("email", "")
        if phone and not is_whole_number(phone):
            self.add_error("phone", _("Write the whole number. Spaces are fine."))
        elif not phone and not email and "email" not in self.errors:
            self.add_error(
                "phone",
                _("Ask for a telephone number or an e-mail address. If they would rather not say, they are welcome "
                  "all the same: write the name on paper for the office."),
            )  # fmt: skip
        return given

    def newcomer(self) -> Newcomer:
        """What was said. Only where the form is valid."""
        return Newcomer(**self.cleaned_data)


class TellForm(forms.Form):
    """A late change, in words that any phone may show."""

    use_required_attribute = False

    code = forms.RegexField(rf"^[{LETTERS}]{{12}}$", widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What has changed?"),
        help_text=_("Leave the course's name out: somebody else may see their phone."),
        max_length=400,
        error_messages={"required": NothingToTell.sentence},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DebriefForm(forms.Form):
    """How it went, and whether somebody shall ring."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("How was it?"),
        help_text=_("Name nobody. What you fear for somebody belongs in a concern."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wants_call = forms.BooleanField(label=_("Please ring me"), required=False)


class ConcernForm(forms.Form):
    """The least that must be told, and about whom."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(
        label=_("Whom is it about?"), widget=Radios, error_messages={"required": _("Say whom it is about.")}
    )
    words = forms.CharField(
        label=_("What must be told, in as few words as will do"),
        help_text=_("What you saw or heard, and when. Nothing else: no history, no guesses."),
        max_length=1000,
        error_messages={"required": NothingSaid.sentence},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    incident_number = forms.CharField(
        label=_("Incident number of your organisation, if there is one yet"), max_length=40, required=False
    )

    def __init__(self, *args, names, **options):
        super().__init__(*args, **options)
        self.names = {enrolment.code: enrolment for enrolment in names}
        known = [(code, enrolment.learner.name) for code, enrolment in self.names.items()]
        self.fields["about"].choices = [*known, (SOMEBODY_ELSE, _("Somebody else"))]

    def said(self) -> Said:
        """What was written. Only where the form is valid."""
        given = self.cleaned_data
        return Said(given["words"], self.names.get(given["about"]), given["incident_number"])


class RegisterForm(forms.Form):
    """A mark for each enrolment on the register; one left empty is left as it is."""

    def __init__(self, *args, names, marks, corrections=None, **options):
        super().__init__(*args, **options)
        self.names = list(names)
        self.marks = marks
        self.corrections = corrections or {}
        for enrolment in self.names:
            mark = marks.get(enrolment.pk)
            self.fields[enrolment.code] = self.field_for(enrolment.learner.name, mark.status if mark else None)

    def field_for(self, name: str, status: str | None) -> forms.Field:
        """The field of one name, which bears `status` already or nothing."""
        return forms.ChoiceField(
            label=name,
            choices=CHOICES,
            widget=forms.RadioSelect,
            required=False,
            initial=status,
            error_messages={"invalid_choice": _("Choose one of the four marks.")},
        )

    def rows(self):
        """(enrolment, its field, its mark or None, its last correction or None), in the order of the register."""
        return [(e, self[e.code], self.marks.get(e.pk), self.corrections.get(e.pk)) for e in self.names]

    def counted(self) -> dict[str, int]:
        """How many names bear each mark that is saved, and `unmarked`: how many bear none."""
        saved = Counter(self.marks[e.pk].status for e in self.names if e.pk in self.marks)
        return {
            "here": saved[Status.PRESENT] + saved[Status.PART],
            "apologies": saved[Status.APOLOGIES],
            "absent": saved[Status.DID_NOT_ATTEND],
            "unmarked": len(self.names) - saved.total(),
        }

    def statuses(self, *, rest: str = "") -> dict[int, str]:
        """Enrolment id → mark, where this page changed it; names without one get `rest` where it is given.

        What the page only shows as it stood when it was opened says nothing: a co-trainer may have
        changed it since.
        """
        found = {}
        for enrolment in self.names:
            chosen = self.cleaned_data.get(enrolment.code) or ""
            if chosen and chosen != self._was(enrolment)[0]:
                found[enrolment.pk] = chosen
            elif rest and not chosen and enrolment.pk not in self.marks:
                found[enrolment.pk] = rest
        return found

    def seen(self) -> dict[int, int]:
        """Enrolment id → the version of the mark that this page showed, where it says so."""
        shown = {enrolment.pk: self._was(enrolment)[1] for enrolment in self.names}
        return {pk: int(version) for pk, version in shown.items() if VERSION.fullmatch(version)}

    def _was(self, enrolment) -> tuple[str, str]:
        status, _colon, version = self.data.get(f"was-{enrolment.code}", "").partition(":")
        return status, version

    def device(self) -> UUID | None:
        """The name that the browser gave itself; none without JavaScript."""
        try:
            return UUID(self.data.get("device", ""))
        except ValueError:
            return None
