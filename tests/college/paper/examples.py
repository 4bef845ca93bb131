"""Papers as the rooms hand them to print."""

import datetime as dt

from django.template.loader import render_to_string

from college.paper.pdf import LETTER, Limits, render_pdf
from college.paper.qr import qr_png

CHECK_URL = "https://college.example/certificates/check/K7QM2XTP9HRV4NDW6BJC8YFS3GZL/"
ACCENT = "#1d5a52"


def certificate(**changes) -> dict:
    return {
        "name": "Siân Llewellyn-Okafor",
        "title": "Living well with anxiety",
        "took_part_words": "took part in",
        "learnt": ["What anxiety is", "Breathing that works on a bus", "A plan for the next month"],
        "first_on": dt.date(2027, 1, 12),
        "last_on": dt.date(2027, 3, 16),
        "sessions_attended": 8,
        "sessions_held": 10,
        "hours": 16,
        "trainers": ["Sam Carter, peer trainer", "Dr Amina Yusuf, occupational therapist"],
        "college_name": "Humber Recovery College",
        "issued_on": dt.date(2027, 3, 17),
        "code": "K7QM 2XTP 9HRV 4NDW 6BJC 8YFS 3GZL",
        "check_url": CHECK_URL,
        "qr": "qr:code",
    } | changes


def certificate_html(*, large: bool = False, accent: str = ACCENT, **changes) -> str:
    context = {"certificate": certificate(**changes), "accent": accent, "large": large}
    return render_to_string("print/certificate.html", context)


def certificate_pdf(*, limits: Limits = LETTER, **changes) -> bytes:
    return render_pdf(html=certificate_html(**changes), pictures={"qr:code": qr_png(CHECK_URL)}, limits=limits)


def register(**changes) -> dict:
    return {
        "title": "Living well with anxiety",
        "when": "Tuesday 12 January 2027, 10am to 12 midday",
        "place": "Garden Room, Park Street Library",
        "session_words": "Session 1 of 10",
        "trainers": ["Sam Carter", "Dr Amina Yusuf"],
        "code": "R7QM 2XTP",
        "rows": [{"name": f"Zofia {number}", "code": f"A{number}", "flag": number % 5 == 0} for number in range(20)],
        "empty_rows": range(3),
    } | changes


def letter(**changes) -> dict:
    return {
        "name": "Siân",
        "address": ["Siân Llewellyn", "4 Quay Street", "Hull HU1 1AA"],
        "date": dt.date(2026, 11, 23),
        "sign_in_name": "kite-4821",
        "code": "402 817",
        "url": "college.example/accounts/code/",
        "until": "Tuesday 1 December 2026",
    } | changes


def plain_page(body: str, *, head: str = "", title: str = "A page") -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
