from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        # Declarations register themselves on import, once models are loaded.
        import courses.personal  # noqa: F401, PLC0415
