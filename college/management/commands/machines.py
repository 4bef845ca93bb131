from django.core.management.base import BaseCommand

from cms.signoff.states import SIGN_REQUEST
from college.paper.jobs import PAPER_JOB
from courses import states as courses
from enrolment.certificates.states import CERTIFICATE
from enrolment.claims.states import CLAIM
from enrolment.learners.guardian.states import GUARDIAN
from enrolment.places.states import ENROLMENT
from enrolment.trainers.standing_in.states import STAND_IN
from enrolment.trainers.states import ALLOCATION, PLAN

MACHINES = {
    "Run": courses.RUN,
    "Session": courses.SESSION,
    "Enrolment": ENROLMENT,
    "What a parent or guardian says": GUARDIAN,
    "Allocation": ALLOCATION,
    "Stand-in for one session": STAND_IN,
    "Plan of a term": PLAN,
    "Claim of a trainer": CLAIM,
    "Certificate": CERTIFICATE,
    "Request to sign a course's words": SIGN_REQUEST,
    "Paper that a worker makes": PAPER_JOB,
}


def diagrams() -> str:
    """Every machine as a Mermaid diagram, drawn from the table that the code obeys."""
    parts = ["# Machines\n\nPrinted by `manage.py machines > docs/machines.md` from the tables the code obeys.\n"]
    for name, table in MACHINES.items():
        arrows = [f"    {state} --> {then}" for state, thens in table.items() for then in sorted(thens)]
        first, ends = next(iter(table)), [state for state, thens in table.items() if not thens]
        lines = [f"    [*] --> {first}", *arrows, *(f"    {state} --> [*]" for state in ends)]
        parts.append("\n".join([f"## {name}\n", "```mermaid", "stateDiagram-v2", *lines, "```\n"]))
    return "\n".join(parts)


class Command(BaseCommand):
    help = "Prints what may follow what, for every machine from runs to signatures."

    def handle(self, **options) -> None:
        self.stdout.write(diagrams(), ending="")
