"""Places given a second by the one verb that gives them, against the database's bare locked insert.

Both run in the same two processes of eight clients each, in turn; the verb writes history and
the learner's message as well, which the bare insert does not.
"""

import multiprocessing
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import psycopg
from django.db import connection, connections
from django.utils import timezone

from bench.anchors.models import BarePlace, BareRun
from bench.rounds import in_turn
from bench.sizes import ROUNDS, SECONDS
from bench.table import Line, compared
from courses.models import Run
from enrolment.models import Learner
from enrolment.places.actions import request_place
from enrolment.places.queries import runs_over_capacity
from tests.factories import RunFactory

PROCESSES = 2
# SQLite writes one at a time: more writers only wait.
CLIENTS = {"postgresql": 16, "sqlite": 8}
FLOORS = {("postgresql", 1): "770/s bare", ("postgresql", 40): "2,180/s bare", ("sqlite", 1): "4,050/s bare"}
ROOM = 30_000
JOINED = {"route": "email", "age_confirmed": True, "agreement_version": 1}
# More learners than can be enrolled in one slice on any machine we know.
A_SECOND = 1000

# Gives a place to the learner of that id, on one of the runs; every client has its own.
Give = Callable[[int], None]


def lines(*, on: str) -> list[Line]:
    return [_line(runs, on) for runs in ((1, 40) if connection.vendor == "postgresql" else (1,))]


def _line(runs: int, on: str) -> Line:
    clients = CLIENTS[connection.vendor]
    ours = [RunFactory(capacity=ROOM).pk for _ in range(runs)]
    bare = [BareRun.objects.create(places=ROOM * 100).pk for _ in range(runs)]
    people = _people(int(max(SECONDS * A_SECOND, 100)))
    by_the_verb, by_hand = partial(_by_the_verb, ours), partial(_by_hand, bare)
    rates = in_turn(
        {
            "ours": lambda: _rate(by_the_verb, next(people), clients),
            "bare": lambda: _rate(by_hand, range(10**6), clients),
        }
    )
    if runs_over_capacity():
        raise SystemExit("A run has more people than places: nothing else counts.")
    where = "one popular run" if runs == 1 else f"{runs} runs"
    return compared(
        f"enrolling, {clients} clients, {where} / bare locked insert",
        on=on,
        ours=rates["ours"],
        anchor=rates["bare"],
        unit="a second",
        floor=FLOORS.get((connection.vendor, runs), ""),
    )


def bare_rate(runs: int, clients: int) -> float:
    """Bare locked inserts a second, by so many clients on so many runs."""
    bare = [BareRun.objects.create(places=ROOM * 100).pk for _ in range(runs)]
    return _rate(partial(_by_hand, bare), range(10**6), clients)


def _people(many: int) -> Iterator[list[int]]:
    """Fresh learners for every slice, by id."""
    for _round in range(ROUNDS):
        learners = [Learner(name="Robin", email="robin@example.org", **JOINED) for _ in range(many)]
        yield [learner.pk for learner in Learner.objects.bulk_create(learners, 1000)]


def _by_the_verb(runs: Sequence[int]) -> Give:
    def give(learner: int) -> None:
        run = Run(pk=runs[learner % len(runs)])
        request_place(learner=Learner(pk=learner), run=run, by=None, now=timezone.now())

    return give


LOCK = f"SELECT places FROM {BareRun._meta.db_table} WHERE id = %s"
COUNT = f"SELECT count(*) FROM {BarePlace._meta.db_table} WHERE run_id = %s"
INSERT = f"INSERT INTO {BarePlace._meta.db_table} (run_id, learner) VALUES (%s, %s)"


def _by_hand(runs: Sequence[int]) -> Give:
    """Lock the run's row, count, insert, commit: the driver and nothing else."""
    if connection.vendor == "sqlite":
        return _by_hand_on_sqlite(runs)
    line = psycopg.connect(os.environ["DATABASE_URL"])

    def give(learner: int) -> None:
        run = runs[learner % len(runs)]
        with line.transaction():
            places = line.execute(LOCK + " FOR UPDATE", [run]).fetchone()[0]
            if line.execute(COUNT, [run]).fetchone()[0] < places:
                line.execute(INSERT, [run, learner])

    return give


def _by_hand_on_sqlite(runs: Sequence[int]) -> Give:
    options = connection.settings_dict["OPTIONS"]
    line = sqlite3.connect(connection.settings_dict["NAME"], timeout=options["timeout"], isolation_level=None)
    line.executescript(options["init_command"])
    lock, count, insert = (statement.replace("%s", "?") for statement in (LOCK, COUNT, INSERT))

    def give(learner: int) -> None:
        run = runs[learner % len(runs)]
        line.execute("BEGIN IMMEDIATE")
        places = line.execute(lock, [run]).fetchone()[0]
        if line.execute(count, [run]).fetchone()[0] < places:
            line.execute(insert, [run, learner])
        line.execute("COMMIT")

    return give


def _rate(client: Callable[[], Give], people: Sequence[int], clients: int) -> float:
    """Places a second given by `clients`, for SECONDS, in PROCESSES processes that begin together."""
    connections.close_all()  # a process that is forked must not share one
    fork = multiprocessing.get_context("fork")
    start, answers = fork.Barrier(clients), fork.SimpleQueue()
    processes = []
    for number in range(PROCESSES):
        mine = people[number::PROCESSES]
        processes.append(fork.Process(target=_work, args=(client, mine, clients // PROCESSES, start, answers)))
    for process in processes:
        process.start()
    found = [answers.get() for _process in processes]
    for process in processes:
        process.join()
    faults = [fault for _rate, fault in found if fault]
    if faults:
        raise SystemExit(f"Enrolling failed: {faults[0]}")
    return sum(rate for rate, _fault in found)


def _work(client: Callable[[], Give], people: Sequence[int], clients: int, start, answers) -> None:
    """One process: so many clients, a thread each, who take the next of its people in turn, one at the least."""
    done, faults, times, line = [0] * clients, [], [], iter(people)

    def one(number: int) -> None:
        try:
            give = client()
            start.wait(60)
            begun = time.perf_counter()
            for person in line:
                give(person)
                done[number] += 1
                if time.perf_counter() - begun >= SECONDS:
                    break
            else:
                faults.append("there were not enough people for that long")
            times.append(time.perf_counter() - begun)
        except Exception as fault:
            start.abort()
            faults.append(f"{type(fault).__name__}: {fault}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put((sum(done) / max(times, default=1), faults[0] if faults else ""))
