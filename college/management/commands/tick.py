import datetime as dt

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from college import sweeps
from college.workers import Worker


class Command(BaseCommand):
    help = "Runs every sweep that finds what is due: once, or again and again until stopped."
    failed = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="run again after so many seconds")

    def handle(self, *, every: int | None, **options) -> None:
        worker = Worker("tick", self.sweep, pause=dt.timedelta(seconds=every or 60))
        if every:
            worker.run()
        elif not worker.run_once() or self.failed:
            raise CommandError("A sweep failed; the log says which.")

    def sweep(self, stopping) -> bool:
        outcomes = sweeps.run_all(now=timezone.now(), stopping=stopping)
        self.failed = any(outcome.failed for outcome in outcomes)
        return False
