"""Who teaches a run, where the sheet already says so."""

from django.utils.translation import gettext as _

from .doubts import Suggestion
from .known import Known, KnownTrainer
from .lines import Line
from .words import nearest

COLUMNS = {"peer": "Peer trainer", "professional": "Professional trainer"}


def read_trainer(line: Line, kind: str, known: Known) -> str | None:
    """The known trainer's name, "" for none yet, None when in doubt."""
    column = COLUMNS[kind]
    text = line.words(column)
    if not text:
        return ""
    named = known.trainers_named(text)
    fitting = [t for t in named if t.kind == kind]
    if len(fitting) == 1:
        return _certified_where_needed(line, column, fitting[0], known)
    if len(fitting) > 1:
        what = _("More than one trainer is called “{text}”.")
        offered = []
    elif named:
        other = COLUMNS[named[0].kind]
        what = _("“{text}” is not a trainer of this kind.")
        offered = (
            []
            if line.words(other)
            else [Suggestion(_("Move to “{column}”").format(column=other), {column: "", other: named[0].name})]
        )
    else:
        what = _("No trainer is called “{text}”.")
        names = nearest(text, [t.name for t in known.trainers if t.kind == kind])
        offered = [Suggestion(name, {column: name}) for name in names]
    line.doubt(
        "unknown-trainer" if not named else "which-trainer",
        column,
        what.format(text=text),
        [*offered, Suggestion(_("Nobody yet"), {column: ""})],
    )
    return None


def _certified_where_needed(line: Line, column: str, trainer: KnownTrainer, known: Known) -> str | None:
    """The trainer's name; None, and a doubt, where the course is for certified facilitators and they are none."""
    course = known.course(line.words("Code"))
    if course is None or not course.needs_certified or trainer.is_certified:
        return trainer.name
    certified = sorted(t.name for t in known.trainers if t.kind == trainer.kind and t.is_certified)
    line.doubt(
        "not-certified",
        column,
        _("Only certified facilitators may teach this course, and “{name}” is not known to be one.").format(
            name=trainer.name
        ),
        [*(Suggestion(name, {column: name}) for name in certified), Suggestion(_("Nobody yet"), {column: ""})],
    )
    return None
