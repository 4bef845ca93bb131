import re

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _


class Strand(models.Model):
    """A theme of the prospectus, named by the college."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("name in addresses"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("strand")
        verbose_name_plural = _("strands")

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """People for whom some courses are especially, named by the college. A course for everyone has none."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("name in addresses"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    words = models.JSONField(_("its own words"), default=dict, blank=True, help_text=_("Where they differ."))

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(models.QuerySet):
    def public(self):
        """Courses whose words are public: published at least once and not withdrawn."""
        return self.filter(is_public=True, editions__isnull=False).distinct()


class Course(models.Model):
    """What can be taught again and again. Its facts are here, its words in its editions."""

    class Level(models.TextChoices):
        OPEN = "open", _("for everyone")
        FURTHER = "further", _("goes further")

    code = models.CharField(_("course code"), max_length=20, unique=True)
    title = models.CharField(_("working title"), max_length=140)
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="courses")
    partner = models.ForeignKey(
        "courses.Partner", null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.OPEN)
    audiences = models.ManyToManyField(
        Audience,
        related_name="courses",
        blank=True,
        verbose_name=_("especially for"),
        help_text=_("Tick nothing for a course that is for everyone."),
    )
    needs_certified_facilitators = models.BooleanField(_("only certified facilitators may teach it"), default=False)
    wanted_skills = models.TextField(
        _("what one of its trainers can do"),
        max_length=300,
        blank=True,
        help_text=_("One thing a line, such as: Makaton. One of the two who teach it is asked for each."),
    )
    wanted_beside = models.CharField(
        _("who else has to be there"),
        max_length=120,
        blank=True,
        help_text=_("Such as: a BSL interpreter. Each of its runs is then to say who was booked."),
    )
    certificate_threshold = models.PositiveSmallIntegerField(
        _("attendance for a certificate, in per cent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Leave empty for the college's own rule."),
    )
    required_sessions = models.CharField(
        _("sessions that a certificate asks for"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^\s*\d{1,2}(\s*,\s*\d{1,2})*\s*$", _("Write their numbers, such as 1, 4."))],
        help_text=_("Their numbers, such as 1, 4. Leave empty where none matters more than the others."),
    )
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    translated_into = models.JSONField(
        _("public in other languages"), default=list, blank=True, editable=False, help_text=_("Codes of languages.")
    )
    review_on = models.DateField(_("next review of its words"), null=True, blank=True)
    vocabulary = models.JSONField(
        default=dict, blank=True, editable=False, help_text=_("What its audiences call things; follows them.")
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate_threshold__isnull=True) | Q(certificate_threshold__lte=100),
                name="threshold_is_a_percentage",
            ),
            models.CheckConstraint(condition=Q(level__in=["open", "further"]), name="course_level_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def skills(self) -> list[str]:
        """What one of its trainers has to be able to do, each by itself."""
        return [line.strip() for line in self.wanted_skills.splitlines() if line.strip()]

    def asks_for(self) -> list[int]:
        """The numbers of the sessions, from 1, without which there is no certificate."""
        return [int(number) for number in re.findall(r"\d+", self.required_sessions)]

    def shows(self, language: str) -> bool:
        """Whether its words in `language` ("": the college's own) are public, if the course is."""
        return language in self.translated_into if language else self.is_public


class EditionQuerySet(models.QuerySet):
    def newest(self):
        """Of each course and language the last edition alone."""
        same = CourseEdition.objects.filter(course=OuterRef("course"), language=OuterRef("language"))
        return self.filter(pk=same.order_by("-number").values("pk")[:1])


class CourseEdition(models.Model):
    """The words of a course as they became public. Never changed: a new edition follows.

    Each language has editions of its own. Those of the college's own language have none
    written down, so that they stay what they are wherever the college changes its own.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=12, blank=True, default="", help_text=_("Empty: the college's own."))
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=140)
    slug = models.SlugField(max_length=160)
    hook = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True)
    who_for = models.TextField(blank=True)
    learn = models.JSONField(default=list, blank=True, help_text=_("What you will learn, a line each."))
    expect = models.TextField(blank=True)
    content_note = models.TextField(blank=True)
    prerequisites = models.TextField(blank=True)
    made_by = models.JSONField(default=list, blank=True, help_text=_("Who made it, as each wished."))
    more = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("What its page shows beside: picture, Easy Read, line for search engines."),
    )
    revision = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["course", "language", "-number"]
        verbose_name = _("edition of a course")
        verbose_name_plural = _("editions of courses")
        constraints = [models.UniqueConstraint(fields=["course", "language", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
