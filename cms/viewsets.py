"""Settings of the college in the editor's menu: one row each, to change and never to add or delete."""

from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.forms import BlocksForm, PolicyForm, ThemeForm, WordingForm
from college.models import Theme, Wording
from courses.models import Policy


class StraightToTheRow(generic.IndexView):
    """No list of one: leads to the row, made with its defaults when nobody has set any."""

    def get(self, request, *args, **kwargs):
        row, _made = self.model.objects.get_or_create(pk=1)
        return redirect(self.get_edit_url(row))


class StayOnTheRow(generic.EditView):
    """Saving comes back to the same form, which is named after what it changes."""

    def get_page_subtitle(self):
        return capfirst(self.model._meta.verbose_name)

    def get_success_url(self):
        return self.get_edit_url()


class OneRowViewSet(ModelViewSet):
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = StraightToTheRow
    edit_view_class = StayOnTheRow
    form_class: type

    def get_form_class(self, for_update=False):
        return self.form_class

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in ("add", "delete")]


class WordingViewSet(OneRowViewSet):
    name = menu_name = "wording"
    model = Wording
    form_class = WordingForm
    menu_label = _("Words of the college")
    icon = "openquote"
    menu_order = 10


class ThemeViewSet(OneRowViewSet):
    name = menu_name = "look"
    model = Theme
    form_class = ThemeForm
    menu_label = _("Look of the college")
    icon = "view"
    menu_order = 20


class PolicyViewSet(OneRowViewSet):
    name = menu_name = "rules"
    model = Policy
    form_class = PolicyForm
    menu_label = _("Rules of the college")
    icon = "cogs"
    menu_order = 30


class StayOnWhatWeAsk(StayOnTheRow):
    """The rules have two screens: this one is named after what it asks."""

    def get_page_subtitle(self):
        return _("What we ask people")


class BlocksViewSet(OneRowViewSet):
    name = menu_name = "asked"
    model = Policy
    form_class = BlocksForm
    edit_view_class = StayOnWhatWeAsk
    menu_label = _("What we ask people")
    icon = "form"
    menu_order = 40
