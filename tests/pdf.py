"""What the tests ask of a PDF."""

import io
from pathlib import Path

import page
import pikepdf
import pypdfium2

# The outline of a file is one chain of all its bookmarks: a print run has one a person.
LIMITS = page.SafetyLimits(max_reference_depth=2048)


def assert_pdf_ua(pdf: bytes, *, pages: int | None = None, language: str = "en") -> None:
    """Conforms to PDF/UA-1, says its language and title, and has as many pages as expected."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1, limits=LIMITS)
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang).startswith(language)
        assert document.Root.MarkInfo.Marked
        assert document.open_metadata().get("dc:title")
        if pages is not None:
            assert len(document.pages) == pages


def words_on(pdf: bytes) -> str:
    """What a reader reads, page after page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(each.get_textpage().get_text_range() for each in document)


def draw(pdf: bytes, folder: Path, *, scale: float = 1.2) -> int:
    """Every page as a picture into `folder`, 1.png and on, for somebody to look at. Returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(pdf) as document:
        for number, each in enumerate(document, start=1):
            each.render(scale=scale).to_pil().save(folder / f"{number:03}.png")
        return len(document)


def bookmarks(pdf: bytes) -> list[str]:
    """The titles of the outline, in order."""
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [item.title for item in outline.root]


def pictures(pdf: bytes) -> int:
    """How many pictures the file holds."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(1 for thing in document.objects if _is(thing, "/Image"))


def attachments(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return list(document.attachments)


def plain_bytes(pdf: bytes) -> bytes:
    """Every object and stream, unpacked: what to search for words that must not be there."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        out = bytearray()
        for thing in document.objects:
            out += thing.unparse()
            if isinstance(thing, pikepdf.Stream) and not _is(thing, "/Image"):
                out += thing.read_bytes()
        return bytes(out)


def _is(thing, subtype: str) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == subtype
