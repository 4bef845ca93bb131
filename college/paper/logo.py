"""The college's logo as JPEG: its bytes go into a PDF as they are, where a PNG is encoded anew each time."""

import functools
import io
import logging

from PIL import Image

from college.look.models import Theme

logger = logging.getLogger(__name__)

ADDRESS = "picture:logo"
LARGEST = (900, 300)  # pixels: sixty by twenty millimetres in print
MOST_PIXELS = 40_000_000


def logo_picture(theme: Theme) -> bytes | None:
    """JPEG bytes on white; None where the college has no logo, or one that is no picture."""
    name = theme.logo.name
    if not name:
        return None
    try:
        return _as_jpeg(name, theme.logo.storage.get_modified_time(name))
    except (OSError, ValueError, Image.DecompressionBombError, SyntaxError):
        logger.warning("The logo can't be printed: it is missing or no picture.")
        return None


@functools.lru_cache(maxsize=4)
def _as_jpeg(name: str, changed) -> bytes:
    with Theme(logo=name).logo.open() as file, Image.open(file) as logo:
        if logo.width * logo.height > MOST_PIXELS:
            raise ValueError("too large")
        logo.thumbnail(LARGEST)
        sheet = Image.new("RGB", logo.size, "white")
        with_alpha = logo.convert("RGBA")
        sheet.paste(with_alpha, mask=with_alpha)
        out = io.BytesIO()
        sheet.save(out, "JPEG", quality=90)
        return out.getvalue()
