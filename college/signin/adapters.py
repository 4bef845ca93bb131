"""Where allauth asks the college: who may come in, how post leaves, how secrets are kept."""

import secrets

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from college.fields import seal, unseal
from college.look.models import Wording
from college.outbox.actions import post
from college.outbox.languages import of_messages
from college.signin.models import User

CODE_STAGE = "allauth.account.stages.LoginByCodeStage"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code we sent last. Check its six figures and try again."),
        "too_many_login_attempts": _(
            "There have been many tries in a short time. Please wait a few minutes and try again, or ring us."
        ),
        "rate_limited": _("There have been many tries in a short time. Please wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        """No: learners get their account when they refer themselves, staff from an administrator."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this site, whatever other hosts it answers to."""
        local = url.startswith("/") and not url.startswith("//") and "\\" not in url
        return local and url.isprintable() and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_stages(self) -> list[str]:
        """The code, then the second factor.

        No stage proves the e-mail address: a code read in the mailbox is that
        proof, and a passkey or a one-time code needs no mailbox.
        """
        return [CODE_STAGE] if settings.DEMONSTRATION else [CODE_STAGE, *settings.SECOND_FACTOR_STAGES]

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Puts the words in the outbox. Plain text, neutral subject: others may read this mailbox."""
        words = {
            "email": email,
            "college": Wording.current(),
            "site_url": settings.BASE_URL,
            **context,
        }
        to_user = User.objects.filter(email=email.lower()).first()
        with translation.override(of_messages(to_user)):
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split())
            text = render_to_string(f"{template_prefix}_message.txt", words).strip() + "\n"
            post(
                key=f"sign-in:{secrets.token_hex(8)}",
                channel="email",
                subject=subject,
                text=text,
                to_user=to_user,
                to_address=email,
                is_urgent=True,
                now=timezone.now(),
            )


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Wait for the next one in your app, then type it."),
        "cannot_delete_authenticator": _("You can't take this away now."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return Wording.current().college_name

    def _get_site_name(self) -> str:
        return Wording.current().college_name

    def build_totp_svg(self, url: str) -> str:
        """Drawn in the page itself: the content-security policy refuses pictures written as addresses."""
        return segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff", title=str(_("Code to scan")))

    def generate_authenticator_name(self, user, type) -> str:
        return str(_("My passkey"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": asked.request.get_host().partition(":")[0], "name": self._get_site_name()}


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Signing in with the organisation: only for people who joined it to their account here."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False
