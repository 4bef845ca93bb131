"""The diagrams in docs are what the tables say."""

from pathlib import Path

from college.management.commands.machines import diagrams


def test_the_diagrams_are_up_to_date():
    drawn = Path("docs/machines.md").read_text(encoding="utf-8")
    assert drawn == diagrams(), "Run: manage.py machines > docs/machines.md"
