"""Why a certificate was given or taken back: codes, never words about someone."""

from django.utils.translation import gettext_lazy as _

# A person gives one where the register alone would not.
GIVEN = {
    "could_not_come": _("They could not come to more, and it was beyond them"),
    "learnt_elsewhere": _("They did the learning in another way"),
    "mark_missing": _("A mark is missing that nobody can put right now"),
}
# A person takes one back for good.
TAKEN_BACK = {
    "asked_for_it": _("The learner asked us to"),
    "given_in_error": _("It was given in error"),
}
# The old one is replaced: by a person who puts its words right, or with its register.
REPLACED = {
    "words_corrected": _("words put right"),
    "register_corrected": _("register corrected"),
}
IN_WORDS = GIVEN | TAKEN_BACK | REPLACED
