"""Receipts as files: a photograph is drawn anew and made small, a PDF is kept as it came."""

from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from PIL import Image

from college.pictures import redrawn
from enrolment.claims.models import Receipt

LARGEST_PDF = 2 * 1024 * 1024
# Enough to read a till receipt by.
LONGEST_SIDE = 1800


@dataclass(frozen=True)
class Paper:
    """A receipt that was read: of what kind, and its bytes."""

    kind: str
    content: bytes


def read_receipt(upload: UploadedFile) -> Paper:
    """`upload` as it is kept. Refuses (ValidationError) what is neither a picture nor a PDF, and what is too big."""
    upload.seek(0)
    if upload.read(1024).lstrip().startswith(b"%PDF-"):
        if (upload.size or 0) > LARGEST_PDF:
            raise ValidationError(_("This PDF is bigger than 2 MB. Photograph the receipt instead."))
        upload.seek(0)
        return Paper(Receipt.Kind.PDF, upload.read())
    with Image.open(redrawn(upload)) as picture:
        small = picture.convert("RGB")
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = BytesIO()
    small.save(drawn, "JPEG", quality=80)
    return Paper(Receipt.Kind.JPEG, drawn.getvalue())


def receipt_file(receipt: Receipt) -> HttpResponse:
    """A receipt to keep and look at, for whom a gate has let in; nothing in it runs, no cache keeps it."""
    response = HttpResponse(bytes(receipt.content), content_type=receipt.kind)
    ending = "pdf" if receipt.kind == Receipt.Kind.PDF else "jpg"
    response["Content-Disposition"] = f'attachment; filename="receipt-{receipt.claim.code}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response
