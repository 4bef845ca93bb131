"""A course's words, written and signed here; its facts are in `courses`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.blocks import EasyRead
from cms.pages.base import CollegePage
from cms.panels import ChecklistPanel, FactsPanel
from cms.publishing import words_of
from cms.signoff.panels import SignOffPanel
from cms.signoff.pictures import picture_key
from cms.signoff.queries import made_together_by
from cms.words import lines, with_signers
from courses.models import Course, CourseEdition, Run
from courses.queries import coming_runs, current_edition

TITLE = CourseEdition._meta.get_field("title").max_length or 0
SLUG = CourseEdition._meta.get_field("slug").max_length or 0


class CoursePage(CollegePage):
    """The words of one course. Publishing it, by whatever door, writes the course's edition.

    Pages are drafted, never added or copied by hand: `is_creatable` closes Wagtail's
    "add", "copy" and "alias". A copy made by code has no course, and so shows nothing.
    """

    course = models.OneToOneField(
        "courses.Course", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    hook = models.CharField(
        _("one line that invites"), max_length=200, blank=True, help_text=_("Stands in lists, under the title.")
    )
    about = models.TextField(
        _("what it is about"), max_length=4000, blank=True, help_text=_("An empty line begins a new paragraph.")
    )
    who_for = models.TextField(_("who it is for"), max_length=1000, blank=True)
    learn = models.TextField(_("what you will learn"), max_length=2000, blank=True, help_text=_("One thing a line."))
    expect = models.TextField(_("what to expect on the day"), max_length=2000, blank=True)
    content_note = models.TextField(
        _("content note"), max_length=600, blank=True, help_text=_("What may be hard to hear, said kindly.")
    )
    prerequisites = models.TextField(
        _("what to know before"), max_length=600, blank=True, help_text=_("Empty: nothing, everyone can come.")
    )
    made_by = models.TextField(
        _("who made it"),
        max_length=1000,
        blank=True,
        help_text=_("One a line, each as they wish to be named: “Sam, peer trainer”."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    easy_read = StreamField(
        EasyRead(required=False),
        blank=True,
        verbose_name=_("Easy Read"),
        help_text=_("Its own short sentences with pictures. Empty: the course is not in the Easy Read prospectus."),
    )

    is_creatable = False
    exclude_fields_in_copy = ["course"]
    parent_page_types = ["cms.CourseIndexPage"]
    subpage_types: list[str] = []
    template = "cms/course.html"
    content_panels = [
        FactsPanel(),
        SignOffPanel(),
        ChecklistPanel(),
        *CollegePage.content_panels,
        FieldPanel("hook"),
        FieldPanel("about"),
        FieldPanel("who_for"),
        FieldPanel("learn"),
        FieldPanel("expect"),
        FieldPanel("content_note"),
        FieldPanel("prerequisites"),
        FieldPanel("made_by"),
        FieldPanel("picture"),
        FieldPanel("easy_read"),
    ]
    promote_panels = [MultiFieldPanel(CollegePage.promote_panels, heading=_("address and search"))]

    class Meta:
        verbose_name = _("words of a course")
        verbose_name_plural = _("words of courses")

    def clean(self):
        """A course's words go on certificates and in messages, so they have their room."""
        super().clean()
        if len(self.title) > TITLE:
            raise ValidationError(
                {"title": _("Keep the title to %(most)d letters: it must fit on a certificate.") % {"most": TITLE}}
            )
        if len(self.slug) > SLUG:
            raise ValidationError({"slug": _("Keep the address to %(most)d letters.") % {"most": SLUG}})

    @property
    def learn_lines(self) -> list[str]:
        return lines(self.learn)

    @property
    def made_by_lines(self) -> list[str]:
        return lines(self.made_by)

    def get_context(self, request, *args, **kwargs):
        """The edition's words (a preview: the draft's), and every run that may be joined.

        404 where the course has no public words: what nobody may list, nobody may open.
        """
        preview = getattr(request, "is_preview", False)
        course = Course.objects.select_related("strand").filter(pk=self.course_id).first()
        now = timezone.now()
        runs = list(coming_runs(now).filter(course=course)) if course else []
        edition = None if preview else self._edition(course)
        return super().get_context(request, *args, **kwargs) | {
            "words_of_course": edition or words_of(self),
            "picture": self.picture if self._picture_is_signed(edition) else None,
            "made_together_by": self._makers(course, edition),
            "course": course,
            "runs": runs,
            "called_off": not runs and Run.objects.public(now).filter(course=course, status="cancelled").exists(),
        }

    def _makers(self, course: Course | None, edition: CourseEdition | None) -> list[str]:
        """Who made it, in one list: those whom its words name, then whoever signed and is not among them."""
        if course is None or edition is None:
            return self.made_by_lines
        return with_signers(edition.made_by, made_together_by(course, edition))

    def _picture_is_signed(self, edition: CourseEdition | None) -> bool:
        """A preview shows the draft's; the public only the very picture that was signed."""
        return edition is None or edition.more.get("picture", "") == picture_key(self.picture)

    @staticmethod
    def _edition(course: Course | None) -> CourseEdition:
        edition = current_edition(course) if course and course.is_public else None
        if edition is None:
            raise Http404
        return edition
