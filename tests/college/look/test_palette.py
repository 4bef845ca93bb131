"""The page's own colours are the ones that every accent is checked against."""

import re
from pathlib import Path

from django.conf import settings

from college.look import contrast


def test_the_styles_and_the_contrast_check_know_the_same_page():
    palette = Path(settings.BASE_DIR, "college", "styles", "_palette.scss").read_text()
    colours = dict(re.findall(r"^\$(\w+): (#\w{6});", palette, re.MULTILINE))
    assert (colours["paper"], colours["sand"]) == (contrast.PAPER, contrast.SAND)


def test_the_words_of_the_page_can_be_read_on_it():
    for text in ("#212b32", "#4c5c66", "#005eb8", "#d5281b"):
        assert contrast.ratio(text, contrast.PAPER) >= contrast.TEXT
    for text in ("#212b32", "#4c5c66"):
        assert contrast.ratio(text, contrast.SAND) >= contrast.TEXT
