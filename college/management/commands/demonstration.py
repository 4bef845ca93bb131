from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from college.management.demonstration.asking import ask_for_next_term
from college.management.demonstration.college import load_college
from college.management.demonstration.messages import load_messages
from college.management.demonstration.people import load_learners, load_places, load_trainers, plan_next_term
from college.management.demonstration.teaching import say_for_themselves, settle_pay, walk_the_pathway
from courses.models import Term


class Command(BaseCommand):
    help = "Loads the demonstration college into an empty database, through the doors that people use."

    def handle(self, **options) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is no demonstration, so nothing was loaded.")
        if Term.objects.exists():
            self.stdout.write("The demonstration college is loaded already.")
            return
        now = timezone.now()
        with transaction.atomic():
            by = load_college(now)
            load_trainers(by, now)
            say_for_themselves(now)
            ask_for_next_term(by, now)
            plan_next_term(now)
            load_places(load_learners(now), by, now)
            settle_pay(now)
            walk_the_pathway(now)
            load_messages(by, now)
        self.stdout.write("The demonstration college is loaded.")
