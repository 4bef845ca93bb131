"""What the packages beneath us store about people: signing in, jobs, the pages and their editors."""

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from college.records.declarations import Personal, declare, fields_of, nobody

WHILE_ACCOUNT = _("as long as the account")


def sign_in(purpose, keep=WHILE_ACCOUNT) -> Personal:
    return Personal("P2", purpose, keep, "delete row")


def editing(purpose, erase="empty") -> Personal:
    return Personal("P2", purpose, _("6 years after the last activity"), erase)


# Signing in ------------------------------------------------------------------------

declare(
    "account.EmailAddress",
    personal={"user": sign_in(_("whose address it is")), "email": sign_in(_("signing in with a code"))},
    plain=["verified", "primary"],
)
declare(
    "account.EmailConfirmation",
    personal={
        "email_address": sign_in(_("which address is being confirmed"), _("3 days")),
        "key": sign_in(_("confirming it"), _("3 days")),
    },
    plain=["created", "sent"],
)
declare(
    "mfa.Authenticator",
    personal={
        "user": sign_in(_("whose second factor it is")),
        "data": sign_in(_("checking the second factor; secrets sealed")),
        "last_used_at": sign_in(_("showing the person when it was used")),
    },
    plain=["type", "created_at"],
)
declare(
    "socialaccount.SocialAccount",
    personal={
        "user": sign_in(_("whose account at the organisation it is")),
        "uid": sign_in(_("recognising the person by the organisation's sign-in")),
        "last_login": sign_in(_("showing the person when it was used")),
        "date_joined": sign_in(_("showing the person since when")),
        "extra_data": sign_in(_("what the organisation says about the account")),
    },
    plain=["provider"],
)
declare(
    "socialaccount.SocialToken",
    personal={
        "account": sign_in(_("whose token it is")),
        "token": sign_in(_("asking the organisation's sign-in")),
        "token_secret": sign_in(_("asking the organisation's sign-in")),
    },
    plain=["app", "expires_at"],
)
declare(
    "usersessions.UserSession",
    personal={
        "user": sign_in(_("whose sign-in it is")),
        "ip": sign_in(_("letting the person recognise their own sign-ins")),
        "user_agent": sign_in(_("letting the person recognise their own sign-ins")),
        "last_seen_at": sign_in(_("letting the person recognise their own sign-ins")),
        "session_key": sign_in(_("ending the sign-in")),
        "data": sign_in(_("letting the person recognise their own sign-ins")),
    },
    plain=["created_at"],
)
declare(
    "sessions.Session",
    personal={"session_data": sign_in(_("keeping someone signed in"), _("until the sign-in ends"))},
    plain=["expire_date"],
)
nobody("socialaccount.SocialApp", "auth.Permission", "auth.Group", "contenttypes.ContentType")

# Jobs -----------------------------------------------------------------------------------

declare(
    "django_tasks_database.DBTaskResult",
    personal={
        name: Personal("P1", _("doing a job in the background; ids only"), _("2 days"), "delete row")
        for name in ("args_kwargs", "return_value", "traceback")
    },
    plain=[
        "status",
        "enqueued_at",
        "started_at",
        "finished_at",
        "priority",
        "task_path",
        "worker_ids",
        "queue_name",
        "backend_name",
        "run_after",
        "exception_class_path",
    ],
)

# Pages and their editors ----------------------------------------------------------------

EDITOR = _("who of the staff did it")


def edited(label: str, *who: str, words: Mapping[str, str | Promise] | None = None) -> None:
    """Declare a model of Wagtail's whose fields `who` name an editor; all its other fields are pages'."""
    personal = {name: editing(EDITOR) for name in who}
    personal |= {name: editing(purpose) for name, purpose in (words or {}).items()}
    declare(label, personal=personal, plain=set(fields_of(apps.get_model(label))) - set(personal))


edited("wagtailcore.Page", "owner", "locked_by")
edited("wagtailcore.Revision", "user")
edited("wagtailcore.ModelLogEntry", "user", words={"label": _("what was changed"), "data": _("how")})
edited("wagtailcore.PageLogEntry", "user", words={"label": _("what was changed"), "data": _("how")})
edited("wagtailcore.Comment", "user", "resolved_by", words={"text": _("remarks on a page")})
edited("wagtailcore.CommentReply", "user", words={"text": _("remarks on a page")})
edited("wagtailcore.PageSubscription", "user")
edited("wagtailcore.UploadedFile", "uploaded_by_user")
edited("wagtailcore.WorkflowState", "requested_by")
edited("wagtailcore.TaskState", "finished_by", words={"comment": _("remarks on a page")})
edited("wagtailimages.Image", "uploaded_by_user")
edited("wagtaildocs.Document", "uploaded_by_user")
edited("wagtailadmin.EditingSession", "user")
edited("wagtailadmin.FormState", "user", words={"data": _("keeping what an editor has typed")})
edited(
    "wagtailusers.UserProfile",
    "user",
    "avatar",
    "preferred_language",
    "current_time_zone",
    words={
        name: _("showing the editor's screens as they wish")
        for name in ("dismissibles", "theme", "contrast", "density", "keyboard_shortcuts")
    },
)

# What pages are made of.
nobody(
    "wagtailcore.Locale",
    "wagtailcore.Site",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.Collection",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowTask",
    "wagtailcore.Task",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.WorkflowPage",
    "wagtailcore.ReferenceIndex",
    "wagtailimages.Rendition",
    "taggit.Tag",
    "taggit.TaggedItem",
    # The index of public words; its tables differ by database.
    *(model._meta.label for model in apps.get_app_config("wagtailsearch").get_models()),
)
