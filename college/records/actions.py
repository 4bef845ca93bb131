"""Writing down who opened whose record."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from college.models import RecordOpening, User


@transaction.atomic
def note_opening(
    *, by: User, learner_code: str, part: str, beyond_locality: bool = False, now: dt.datetime
) -> RecordOpening:
    """Write down that `by` opened `part` (such as "needs") of a learner's record, at `now` (aware).

    Call it before the part is shown: what can't be written down is not shown. No values are
    kept, and the database refuses to change or delete the row.
    """
    return RecordOpening.objects.create(
        by=by, learner_code=learner_code, part=part, beyond_locality=beyond_locality, at=now
    )


@transaction.atomic
def note_openings(*, by: User, learner_codes: Iterable[str], part: str, now: dt.datetime) -> int:
    """The same for a list that shows `part` of several learners, once a local day for each. Says how many are new."""
    codes = set(learner_codes)
    if not codes:
        return 0
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    known = RecordOpening.objects.filter(by=by, part=part, learner_code__in=codes, at__gte=today, at__lte=now)
    new = sorted(codes - set(known.values_list("learner_code", flat=True)))
    RecordOpening.objects.bulk_create(RecordOpening(by=by, learner_code=code, part=part, at=now) for code in new)
    return len(new)
