"""Who teaches, for public pages: `{% load trainers %}{% credits_for runs as credits %}{{ credits|taught_by:run }}`."""

from collections import defaultdict

from django import template

from courses.models import Run
from enrolment.trainers.models import Allocation

register = template.Library()


@register.simple_tag
def credits_for(runs) -> dict[int, list[str]]:
    """The names of those who accepted each run, as each wished, by run id. One query."""
    names = defaultdict(list)
    accepted = Allocation.objects.filter(run__in=[run.pk for run in runs], status="accepted")
    for allocation in accepted.select_related("trainer"):
        names[allocation.run_id].append(allocation.trainer.credit)
    return {run: sorted(credits) for run, credits in names.items()}


@register.filter
def taught_by(credits: dict[int, list[str]], run: Run) -> list[str]:
    """The names for `run`; empty while nobody has accepted."""
    return credits.get(run.pk, [])
