"""What a reader finds in a printed edition: whether it conforms, and whether every word is there."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import page
import pypdfium2

from bench.long_prospectus.college import TONGUES, Tongue

# Neither seen nor said.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffe]")
WIDTH = 1.3


@dataclass(frozen=True)
class Read:
    """A file as it was read: rules it breaks, its pages' words, how often each language's title was found."""

    breaks: list[str]
    pages: list[str]
    titles: dict[str, int]
    otherwise: dict[str, list[str]]
    lost: dict[str, list[str]]


def read(pdf: bytes) -> Read:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [letters(each.get_textpage().get_text_range()) for each in document]
    everything = "".join(pages)
    return Read(
        breaks=[f"{failure.rule_id}: {failure.message}" for failure in report.failures],
        pages=pages,
        titles={tongue.name: everything.count(letters(tongue.title)) for tongue in TONGUES},
        otherwise={tongue.name: _unfound(tongue, everything) for tongue in TONGUES},
        lost={tongue.name: _lost(tongue, everything) for tongue in TONGUES},
    )


def letters(text: str) -> str:
    """The letters alone, as they were typed: without spaces, joiners and the shapes that letters take in a word."""
    return "".join(UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def draw_some(pdf: bytes, pages: Iterable[str], folder: Path, name: str) -> None:
    """A page of every language as a picture into `folder`, and the file."""
    (folder / f"{name}.pdf").write_bytes(pdf)
    found = list(pages)
    with pypdfium2.PdfDocument(pdf) as document:
        for tongue in TONGUES:
            wanted = letters(tongue.sentences[0].split()[0])
            number = next((n for n, text in enumerate(found) if text.count(wanted) > 2), None)
            if number is not None:
                document[number].render(scale=WIDTH).to_pil().save(folder / f"{name}-{tongue.name.lower()}.png")


def _unfound(tongue: Tongue, everything: str) -> list[str]:
    """Words that are not spelt in the file's text as they were typed."""
    return [word for sentence in tongue.sentences for word in sentence.split() if letters(word) not in everything]


def _lost(tongue: Tongue, everything: str) -> list[str]:
    """Of those, the ones that aren't there at all. PDFium turns the two letters of an Arabic ligature round: it is
    drawn rightly."""
    return [
        word
        for word in _unfound(tongue, everything)
        if not any(turned in everything for turned in _turned(letters(word)))
    ]


def _turned(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
