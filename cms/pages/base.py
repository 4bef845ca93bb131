"""What all our page types share."""

from csp.constants import SELF
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class CollegePage(Page):
    """A page of the college: public or not, nothing between; read, never posted to.

    No scheduled publishing (dates go round sign-off) and no passworded pages (a
    page with secrets does not belong on a website).
    """

    class Meta:
        abstract = True

    # Home and the two lists carry the site: they are never unpublished or deleted.
    carries_the_site = False

    private_page_options: list[str] = []
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("search_description", heading=_("one line for search engines")),
    ]
    settings_panels: list = []

    def clean(self):
        super().clean()
        if self.go_live_at or self.expire_at:
            raise ValidationError(_("Pages aren't published by the clock. Publish it when it is ready."))

    def serve_preview(self, request, mode_name):
        """As the public page, which the editor may show in its own frame."""
        response = super().serve_preview(request, mode_name)
        response._csp_replace = {"frame-ancestors": [SELF]}
        return response


class CarryingPage(CollegePage):
    """A page that stands once and stays: editors change its words, not its address."""

    class Meta:
        abstract = True

    carries_the_site = True
    max_count = 1
    promote_panels = [FieldPanel("search_description", heading=_("one line for search engines"))]
