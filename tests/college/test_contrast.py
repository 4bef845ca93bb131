"""No college can save colours that somebody cannot read."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from college.look.contrast import EDGE, SURFACES, TEXT, mix, nearest_accent, ratio, unsafe_pairs
from college.look.stylesheet import deep
from college.models import Theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ffffff", "#ffffff", 1.0)],
)
def test_the_ratio_is_that_of_wcag(one, other, expected):
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)


def test_the_look_of_a_new_college_is_safe():
    Theme().clean()


def test_a_pale_accent_is_refused_with_its_ratio_and_the_nearest_safe_shade():
    with pytest.raises(ValidationError) as refused:
        Theme(accent="#ffd98a", accent_text="#ffffff").clean()
    words = " ".join(refused.value.message_dict["accent"])
    assert "1.35 to 1" in words
    assert nearest_accent("#ffd98a") in words


def test_pale_text_is_refused_beside_the_text_and_not_beside_the_accent():
    with pytest.raises(ValidationError) as refused:
        Theme(accent="#1d5a52", accent_text="#6b8f89").clean()
    assert list(refused.value.message_dict) == ["accent_text"]


def test_what_is_no_colour_is_left_to_the_fields_own_check():
    Theme(accent="teal", accent_text="#ffffff").clean()


@given(colours, colours)
def test_taking_every_suggestion_always_leaves_a_safe_theme(accent, accent_text):
    mended = {"accent": accent, "accent_text": accent_text}
    mended |= {pair.field: pair.nearest for pair in unsafe_pairs(accent, accent_text)}
    assert unsafe_pairs(**mended) == []


@given(colours, colours)
def test_a_theme_that_passes_is_readable_wherever_its_colours_meet(accent, accent_text):
    if unsafe_pairs(accent, accent_text):
        return
    assert all(ratio(accent, surface) >= EDGE for _what, surface in SURFACES)
    theme = Theme(accent=accent, accent_text=accent_text)
    assert ratio(accent_text, accent) >= TEXT
    assert ratio(accent_text, deep(theme)) >= TEXT


@given(colours, colours, st.floats(0, 1))
def test_mixing_stays_a_colour(one, other, share):
    assert len(mix(one, other, share)) == 7
