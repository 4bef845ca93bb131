from django.core.management.base import BaseCommand
from django.utils import translation

from college.records.declarations import KINDS, as_markdown
from courses.form_blocks import BASES, BLOCKS, years_words

OPENING = """# What is stored about people

Written by `python manage.py personal_fields > docs/personal-data.md` from the declarations in each
package's `personal.py`. A field that nobody declared fails the tests.

Classes: {classes}.
Erasure: *empty* keeps the row without the words; *delete row* removes it; *keep* leaves codes and
dates that name nobody once the rest is gone.

"""

ASKED = """
## What people are asked

A college switches blocks off in its settings (*What we ask people*), and says there what allows it to ask and how
long it keeps the answers; its page on privacy and each learner's own page follow, and a sweep forgets in time. What
is off is asked and shown nowhere; old answers can still be taken along, and deleted.

| Block | What for | Who sees it | Kept | What allows it, at first | Can be off |
|---|---|---|---|---|---|
"""


def as_table() -> str:
    """Every block that can be asked, as rows of Markdown."""
    bases = dict(BASES)
    rows = (
        [
            block.title,
            block.why,
            block.seen_by,
            years_words(block.years) if block.years else block.kept,
            bases[block.basis],
            "no" if block.is_needed else "yes",
        ]
        for block in BLOCKS
    )
    return "".join(f"| {' | '.join(map(str, row))} |\n" for row in rows)


class Command(BaseCommand):
    help = "Prints the table of every stored field about a person, as Markdown."

    def handle(self, **options) -> None:
        classes = ", ".join(f"{kind} {words}" for kind, words in KINDS.items())
        with translation.override("en-gb"):
            self.stdout.write(OPENING.format(classes=classes) + as_markdown() + ASKED + as_table(), ending="")
