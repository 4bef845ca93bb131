"""How somebody who finished a course wishes to be named when the college celebrates."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.private import personal
from college.refusals import Refusal
from enrolment.certificates.forms import WishForm
from enrolment.certificates.graduation import certificates_in_term, graduations_of, say_wish
from enrolment.my.permissions import learner_or_404


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def graduation(request, slug):
    """One question about one term in which they finished something; their last word counts."""
    learner = learner_or_404(request)
    now = timezone.now()
    term, said = next((pair for pair in graduations_of(learner, now=now) if pair[0].slug == slug), (None, None))
    if term is None:
        raise Http404
    form = WishForm(request.POST if request.method == "POST" else None, initial={"wish": said.wish if said else None})
    if request.method == "POST" and form.is_valid():
        try:
            say_wish(learner=learner, term=term, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. We do as you say, and you can change it until the day."))
            return redirect("my:home")
    finished = certificates_in_term(learner, term)
    return render(request, "my/graduation.html", {"form": form, "term": term, "finished": finished})
