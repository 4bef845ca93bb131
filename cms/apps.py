from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Pages")

    def ready(self) -> None:
        # Declarations, receivers and sweeps register themselves on import, once models are loaded.
        import cms.personal  # noqa: PLC0415
        import cms.printing.tasks  # noqa: PLC0415
        import cms.receivers  # noqa: PLC0415
        import cms.signoff.tasks  # noqa: PLC0415
        import cms.tasks  # noqa: F401, PLC0415
