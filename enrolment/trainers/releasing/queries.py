"""What line managers have said yes to."""

import datetime as dt

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from courses.dates import date_alone
from enrolment.trainers.models import Trainer
from enrolment.trainers.releasing.models import Release


def releases_of(trainer: Trainer, *, today: dt.date) -> list[Release]:
    """Those that hold on a local day, or will."""
    return list(trainer.releases.filter(ended_at=None, until__gte=today).select_related("run__course", "run__locality"))


def release_words(release: Release) -> str:
    """Tuesday and Thursday, until 31 March 2027; Sleeping well in Leeds, until 2 March 2027"""
    if release.run:
        what = _("%(course)s in %(place)s") % {"course": release.run.course.title, "place": release.run.locality}
    else:
        what = get_text_list([str(WEEKDAYS[day]) for day in release.days], _("and"))
    return _("%(what)s, until %(day)s") % {"what": what, "day": date_alone(release.until)}
