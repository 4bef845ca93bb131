"""Writing down who opened whose record."""

import datetime as dt

from django.db import transaction

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
