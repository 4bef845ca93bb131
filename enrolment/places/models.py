import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField
from enrolment.places.states import ENROLMENT, HOLDING, LIVE


def holds(path: str = "") -> Q:
    """The condition "counts against the run's places"; a walk-in stands outside them.

    `path` leads to the enrolment, such as "enrolments__".
    """
    return Q(**{f"{path}status__in": HOLDING}) & ~Q(**{f"{path}source": "walk_in"})


def waits_ready(path: str = "") -> Q:
    """The condition "is on the waiting list, not resting"."""
    return Q(**{f"{path}status": "waiting", f"{path}is_resting": False})


class EnrolmentQuerySet(models.QuerySet):
    def live(self):
        """Enrolments that are under way or were seen through; not those left or called off."""
        return self.filter(status__in=LIVE)

    def holding_a_place(self):
        """Those that count against the run's places; a walk-in stands outside them."""
        return self.filter(holds())

    def waiting(self):
        """The waiting list: who comes first for a reason, then first come first."""
        for_no_reason = Case(When(comes_first="", then=Value(1)), default=Value(0))
        return self.filter(status="waiting").order_by(for_no_reason, "asked_at", "pk")

    def attending(self):
        """Those whose names stand on the register."""
        return self.filter(status__in=["confirmed", "completed", "not_completed"])

    def count_by_run(self) -> dict[int, int]:
        """How many there are, by run id; for whole lists in one query."""
        return dict(self.order_by().values("run_id").annotate(many=Count("pk")).values_list("run_id", "many"))

    def held_by_run(self) -> dict[int, int]:
        """How many places are held, by run id."""
        return self.holding_a_place().count_by_run()

    def waiting_by_run(self) -> dict[int, int]:
        """How many people wait, by run id."""
        return self.waiting().count_by_run()


class Enrolment(models.Model):
    """One learner on one run, in any state. Changed only by `places.actions`."""

    class Status(models.TextChoices):
        REQUESTED = "requested", _("kept until we have talked")
        CONFIRMED = "confirmed", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("place offered")
        DECLINED = "declined", _("could not be given")
        WITHDRAWN = "withdrawn", _("gave the place up")
        CANCELLED = "cancelled", _("called off by the college")
        COMPLETED = "completed", _("completed")
        NOT_COMPLETED = "not_completed", _("took part")

    class Source(models.TextChoices):
        SELF = "self", _("self-referral")
        OFFICE = "office", _("by the office")
        IMPORT = "import", _("from a sheet")
        WALK_IN = "walk_in", _("came on the day")

    code = CodeField()
    learner = models.ForeignKey("enrolment.Learner", on_delete=models.PROTECT, related_name="enrolments")
    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="enrolments")
    status = models.CharField(max_length=14, choices=Status, editable=False)
    source = models.CharField(max_length=10, choices=Source, editable=False)
    is_resting = models.BooleanField(default=False)
    comes_first = models.CharField(
        max_length=100, blank=True, help_text=_("Why they come before others: one of the college's own reasons.")
    )
    party = models.CharField(
        max_length=12, blank=True, db_index=True, help_text=_("The same on all who asked to come together.")
    )
    asked_at = models.DateTimeField()
    is_untold = models.BooleanField(
        default=False, editable=False, help_text=_("From a sheet, and nobody has been told yet: nothing is sent.")
    )
    began_on = models.DateField(null=True, blank=True, help_text=_("Day from which sessions count."))
    keeps_needs = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Their own wish: the trainers of this run don't read what helps."),
    )

    # The names of those they come together with, where `places.queries.line_of` gave the list.
    company: list[str]

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "run"], condition=Q(status__in=LIVE), name="one_live_enrolment_a_learner_and_run"
            ),
            models.CheckConstraint(condition=Q(status__in=list(ENROLMENT)), name="enrolment_status_is_known"),
            models.CheckConstraint(
                condition=Q(source__in=["self", "office", "import", "walk_in"]), name="enrolment_source_is_known"
            ),
        ]
        indexes = [models.Index(fields=["run", "status"], name="places_of_a_run")]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"

    @property
    def last_offer(self) -> "Offer | None":
        """The place that is held for them, or the last that was."""
        return self.offers.order_by("-pk").first()


class Offer(models.Model):
    """A place held for somebody who waits, until a time; a row for each time. Changed only by `places.moves`."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("not answered yet")
        ACCEPTED = "accepted", _("said yes")
        DECLINED = "declined", _("said no")
        RUN_OUT = "run_out", _("no answer came")
        ENDED = "ended", _("they left, or the course was called off")

    code = CodeField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="offers")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("offer of a place")
        verbose_name_plural = _("offers of places")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(outcome="open"), name="one_open_offer_an_enrolment"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", ended_at=None)
                | Q(outcome__in=["accepted", "declined", "run_out", "ended"], ended_at__isnull=False),
                name="offer_outcome_is_known",
            ),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(outcome="open"), name="offers_that_end")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.outcome}"

    @property
    def until_on(self) -> dt.date:
        """The local day at whose end it ends."""
        return timezone.localdate(self.until)

    @property
    def address(self) -> str:
        """Where it is answered. Opening the page changes nothing."""
        return f"{settings.BASE_URL}/my/offers/{self.code}/"


class EnrolmentEvent(models.Model):
    """A change of an enrolment's state; written once, never changed."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="events")
    was = models.CharField(max_length=14, blank=True)
    became = models.CharField(max_length=14)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()
    reason = models.CharField(max_length=30, blank=True, help_text=_("A code, never words about a person."))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of an enrolment")
        verbose_name_plural = _("events of enrolments")
        constraints = [
            models.CheckConstraint(condition=Q(became__in=list(ENROLMENT)), name="enrolment_became_is_known"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(by_system=True), name="enrolment_event_has_its_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.became}"
