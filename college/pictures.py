"""Pictures from outside: read within limits, drawn anew, refused in a sentence.

What is stored is our own drawing of the pixels: no place or camera from a phone's
photo, nothing hidden behind a picture's name.
"""

import warnings
from io import BytesIO

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageFile, ImageOps

from college.fields import opaque_code

ENDINGS = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}
HINT = gettext_lazy("A JPG, PNG or WebP picture of at most 8 MB. A photo loses its place and date on the way.")


def redrawn(upload) -> InMemoryUploadedFile:
    """`upload` as a picture of our own drawing and naming.

    Refuses more than 8 MB or 40 million pixels before drawing anything, more than one
    frame, and whatever is no JPG, PNG or WebP, whatever its name says.
    """
    if upload.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("This file is too big (%(size)s). Make the picture smaller, to at most %(most)s, and try again.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)}
        )
    try:
        return _draw(upload)
    except ValidationError:
        raise
    except Exception as problem:  # a broken file breaks the reader in ways nobody can list
        raise ValidationError(
            _("We can't read this file as a picture. Open it, save it again as JPG or PNG, and try that.")
        ) from problem


def _draw(upload) -> InMemoryUploadedFile:
    # Print libraries switch this on for their whole process; half a picture is no picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        upload.seek(0)
        picture = Image.open(upload, formats=list(ENDINGS))
    width, height = picture.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(
            _("This picture is %(width)d by %(height)d points. Make it at most 6,000 on each side, and try again.")
            % {"width": width, "height": height}
        )
    if getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(_("This picture moves, which is hard on some people. Choose one that stands still."))
    kind = picture.format or ""
    still = ImageOps.exif_transpose(picture)
    still = still.convert("RGBA" if kind != "JPEG" and still.has_transparency_data else "RGB")
    still.info.clear()  # remarks and profiles would be written along
    drawn = BytesIO()
    still.save(drawn, kind, quality=88)
    size = drawn.tell()
    drawn.seek(0)
    ending, mime = ENDINGS[kind]
    return InMemoryUploadedFile(drawn, "file", f"{opaque_code()}.{ending}", mime, size, None)


class DrawnPictureField(forms.FileField):
    """A picture for a form of our own, drawn anew like every picture: a logo, a photograph of a door."""

    def to_python(self, data):
        return None if data in self.empty_values else redrawn(data)
