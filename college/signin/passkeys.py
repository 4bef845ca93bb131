"""Forms around passkeys. What a browser answers is refused in a sentence when it can't be read:
allauth and its library let a broken answer escape as an exception."""

from collections.abc import Callable
from typing import TypeVar

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Answer = TypeVar("Answer")


class AnswerField(forms.JSONField):
    """The browser's answer. Absurd numbers and depths, which JSONField lets through, are refused too."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise get_adapter().validation_error("incorrect_code") from None

    def bound_data(self, data, initial):
        return initial  # an answer is never shown again


def readable(clean: Callable[[], Answer]) -> Answer:
    try:
        return clean()
    except ValidationError:
        raise
    except Exception:  # whatever the library stumbles over, it was not a good answer
        raise get_adapter().validation_error("incorrect_code") from None


class SignInForm(allauth.LoginWebAuthnForm):
    credential = AnswerField(widget=forms.HiddenInput)

    def clean_credential(self):
        return readable(super().clean_credential)


class SecondStepForm(allauth.AuthenticateWebAuthnForm):
    credential = AnswerField(widget=forms.HiddenInput)

    def clean_credential(self):
        return readable(super().clean_credential)


class AgainForm(allauth.ReauthenticateWebAuthnForm):
    credential = AnswerField(widget=forms.HiddenInput)

    def clean_credential(self):
        return readable(super().clean_credential)


class AddForm(allauth.AddWebAuthnForm):
    """A passkey opens the door by itself and counts as both steps, unless the box is cleared."""

    credential = AnswerField(widget=forms.HiddenInput)
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a code by e-mail"), required=False, initial=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("Name of this passkey")
        name.help_text = _("So that you know it again, such as “my phone”.")
        name.max_length = 60

    def clean(self):
        return readable(super().clean)


class NameForm(allauth.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
