"""The register on paper: chosen names, boxes, a neutral flag, and the session's code."""

from django.utils.translation import gettext as _

from college.paper.pdf import print_template
from courses.dates import day_words, hours_words
from courses.models import Session
from courses.queries import current_edition
from enrolment.registers.queries import names_for, what_to_do
from enrolment.trainers.queries import credits_of

EMPTY_ROWS = 3


def register_pdf(session: Session) -> bytes:
    """One sheet for `session`, tagged PDF/UA-1. Raises PaperRefused where it can't be made."""
    run = session.run
    edition = current_edition(run.course)
    sessions = run.sessions_on()
    venue = session.venue or run.venue
    rows = [
        {
            "name": e.learner.name,
            "code": e.code[:4],
            "flag": bool(what_to_do(e)),
        }
        for e in names_for(session).prefetch_related("learner__needs")
    ]
    number = sessions.index(session) + 1 if session in sessions else 1
    register = {
        "title": edition.title if edition else run.course.title,
        "when": day_words(session.held_on),
        "place": f"{hours_words(session.starts, session.ends)}{f', {venue}' if venue else ''}",
        "session_words": _("Session %(number)s of %(all)s") % {"number": number, "all": len(sessions)},
        "trainers": credits_of(run, session),
        "rows": rows,
        "empty_rows": range(EMPTY_ROWS),
        "code": session.code,
    }
    return print_template(template="print/register.html", context={"register": register})
