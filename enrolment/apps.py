from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "enrolment"

    def ready(self) -> None:
        # Declarations, sweeps, receivers and writers of words register themselves on import, once models are loaded.
        import enrolment.certificates.tasks  # noqa: PLC0415
        import enrolment.learners.tasks  # noqa: PLC0415
        import enrolment.messages.announcements  # noqa: PLC0415
        import enrolment.messages.formats  # noqa: PLC0415
        import enrolment.messages.reminders  # noqa: PLC0415
        import enrolment.messages.replies  # noqa: PLC0415
        import enrolment.messages.tasks  # noqa: PLC0415
        import enrolment.office.tasks  # noqa: PLC0415
        import enrolment.personal  # noqa: PLC0415
        import enrolment.places.receivers  # noqa: PLC0415
        import enrolment.places.tasks  # noqa: PLC0415
        import enrolment.places.words  # noqa: PLC0415
        import enrolment.registers.tasks  # noqa: PLC0415
        import enrolment.trainers.receivers  # noqa: PLC0415
        import enrolment.trainers.tasks  # noqa: PLC0415
        import enrolment.trainers.texting  # noqa: PLC0415
        import enrolment.welcome.tasks  # noqa: F401, PLC0415
