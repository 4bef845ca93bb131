"""Wagtail's groups kept in step with the college's roles. Nobody is put in a group by hand.

Neither group may touch users, groups or sites: whoever may edit users could make
themself superuser.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from college.models import User
from courses.permissions import TABLE
from courses.permissions import Permission as May

EDITORS = "Editors"
KEEPERS = "Keepers of words, look and rules"
GROUPS = {EDITORS: May.EDIT_PAGES, KEEPERS: May.CHANGE_COLLEGE}

ENTER = "wagtailadmin.access_admin"
SETTINGS = {"college.change_wording", "college.change_theme", "courses.change_policy"}
ON_PAGES = {"add_page", "change_page", "publish_page"}
ON_FILES = {
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
}


def lay_out_groups() -> None:
    """Make both groups, with exactly these permissions; and Wagtail's own "Moderators" goes."""
    Group.objects.filter(name="Moderators").delete()
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    keepers, _made = Group.objects.get_or_create(name=KEEPERS)
    editors.permissions.set(_permissions({ENTER}))
    keepers.permissions.set(_permissions({ENTER} | SETTINGS))
    _give(GroupPagePermission, editors, {"page": Page.get_first_root_node()}, {f"wagtailcore.{p}" for p in ON_PAGES})
    _give(GroupCollectionPermission, editors, {"collection": Collection.get_first_root_node()}, ON_FILES)


def keep_in_step(user: User) -> bool:
    """Put `user` in the groups that their roles give, and out of the others. Returns whether any changed."""
    kinds = set(user.roles.values_list("kind", flat=True))
    wanted = {name for name, may in GROUPS.items() if any(may in TABLE[kind] for kind in kinds)}
    now = set(user.groups.values_list("name", flat=True))
    if wanted == now:
        return False
    if wanted - set(Group.objects.filter(name__in=GROUPS).values_list("name", flat=True)):
        lay_out_groups()
    user.groups.set(Group.objects.filter(name__in=wanted))
    return True


def out_of_step() -> list[User]:
    """People whose groups say something else than their roles."""
    found = set()
    for name, may in GROUPS.items():
        kinds = [kind for kind, permissions in TABLE.items() if may in permissions]
        found |= set(User.objects.filter(roles__kind__in=kinds).exclude(groups__name=name))
        found |= set(User.objects.filter(groups__name=name).exclude(roles__kind__in=kinds))
    found |= set(User.objects.filter(groups__isnull=False).exclude(groups__name__in=GROUPS))
    return sorted(found, key=lambda user: user.pk)


def _permissions(names: set[str]) -> list[Permission]:
    pairs = [name.split(".") for name in names]
    return [Permission.objects.get(content_type__app_label=app, codename=code) for app, code in pairs]


def _give(through, group: Group, where: dict, names: set[str]) -> None:
    wanted = {permission.pk for permission in _permissions(names)}
    through.objects.filter(group=group).exclude(permission__in=wanted, **where).delete()
    for pk in wanted:
        through.objects.get_or_create(group=group, permission_id=pk, **where)
