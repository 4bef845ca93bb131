"""What we add when a second step is set up."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver


@receiver(authenticator_added, dispatch_uid="setting up shows the step")
def setting_up_shows_the_step(sender, request, user, authenticator, **rest) -> None:
    """Whoever has just set up an app or passkey has shown it: they are not asked for it a second time."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)
