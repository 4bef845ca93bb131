"""The register as a form: one choice a name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enrolment.registers.models import Mark

CHOICES = [
    (Mark.Status.PRESENT, _("Here")),
    (Mark.Status.PART, _("Part of it")),
    (Mark.Status.APOLOGIES, _("Apologies")),
    (Mark.Status.DID_NOT_ATTEND, _("Not here")),
]


class RegisterForm(forms.Form):
    """A mark for each enrolment on the register; one left empty is left as it is."""

    def __init__(self, *args, names, marks, **options):
        super().__init__(*args, **options)
        self.names = list(names)
        for enrolment in self.names:
            mark = marks.get(enrolment.pk)
            self.fields[enrolment.code] = forms.ChoiceField(
                label=enrolment.learner.name,
                choices=CHOICES,
                widget=forms.RadioSelect,
                required=False,
                initial=mark.status if mark else None,
            )

    def rows(self):
        """(enrolment, its field), in the order of the register."""
        return [(enrolment, self[enrolment.code]) for enrolment in self.names]

    def statuses(self, *, rest: str = "") -> dict[int, str]:
        """Enrolment id → mark; names without one get `rest` where it is given."""
        chosen = {e.pk: self.cleaned_data.get(e.code) or rest for e in self.names}
        return {pk: status for pk, status in chosen.items() if status}
