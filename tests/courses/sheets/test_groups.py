"""Columns that say in which languages a run is taught, and for whom its course is especially."""

from dataclasses import replace

import pytest

from courses.sheets.groups import read_audiences, read_languages
from courses.sheets.lines import Line
from tests.courses.sheets.sheets import KNOWN

AUDIENCES = replace(KNOWN, audiences=("carers", "young people"))


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("", ()),
        ("English", ("en",)),
        ("Urdu, Polish", ("pl", "ur")),
        ("BSL and English", ("en", "bfi")),
        ("punjabi / PANJABI", ("pa",)),
        ("English with British Sign Language", ("en", "bfi")),
    ],
)
def test_languages_are_read_in_one_order(said, codes):
    line = Line(3, {"Language": said})
    assert read_languages(line) == codes
    assert not line.doubts


def test_an_unknown_language_is_a_doubt_that_keeps_the_others():
    line = Line(3, {"Language": "English, Urdo"})
    read_languages(line)
    [doubt] = line.doubts
    assert doubt.code == "unknown-language"
    assert doubt.suggestions[0].cells == {"Language": "English, Urdu"}


@pytest.mark.parametrize(("said", "names"), [("", ()), ("Everyone", ()), ("Carers, young people", AUDIENCES.audiences)])
def test_audiences_are_the_colleges_own(said, names):
    line = Line(3, {"Audience": said})
    assert read_audiences(line, AUDIENCES) == names
    assert not line.doubts


def test_an_unknown_audience_is_a_doubt():
    line = Line(3, {"Audience": "carer"})
    read_audiences(line, AUDIENCES)
    assert [doubt.suggestions[0].cells for doubt in line.doubts] == [{"Audience": "carers"}]
