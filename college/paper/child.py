"""The printing child: `python -m college.paper.child <socket> <parent>`.

Started by `press.py`, alone with WeasyPrint and no Django, no settings and no
secrets. It renders one job after another until its parent hangs up.
"""

import contextlib
import gc
import logging
import math
import os
import re
import resource
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from college.paper import frames, glyphs

STYLESHEET = Path(__file__).resolve().parent.parent / "styles" / "print.css"
MEBIBYTE = 1024 * 1024
PROGRESS = logging.getLogger("weasyprint.progress")
# From Devanagari to Sinhala: letters change their places and shapes with their neighbours.
REORDERED = re.compile("[\u0900-\u0dff]")
WARM_UP = "<html lang='en'><title>.</title><h1>Łódź Siân</h1><p><b>1</b> sesiwn</p>"


class Renderer:
    """WeasyPrint with its fonts found and our stylesheet parsed once, then used for every job."""

    def __init__(self):
        import pydyf  # noqa: PLC0415  comes with weasyprint
        import weasyprint  # noqa: PLC0415  slow to load, and raises OSError where Pango is missing
        from weasyprint.draw import text as drawing  # noqa: PLC0415  as above
        from weasyprint.text import ffi  # noqa: PLC0415  as above
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  as above

        from college.paper import fetcher  # noqa: PLC0415  as above

        self.weasyprint, self.fetcher = weasyprint, fetcher
        self.subsets_fonts = ffi.harfbuzz_subset is not None
        self.fonts = FontConfiguration()
        pydyf.PDF.page_references = property(_page_references)
        drawing.draw_first_line = _saying_what_it_says(drawing.draw_first_line, pydyf)
        self.stylesheet_time = None
        self.render(WARM_UP, {}, roots={}, strict=False, pages=1)
        # What is loaded now stays for good: the collector need not walk it after each document.
        gc.collect()
        gc.freeze()

    def stylesheet(self):
        changed = STYLESHEET.stat().st_mtime_ns
        if changed != self.stylesheet_time:
            self.parsed = self.weasyprint.CSS(
                string=STYLESHEET.read_text(), font_config=self.fonts, url_fetcher=self.fetcher.PaperFetcher(roots={})
            )
            self.stylesheet_time = changed
        return self.parsed

    def render(self, html: str, pictures: dict[str, bytes], *, roots, strict: bool, pages: int) -> bytes | None:
        """The PDF; None when it would have more than `pages` pages."""
        fetcher = self.fetcher.PaperFetcher(roots=roots, pictures=pictures, strict=strict)
        document = self.weasyprint.HTML(string=html, base_url=self.fetcher.BASE_ADDRESS, url_fetcher=fetcher)
        _without_attachments(document.etree_element)
        # The collector would walk a long document again and again, and find next to nothing to free.
        gc.disable()
        try:
            laid_out = document.render(
                font_config=self.fonts, stylesheets=[self.stylesheet()], pdf_variant="pdf/ua-1", cache={}
            )
            if len(laid_out.pages) > pages:
                return None
            return laid_out.write_pdf(pdf_variant="pdf/ua-1", finisher=_finish)
        finally:
            gc.enable()


class News(logging.Handler):
    """Tells how many pages are drawn, as WeasyPrint logs them; not oftener than `every` so many seconds."""

    def __init__(self, tell: Callable[[int], None], every: float):
        super().__init__()
        self.tell, self.every, self.told_at = tell, every, time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        begun = re.search(r"Creating layout - Page (\d+)", record.getMessage())
        if begun and time.monotonic() >= self.told_at + self.every:
            self.told_at = time.monotonic()
            self.tell(int(begun[1]) - 1)

    def __enter__(self) -> None:
        PROGRESS.setLevel(logging.INFO)
        PROGRESS.addHandler(self)

    def __exit__(self, *why) -> None:
        PROGRESS.removeHandler(self)
        PROGRESS.setLevel(logging.WARNING)


def _saying_what_it_says(draw_line, pydyf):
    """Draws a line in a script of India with its text beside it, for whoever copies or hears it.

    A sign in the file can only stand for one text everywhere. There a vowel is drawn before its consonant, and
    WeasyPrint takes the two together for the consonant's: it would then bring the vowel along into other words.
    """

    def draw(stream, textbox, *how):
        if not REORDERED.search(textbox.text):
            return draw_line(stream, textbox, *how)
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)}))
        emojis = draw_line(stream, textbox, *how)
        stream.end_marked_content()
        return emojis

    return draw


def _page_references(pdf) -> tuple[bytes, ...]:
    """As pydyf's own, but kept until a page is added: it is asked for once a tag, and named every page each time."""
    kids = pdf.pages["Kids"]
    kept = getattr(pdf, "kept_page_references", ())
    if len(kept) * 3 != len(kids):
        kept = pdf.kept_page_references = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    return kept


def _without_attachments(root) -> None:
    """A printed page carries no other file inside it."""
    for name in ("link", "a"):
        for element in root.iter(name):
            if "attachment" in (element.get("rel") or "").lower():
                del element.attrib["rel"]


def _finish(document, pdf) -> None:
    """Two passes over what WeasyPrint writes, before it is packed."""
    for thing in pdf.objects:
        lines = getattr(thing, "stream", None)
        if lines and b"begincmap" in lines:
            lines[:] = map(_every_sign_has_a_letter, lines)
        elif lines:
            lines[:] = map(_as_one_word, lines)


def _every_sign_has_a_letter(line: bytes) -> bytes:
    """Where a vowel is drawn before its consonant (Punjabi, Hindi) WeasyPrint leaves the vowel without a letter, which
    PDF/UA forbids; an invisible joiner takes its place. What is read is the text beside the line."""
    return line[:-2] + b"<2060>" if line.endswith(b" <>") else line


def _as_one_word(line):
    """Letters that stand as the font sets them are written together, not each with a shift of nothing after it."""
    if isinstance(line, bytes) and line.endswith(b" TJ"):
        return line.replace(b">0<", b"").replace(b">0]", b">]")
    return line


def _limit(job: dict, warm_size: int) -> None:
    """Give this job its seconds and memory, counted from where the warm child stands."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold people's names
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + job["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    if warm_size:
        bound = warm_size + job["memory_mib"] * MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.RLIM_INFINITY))


def _size() -> int:
    """Bytes of address space in use; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _follow(parent: int) -> None:
    """End when the parent is gone, in the middle of a document too.

    Not PR_SET_PDEATHSIG: that fires when the *thread* that started the child
    ends, and web servers end threads all the time.
    """
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _answer(renderer: Renderer, job: dict, bodies: list[bytes], warm_size: int, tell) -> tuple[dict, list[bytes]]:
    names = job["pictures"]
    pictures = dict(zip(names, bodies[1:], strict=True))
    try:
        _limit(job, warm_size)
        html, missing = glyphs.printable(bodies[0].decode())
        with contextlib.nullcontext() if job["tells_every"] is None else News(tell, job["tells_every"]):
            pdf = renderer.render(html, pictures, roots=job["roots"], strict=job["strict"], pages=job["pages"])
    except MemoryError:
        return {"refused": "memory"}, []
    except renderer.fetcher.FatalURLFetchingError:
        return {"refused": "picture"}, []
    except (Exception, RecursionError) as error:
        return {"refused": "document", "kind": type(error).__name__}, []
    return ({"refused": "pages"}, []) if pdf is None else ({"refused": "", "missing": missing}, [pdf])


def main() -> None:
    line, parent = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    threading.stack_size(256 * 1024)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    try:
        renderer = Renderer()
    except Exception as error:  # nobody's words are in it yet, so the reason may be told whole
        frames.send(line, {"ready": False, "reason": f"{type(error).__name__}: {error}"})
        return
    warm_size = _size()
    frames.send(line, {"ready": True, "subsets_fonts": renderer.subsets_fonts})
    while True:
        try:
            job, bodies = frames.receive(line)
            head, answer = _answer(renderer, job, bodies, warm_size, lambda pages: frames.send(line, {"drawn": pages}))
            frames.send(line, head, answer)
        except frames.Closed:
            return
        if head["refused"]:
            return  # what a refused document left behind is not kept


if __name__ == "__main__":
    main()
