"""Forms of signing: who is asked, the signature, the emergency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.signoff.actions.asking import Signer
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
