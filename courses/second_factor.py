"""Who must show a second factor, and when.

Office roles: whenever they sign in. An e-mail code alone opens nothing of the
office; a passkey is both factors at once. Without a factor they set one up first.

Trainers: asked to set one up, never made to. Who has one is asked for it at
sign-in, once a term on a phone that they let us remember. Never later than at
sign-in: someone who signed in this morning is not stopped at the hall door, so
no page of theirs ever asks again.

Learners: offered, nothing more.

In the demonstration there is none.
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.mfa.stages import TrustStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from courses.models import Role
from courses.permissions import OFFICE_ROLES, roles_of


def has_office_role(user) -> bool:
    return any(role.kind in OFFICE_ROLES for role in roles_of(user))


def only_teaches(user) -> bool:
    kinds = {role.kind for role in roles_of(user)}
    return kinds == {Role.Kind.TRAINER}


def ways_shown(request) -> set[str]:
    """How this sign-in was opened: "code", "one_time_code", "mfa", "socialaccount"."""
    return {record["method"] for record in get_authentication_records(request, request.user)}


def is_owed(request) -> bool:
    """True while this person may not go on without showing a second factor."""
    return not settings.DEMONSTRATION and has_office_role(request.user) and "mfa" not in ways_shown(request)


def is_worth_asking(user) -> bool:
    """True for a trainer without a second factor: their home asks kindly, and they can go on."""
    return not settings.DEMONSTRATION and only_teaches(user) and not is_mfa_enabled(user)


_ask_again = reauthentication_required(lambda request: None)


def require_fresh_step(request) -> None:
    """For giving roles and taking lists of people away: the second step, shown again within five minutes.

    What was sent waits, and is done once the step is shown. Whoever has none (the demonstration) goes on.
    """
    _ask_again(request)


class TrainersTrustStage(TrustStage):
    """ "Remember this phone?" after the second factor, for people who teach and do nothing else.

    Nobody else's phone is remembered: an office sees more than its own runs, and
    learners share phones.
    """

    def handle(self):
        return super().handle() if only_teaches(self.login.user) else (None, True)
