from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField
from enrolment.claims.states import CLAIM, LIVE


class ClaimQuerySet(models.QuerySet):
    def live(self):
        """All but those that were withdrawn."""
        return self.filter(status__in=LIVE)

    def with_its_session(self):
        """With what the lists and pages say of each."""
        rows = self.select_related("trainer", "session__run__course", "session__run__locality", "receipt", "payment")
        return rows.defer("receipt__content")


class Claim(models.Model):
    """What a trainer is owed for one session, in pence, reckoned when it was sent. Changed only by `claims.actions`."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("sent")
        SENT_BACK = "sent_back", _("sent back")
        APPROVED = "approved", _("approved")
        PAID = "paid", _("paid")
        WITHDRAWN = "withdrawn", _("withdrawn")

    code = CodeField()
    trainer = models.ForeignKey("enrolment.Trainer", on_delete=models.PROTECT, related_name="claims")
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="claims")
    status = models.CharField(max_length=9, choices=Status, default=Status.SUBMITTED, editable=False)
    blocks = models.PositiveSmallIntegerField(default=0)
    car_miles = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    passengers = models.PositiveSmallIntegerField(default=0)
    bicycle_miles = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    what_for = models.CharField(max_length=200, blank=True)
    involvement_pence = models.PositiveIntegerField(default=0)
    travel_pence = models.PositiveIntegerField(default=0)
    receipts_pence = models.PositiveIntegerField(default=0)
    said_back = models.CharField(max_length=300, blank=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["trainer", "session"], condition=Q(status__in=LIVE), name="one_live_claim_a_trainer_and_session"
            ),
            models.CheckConstraint(condition=Q(status__in=list(CLAIM)), name="claim_status_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("claimed_by")), name="nobody_approves_their_own_claim"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None, status__in=["submitted", "sent_back", "withdrawn"])
                | Q(approved_by__isnull=False, approved_at__isnull=False, status__in=["approved", "paid"]),
                name="approved_claim_has_its_actor",
            ),
            models.CheckConstraint(
                condition=Q(involvement_pence__gt=0) | Q(travel_pence__gt=0) | Q(receipts_pence__gt=0),
                name="claim_is_for_something",
            ),
        ]
        indexes = [models.Index(fields=["submitted_at"], condition=Q(status="submitted"), name="claims_to_approve")]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"

    @property
    def pence(self) -> int:
        """All of it."""
        return self.involvement_pence + self.travel_pence + self.receipts_pence


class Receipt(models.Model):
    """The photograph or PDF of what was bought for one claim: the claimant and whoever pays see it, nobody else."""

    class Kind(models.TextChoices):
        JPEG = "image/jpeg", _("photograph")
        PDF = "application/pdf", _("PDF")

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="receipt")
    kind = models.CharField(max_length=15, choices=Kind)
    content = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["image/jpeg", "application/pdf"]), name="receipt_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.claim_id)


class ClaimEvent(models.Model):
    """A change of a claim and what it came to then; written once, never changed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")
    was = models.CharField(max_length=9, blank=True)
    became = models.CharField(max_length=9, choices=Claim.Status)
    pence = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a claim")
        verbose_name_plural = _("events of claims")
        constraints = [models.CheckConstraint(condition=Q(became__in=list(CLAIM)), name="claim_became_is_known")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.became}"


class Payment(models.Model):
    """That a claim was paid: one row a claim, written once, never changed, and by nobody to themself."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="payment")
    pence = models.PositiveIntegerField()
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("to")), name="nobody_pays_themself"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_is_of_something"),
        ]

    def __str__(self) -> str:
        return str(self.claim_id)
