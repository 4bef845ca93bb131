"""What the floor stores about people."""

from django.utils.translation import gettext_lazy as _

from college.limits import Limit
from college.look.models import Theme, Wording
from college.one_row import Stamp
from college.outbox.models import LanguageEvent, Message
from college.records.declarations import Personal, declare
from college.records.models import RecordOpening
from college.signin.models import OneTimeCode, User
from college.sweeps import Heartbeat

WHILE_ACCOUNT = _("as long as the account")


def account(purpose) -> Personal:
    return Personal("P2", purpose, WHILE_ACCOUNT, "empty")


def sign_in(purpose) -> Personal:
    return Personal("P2", purpose, _("2 days"), "delete row")


def message(purpose, erase="empty") -> Personal:
    return Personal("P1", purpose, _("90 days after it was sent, or as the college sets"), erase)


def looked(purpose) -> Personal:
    return Personal("P3", purpose, _("6 years after the last activity"), "keep")


declare(
    User,
    personal={
        "password": account(_("signing in with a password, where one is set; hashed")),
        "last_login": account(_("finding accounts that nobody uses")),
        "email": account(_("signing in with a code; messages")),
        "name": account(_("greeting the person, naming who did what")),
        "language": account(_("writing in the person's language")),
        "sign_in_name": account(_("signing in without e-mail")),
        "mobile": account(_("texting a code to sign in")),
        "joined_at": account(_("keeping the account no longer than needed")),
        "groups": account(_("which of Wagtail's screens the person reaches")),
        "user_permissions": account(_("which of Wagtail's screens the person reaches")),
    },
    plain=["is_superuser", "is_active", "shoes"],
)
declare(
    OneTimeCode,
    personal={
        "user": sign_in(_("whose code it is")),
        "hash": sign_in(_("recognising the code; hashed")),
        "made_by": sign_in(_("which member of staff made it")),
    },
    plain=["way", "made_at", "expires_at", "wrong_tries", "used_at"],
)
declare(
    Message,
    personal={
        "key": message(_("not writing twice about the same event; ids only"), "keep"),
        "to_user": message(_("who it is for")),
        "to_address": message(_("where it goes")),
        "about": message(_("the code of the row it speaks of"), "keep"),
        "facts": message(_("what is told, as ids and times")),
        "subject": message(_("what was written")),
        "text": message(_("what was written")),
        "html": message(_("what was written")),
        "pictures": message(_("which pictures stood beside it")),
        "language": message(_("in which language it was written"), "keep"),
        "attachments": message(_("what was sent along")),
        "sent_by": message(_("who told it by hand"), "keep"),
    },
    plain=[
        "channel",
        "event",
        "is_urgent",
        "status",
        "message_id",
        "written_at",
        "due_at",
        "leased_until",
        "tries",
        "last_problem",
        "sent_at",
        "arrived_at",
    ],
)
declare(
    LanguageEvent,
    personal={"by": message(_("who says that its sentences were read"), "keep")},
    plain=["language", "begun", "by_system", "at"],
)
declare(
    RecordOpening,
    personal={
        "by": looked(_("who looked")),
        "learner_code": looked(_("whose record was opened; a code, no name")),
        "part": looked(_("which part of it")),
        "beyond_locality": looked(_("whether it was beyond the looker's own localities")),
        "at": looked(_("when")),
    },
)
declare(
    Limit,
    personal={"key": sign_in(_("counting tries to sign in and to check certificates"))},
    plain=["since", "count"],
)
declare(Heartbeat, plain=["at", "leased_until"])
declare(Stamp, plain=["code"])
declare(Theme, plain=["accent", "accent_text", "header_style", "radius", "font", "logo"])
declare(
    Wording,
    plain=[
        "college_name",
        "strapline",
        "help_phone",
        "help_email",
        "help_hours",
        "postal_address",
        "crisis_text",
        "words",
        "message_languages",
    ],
)
