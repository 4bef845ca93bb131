"""Questions about certificates that learners answer themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from college.formfields import Radios
from enrolment.certificates.graduation import WishMissing
from enrolment.certificates.models import GraduationWish


class WishForm(forms.Form):
    """How somebody wishes to be named at the graduation."""

    use_required_attribute = False

    wish = forms.ChoiceField(
        label=_("How shall we name you?"),
        choices=GraduationWish.Wish.choices,
        error_messages={"required": WishMissing.sentence, "invalid_choice": WishMissing.sentence},
        widget=Radios,
    )
