from django.core.management.base import BaseCommand
from django.utils import translation

from college.records.declarations import KINDS, as_markdown

OPENING = """# What is stored about people

Written by `python manage.py personal_fields > docs/personal-data.md` from the declarations in each
package's `personal.py`. A field that nobody declared fails the tests.

Classes: {classes}.
Erasure: *empty* keeps the row without the words; *delete row* removes it; *keep* leaves codes and
dates that name nobody once the rest is gone.

"""


class Command(BaseCommand):
    help = "Prints the table of every stored field about a person, as Markdown."

    def handle(self, **options) -> None:
        classes = ", ".join(f"{kind} {words}" for kind, words in KINDS.items())
        with translation.override("en-gb"):
            self.stdout.write(OPENING.format(classes=classes) + as_markdown(), ending="")
