"""QR codes as one-bit PNG: small, sharp on paper, and cheap to put into a PDF."""

import io

import segno

# Trying all eight masks is most of a QR code's cost, and any mask can be read.
MASK = 2


def qr_png(text: str, *, scale: int = 2) -> bytes:
    """PNG bytes for `text` (an address): medium error correction, quiet zone of four modules."""
    out = io.BytesIO()
    segno.make(text, error="m", mask=MASK, micro=False, boost_error=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
