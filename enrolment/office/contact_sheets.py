"""The office's lists of those who were looked for, who wrote and who comes to talk, as .xlsx."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.permissions import Permission, require
from enrolment.learners.likeness import likenesses
from enrolment.learners.permissions import learners_for
from enrolment.messages.replies import replies_for
from enrolment.office.people_sheets import Line, people_list
from enrolment.office.queries import people_found
from enrolment.welcome.permissions import talks_for, without_a_talk
from enrolment.welcome.words import where_words


@require_safe
def found_sheet(request):
    """The people who were sought by name, e-mail or telephone, as on their page: nobody is listed unasked."""
    require(request.user, Permission.SEE_LEARNERS)
    found = people_found(request.user, request.GET.get("q", "").strip())
    lines: list[Line] = [(learner, [learner.name, learner.full_name]) for learner in found]
    return people_list(request, "people-found", [_("Name"), _("Full name")], lines, title=_("People"))


@require_safe
def twice_sheet(request):
    """Records that may be of one person: the two of a pair one under the other, with the pair's number."""
    require(request.user, Permission.MERGE_RECORDS)
    lines: list[Line] = [
        (learner, [number, learner.full_name or learner.name, ", ".join(map(str, pair.same))])
        for number, pair in enumerate(likenesses(learners_for(request.user)), start=1)
        for learner in (pair.one, pair.other)
    ]
    headings = [_("Pair"), _("Name"), _("What is alike")]
    return people_list(request, "may-stand-here-twice", headings, lines, title=_("May stand here twice"))


@require_safe
def replies_sheet(request):
    """From whom and when a reply came that nobody has dealt with; not what it says."""
    require(request.user, Permission.SEE_LEARNERS)
    lines: list[Line] = [
        (
            reply.learner,
            [
                reply.learner.name if reply.learner else "",
                reply.from_address,
                str(reply.get_channel_display()),
                timezone.localdate(reply.received_at),
            ],
        )
        for reply in replies_for(request.user).filter(done_at=None)
    ]
    headings = [_("Name"), _("From"), _("How"), _("Came on")]
    return people_list(request, "replies", headings, lines, title=_("Replies"))


@require_safe
def talks_sheet(request):
    """Who comes to a welcome talk and when, after those who have no time yet."""
    require(request.user, Permission.ENROL)
    without = [(each.learner, [each.learner.name, None, None, "", ""]) for each in without_a_talk(request.user)]
    booked = [
        (
            talk.learner,
            [
                talk.learner.name,
                timezone.localdate(talk.starts_at),
                timezone.localtime(talk.starts_at).time(),
                where_words(talk),
                talk.host,
            ],
        )
        for talk in talks_for(request.user).open()
    ]
    headings = [_("Name"), _("Day"), _("From"), _("Where"), _("With")]
    return people_list(request, "welcome-talks", headings, [*without, *booked], title=_("Welcome talks"))
