"""The demonstration's page on which anyone steps into any person's shoes with one press.

Exists only where settings.DEMONSTRATION is on; production refuses to start with it.
"""

from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from college.signin.queries import people_of_the_demonstration

VISITOR = "visitor"


@login_not_required
@require_http_methods(["GET", "POST"])
def shoes(request):
    """Lists the people of the demonstration; a POST of `person` (a user's number, or "visitor") steps in."""
    if not settings.DEMONSTRATION:
        raise Http404
    people = people_of_the_demonstration()
    if request.method == "GET":
        return render(request, "signin/shoes.html", {"people": people, "visitor": VISITOR})
    chosen = request.POST.get("person", "")
    if chosen != VISITOR and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
        raise Http404
    user = None if chosen == VISITOR else get_object_or_404(people, pk=chosen)
    logout(request, show_message=False)
    return redirect("/") if user is None else perform_login(request, user)
