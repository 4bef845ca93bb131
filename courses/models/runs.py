import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField
from courses.languages import refuse_unknown
from courses.models.catalogue import CourseEdition


@cache  # put together once: every page that the public reads asks for it
def _has_public_words() -> Exists:
    return Exists(CourseEdition.objects.filter(course=OuterRef("course_id"), language=""))


class RunQuerySet(models.QuerySet):
    def public(self, now):
        """The one gate to the public: runs that anyone may see at `now` (aware).

        Published (or called off, so that people learn of it), listed, of a course whose
        words are public, in a term past its embargo.
        """
        return self.public_but_for_embargo().filter(term__public_from__lte=now)

    def public_but_for_embargo(self):
        """For those who plan: what becomes public at the moment its term does, embargo or not."""
        return self.filter(
            _has_public_words(),
            status__in=["published", "finished", "cancelled"],
            is_listed=True,
            course__is_public=True,
        )

    def coming(self, today):
        """Published runs with a scheduled session on `today` (local date) or later."""
        later = Session.objects.filter(run=OuterRef("pk"), status="scheduled", held_on__gte=today)
        return self.filter(Exists(later), status="published")

    def with_first_day(self):
        """Each run with `first_on`, the date of its first session that isn't called off.

        Asked of each run by itself: joined to all their sessions, a list of 200 runs is sorted as 1,200 wide rows.
        """
        met = Session.objects.filter(run=OuterRef("pk")).exclude(status="cancelled").order_by("held_on")
        return self.annotate(first_on=Subquery(met.values("held_on")[:1]))

    def for_lists(self):
        """With all that a line of a list prints, in a fixed number of queries."""
        return self.select_related("course__strand", "term", "locality", "venue").prefetch_related("sessions")


class Run(models.Model):
    """One scheduled offering of a course: its places, its venue, its sessions."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        FINISHED = "finished", _("finished")
        CANCELLED = "cancelled", _("called off")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        OUTDOORS = "outdoors", _("outdoors")
        DROP_IN = "drop_in", _("drop-in")

    code = CodeField()
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="runs")
    term = models.ForeignKey("courses.Term", on_delete=models.PROTECT, related_name="runs")
    locality = models.ForeignKey("courses.Locality", on_delete=models.PROTECT, related_name="runs")
    venue = models.ForeignKey("courses.Venue", null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    format = models.CharField(_("format"), max_length=12, choices=Format, default=Format.IN_PERSON)
    languages = models.JSONField(
        _("taught in"), default=list, blank=True, validators=[refuse_unknown], help_text=_("Codes; empty: English.")
    )
    capacity = models.PositiveSmallIntegerField(_("places"), default=12)
    minimum = models.PositiveSmallIntegerField(_("goes ahead with at least"), default=1)
    only_for = models.TextField(
        _("only for people who"),
        max_length=300,
        blank=True,
        help_text=_(
            "One thing a line, such as: live, work or study in Leeds; are between 16 and 25. "
            "People say themselves whether it is so; nobody checks."
        ),
    )
    beside = models.CharField(
        _("who was booked to be there, too"),
        max_length=160,
        blank=True,
        help_text=_("Name and number, for the office and its trainers: nobody else reads it."),
    )
    is_listed = models.BooleanField(
        _("listed for everyone"), default=True, help_text=_("A closed group is never shown on public pages.")
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    joining_link = SealedTextField(_("joining link"), blank=True)
    notes = models.TextField(_("notes for the office"), max_length=1000, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["term", "locality", "course", "pk"]
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="run_has_a_place"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "finished", "cancelled"]), name="run_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(format__in=["in_person", "online", "outdoors", "drop_in"]), name="run_format_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} · {self.locality}"

    @property
    def asks(self) -> list[str]:
        """What people say of themselves before they take a place: area, age, a course before this one."""
        return [line.strip() for line in self.only_for.splitlines() if line.strip()]

    def sessions_on(self) -> list["Session"]:
        """Its sessions that aren't called off, in order; uses what was prefetched."""
        return sorted((s for s in self.sessions.all() if s.status != "cancelled"), key=lambda s: s.starts_at)


class RunEvent(models.Model):
    """What happened to a run, once and for all: published, moved, called off, started unpaired."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a run")
        verbose_name_plural = _("events of runs")

    def __str__(self) -> str:
        return f"{self.run_id} {self.what}"


class ReservedPlaces(models.Model):
    """Places of a run kept for people coming as `kept_for` until `release_on`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="reserved_places")
    kept_for = models.CharField(_("kept for"), max_length=30)
    places = models.PositiveSmallIntegerField(_("places"))
    release_on = models.DateField(_("open to everyone from"), null=True, blank=True)

    class Meta:
        verbose_name = _("reserved places")
        verbose_name_plural = _("reserved places")
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="reserves_a_place"),
            models.UniqueConstraint(fields=["run", "kept_for"], name="one_reserve_a_group_and_run"),
        ]

    def __str__(self) -> str:
        return f"{self.places} {self.kept_for}"


class Session(models.Model):
    """One meeting of a run: a day and times on the wall clock of `zone`, so 10am stays 10am."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("called off")

    code = CodeField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    zone = models.CharField(max_length=40, default="Europe/London")
    venue = models.ForeignKey(
        "courses.Venue",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        help_text=_("Only where it differs from the run's."),
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED, editable=False)

    class Meta:
        ordering = ["held_on", "starts", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(status__in=["scheduled", "held", "cancelled"]), name="session_status_is_known"
            ),
            models.UniqueConstraint(
                fields=["run", "held_on", "starts"],
                condition=~Q(status="cancelled"),
                name="one_session_of_a_run_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["held_on"], name="session_day")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.held_on}"

    @property
    def starts_at(self) -> dt.datetime:
        """When it begins, aware, in its own zone."""
        return dt.datetime.combine(self.held_on, self.starts, ZoneInfo(self.zone))

    @property
    def ends_at(self) -> dt.datetime:
        return dt.datetime.combine(self.held_on, self.ends, ZoneInfo(self.zone))
