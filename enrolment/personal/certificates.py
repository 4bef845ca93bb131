"""What the college stores about what learners were given for taking part."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import Certificate, CertificateEvent, CertificatePrintRun, GraduationWish
from enrolment.personal.keeping import ONE_YEAR, SIX_YEARS, all_of

declare(
    Certificate,
    personal=all_of("P3", SIX_YEARS, "empty", words=_("printing it again as it was: a name and a course"))
    | all_of("P3", SIX_YEARS, "empty", lost_letters=_("saying which letters of a name can't be printed"))
    | all_of(
        "P3",
        SIX_YEARS,
        "keep",
        code=_("checking that it is real"),
        enrolment=_("what it is for"),
        sessions_attended=_("what it says"),
    ),
    plain=["kind", "status", "sessions_held", "issued_at", "given_by_hand"],
)
declare(
    CertificateEvent,
    personal=all_of("P3", SIX_YEARS, "keep", by=_("who issued it or took it back"), reason=_("why; a code")),
    plain=["certificate", "became", "by_system", "at"],
)
declare(
    GraduationWish,
    personal=all_of(
        "P1",
        ONE_YEAR,
        "delete row",
        learner=_("whose wish it is"),
        term=_("which graduation: health, by inference"),
        wish=_("naming them as they wish, or not at all"),
        by=_("who was told"),
    ),
    plain=["said_at"],
)
declare(
    CertificatePrintRun,
    personal=all_of("P1", _("7 days"), "delete row", file=_("printing many certificates at once")),
    plain=[
        "run",
        "term",
        "locality",
        "status",
        "key",
        "made_key",
        "asked_at",
        "started_at",
        "tries",
        "missing",
        "reason",
        "made_at",
        "drawn",
        "to_draw",
        "pages",
        "size",
    ],
)
