"""What `courses` tells that pages and groups follow."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision, get_page_models

from cms.actions import draft_course_page
from cms.groups import keep_in_step
from cms.models import CoursePage
from cms.publishing import follow
from cms.signoff.actions.signing import follow_the_draft
from college import freshness
from college.models import User
from courses.actions.editions import withdraw_words
from courses.models import Role
from courses.signals import course_made


@receiver(course_made, dispatch_uid="draft the page of a course")
def draft_its_page(course, now, **told):
    draft_course_page(course=course, now=now)


@receiver(post_save, sender=CoursePage, dispatch_uid="editions follow course pages")
@receiver(post_save, sender=Page, dispatch_uid="editions follow course pages, seen as any page")
def follow_the_page(instance, raw, **told):
    """Wagtail saves a page as its own kind or, unpublishing several, as a bare page: both count."""
    if not raw and instance.specific_class is CoursePage:
        follow(CoursePage, instance.pk)


@receiver(post_save, sender=Revision, dispatch_uid="signatures are for the newest draft")
def follow_the_newest_draft(instance, raw, **told):
    if not raw and instance.content_type.model_class() is CoursePage:
        follow_the_draft(revision=instance, by=instance.user, now=timezone.now())


@receiver(post_delete, sender=CoursePage, dispatch_uid="a deleted page is not public")
def withdraw_its_words(instance, **told):
    if instance.course_id and instance.course.shows(instance.language):
        withdraw_words(course=instance.course, language=instance.language, by=None, now=timezone.now())


@receiver([post_save, post_delete], sender=Role, dispatch_uid="groups follow roles")
def follow_roles(instance, **told):
    # The user may be going too, with all their roles.
    if user := User.objects.filter(pk=instance.user_id).first():
        keep_in_step(user)


# Whatever public pages print. By name where cms must not import: rooms of enrolment.
PRINTED = [
    "college.Wording",
    "college.Theme",
    "courses.Audience",
    "courses.Course",
    "courses.CourseEdition",
    "courses.Locality",
    "courses.Policy",
    "courses.ReservedPlaces",
    "courses.Run",
    "courses.Session",
    "courses.Strand",
    "courses.Term",
    "courses.Venue",
    "enrolment.Allocation",
    "enrolment.Enrolment",
    "enrolment.Trainer",
    "cms.SignRequest",
    "cms.VenuePicture",
    "wagtailcore.Page",
    "wagtailimages.Image",
]


def what_is_printed_changed(**told):
    freshness.changed()


for name in [*PRINTED, *(page_type._meta.label for page_type in get_page_models())]:
    for signal in (post_save, post_delete):
        signal.connect(what_is_printed_changed, sender=name, dispatch_uid=f"kept pages: {name}")
