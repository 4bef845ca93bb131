"""The college, its two editions and the reading of them, on the empty database of DATABASE_URL.

    python -m bench.long_prospectus.on_database <folder> <courses> [<folder to look at>]

Writes <folder>/read.json.
"""

import json
import logging
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

logging.disable(logging.INFO)
django.setup()

from django.utils import timezone  # noqa: E402  after the apps have loaded

from bench.long_prospectus import college  # noqa: E402
from bench.long_prospectus.reading import draw_some, read  # noqa: E402
from bench.processes import peak_mb  # noqa: E402
from cms.printing.actions import keep_in_step, make_next  # noqa: E402
from cms.printing.models import PrintedProspectus  # noqa: E402
from college.paper.press import press  # noqa: E402

KINDS = (PrintedProspectus.Kind.STANDARD, PrintedProspectus.Kind.LARGE)


def edition(row: PrintedProspectus, courses: int, seconds: float, look: Path | None) -> dict:
    """What stands in the table about one edition of the whole college."""
    named = {"edition": row.get_kind_display(), "state": row.get_status_display()}
    if not row.file:
        return named | {"faults": 1, "reason": row.reason}
    with row.file.open("rb") as file:
        pdf = file.read()
    found = read(pdf)
    if look:
        draw_some(pdf, found.pages, look, row.kind)
    each = courses // len(found.titles)
    lost = {name: words for name, words in found.lost.items() if words}
    short = [name for name, times in found.titles.items() if times < each]
    for what in (*found.breaks[:20], *(f"{name}: {' '.join(words)}" for name, words in lost.items()), *short):
        print(f"  {what}", flush=True)
    return named | {
        "pages": row.pages,
        "MB": round(row.size / 1e6, 1),
        "seconds": round(seconds),
        "MB of memory at most": round(peak_mb(press.child.pid)) if press.child else "",
        "rules of PDF/UA-1 broken": len(found.breaks),
        "letters without a font": len(row.missing),
        **{f"titles in {name}, {each} at least": times for name, times in found.titles.items()},
        "words of the descriptions not found": sum(map(len, lost.values())),
        "words drawn rightly and spelt otherwise in the file's text": sum(map(len, found.otherwise.values())),
        "faults": len(found.breaks) + len(row.missing) + len(lost) + len(short),
    }


def main() -> None:
    folder, courses = Path(sys.argv[1]), int(sys.argv[2])
    look = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if look:
        look.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    now = timezone.now()
    place = college.found(now)
    for number in range(courses):
        college.add_course(number, place, now)
    college.lose_pictures(place)
    print(f"  {time.strftime('%H:%M:%S')} {courses} courses written and signed", flush=True)
    keep_in_step(now=now)
    # The places' own editions are pages of the same book.
    PrintedProspectus.objects.filter(locality__isnull=False).delete()
    editions = []
    for kind in KINDS:
        began = time.monotonic()
        row = make_next(now=timezone.now())
        assert row is not None and row.kind == kind, (row, kind)
        editions.append(edition(row, courses, time.monotonic() - began, look))
        print(
            f"  {time.strftime('%H:%M:%S')} {row.get_kind_display()}: {row.get_status_display()} {row.reason}",
            flush=True,
        )
        press.stop()
    said = (
        f"{courses} courses in {len(college.TONGUES)} languages, each with a description of about "
        f"{college.LONGEST:,} characters, signed by two; of every four pictures one is there, one is gone, one has "
        "changed since it was signed, one was never chosen."
    )
    (folder / "read.json").write_text(json.dumps({"college": said, "editions": editions}))


if __name__ == "__main__":
    main()
