"""The college's own look as one small stylesheet of custom properties."""

import hashlib

from django.templatetags.static import static
from django.urls import reverse

from college.look.contrast import BLACK, WHITE, luminance, mix

ATKINSON = "college/fonts/atkinson-hyperlegible-next-latin-{weight}-normal.woff2"


def stylesheet(theme):
    """The css of a Theme."""
    properties = {
        "accent": theme.accent,
        "accent-text": theme.accent_text,
        "accent-deep": deep(theme),
        "accent-tint": mix(theme.accent, WHITE, 0.9),
        "radius": f"{int(theme.radius)}px",
    }
    if theme.font == theme.Font.ATKINSON:
        properties["font"] = '"Atkinson Hyperlegible Next"'
    lines = [f"--college-{name}:{value}" for name, value in properties.items()]
    return faces(theme) + ":root{" + ";".join(lines) + "}\n"


def deep(theme):
    """The second colour of the hero: the accent moved away from its text, so that it stays readable."""
    text_is_lighter = luminance(theme.accent_text) > luminance(theme.accent)
    return mix(theme.accent, BLACK, 0.28) if text_is_lighter else theme.accent


def faces(theme):
    """Where the chosen typeface's files are; nothing for Arial, which readers have."""
    if theme.font != theme.Font.ATKINSON:
        return ""
    return "".join(
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-display:swap;'
        f"font-weight:{span};src:url({static(ATKINSON.format(weight=weight))}) format('woff2')}}\n"
        for weight, span in ((400, "400"), (700, "600 700"))
    )


def address(theme):
    """The stylesheet's address, which changes whenever its text does."""
    return f"{reverse('look_css')}?v={fingerprint(stylesheet(theme))}"


def fingerprint(css):
    return hashlib.sha256(css.encode()).hexdigest()[:12]
