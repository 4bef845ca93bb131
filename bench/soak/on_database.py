"""The soak on one database; `python -m bench.soak` starts one such process each.

python -m bench.soak.on_database <folder> <minutes> <kills>      writes <folder>/soak.json
"""

import datetime as dt
import json
import logging
import os
import sys
import threading
import time
from pathlib import Path

import django
from django.core.management import call_command

django.setup()

from django.conf import settings  # noqa: E402  after the apps have loaded
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.signed_in import cookies_of  # noqa: E402
from bench.soak.house import House, house  # noqa: E402
from bench.soak.people import Crowd, Told  # noqa: E402
from bench.soak.proof import Place, Rows, duplicates, faults  # noqa: E402
from bench.soak.trap import Trap  # noqa: E402
from bench.workplace import surroundings  # noqa: E402
from cms.actions import lay_out_site  # noqa: E402
from college.models import Message, User  # noqa: E402
from college.outbox.delivery import MailIsDown, deliver_due, reclaim  # noqa: E402
from enrolment.models import Enrolment, EnrolmentEvent, Learner, ReferralDraft  # noqa: E402
from enrolment.places.queries import runs_over_capacity  # noqa: E402
from enrolment.places.states import LIVE  # noqa: E402
from tests.database import engine  # noqa: E402
from tests.factories import LearnerFactory, RunFactory, TermFactory, VenueFactory  # noqa: E402

# Places run out soon, so that people wait, and move up when others leave.
LEARNERS, RUNS, CAPACITY, CLIENTS = 400, 12, 12, 8


def soaked(folder: Path, *, minutes: float, kills: int) -> dict:
    """Load and kills for so many minutes, then the post is let through, then everything is counted."""
    runs, learners = _runs(), _learners()
    lay_out_site(now=timezone.now())
    connections.close_all()
    with Trap() as trap:
        around = surroundings(os.environ["DATABASE_URL"], folder, mail_port=trap.port)
        with house(around, folder) as home:
            crowd = Crowd(home.port, learners, runs)
            _storm(home, crowd, seconds=minutes * 60, kills=kills)
        trap.is_kind = True
        settings.EMAIL_PORT = trap.port
        _let_the_post_through()
        told = crowd.notes.places + _told_to_newcomers(crowd)
        found = faults(told, crowd.notes.given_up, _rows(), trap.letters)
        found["answers of 500"] = sum(many for what, many in crowd.notes.seen.items() if what.endswith(" 500"))
        return {
            "on": engine(),
            "kills": dict(home.killed),
            "seen": dict(sorted(crowd.notes.seen.items())),
            "trap": dict(trap.faults),
            "counts": {
                "kills": sum(home.killed.values()),
                "places acknowledged": len(set(told)),
                "of these, by newcomers": len(crowd.arrived),
                "places given up": len(crowd.notes.given_up),
                "people who waited": EnrolmentEvent.objects.filter(became="waiting").count(),
                "people who moved up": EnrolmentEvent.objects.filter(was="waiting", became="confirmed").count(),
                "letters delivered": len(trap.letters),
                "letters delivered twice, same Message-ID": duplicates(trap.letters),
                "of these, taken and not answered by the trap": trap.faults["took it and hung up"],
            },
            "faults": found
            | {"answers of 500": sum(n for what, n in crowd.notes.seen.items() if "answered 5" in what)},
        }


def _runs() -> list[str]:
    term, venue = TermFactory(), VenueFactory()
    return [
        RunFactory(term=term, venue=venue, locality=venue.locality, capacity=CAPACITY, sessions=2).code
        for _ in range(RUNS)
    ]


def _learners() -> list[tuple[str, str]]:
    people = [LearnerFactory() for _ in range(LEARNERS)]
    cookies = cookies_of([User.objects.get(pk=person.user_id) for person in people])
    return [
        (person.email, f"{settings.SESSION_COOKIE_NAME}={cookie}")
        for person, cookie in zip(people, cookies, strict=True)
    ]


def _storm(home: House, crowd: Crowd, *, seconds: float, kills: int) -> None:
    stop = threading.Event()
    blows = {"every": seconds / (kills + 1), "most": kills}
    killing = threading.Thread(target=home.kill_until, args=(stop,), kwargs=blows)
    using = threading.Thread(target=crowd.use_until, args=(stop,), kwargs={"clients": CLIENTS})
    killing.start()
    using.start()
    time.sleep(seconds)
    stop.set()
    killing.join()
    using.join()


def _let_the_post_through() -> None:
    """What still waits leaves now: its next try is reckoned from two days on, not waited for."""
    late = timezone.now() + dt.timedelta(days=2)
    for _round in range(20):
        reclaim(now=late)
        try:
            while deliver_due(clock=lambda: late):
                pass
        except MailIsDown:
            continue
        if not Message.objects.filter(status=Message.Status.WAITING).exists():
            return


def _told_to_newcomers(crowd: Crowd) -> list[Told]:
    """A newcomer saw "it is done"; their place is the one that this form says it became."""
    became = dict(ReferralDraft.objects.values_list("code", "enrolment_code"))
    runs = dict(Enrolment.objects.values_list("code", "run__code"))
    return [
        Told(code, runs.get(code, ""), email)
        for code, email in ((became.get(draft, "") or draft, email) for draft, email in crowd.arrived)
    ]


def _rows() -> Rows:
    places = Enrolment.objects.values_list("code", "run__code", "learner__email", "status")
    events = EnrolmentEvent.objects.values_list("enrolment__code", "pk")
    return Rows(
        places=[Place(code, run, email, status in LIVE) for code, run, email, status in places],
        owed={f"place:{code}:{event}" for code, event in events},
        messages=dict(Message.objects.values_list("key", "message_id")),
        too_full=runs_over_capacity().count(),
    )


def main() -> None:
    folder, minutes, kills = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0, interactive=False)
    assert not Learner.objects.exists()
    (folder / "soak.json").write_text(json.dumps(soaked(folder, minutes=minutes, kills=kills)))


if __name__ == "__main__":
    main()
