"""Certificates as WeasyPrint's first page shows it: untagged, nothing shared from one to the next."""

from base64 import b64encode
from io import BytesIO

import segno
import weasyprint
from django.template.loader import render_to_string

from college.models import Theme, Wording
from college.paper.child import STYLESHEET
from enrolment.certificates.pdf import as_printed, in_print
from enrolment.certificates.posting import postings_of
from enrolment.models import Certificate


def single(certificate: Certificate) -> bytes:
    return _rendered("print/certificate.html", {"certificate": as_printed(certificate), "large": False}, [certificate])


def print_run(certificates: list[Certificate]) -> bytes:
    return _rendered("print/certificates.html", in_print(postings_of(certificates)), certificates)


def _rendered(template: str, context: dict, certificates: list[Certificate]) -> bytes:
    """QR codes as segno makes them, inside the page."""
    look = {"accent": Theme.current().accent, "college": Wording.current()}
    html = render_to_string(template, look | context)
    for certificate in certificates:
        printed = as_printed(certificate)
        code = BytesIO()
        segno.make(printed["check_url"], error="m").save(code, kind="png", scale=4)
        html = html.replace(printed["qr"], _as_data(code.getvalue()))
    stylesheet = weasyprint.CSS(string=STYLESHEET.read_text())
    return weasyprint.HTML(string=html).write_pdf(stylesheets=[stylesheet])


def _as_data(png: bytes) -> str:
    return "data:image/png;base64," + b64encode(png).decode()
