from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Page

from cms.actions import lay_out_site


class Command(BaseCommand):
    help = "Makes the pages that a new site starts with; changes none that stands. Safe to run again."

    def handle(self, **options) -> None:
        home = lay_out_site(now=timezone.now())
        self.stdout.write(f"The site stands: {Page.objects.descendant_of(home, inclusive=True).count()} pages.")
