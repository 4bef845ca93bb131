from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField
from enrolment.trainers.states import ALLOCATION, LIVE, PLAN


class Trainer(models.Model):
    """Someone who teaches, from lived experience or from training."""

    class Kind(models.TextChoices):
        PEER = "peer", _("peer trainer")
        PROFESSIONAL = "professional", _("professional trainer")

    class TrainTheTrainer(models.TextChoices):
        DONE = "done", _("done")
        BOOKED = "booked", _("booked")
        NO = "no", _("not yet")

    class Route(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        TEXT = "text", _("by text message")

    class PaidAs(models.TextChoices):
        NOT_SAID = "not_said", _("not said yet")
        INVOLVEMENT = "involvement", _("involvement payments")
        SALARIED = "salaried", _("a salary")
        RELEASED = "released", _("their own team, which releases them")
        EXPENSES = "expenses", _("a volunteer’s expenses")
        PARTNER = "partner", _("a partner")
        NONE = "none", _("nothing, as they wish")

    code = CodeField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="trainer"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    route = models.CharField(_("is written to"), max_length=5, choices=Route, default=Route.EMAIL)
    public_name = models.CharField(_("name as credited"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    localities = models.ManyToManyField("courses.Locality", related_name="trainers", blank=True)
    strands = models.ManyToManyField("courses.Strand", related_name="trainers", blank=True)
    is_certified_facilitator = models.BooleanField(_("certified facilitator"), default=False)
    sessions_a_week = models.PositiveSmallIntegerField(_("most sessions a week"), null=True, blank=True)
    sessions_a_day = models.PositiveSmallIntegerField(_("most sessions a day"), null=True, blank=True)
    sessions_in_a_row = models.PositiveSmallIntegerField(
        _("most sessions in a row"),
        null=True,
        blank=True,
        help_text=_("On one day, with less than an hour between one and the next."),
    )
    minutes_away = models.PositiveSmallIntegerField(_("most minutes on the way"), null=True, blank=True)
    never_alone = models.BooleanField(_("never teaches alone"), default=False)
    skills = models.JSONField(
        _("can do"), default=list, blank=True, help_text=_("Of what courses ask of one of their trainers.")
    )
    home = models.ForeignKey(
        "courses.Locality",
        verbose_name=_("sets out from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    paid_as = models.CharField(_("is paid by"), max_length=11, choices=PaidAs, default=PaidAs.NOT_SAID)
    train_the_trainer = models.CharField(
        _("train the trainer"), max_length=10, choices=TrainTheTrainer, default=TrainTheTrainer.NO
    )
    train_the_trainer_note = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(_("teaches at present"), default=True)
    # What they have answered themselves, by the names that the sheet's facts have: no sheet overwrites it.
    said_themselves = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["peer", "professional"]), name="trainer_kind_is_known"),
            models.CheckConstraint(condition=Q(route__in=["email", "text"]), name="trainer_route_is_known"),
            models.CheckConstraint(
                condition=Q(train_the_trainer__in=["done", "booked", "no"]), name="train_the_trainer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    paid_as__in=["not_said", "involvement", "salaried", "released", "expenses", "partner", "none"]
                ),
                name="trainer_paid_as_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def note_own_answer(self, fact: str, by) -> None:
        """Keep in mind that `fact` is this trainer's own answer, where `by` is the trainer; to be saved."""
        if by is not None and by == self.user and fact not in self.said_themselves:
            self.said_themselves = sorted([*self.said_themselves, fact])

    @property
    def credit(self) -> str:
        """The name as this trainer wishes to be credited."""
        return self.public_name or self.name

    @property
    def takes_involvement_payments(self) -> bool:
        """Whether they may claim these; where nobody has said yet, whoever approves sees to it."""
        return self.paid_as in (self.PaidAs.INVOLVEMENT, self.PaidAs.NOT_SAID)


class FreeTime(models.Model):
    """A part of a day of the week in which a trainer is usually free (Monday is 0)."""

    class Half(models.TextChoices):
        MORNING = "am", _("morning")
        AFTERNOON = "pm", _("afternoon")
        EVENING = "ev", _("evening")

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="free_times")
    weekday = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=2, choices=Half)

    class Meta:
        ordering = ["weekday", "half"]
        verbose_name = _("free time")
        verbose_name_plural = _("free times")
        constraints = [
            models.UniqueConstraint(fields=["trainer", "weekday", "half"], name="one_free_time_a_half_day"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, half__in=["am", "pm", "ev"]), name="free_time_is_in_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.half}"


class Away(models.Model):
    """Days on which a trainer is away, both ends included; no reason asked."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="aways")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering = ["first_on"]
        verbose_name = _("time away")
        verbose_name_plural = _("times away")
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="away_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.first_on}"


class Clearance(models.Model):
    """A check that a trainer has, and until when. Never what it said."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE, related_name="clearances")
    kind = models.CharField(_("check"), max_length=20, default="dbs")
    until = models.DateField(_("valid until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Who wrote down until when, last."),
    )  # fmt: skip
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["until"]
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        constraints = [models.UniqueConstraint(fields=["trainer", "kind"], name="one_clearance_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.until}"


class Journey(models.Model):
    """How long it takes from one locality to another, either way; where none is known, Policy says."""

    one = models.ForeignKey("courses.Locality", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("courses.Locality", on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("journey")
        verbose_name_plural = _("journeys")
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_journey_between_two_places")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id} {self.minutes}"


class AllocationQuerySet(models.QuerySet):
    def live(self):
        """Proposed or accepted."""
        return self.filter(status__in=LIVE)

    def open(self):
        """Asked and not answered, for runs that may still be taught."""
        return self.filter(status="proposed", run__status__in=["draft", "published"])


class Allocation(models.Model):
    """A trainer on a run. Changed only by `trainers.actions`."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("asked")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("can't")
        RELEASED = "released", _("released")

    code = CodeField()
    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="allocations")
    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="allocations")
    status = models.CharField(max_length=10, choices=Status, editable=False)
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True, help_text=_("When the question was written to the trainer."))
    reminded_at = models.DateTimeField(null=True, blank=True)
    is_locked = models.BooleanField(_("stays when the term is planned"), default=False)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "trainer"], condition=Q(status__in=LIVE), name="one_live_allocation_a_trainer_and_run"
            ),
            models.CheckConstraint(condition=Q(status__in=list(ALLOCATION)), name="allocation_status_is_known"),
        ]
        indexes = [models.Index(fields=["made_at"], condition=Q(status="proposed"), name="questions_not_answered")]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"

    @property
    def address(self) -> str:
        """Where the trainer answers. Opening the page changes nothing."""
        return f"{settings.BASE_URL}/teaching/offers/{self.code}/"


class AllocationEvent(models.Model):
    """A change of an allocation; written once, never changed."""

    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="events")
    was = models.CharField(max_length=10, blank=True)
    became = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of an allocation")
        verbose_name_plural = _("events of allocations")
        constraints = [
            models.CheckConstraint(condition=Q(became__in=list(ALLOCATION)), name="allocation_became_is_known"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(by_system=True), name="allocation_event_has_its_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.allocation_id} {self.became}"


class TermPlan(models.Model):
    """A plan for a term's trainers that someone asked for: made by the worker, put into force by that person.

    `found` holds ids only, never a name.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        WORKING = "working", _("being worked out")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")
        DROPPED = "dropped", _("put away")
        APPLIED = "applied", _("in force")
        UNDONE = "undone", _("taken back")

    code = CodeField()
    term = models.ForeignKey("courses.Term", on_delete=models.CASCADE, related_name="plans")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING, editable=False)
    asked_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True, blank=True, help_text=_("Last sign of life of whoever works at it."))
    done_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    wants_stop = models.BooleanField(default=False)
    unfilled = models.PositiveIntegerField(null=True, blank=True)
    cost = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("plan of a term")
        verbose_name_plural = _("plans of terms")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "by"], condition=Q(status__in=["waiting", "working"]), name="one_plan_at_a_time"
            ),
            models.CheckConstraint(condition=Q(status__in=list(PLAN)), name="plan_status_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"

    @property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """(run, trainer) whom the plan asks, or goes on asking."""
        return frozenset((run, trainer) for run, trainer in self.found.get("pairs", []))

    @property
    def teaching(self) -> frozenset[tuple[int, int]]:
        """(run, trainer) who would teach by it: whom it asks, and who stayed when it was made."""
        return self.pairs | frozenset((run, trainer) for run, trainer in self.found.get("stays", []))

    @property
    def asked_then(self) -> frozenset[tuple[int, int]]:
        """(run, trainer) who were asked when it was made."""
        return frozenset((run, trainer) for run, trainer in self.found.get("asked", []))

    @property
    def is_under_way(self) -> bool:
        return self.status in (self.Status.WAITING, self.Status.WORKING)

    @property
    def is_made(self) -> bool:
        """Whether it says who teaches what: ready, in force, or taken back."""
        return self.status in (self.Status.READY, self.Status.APPLIED, self.Status.UNDONE)

    @property
    def is_proved(self) -> bool:
        """Whether no better plan exists."""
        return self.bound >= self.cost

    @property
    def gap(self) -> float:
        """How much better a plan might be at most, in per cent."""
        return 100 * (self.cost - self.bound) / self.cost if self.cost > self.bound else 0
