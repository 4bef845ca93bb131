"""The editor's screens, made to fit: a short menu, our settings, pages that carry the site kept."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.signoff import hooks as signing  # noqa: F401  registers itself
from cms.viewsets import BlocksViewSet, PolicyViewSet, ThemeViewSet, WordingViewSet

MENU = {"explorer", "images", "documents", "settings"}
SETTINGS = {"wording", "look", "rules"}


@hooks.register("register_admin_viewset")
def settings_of_the_college():
    return [WordingViewSet(), ThemeViewSet(), PolicyViewSet(), BlocksViewSet()]


@hooks.register("construct_main_menu")
def only_what_editors_need(request, items):
    items[:] = [item for item in items if item.name in MENU]


@hooks.register("construct_settings_menu")
def only_our_settings(request, items):
    items[:] = [item for item in items if item.name in SETTINGS]


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_what_carries_the_site(request, page):
    if getattr(page.specific_class, "carries_the_site", False):
        messages.error(request, _("The site stands on this page, so it stays. You can change all its words."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_it_among_many_too(request, action_type, objects, action):
    if action_type not in ("delete", "unpublish", "move"):
        return None
    pages = (thing for thing in objects if isinstance(thing, Page))
    if any(getattr(page.specific_class, "carries_the_site", False) for page in pages):
        messages.error(request, _("One of these pages carries the site, so it stays. Choose the others alone."))
        return redirect("wagtailadmin_explore_root")
    return None


@hooks.register("before_copy_page")
def one_page_each(request, page):
    if not page.specific_class.is_creatable or getattr(page.specific_class, "carries_the_site", False):
        messages.error(request, _("There is one such page only, so it can't be copied."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_convert_alias_page")
def no_alias_becomes_a_course(request, page):
    return one_page_each(request, page)
