"""Which course a line is of, and whether the college and the sheet agree about it."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .doubts import Suggestion
from .known import Known
from .lines import Line, check_length, read_known_word
from .words import folded, same

_CODE = re.compile(r"[A-Z0-9][A-Z0-9\-/]{1,19}")


@dataclass(frozen=True)
class Which:
    code: str
    title: str
    strand: str


def read_which(line: Line, known: Known) -> Which | None:
    code = _read_code(line, known)
    title = line.words("Course")
    if not title:
        course = known.course(code) if code else None
        line.doubt(
            "no-course",
            "Course",
            _("The title of the course is empty."),
            [Suggestion(course.title, {"Course": course.title})] if course else (),
        )
    check_length(line, "Course", 140)
    strand = read_known_word(line, "Strand", known.strands, "unknown-strand", _("“{text}” is not one of the strands."))
    if not (code and title and strand):
        return None
    return Which(code, title, strand) if _as_known(line, code, title, strand, known) else None


def _read_code(line: Line, known: Known) -> str | None:
    text = line.words("Code").upper()
    if _CODE.fullmatch(text):
        return text
    titled = [c.code for c in known.courses if same(c.title, line.words("Course"))]
    squeezed = [text.replace(" ", "")] if _CODE.fullmatch(text.replace(" ", "")) else []
    line.doubt(
        "not-a-code",
        "Code",
        _("“{text}” is not a course code; one looks like SKL03.").format(text=line.words("Code"))
        if text
        else _("The course code is empty."),
        [Suggestion(code, {"Code": code}) for code in dict.fromkeys(titled + squeezed)],
    )
    return None


def _as_known(line: Line, code: str, title: str, strand: str, known: Known) -> bool:
    """Whether the college knows the course under these words, or does not know it yet."""
    course = known.course(code)
    if course is None:
        return True
    differs = False
    if not same(course.title, title):
        _differs(line, "another-title", "Course", code, course.title, title)
        differs = True
    if not same(course.strand, strand):
        _differs(line, "another-strand", "Strand", code, course.strand, strand)
        differs = True
    return not differs


def _differs(line: Line, code: str, column: str, course_code: str, is_known_as: str, text: str) -> None:
    line.doubt(
        code,
        column,
        _("{code} is known as “{known}”, but the line says “{text}”.").format(
            code=course_code, known=is_known_as, text=text
        ),
        [Suggestion(is_known_as, {column: is_known_as})],
    )


def compare_courses(lines: list[Line], known: Known) -> None:
    """A code that has two titles or two strands within the sheet, or a title that has two codes."""
    for column, code in (("Course", "two-titles"), ("Strand", "two-strands")):
        _compare(lines, "Code", column, code, skip={folded(c.code) for c in known.courses})
    _compare(lines, "Course", "Code", "two-codes", skip=set())


def _compare(lines: list[Line], by: str, column: str, code: str, skip: set[str]) -> None:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.words(by) and line.words(column):
            groups[folded(line.words(by))].append(line)
    for key, group in groups.items():
        counts = Counter(folded(line.words(column)) for line in group)
        if key in skip or len(counts) == 1:
            continue
        usual = counts.most_common(1)[0][0]
        first = next(line for line in group if folded(line.words(column)) == usual)
        for line in group:
            if folded(line.words(column)) != usual:
                line.doubt(
                    code,
                    column,
                    _("“{by}” has “{text}” here, but “{usual}” in line {other}.").format(
                        by=line.words(by), text=line.words(column), usual=first.words(column), other=first.number
                    ),
                    [Suggestion(first.words(column), {column: first.words(column)})],
                )
