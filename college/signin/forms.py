"""The questions of signing in, asked plainly. Around allauth's forms: our words and exact limits."""

import datetime as dt

from allauth.account import forms as account
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import context as asked
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.limits import allow
from college.signin.actions import TRIES
from college.signin.names import counted

CODES_A_DAY = 20


def ask_for_address(field: forms.Field) -> None:
    field.label = _("Your e-mail address")
    field.help_text = _("We send you a code to sign in. There is no password.")
    field.error_messages |= {
        "required": _("Write your e-mail address."),
        "invalid": _("Write an e-mail address such as name@example.org."),
    }
    field.widget.attrs = {"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"}


def ask_for_figures(field: forms.Field, *, label, hint="") -> None:
    field.label = label
    field.help_text = hint
    field.error_messages |= {"required": _("Write the code.")}
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def refuse_many_codes(address: str) -> None:
    """At most 3 codes a minute and 20 a day for one address, counted exactly, known or not."""
    now, key = timezone.now(), counted(address.lower())
    if not (
        allow(f"codes-a-minute:{key}", most=3, within=dt.timedelta(minutes=1), now=now)
        and allow(f"codes-a-day:{key}", most=CODES_A_DAY, within=dt.timedelta(days=1), now=now)
    ):
        raise forms.ValidationError(
            _(
                "We have sent many codes to this address. Please wait a while. "
                "You can also use a passkey, or ring us for another way in."
            )
        )


class SignInForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_address(self.fields["login"])

    def clean_login(self) -> str:
        address = super().clean_login()
        refuse_many_codes(address)
        return address


class AskForCodeForm(account.RequestLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_address(self.fields["email"])


class EnterCodeForm(account.ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_figures(self.fields["code"], label=_("Your code"), hint=_("Six figures, such as 012 345."))

    def clean_code(self) -> str:
        """Five tries a code however many arrive at once: allauth counts in the session, which parallel
        requests each read before any of them writes."""
        request = asked.request
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        begun = stage.state.get("at") if stage else ""
        key = f"code-tries:{counted(f'{request.session.session_key}:{begun}')}"
        if not allow(key, most=TRIES, within=dt.timedelta(hours=1), now=timezone.now()):
            raise forms.ValidationError(_("This code has ended. Ask for a new one."))
        return super().clean_code()


class OneTimeCodeForm(forms.Form):
    """Signing in without e-mail: the two things that stand in the letter or text."""

    name = forms.CharField(
        label=_("Your name for signing in"),
        help_text=_("It stands in the letter or text, such as kite-4821."),
        max_length=60,
        error_messages={"required": _("Write your name for signing in.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Six figures, such as 012 345."),
        max_length=40,
        error_messages={"required": _("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class TextMeForm(forms.Form):
    """Asking for a code by text."""

    name = OneTimeCodeForm.base_fields["name"]


class SecondStepForm(second_step.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_figures(
            self.fields["code"],
            label=_("Code from your app"),
            hint=_("Six figures. You can also write one of your spare codes."),
        )


class SecondStepAgainForm(second_step.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_figures(
            self.fields["code"],
            label=_("Code from your app"),
            hint=_("Six figures. You can also write one of your spare codes."),
        )


class SetUpAppForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_figures(self.fields["code"], label=_("The six figures your app shows now"))
