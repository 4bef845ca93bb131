"""The editor's publish buttons ask for two signatures; the page itself refuses whatever goes round them."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.models import CoursePage
from cms.publishing import signatures_under
from cms.signoff.actions.asking import publish_when_signed
from cms.signoff.addresses import ask_address
from courses.actions.editions import NotSigned


@hooks.register("before_publish_page")
def only_what_two_people_signed(request, page):
    """The draft is kept. Where both are asked, it goes public by itself when they have signed."""
    if not isinstance(page, CoursePage) or page.course is None:
        return None
    signed = signatures_under(page)
    if signed.may_be_public:
        return None
    words = {"course": page.course, "fingerprint": signed.fingerprint}
    are_asked = publish_when_signed(**words, by=request.user, now=timezone.now())
    if are_asked:
        messages.warning(request, _("Not public yet: it is by itself as soon as both have signed. Your draft is kept."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.warning(request, str(NotSigned()) + " " + _("Your draft is kept. Choose who signs."))
    return redirect(ask_address(page.course, page.language))


@hooks.register("before_bulk_action")
def the_same_for_many(request, action_type, objects, action):
    if action_type != "publish":
        return None
    unsigned = [page for page in _course_pages(request, objects) if not _may_be_public(page)]
    if not unsigned:
        return None
    names = ", ".join(page.draft_title for page in unsigned)
    messages.error(
        request, str(NotSigned()) + " " + _("Nothing was published, because of: %(names)s.") % {"names": names}
    )
    return redirect("wagtailadmin_explore", unsigned[0].get_parent().pk)


def _course_pages(request, objects) -> list[CoursePage]:
    ids = {thing.pk for thing in objects if isinstance(thing, Page)}
    if request.POST.get("include_descendants"):
        for page in objects:
            ids |= set(page.get_descendants().not_live().values_list("pk", flat=True))
    return list(CoursePage.objects.filter(pk__in=ids, course__isnull=False).select_related("course"))


def _may_be_public(page: CoursePage) -> bool:
    return signatures_under(page.get_latest_revision_as_object()).may_be_public
