"""Going on with a self-referral that was begun before, by the code that somebody wrote down."""

from allauth.core.internal.ratelimit import get_ip
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from college.private import personal_without_sign_in
from college.refusals import Refusal
from enrolment.learners.drafts import go_on as find_draft
from enrolment.learners.forms import CodeForm


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request):
    """Asks for the code, and leads to the first question that is not answered yet."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            draft = find_draft(**form.cleaned_data, network=get_ip(request), now=timezone.now())
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("join:check", draft.run.code, draft.code)
    return render(request, "join/go_on.html", {"form": form})
