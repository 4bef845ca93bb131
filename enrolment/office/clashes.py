"""What clashes with a run, in sentences: its rooms and its trainers."""

from django.utils.translation import gettext as _

from courses.clashes import Meeting, in_the_room, meetings_of, venue_clashes
from courses.dates import session_words
from courses.models import Run, Session, Venue
from enrolment.trainers.queries import trainer_clashes


def clashes_of(run: Run) -> list[str]:
    """Who else has the rooms of `run`, or teaches elsewhere, while it meets; in four queries."""
    rooms = venue_clashes(meetings_of(run), besides=run)
    return [*(in_the_room(session) for session in rooms), *busy_trainers(run)]


def clashes_of_venue(run: Run, venue: Venue | None) -> list[str]:
    """Who else has `venue` while `run` would meet there; nothing where that is its venue already."""
    if venue is None or venue.pk == run.venue_id:
        return []
    meetings = [Meeting(venue, s.held_on, s.starts, s.ends) for s in run.sessions_on() if not s.venue_id]
    return [in_the_room(session) for session in venue_clashes(meetings, besides=run)]


def clashes_of_move(session: Session, moved: Session) -> list[str]:
    """The same for one `session` as it would be, `moved` and not saved."""
    meeting = Meeting(moved.venue or session.run.venue, moved.held_on, moved.starts, moved.ends)
    rooms = venue_clashes([meeting], besides=session.run)
    return [*(in_the_room(other) for other in rooms), *busy_trainers(session.run, [moved])]


def busy_trainers(run: Run, sessions: list[Session] | None = None) -> list[str]:
    """Which trainers of `run` teach another run at that hour: of `sessions`, or of its own."""
    return [
        _("%(name)s teaches %(course)s, %(place)s on %(when)s.")
        % {
            "name": trainer.name,
            "course": session.run.course,
            "place": session.run.locality,
            "when": session_words(session),
        }
        for trainer, session in trainer_clashes(run, sessions)
    ]
