"""The languages of a course's words."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.signoff.queries import title_of
from cms.translations.actions import begin_translation
from cms.translations.forms import LanguageForm
from cms.translations.queries import not_yet, translations_of
from college.refusals import Refusal
from courses.permissions import Permission, course_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request, code):
    """Which translations a course has and how they stand; and beginning another."""
    course = course_or_404(request.user, Permission.EDIT_PAGES, code)
    form = LanguageForm(request.POST or None, languages=not_yet(course))
    if request.method == "POST" and form.is_valid():
        try:
            page = begin_translation(course=course, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal:
            raise Http404 from None
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"course": course, "title": title_of(course), "translations": translations_of(course), "form": form}
    return render(request, "signoff/languages.html", context)
