"""The questions on one page. Each can be left, and each has "rather not say"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from courses.models import Policy
from enrolment.learners.equality.questions import ETHNIC_GROUPS, QUESTIONS, RATHER_NOT, answers_to


class EqualityForm(forms.Form):
    use_required_attribute = False

    def __init__(self, data=None):
        super().__init__(data)
        rather_not, minimum_age = (RATHER_NOT, _("Rather not say")), Policy.current().youngest
        for question, (words, _offered) in QUESTIONS.items():
            if question == "ethnic":
                choices = [("", _("Choose")), *ETHNIC_GROUPS, rather_not]
                self.fields[question] = forms.ChoiceField(label=str(words), choices=choices, required=False)
            else:
                choices = [*answers_to(question, minimum_age=minimum_age), rather_not]
                self.fields[question] = forms.ChoiceField(
                    label=str(words), choices=choices, required=False, widget=Radios(divider=RATHER_NOT)
                )
