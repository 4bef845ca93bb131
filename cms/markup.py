"""What search engines read of a course: schema.org Course and CourseInstance as JSON-LD.

A data block, which no browser runs, so the strict content-security policy has nothing to forbid.
"""

import datetime as dt
import json
from collections.abc import Iterable

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from courses.models import CourseEdition, Run
from courses.templatetags.courses import course_address

MINUTE = dt.timedelta(minutes=1)
# Inside a script element only these could end it or begin another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def course_markup(edition: CourseEdition, runs: Iterable[Run], college: str) -> SafeString:
    """The JSON-LD of a course's public words and of `runs`, each with its sessions; safe inside a script element.

    college: its name.
    """
    page = settings.BASE_URL + course_address(edition)
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": page,
        "url": page,
        "name": edition.title,
        "description": edition.hook or edition.about[:300] or edition.title,
        "inLanguage": edition.language or settings.LANGUAGE_CODE,
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "GBP"},
        "provider": {
            "@type": "EducationalOrganization",
            "name": college,
            "url": settings.BASE_URL,
        },
        "hasCourseInstance": [_instance(run, page) for run in runs],
    }
    return mark_safe(json.dumps(course, ensure_ascii=False).translate(ESCAPES))


def _instance(run: Run, page: str) -> dict:
    sessions = run.sessions_on()
    is_online = run.format == Run.Format.ONLINE or bool(run.venue and run.venue.is_online)
    instance = {
        "@type": "CourseInstance",
        "@id": f"{page}#{run.code}",
        "courseMode": "Online" if is_online else "Onsite",
        "location": {"@type": "VirtualLocation", "url": page} if is_online else _place(run),
    }
    if sessions:
        length = sum((session.ends_at - session.starts_at for session in sessions), dt.timedelta())
        instance |= {
            "startDate": sessions[0].starts_at.isoformat(),
            "endDate": sessions[-1].ends_at.isoformat(),
            "courseWorkload": f"PT{length // MINUTE}M",
        }
    return instance


def _place(run: Run) -> dict:
    venue = run.venue
    if venue is None:
        return {"@type": "Place", "name": run.locality.name, "address": run.locality.name}
    address = {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(venue.address.split("\n")),
        "postalCode": venue.postcode,
        "addressCountry": "GB",
    }
    return {"@type": "Place", "name": venue.name, "address": {key: value for key, value in address.items() if value}}
