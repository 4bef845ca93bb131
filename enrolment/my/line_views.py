"""Coming together: two who wait for one course tell each other a word, and move up together."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.private import personal
from college.refusals import Refusal
from enrolment.my.forms import TogetherForm
from enrolment.my.permissions import learner_or_404
from enrolment.places.line import come_alone, come_together
from enrolment.places.permissions import own_place_or_404


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def together(request, code):
    """My word to give away, theirs to type in; or by myself again. Names nobody: a word is consent enough to join."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    if enrolment.status != "waiting":
        return redirect("my:place", code)
    form = TogetherForm(request.POST if request.method == "POST" else None)
    alone = request.POST.get("press") == "alone"
    if request.method == "POST" and (alone or form.is_valid()):
        told = {"enrolment": enrolment, "by": request.user, "now": timezone.now()}
        try:
            if alone:
                come_alone(**told)
            else:
                come_together(word=form.cleaned_data["word"], **told)
            messages.success(request, _("Saved."))
            return redirect("my:place", code)
        except Refusal as refusal:
            form.add_error("word", str(refusal))
    return render(request, "my/together.html", {"enrolment": enrolment, "form": form})
