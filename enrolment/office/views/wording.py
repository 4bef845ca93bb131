"""How messages are worded: the college's own words, shown as a real person reads them before they are saved."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.models import Wording
from college.outbox.languages import known, last_change, write_in
from college.outbox.languages import sentences as sentences_in
from college.outbox.words import paragraphs
from college.refusals import Refusal
from courses.permissions import Permission, require
from enrolment.learners.queries import how_many_read
from enrolment.messages.easy_read import choose_easy_words, current_easy_words, how_many_want_it
from enrolment.messages.models import EasyReadWords, MessageWords
from enrolment.messages.own_words import FOR_PEOPLE_WITH_A_PLACE, PLACES, SORTS, choose_words, current_words
from enrolment.office.forms.wording import EasySentencesFormSet, MessageWordsForm, sentences_of
from enrolment.office.wording import as_read, readers_of


@require_safe
def wording(request):
    """Every kind of message, and whose words it has."""
    require(request.user, Permission.WORD_MESSAGES)
    own = current_words()
    easy = current_easy_words()
    sorts = [(event, sort.label, own.get(event), event in easy) for event, sort in SORTS.items()]
    chosen = Wording.current().message_languages
    others = [(language, name, language in chosen) for language, name in known().items()]
    context = {"sorts": sorts, "others": others, "easy_readers": how_many_want_it()}
    return render(request, "office/wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sentences(request, language):
    """All that the college writes in another language, beside the English, to be read; begun or ended by a press."""
    require(request.user, Permission.WORD_MESSAGES)
    if language not in known():
        raise Http404
    name = known()[language]
    if request.method == "POST":
        wanted = request.POST.get("press") == "begin"
        write_in(language=language, wanted=wanted, by=request.user, now=timezone.now())
        said = _("From now on who reads %(name)s is written to in it.") if wanted else _("We write in English again.")
        messages.success(request, said % {"name": name})
        return redirect("office:wording")
    context = {
        "spoken": language,
        "name": name,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "sentences": sentences_in(language),
        "is_chosen": language in Wording.current().message_languages,
        "readers": how_many_read(language),
        "changed": last_change(language),
    }
    return render(request, "office/sentences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def words_of(request, event):
    """The words of one kind of message; looked at as often as one likes, saved on a press."""
    require(request.user, Permission.WORD_MESSAGES)
    if event not in SORTS:
        raise Http404
    saved = current_words().get(event)
    readers = list(readers_of(request.user, event))
    first = {"lead": saved.lead, "text": saved.text} if saved else {}
    sent = request.POST if request.method == "POST" else None
    form = MessageWordsForm(sent, event=event, readers=readers, initial=first)
    shown = saved
    if request.method == "POST" and form.is_valid():
        chosen = {"lead": form.cleaned_data["lead"], "text": form.cleaned_data["text"]}
        shown = MessageWords(event=event, **chosen)
        if request.POST.get("press") != "look":
            try:
                choose_words(event=event, **chosen, by=request.user, now=timezone.now())
                messages.success(request, _("The words are saved. Messages written from now on have them."))
                return redirect("office:wording")
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    reader = next((place for place in readers if place.code == request.POST.get("reader")), next(iter(readers), None))
    context = {
        "form": form,
        "sort": SORTS[event],
        "places": [(name, PLACES[name]) for name in SORTS[event].allowed],
        "only_with_a_place": event in FOR_PEOPLE_WITH_A_PLACE,
        "reader": reader,
        "read": as_read(event, reader, own=shown, now=timezone.now()) if reader and not form.errors else [],
    }
    return render(request, "office/words_of.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def easy_words_of(request, event):
    """The same in Easy Read: the college's sentences and their pictures, looked at as often as one likes."""
    require(request.user, Permission.WORD_MESSAGES)
    if event not in SORTS:
        raise Http404
    saved = current_easy_words().get(event)
    first = [{"sentence": sentence, "picture": picture} for sentence, picture in (saved.sentences if saved else [])]
    sent = request.POST if request.method == "POST" else None
    formset = EasySentencesFormSet(sent, initial=first, form_kwargs={"event": event})
    shown = saved.sentences if saved else []
    if request.method == "POST" and formset.is_valid():
        shown = sentences_of(formset)
        if request.POST.get("press") != "look":
            choose_easy_words(event=event, sentences=shown, by=request.user, now=timezone.now())
            messages.success(request, _("The Easy Read words are saved. Messages written from now on have them."))
            return redirect("office:wording")
    ours = (place for place in readers_of(request.user, event) if place.learner.reads == settings.LANGUAGE_CODE)
    reader, read = next(ours, None), []
    if reader and shown:
        easy = EasyReadWords(event=event, sentences=shown)
        [(_way, words), _text] = as_read(event, reader, own=None, easy=easy, now=timezone.now())
        read = paragraphs(words)
    context = {
        "formset": formset,
        "sort": SORTS[event],
        "places": [(name, PLACES[name]) for name in SORTS[event].allowed],
        "reader": reader,
        "read": read,
    }
    return render(request, "office/easy_words_of.html", context)
