"""Where the editor of a course's words sees how its sign-off stands."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.publishing import signatures_under


class SignOffPanel(Panel):
    """Says whether these words are signed, and leads to asking for it."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Sign-off")} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/sign_off_panel.html"

        def is_shown(self):
            return self.instance is not None and self.instance.course_id is not None

        def get_context_data(self, parent_context=None):
            told = {"course": self.instance.course, "signed": signatures_under(self.instance)}
            return super().get_context_data(parent_context) | told
