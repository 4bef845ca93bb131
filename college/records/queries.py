"""Questions about who looked."""

from django.db.models import QuerySet

from college.records.models import RecordOpening


def openings_about(learner_code: str = "") -> QuerySet[RecordOpening]:
    """Openings of the record with `learner_code`, or of every record; the latest first."""
    openings = RecordOpening.objects.select_related("by").order_by("-at", "-pk")
    return openings.filter(learner_code=learner_code) if learner_code else openings
