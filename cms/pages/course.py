"""A course's words, written and signed here; its facts are in `courses`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.blocks import EasyRead
from cms.languages_of_words import as_read, in_other_languages, speak
from cms.pages.base import CollegePage
from cms.panels import ChecklistPanel, FactsPanel
from cms.publishing import words_of
from cms.signoff.panels import SignOffPanel
from cms.signoff.pictures import picture_behind, picture_key
from cms.signoff.queries import made_together_by
from cms.translations.changes import what_changed_since
from cms.translations.forms import WordsOfCourseForm
from cms.translations.panels import TranslationPanel
from cms.words import lines, with_signers
from courses.actions.editions import words_of_edition
from courses.models import Course, CourseEdition, Run
from courses.queries import coming_runs, current_edition
from courses.vocabulary import in_its_words

TITLE = CourseEdition._meta.get_field("title").max_length or 0
SLUG = CourseEdition._meta.get_field("slug").max_length or 0


class CoursePage(CollegePage):
    """The words of one course in one language. Publishing it, by whatever door, writes the course's edition.

    A translation stands beside the page that it translates, with Wagtail's own locale and
    translation key; `language` says the same to the database, which holds it to one page each.
    Pages are drafted, never added or copied by hand: `is_creatable` closes Wagtail's
    "add", "copy" and "alias". A copy made by code has no course, and so shows nothing.
    """

    course = models.ForeignKey("courses.Course", null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(
        max_length=12, blank=True, default="", editable=False, help_text=_("Empty: the college's own.")
    )
    follows = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Of a translation: the number of the edition that it says again.")
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
    exclude_fields_in_copy = ["course", "language", "follows"]
    base_form_class = WordsOfCourseForm
    parent_page_types = ["cms.CourseIndexPage"]
    subpage_types: list[str] = []
    template = "cms/course.html"
    content_panels = [
        FactsPanel(),
        SignOffPanel(),
        TranslationPanel(),
        FieldPanel("says_it_now"),
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
        constraints = [models.UniqueConstraint(fields=["course", "language"], name="one_page_of_a_course_and_language")]

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

    def serve(self, request, *args, **kwargs):
        """In its own language all over, where the college's other sentences are written in it too."""
        speak(self.language)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        """The edition's words (a preview: the draft's), and every run that may be joined.

        404 where the course has no public words: what nobody may list, nobody may open.
        """
        preview = getattr(request, "is_preview", False)
        course = Course.objects.select_related("strand").filter(pk=self.course_id).first()
        in_its_words(course or self)
        now = timezone.now()
        runs = list(coming_runs(now).filter(course=course)) if course else []
        edition = None if preview else self._edition(course)
        source = current_edition(course) if course and self.language else None
        words, marks = as_read(words_of_edition(edition) if edition else words_of(self), self.language, source)
        return super().get_context(request, *args, **kwargs) | {
            "edition": edition,
            "words_of_course": words,
            "marks": marks,
            "others": in_other_languages(course, self.language, source or edition) if course else [],
            "is_behind": source is not None and bool(what_changed_since(self, source)),
            "picture": self._picture(edition, source),
            "made_together_by": self._makers(course, edition, words),
            "course": course,
            "runs": runs,
            "called_off": not runs and Run.objects.public(now).filter(course=course, status="cancelled").exists(),
        }

    @staticmethod
    def _makers(course: Course | None, edition: CourseEdition | None, words: dict) -> list[str]:
        """Who made it, in one list: those whom its words name, then whoever signed and is not among them."""
        signers = made_together_by(course, edition) if course and edition else []
        return with_signers(words["made_by"], signers)

    def _picture(self, edition: CourseEdition | None, source: CourseEdition | None):
        """A preview shows the draft's; the public only the very picture that was signed. A translation without a
        picture shows that of the words it translates."""
        if edition is None or edition.more.get("picture", "") == picture_key(self.picture):
            own = self.picture
        else:
            own = None
        return own or (picture_behind(source.more.get("picture", "")) if source else None)

    def _edition(self, course: Course | None) -> CourseEdition:
        is_shown = course is not None and course.is_public and course.shows(self.language)
        edition = current_edition(course, self.language) if course and is_shown else None
        if edition is None:
            raise Http404
        return edition
