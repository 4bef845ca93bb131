"""Whether a college's colours can be read: every pair the theme makes, by WCAG 2.2.

Text needs 4.5:1 (success criterion 1.4.3), edges and focus 3:1 (1.4.11); the
ratio is that of WCAG's definition of relative luminance.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXT = 4.5
EDGE = 3.0
WHITE = "#ffffff"
BLACK = "#000000"
PAPER = "#fbf9f5"  # behind every page, as in styles/_palette.scss
SAND = "#f1ece2"  # behind the foot of every page
FOCUS = "#ffeb3b"  # nhsuk-frontend's focus colour

# What the accent is drawn on or beside, apart from its own text.
SURFACES = (
    (_("the accent on the white of cards and the light header"), WHITE),
    (_("the accent on the page"), PAPER),
    (_("the accent on the foot of the page"), SAND),
    (_("the focus ring on the accent"), FOCUS),
)


@dataclass(frozen=True)
class UnsafePair:
    """Two colours too close to each other, and the shade of `field` that mends it."""

    field: str
    what: str | Promise
    foreground: str
    background: str
    ratio: float
    needed: float
    nearest: str

    def __str__(self):
        return _(
            "%(what)s: the contrast is %(ratio)s to 1 and needs %(needed)s. The nearest safe shade is %(nearest)s."
        ) % {
            "what": str(self.what)[:1].upper() + str(self.what)[1:],
            "ratio": floor_two(self.ratio),
            "needed": self.needed,
            "nearest": self.nearest,
        }


def unsafe_pairs(accent, accent_text):
    """The pairs of a theme with these two colours (#rrggbb) that cannot be read; [] when all can."""
    found = [
        UnsafePair("accent", what, accent, surface, ratio(accent, surface), EDGE, nearest_accent(accent))
        for what, surface in SURFACES
        if ratio(accent, surface) < EDGE
    ]
    ground = nearest_accent(accent)
    if ratio(accent_text, ground) < TEXT or (not found and ratio(accent_text, accent) < TEXT):
        found.append(
            UnsafePair(
                "accent_text",
                _("text on the accent"),
                accent_text,
                ground,
                ratio(accent_text, ground),
                TEXT,
                nearest(accent_text, lambda shade: ratio(shade, ground) >= TEXT),
            )
        )
    return found


def refuse_unsafe(theme):
    """Raise a ValidationError by field for a Theme whose colours cannot be read.

    Says nothing of a colour that is no #rrggbb: the field's own validator does.
    """
    if not all(re.fullmatch(r"#[0-9a-fA-F]{6}", colour) for colour in (theme.accent, theme.accent_text)):
        return
    errors = {}
    for pair in unsafe_pairs(theme.accent, theme.accent_text):
        errors.setdefault(pair.field, []).append(str(pair))
    if errors:
        raise ValidationError(errors)


def nearest_accent(accent):
    """The accent itself if it is safe on every surface, else its nearest safe shade."""
    return nearest(accent, lambda shade: all(ratio(shade, surface) >= EDGE for _what, surface in SURFACES))


def nearest(colour, is_safe):
    """The least change of `colour` towards black or white that `is_safe`; one end always is."""
    for step in range(101):
        for end in (BLACK, WHITE):
            shade = mix(colour, end, step / 100)
            if is_safe(shade):
                return shade
    raise ValueError(f"no shade of {colour} is safe")


def mix(colour, other, share):
    """`colour` with this share (0 to 1) of `other` stirred in."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def channels(colour):
    """Red, green and blue of a #rrggbb, each 0 to 255."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def luminance(colour):
    """WCAG's relative luminance: 0 for black, 1 for white."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    """WCAG's contrast of two colours: 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def floor_two(number):
    """Two decimals, rounded down: 4.499 must never be shown as 4.5."""
    return int(number * 100) / 100
