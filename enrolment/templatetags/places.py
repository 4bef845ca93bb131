"""Places left, for public pages: one tag for a whole list, the same words everywhere.

    {% load places %}
    {% places_for runs as places %}
    {% for run in runs %}{% with here=places|of:run %}
      {{ here.words }} {{ here.kind }} {% if here.may_ask %}{% url "join:start" run.code %}{% endif %}
    {% endwith %}{% endfor %}

`runs` come with their sessions, venue and term at hand (`Run.objects.for_lists()`).
"""

import datetime as dt
from dataclasses import dataclass

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.dates import day_words
from courses.models import Run
from enrolment.places.queries import Standing, places_left_for

register = template.Library()

FEW = 3


@dataclass(frozen=True)
class Places:
    """What a list says about the places of one run.

    `kind` is "open", "few", "full" or "closed" (as course_card takes it); `may_ask` whether
    a place or the waiting list can be asked for now; `button` the words that lead there.
    """

    words: str
    kind: str
    left: int = 0
    is_full: bool = False
    may_ask: bool = False

    @property
    def button(self) -> str:
        return _("Join the waiting list") if self.is_full else _("Take a place")


@register.simple_tag
def places_for(runs) -> dict[int, Places]:
    """`Places` by run id; two queries for any number of runs (three where places are kept)."""
    runs = list(runs)
    now = timezone.now()
    standings = places_left_for(runs, today=timezone.localdate(now))
    return {run.pk: _places(run, standings[run.pk], now) for run in runs}


@register.filter
def of(places: dict[int, Places], run: Run) -> Places:
    """What `places` says about `run`."""
    return places[run.pk]


def _places(run: Run, standing: Standing, now: dt.datetime) -> Places:
    if run.status == "cancelled":
        return Places(_("Called off"), "closed")
    sessions = run.sessions_on()
    if run.status == "finished" or not any(session.ends_at > now for session in sessions):
        return Places(_("Finished") if sessions else _("Dates to come"), "closed")
    opens_at = run.term.enrolment_opens_at
    if opens_at and opens_at > now:
        opens = day_words(timezone.localdate(opens_at))
        return Places(_("Places from %(day)s") % {"day": opens}, "closed", standing.left)
    if standing.is_full:
        return Places(_("Waiting list"), "full", is_full=True, may_ask=True)
    left = standing.left
    words = ngettext("%(count)s place left", "%(count)s places left", left) % {"count": left}
    return Places(words, "few" if left <= FEW else "open", left, may_ask=True)
