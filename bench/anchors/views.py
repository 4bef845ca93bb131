"""The smallest views that do what ours are measured against."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from wagtail.views import serve

from bench.anchors.models import BarePlace, BareRun


@login_not_required
def bare(request):
    return _with_length(HttpResponse("Welcome to the college."))


@login_not_required
def plain_list(request):
    return serve(request, "plain/")


@login_not_required
def enrol(request):
    """A place if one remains: lock the run, count, insert, and lead to a page."""
    with transaction.atomic():
        run = BareRun.objects.select_for_update().get(pk=request.POST["run"])
        if run.bareplace_set.count() < run.places:
            BarePlace.objects.create(run=run, learner=request.POST["learner"])
    return _with_length(HttpResponseRedirect("/bench/bare/"))


def _with_length(response):
    """As Django's common middleware does; these views go without it."""
    response["Content-Length"] = len(response.content)
    return response
