"""Panels of the editor that are ours."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FactsPanel(Panel):
    """Leads from a course's words to its facts, which the office keeps."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Course")} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/facts_panel.html"

        def is_shown(self):
            return self.instance is not None and self.instance.course_id is not None

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"course": self.instance.course}
