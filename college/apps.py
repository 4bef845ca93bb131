from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollegeConfig(AppConfig):
    name = "college"
    verbose_name = _("College")

    def ready(self) -> None:
        # Checks, sweeps and declarations register themselves on import, once models are loaded.
        import college.checks  # noqa: PLC0415
        import college.personal  # noqa: PLC0415
        import college.personal_beneath  # noqa: PLC0415
        import college.signin.signals  # noqa: PLC0415
        import college.signin.tasks  # noqa: PLC0415
        import college.tasks  # noqa: F401, PLC0415
        from college.look.vocabulary import teach_english  # noqa: PLC0415

        teach_english()
