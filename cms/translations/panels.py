"""What the editor of a course's words sees of its languages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.signoff.changes import whole
from cms.translations.changes import what_changed_since
from courses.actions.editions import words_of_edition
from courses.languages import other_languages
from courses.queries import current_edition


class TranslationPanel(Panel):
    """Of a translation: the words it says again, and what has changed in them. Of the others: which there are."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Languages")} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/translation_panel.html"

        def is_shown(self):
            return self.instance is not None and self.instance.course_id is not None

        def get_context_data(self, parent_context=None):
            page = self.instance
            source = current_edition(page.course) if page.language else None
            return super().get_context_data(parent_context) | {
                "course": page.course,
                "name": other_languages().get(page.language, page.language),
                "changed": what_changed_since(page, source) if source else [],
                "source": whole(words_of_edition(source)) if source else [],
            }
