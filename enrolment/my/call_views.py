"""Asking to be rung: a name if one likes, a number, when. No account."""

from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from college.formfields import Radios
from college.refusals import Refusal
from courses.queries import public_course
from enrolment.learners.calls import NoNumber, ask_for_call
from enrolment.learners.models import CallRequest

When = CallRequest.When


class CallForm(forms.Form):
    use_required_attribute = False

    phone = forms.CharField(
        label=_("Your telephone number"),
        max_length=40,
        error_messages={"required": NoNumber.sentence},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    name = forms.CharField(
        label=_("Your name (if you like)"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "spellcheck": "false"}),
    )
    when = forms.ChoiceField(label=_("When shall we ring?"), choices=When, initial=When.ANY, widget=Radios)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ring_me(request):
    """The form; once sent, the same address says thank you. `course`: the code of a public course.

    `website` is a field that people don't see: what fills it in is a machine, and is thanked.
    """
    if "asked" in request.GET:
        return render(request, "my/ring_me_asked.html")
    form = CallForm(request.POST or None)
    about = public_course(request.GET.get("course", "")[:20])
    if form.is_valid():
        try:
            if not request.POST.get("website"):
                ask_for_call(
                    **form.cleaned_data,
                    about_code=about.code if about else "",
                    network=get_ip(request),
                    by=None,
                    now=timezone.now(),
                )
            return redirect(f"{reverse('ring_me')}?asked")
        except Refusal as refusal:
            form.add_error("phone" if isinstance(refusal, NoNumber) else None, str(refusal))
    return render(request, "my/ring_me.html", {"form": form})
