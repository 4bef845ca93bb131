"""May it now: the transitions of a certificate, and the reasons a person may have for one."""

from django.utils.translation import gettext_lazy as _

CERTIFICATE = {"issued": {"revoked"}, "revoked": set()}

# Why a person gives one where the register alone would not, or takes one back: codes, never words about someone.
GIVEN = {
    "could_not_come": _("They could not come to more, and it was beyond them"),
    "learnt_elsewhere": _("They did the learning in another way"),
    "mark_missing": _("A mark is missing that nobody can put right now"),
}
TAKEN_BACK = {
    "asked_for_it": _("The learner asked us to"),
    "given_in_error": _("It was given in error"),
}
