"""Refusals: a rule of the college said no, in a sentence for the person who reads it."""

from django.utils.functional import Promise


class Refusal(Exception):
    """An action that may not be done. `str(refusal)` says why, and what to do next.

    Each action defines its own subclass beside itself; a view turns it into a
    message and loses nothing of what was typed.
    """

    sentence: str | Promise = ""

    def __init__(self, sentence: str | Promise = ""):
        super().__init__(str(sentence or self.sentence))
