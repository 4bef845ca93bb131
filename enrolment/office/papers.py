"""Papers that the office prints."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from college.outbox.languages import of_messages
from college.paper.pdf import print_template
from college.signin.actions import LASTS, Way, make_one_time_code
from courses.dates import day_words


def code_paper(*, user, name: str, by, now: dt.datetime) -> HttpResponse:
    """A letter with a new one-time code for `user`, as a PDF in their language. The code can't be read again."""
    code = make_one_time_code(user=user, way=Way.OFFICE, by=by, now=now)
    with translation.override(of_messages(user)):
        letter = {
            "name": name,
            "sign_in_name": user.sign_in_name,
            "code": code,
            "url": settings.BASE_URL + reverse("one_time_code"),
            "date": now.date(),
            "until": day_words((now + LASTS[Way.OFFICE]).date()),
        }
        paper = print_template(template="print/code_letter.html", context={"letter": letter})
    return HttpResponse(
        paper, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="sign-in-code.pdf"'}
    )
