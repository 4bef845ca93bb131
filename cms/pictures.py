"""Uploads in the editor: pictures drawn anew by `college.pictures`, and documents that are PDF."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from college.pictures import HINT, redrawn


class PictureField(WagtailImageField):
    """Wagtail's field, which from us only ever gets a picture that we drew."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.help_text = HINT

    def to_python(self, data):
        if data in self.empty_values:
            return None
        return super().to_python(redrawn(data))


class PictureForm(BaseImageForm):
    """The form behind every upload of a picture in Wagtail, one by one or many."""

    file = PictureField(label=gettext_lazy("Picture"), widget=BaseImageForm.Meta.widgets["file"])


class DocumentForm(BaseDocumentForm):
    """Documents are PDF, by what is in them and not only by name."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            file.seek(0)
            if not file.read(1024).lstrip().startswith(b"%PDF-"):
                raise ValidationError(_("This file is no PDF. Save it as PDF and try again."))
            file.seek(0)
        return file
