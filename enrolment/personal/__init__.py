"""What the college stores about its learners and trainers: read once, when the app is ready."""

from enrolment.personal import certificates, claims, learners, messages, places, registers, trainers, welcome

__all__ = ["certificates", "claims", "learners", "messages", "places", "registers", "trainers", "welcome"]
