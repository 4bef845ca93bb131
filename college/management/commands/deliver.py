import datetime as dt

from django.core.management.base import BaseCommand, CommandError, CommandParser

from college.outbox import delivery
from college.workers import Worker

# Well above a second: on SQLite every look for work takes the one write lock for a moment.
PAUSE = dt.timedelta(seconds=2)
# Few enough that a slow mail server doesn't keep the worker from showing that it is alive.
A_ROUND = 10


class Command(BaseCommand):
    help = "Sends the messages of the outbox, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, then stop")

    def handle(self, *, once: bool, **options) -> None:
        if once:
            if not Worker("deliver", self.send_all, pause=PAUSE).run_once():
                raise CommandError("The messages could not be sent; the log says why. They wait.")
        else:
            Worker("deliver", self.send_some, pause=PAUSE).run()

    def send_some(self, stopping) -> bool:
        return delivery.deliver_due(most=A_ROUND, stopping=stopping) == A_ROUND

    def send_all(self, stopping) -> bool:
        while self.send_some(stopping):
            pass
        return False
