from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField, in_groups
from college.outbox.languages import of_messages
from courses.form_blocks import is_asked

# How someone comes to the college; several, or none said. Trainers never see it.
CAPACITIES = [
    ("uses_services", _("I use mental-health or other services, or have used them")),
    ("carer", _("I care for someone: family or friend")),
    ("staff", _("I work in health, social care or education")),
    ("volunteer", _("I volunteer")),
    ("student", _("I am a student on placement")),
    ("public", _("I live, work or study here")),
]

# How somebody heard of the college; empty where they did not say.
HEARD = [
    ("friend", _("From a friend, or in the family")),
    ("worker", _("From somebody who works with me, such as a nurse or a GP")),
    ("leaflet", _("From a leaflet or a poster")),
    ("web", _("On the internet")),
    ("event", _("At an open day, a library or a group")),
    ("been_before", _("I was here before")),
    ("other", _("Somewhere else")),
]


class Learner(models.Model):
    """A person who joined the college once, and can then take places."""

    class Route(models.TextChoices):
        EMAIL = "email", _("e-mail")
        TEXT = "text", _("text message")
        CALL = "call", _("a phone call")
        LETTER = "letter", _("a letter")

    code = CodeField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="learner"
    )
    name = models.CharField(_("name to be called"), max_length=80)
    full_name = models.CharField(_("full name, for a certificate"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    route = models.CharField(_("how we reach you"), max_length=10, choices=Route)
    may_leave_message = models.BooleanField(_("a message may be left"), default=False)
    safe_times = models.CharField(_("when it is safe to reach them"), max_length=200, blank=True)
    emergency_name = models.CharField(_("whom to ring in an emergency"), max_length=80, blank=True)
    emergency_phone = models.CharField(_("their telephone"), max_length=40, blank=True)
    needs_confirmed_at = models.DateTimeField(_("said that what helps is still right"), null=True, blank=True)
    capacities = models.JSONField(_("coming as"), default=list, blank=True)
    heard = models.CharField(_("how they heard of us"), max_length=12, choices=HEARD, blank=True)
    age_confirmed = models.BooleanField(_("old enough"), default=False)
    agreement_version = models.PositiveSmallIntegerField(_("version of the agreement"), default=0)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    equality_asked_in = models.ForeignKey(
        "courses.Term", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("The term in which they were last asked whom we reach: not when, and not whether they answered."),
    )  # fmt: skip
    welcomed_at = models.DateTimeField(_("had their welcome talk"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged",
        help_text=_("The record of the same person that is kept. This one is out of sight."),
    )  # fmt: skip

    calendar_code = models.CharField(
        max_length=24, null=True, blank=True, unique=True, editable=False,
        help_text=_("The secret in the address of their own calendar; nothing while they have none."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")
        constraints = [
            models.CheckConstraint(
                condition=Q(route__in=["email", "text", "call", "letter"]), name="learner_route_is_known"
            ),
            models.CheckConstraint(
                condition=Q(heard__in=["", "friend", "worker", "leaflet", "web", "event", "been_before", "other"]),
                name="learner_heard_is_known",
            ),
            models.CheckConstraint(condition=~Q(email="", phone="", address=""), name="learner_can_be_reached"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")), name="learner_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def written_name(self) -> str:
        """The name on papers and in lists that tell people apart: the full one, where the college asks for it."""
        return self.full_name if self.full_name and is_asked("full_name") else self.name

    @property
    def has_feed(self) -> bool:
        """Whether their own calendar can be read at its address."""
        return self.calendar_code is not None

    @property
    def guardian(self):
        """The Guardian who stands for them while they are under age; None for everybody else."""
        return None if self.age_confirmed else self.guardians.filter(ended_at=None).first()

    @property
    def awaits_guardian(self) -> bool:
        """Whether they are under age and nobody has noted yet that their parent or guardian agrees."""
        return not self.age_confirmed and not self.guardians.filter(ended_at=None, status="agreed").exists()

    @property
    def reads(self) -> str:
        """The code of the language in which they are written to: theirs where the college writes it, else its own."""
        return of_messages(self.user)


class Merge(models.Model):
    """Two records of one person put together: what was moved from `gone` to `kept`, so that it can be undone."""

    code = CodeField()
    kept = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict, help_text=_("Ids of the rows that were moved, by where they stand."))
    before = models.JSONField(default=dict, help_text=_("What `kept` said before it was filled in from `gone`."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("merging of two records")
        verbose_name_plural = _("mergings of records")
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="one_live_merging_of_a_record"),
            models.CheckConstraint(condition=~Q(kept=models.F("gone")), name="merging_is_of_two_records"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_merging_has_its_actor",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class NotTheSame(models.Model):
    """Somebody looked: two records that are alike belong to two people."""

    one = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("two people alike")
        verbose_name_plural = _("people alike")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_alike_are_noted_once"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="two_alike_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class NeedQuerySet(models.QuerySet):
    def for_trainers(self):
        """Those about which a register says what to do."""
        return self.filter(knows=Need.Knows.TRAINERS, status__in=Need.IN_HAND)


class Need(models.Model):
    """What helps a learner to take part: their words, what will be done, who must know."""

    class Status(models.TextChoices):
        TO_ARRANGE = "to_arrange", _("to arrange")
        ARRANGED = "arranged", _("arranged")
        CANNOT = "cannot", _("can't be done, learner told")
        NO_LONGER = "no_longer", _("no longer asked for: undo what was arranged")

    IN_HAND = (Status.TO_ARRANGE, Status.ARRANGED)

    class Knows(models.TextChoices):
        TRAINERS = "trainers", _("the trainers, on the register")
        VENUE = "venue", _("the venue")
        OFFICE = "office", _("our office alone")

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(_("what would help"), max_length=40, blank=True)
    own_words = SealedTextField(_("in your own words"), blank=True)
    action = models.CharField(_("what we do, for the register"), max_length=120, blank=True)
    knows = models.CharField(_("who must know"), max_length=10, choices=Knows, default=Knows.TRAINERS)
    status = models.CharField(max_length=12, choices=Status, default=Status.TO_ARRANGE)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["to_arrange", "arranged", "cannot", "no_longer"]), name="need_status_is_known"
            ),
            models.CheckConstraint(condition=Q(knows__in=["trainers", "venue", "office"]), name="need_knows_is_known"),
        ]

    def __str__(self) -> str:
        return self.kind or str(self._meta.verbose_name)

    @property
    def is_for_trainers(self) -> bool:
        """Whether the register says what to do about it."""
        return self.knows == self.Knows.TRAINERS and self.status in self.IN_HAND


class Note(models.Model):
    """What somebody of the office writes down about a learner, with its day and who may read it."""

    class Readers(models.TextChoices):
        OFFICE = "office", _("Everyone in our office who may see this person")
        MANAGERS = "managers", _("Managers, and whoever wrote it")

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="notes")
    about_on = models.DateField(_("day it is about"))
    text = SealedTextField(_("note"))
    readers = models.CharField(_("who may read it"), max_length=10, choices=Readers, default=Readers.OFFICE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-about_on", "-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(condition=Q(readers__in=["office", "managers"]), name="note_readers_are_known"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.about_on}"


class ReferralDraft(models.Model):
    """A self-referral on its way: kept for some hours so that nothing is typed twice."""

    code = CodeField()
    run = models.ForeignKey("courses.Run", on_delete=models.CASCADE, related_name="+")
    answers = SealedTextField(default="", blank=True)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    enrolment_code = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("unfinished self-referral")
        verbose_name_plural = _("unfinished self-referrals")

    def __str__(self) -> str:
        return self.code

    @property
    def written_code(self) -> str:
        """The code by which they go on, as it is written down."""
        return in_groups(self.code)


class CallRequest(models.Model):
    """Someone without an account asked to be rung."""

    class When(models.TextChoices):
        ANY = "any", _("Any time")
        MORNING = "morning", _("In the morning")
        AFTERNOON = "afternoon", _("In the afternoon")

    code = CodeField()
    name = models.CharField(_("name"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=40)
    when = models.CharField(_("when to ring"), max_length=10, choices=When, default=When.ANY)
    about_code = models.CharField(_("about the course"), max_length=20, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("call asked for")
        verbose_name_plural = _("calls asked for")
        constraints = [
            models.UniqueConstraint(fields=["phone"], condition=Q(done_at=None), name="one_open_call_a_number"),
            models.CheckConstraint(condition=Q(when__in=["any", "morning", "afternoon"]), name="call_time_is_known"),
        ]

    def __str__(self) -> str:
        return self.code
