import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.one_row import OneRow


class Policy(OneRow):
    """What differs between colleges, with the default that most start from."""

    class Waiting(models.TextChoices):
        OFFER = "offer", _("the next person who is ready is offered it, and says yes or no")
        AUTOMATIC = "automatic", _("the next person who is ready gets the place")
        OFFICE = "office", _("the office decides who is next")

    class Pair(models.TextChoices):
        PEER_PROFESSIONAL = "peer_professional", _("a peer and a professional trainer")
        PEER_SECOND = "peer_second", _("a peer trainer and any cleared second")

    class Unpaired(models.TextChoices):
        ALLOW = "allow", _("publish as “trainers to be confirmed”")
        BLOCK = "block", _("don't publish")

    class Release(models.TextChoices):
        RECORDED = "recorded", _("is written down and shown to whoever asks")
        REQUIRED = "required", _("is waited for before they are asked")

    class BankHolidays(models.TextChoices):
        ENGLAND_AND_WALES = "england-and-wales", _("those of England and Wales")
        SCOTLAND = "scotland", _("those of Scotland")
        NORTHERN_IRELAND = "northern-ireland", _("those of Northern Ireland")

    class Confirmation(models.TextChoices):
        AT_ONCE = "at_once", _("is confirmed at once")
        AFTER_TALK = "after_talk", _("is kept, and confirmed after a welcome talk")

    minimum_age = models.PositiveSmallIntegerField(_("youngest age"), default=18)
    # From 13 on a child may agree to a service on the web (Data Protection Act 2018, section 9).
    guardian_from_age = models.PositiveSmallIntegerField(
        _("youngest age with a parent or guardian who agrees"),
        null=True,
        blank=True,
        validators=[MinValueValidator(13)],
    )
    certificate_threshold = models.PositiveSmallIntegerField(
        _("attendance for a certificate, in per cent"),
        default=70,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    confirmation = models.CharField(
        _("a newcomer's place"), max_length=12, choices=Confirmation, default=Confirmation.AT_ONCE
    )
    waiting_list = models.CharField(_("when a place comes free"), max_length=12, choices=Waiting, default=Waiting.OFFER)
    offer_days = models.PositiveSmallIntegerField(
        _("working days that an offered place is held"), default=3, validators=[MinValueValidator(1)]
    )
    offer_days_by_post = models.PositiveSmallIntegerField(
        _("the same for people whom we ring or write to by post"), default=7, validators=[MinValueValidator(1)]
    )
    offer_link_days = models.PositiveSmallIntegerField(
        _("days for which a link to an offered place, or to what a trainer is asked, still opens once that is over"),
        default=14,
    )
    reasons_to_come_first = models.TextField(
        _("reasons to come first on a waiting list"),
        default=_(
            "We called off a course that they had a place on\n"
            "They have waited for more than two terms\n"
            "It is their next step, agreed with a trainer"
        ),
        blank=True,
    )
    kept_places_open_days = models.PositiveSmallIntegerField(
        _("days before a run begins that kept places are open to everyone"), default=14
    )
    pair_rule = models.CharField(_("who teaches"), max_length=20, choices=Pair, default=Pair.PEER_PROFESSIONAL)
    unpaired = models.CharField(_("a run without its pair"), max_length=10, choices=Unpaired, default=Unpaired.ALLOW)
    release = models.CharField(
        _("the yes of a line manager to staff who teach"), max_length=8, choices=Release, default=Release.RECORDED
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days after which a trainer who has not answered is reminded, and as many later the office is told"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
    )
    pathway_notice_days = models.PositiveSmallIntegerField(
        _("days before a check or a course of a trainer runs out in which the office is told"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    stand_in_hours = models.PositiveSmallIntegerField(
        _("hours that a trainer has to say whether they come to one session instead of somebody"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
    )
    stand_in_hours_soon = models.PositiveSmallIntegerField(
        _("the same where the session begins within 48 hours"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
    )
    journey_minutes = models.PositiveSmallIntegerField(
        _("minutes between two localities where no journey is known"), default=45
    )
    usual_a_week = models.PositiveSmallIntegerField(
        _("sessions a week that planning takes for someone's share where they name no limit"),
        default=2,
        validators=[MinValueValidator(1)],
    )
    planning_seconds = models.PositiveSmallIntegerField(
        _("seconds that planning a term may take"), default=180, validators=[MinValueValidator(5)]
    )
    weigh_unfilled = models.PositiveSmallIntegerField(_("planning weighs: a run without its pair"), default=1000)
    weigh_change = models.PositiveSmallIntegerField(_("planning weighs: someone asked and taken off"), default=40)
    weigh_fairness = models.PositiveSmallIntegerField(_("planning weighs: a session above one's share"), default=4)
    weigh_continuity = models.PositiveSmallIntegerField(_("planning weighs: someone new to the course"), default=10)
    weigh_growth = models.PositiveSmallIntegerField(_("planning weighs: two newcomers together"), default=6)
    weigh_travel = models.PositiveSmallIntegerField(_("planning weighs: half an hour's journey"), default=1)
    places_per_term = models.PositiveSmallIntegerField(_("places a person may hold in a term"), null=True, blank=True)
    draft_hours = models.PositiveSmallIntegerField(_("hours that an unfinished form is kept"), default=72)
    leave_to = models.CharField(
        _("where “Leave this page” leads"),
        max_length=200,
        blank=True,
        validators=[URLValidator(["https"], message=_("Write it in full: https://www.bbc.co.uk/weather."))],
        help_text=_(
            "A site that anybody may be seen on, such as the weather. Empty: no such button. It suits colleges "
            "whose learners may be watched by somebody they live with."
        ),
    )
    learner_idle_minutes = models.PositiveSmallIntegerField(_("minutes a learner may pause"), default=60)
    sign_off_owed_days = models.PositiveSmallIntegerField(
        _("days in which words published in an emergency are to be signed"),
        default=14,
        validators=[MinValueValidator(1)],
    )
    review_months = models.PositiveSmallIntegerField(
        _("months until signed words are read again"), default=12, validators=[MinValueValidator(1)]
    )
    pack_days = models.PositiveSmallIntegerField(
        _("days ahead whose registers a trainer's phone takes along"),
        default=3,
        validators=[MaxValueValidator(14)],
    )
    clock_minutes = models.PositiveSmallIntegerField(_("minutes by which a phone's clock may run ahead"), default=10)
    register_days = models.PositiveSmallIntegerField(
        _("days after the last session in which trainers still see and correct its registers"), default=28
    )
    claim_days = models.PositiveSmallIntegerField(
        _("days after a session in which its trainers can claim for it"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    call_after_first = models.BooleanField(_("ring people who missed their first session"), default=True)
    call_in_a_row = models.PositiveSmallIntegerField(
        _("ring people who missed so many sessions in a row"), default=2, validators=[MaxValueValidator(20)]
    )
    give_on_days = models.PositiveSmallIntegerField(
        _("working days from a first try to ring until the place of who missed the first session may be given on"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    call_within_days = models.PositiveSmallIntegerField(
        _("working days within which they are rung"), default=2, validators=[MinValueValidator(1)]
    )
    call_tries = models.PositiveSmallIntegerField(
        _("tries without a reply before the office may leave it"), default=2, validators=[MinValueValidator(1)]
    )
    ring_again_days = models.PositiveSmallIntegerField(
        _("working days until somebody who did not answer is rung again"), default=1, validators=[MinValueValidator(1)]
    )
    ring_again_after_message_days = models.PositiveSmallIntegerField(
        _("the same for somebody who has a message to answer"), default=2, validators=[MinValueValidator(1)]
    )
    concern_name = models.CharField(_("whom trainers ring when someone may come to harm"), max_length=80, blank=True)
    concern_phone = models.CharField(_("their telephone"), max_length=40, blank=True)
    concern_minutes = models.PositiveSmallIntegerField(
        _("minutes after which managers are told that nobody has opened a concern"),
        default=60,
        validators=[MinValueValidator(1)],
    )
    bank_holidays = models.CharField(
        _("bank holidays on which nothing is taught"),
        max_length=20,
        choices=BankHolidays,
        default=BankHolidays.ENGLAND_AND_WALES,
        blank=True,
    )
    remind_days = models.PositiveSmallIntegerField(
        _("days before a session on which learners are reminded"),
        null=True,
        blank=True,
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(14)],
    )
    remind_again_days = models.PositiveSmallIntegerField(
        _("days before a session on which they are reminded again"),
        null=True,
        blank=True,
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(14)],
    )
    quiet_from = models.TimeField(_("no reminder leaves from"), default=dt.time(20))
    quiet_until = models.TimeField(_("until the morning at"), default=dt.time(8))
    words_days = models.PositiveSmallIntegerField(
        _("days for which the words of messages and replies are kept"),
        default=90,
        validators=[MinValueValidator(7), MaxValueValidator(730)],
    )
    announce_minutes = models.PositiveSmallIntegerField(
        _("minutes in which an announcement can be taken back"), default=2, validators=[MaxValueValidator(60)]
    )
    agreement = models.TextField(
        _("learning agreement"),
        default=_(
            "We treat each other with respect.\n"
            "What people share in a session stays there, unless someone may come to harm.\n"
            "You can leave a course at any time and need not say why."
        ),
    )
    agreement_version = models.PositiveSmallIntegerField(_("version of the agreement"), default=1)

    supporter_months = models.PositiveSmallIntegerField(
        _("months for which a learner may let somebody act for them, at most"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    unasked = models.JSONField(_("blocks of questions that are not asked"), default=list, blank=True)
    bases = models.JSONField(_("lawful bases that differ from the first ones"), default=dict, blank=True)
    keeping = models.JSONField(_("years for which answers are kept, by block"), default=dict, blank=True)

    class Meta(OneRow.Meta):
        verbose_name = _("rules of the college")
        verbose_name_plural = _("rules of the college")
        constraints = [
            *OneRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(guardian_from_age=None) | Q(guardian_from_age__lt=models.F("minimum_age")),
                name="guardian_age_lies_below_the_youngest",
            ),
        ]

    def clean(self) -> None:
        """A guardian is asked only for people too young to come without one."""
        youngest: int | None = self.minimum_age  # None while a form has no number there
        if self.guardian_from_age and youngest and self.guardian_from_age >= youngest:
            said = _("Write an age below %(age)s, or leave it empty: from %(age)s on people come by themselves.")
            raise ValidationError({"guardian_from_age": said % {"age": self.minimum_age}})

    @property
    def youngest(self) -> int:
        """The age below which nobody can come, not even with a parent or guardian."""
        return self.guardian_from_age or self.minimum_age

    @property
    def guardian_ages(self) -> str:
        """Of whom a parent or guardian is asked: 16 or 17; 17; 13 to 17; "" where the college takes no young people."""
        if self.guardian_from_age is None:
            return ""
        first, last = self.guardian_from_age, self.minimum_age - 1
        if first == last:
            return str(first)
        words = _("%(first)s or %(last)s") if last - first == 1 else _("%(first)s to %(last)s")
        return str(words % {"first": first, "last": last})

    @property
    def first_reasons(self) -> list[str]:
        """The college's own reasons to come first on a waiting list, as it wrote them."""
        return [line.strip() for line in str(self.reasons_to_come_first).splitlines() if line.strip()]

    def is_quiet(self, time: dt.time) -> bool:
        """Whether `time` (local) lies in the hours in which no reminder leaves."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= time < self.quiet_until
        return time >= self.quiet_from or time < self.quiet_until

    def after_quiet(self, at: dt.datetime) -> dt.datetime:
        """When something that can wait leaves: at `at` (aware), or once the quiet hours are over."""
        local = timezone.localtime(at)
        if not self.is_quiet(local.time()):
            return at
        day = local.date() if local.time() < self.quiet_until else local.date() + dt.timedelta(days=1)
        return timezone.make_aware(dt.datetime.combine(day, self.quiet_until))

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
