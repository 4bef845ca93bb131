"""Letters of a certificate that no font here has: never left out quietly, said to whoever can put them right.

A certificate is issued all the same, so that nothing holds up the closing of a register. It is
work for the office, and can't be printed, until its words are put right or a font is installed.
"""

from django.utils.translation import gettext_lazy as _

from college.paper.glyphs import lost_letters
from college.refusals import Refusal

# As many as are kept and said: one is enough to see which script it is.
MOST = 20


class LettersLost(Refusal):
    """These words can't be given to a certificate; the sentence says which letters, and what helps."""

    sentence = _(
        "No font here has these letters: %(letters)s. Write it in other letters, or ask whoever looks after the "
        "website to install a font."
    )


class NotPrintableYet(Refusal):
    """A paper isn't made rather than made with letters missing."""

    sentence = _(
        "No font here has the letters %(letters)s in “%(words)s”, so this can't be printed yet. Other words would "
        "help, or another font: please tell the office."
    )


def letters_lost_from(words: dict) -> str:
    """The letters of a certificate's words that can't be printed here, `MOST` at most; "" where all can be."""
    return lost_letters(" ".join(texts_of(words)))[:MOST]


def texts_of(words: dict) -> list[str]:
    """All that people wrote of what a certificate says."""
    said = [words.get(name, "") for name in ("name", "title", "college_name")]
    return [*said, *words.get("learnt", ()), *words.get("trainers", ())]


def refuse_lost_letters(text: str) -> None:
    """Refuses LettersLost where a letter of `text` can't be printed here."""
    if lost := lost_letters(text):
        raise LettersLost(LettersLost.sentence % {"letters": " ".join(lost[:MOST])})


def refuse_to_print_without(*texts: str) -> None:
    """Refuses NotPrintableYet for the first of `texts` that would lose a letter on paper."""
    for text in texts:
        if lost := lost_letters(text):
            said = {"letters": " ".join(lost[:MOST]), "words": text[:60]}
            raise NotPrintableYet(NotPrintableYet.sentence % said)
