"""Which letters this computer can print.

A letter that no font here has (often an emoji) would become an empty box, which
nobody can read and PDF/UA forbids; it is left out instead. Used by the printing
child only.
"""

import ctypes
import functools
import re
import unicodedata

FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
# Latin, Greek, Cyrillic and everyday punctuation are in every font we ask for.
BEYOND = re.compile("[^\x00-\u052f\u1e00-\u1eff\u2000-\u206f\u20ac]")
LEFT_OVER = re.compile("[\ufe0e\ufe0f\u200d]+(?=[\\s<]|$)")


def printable(html: str) -> str:
    """The page without the letters no font here has, and without the joiners that stood between them."""
    strangers = {letter for letter in BEYOND.findall(html) if not is_in_some_font(letter)}
    if not strangers:
        return html
    return LEFT_OVER.sub("", html.translate({ord(letter): None for letter in strangers}))


@functools.lru_cache(maxsize=4096)
def is_in_some_font(letter: str) -> bool:
    """Asks fontconfig; where it can't be asked, every letter is taken as known."""
    library = _fontconfig()
    if library is None or unicodedata.category(letter) in ("Cf", "Zs", "Cc"):
        return True
    pattern, letters = library.FcPatternCreate(), library.FcCharSetCreate()
    nothing = library.FcObjectSetCreate()
    try:
        library.FcCharSetAddChar(letters, ord(letter))
        library.FcPatternAddCharSet(pattern, b"charset", letters)
        found = library.FcFontList(None, pattern, nothing)
        count = ctypes.cast(found, ctypes.POINTER(ctypes.c_int)).contents.value if found else 0
        if found:
            library.FcFontSetDestroy(found)
        return count > 0
    finally:
        library.FcObjectSetDestroy(nothing)
        library.FcCharSetDestroy(letters)
        library.FcPatternDestroy(pattern)


@functools.cache
def _fontconfig():
    for file in FONTCONFIG:
        try:
            library = ctypes.CDLL(file)
        except OSError:
            continue
        for name in ("FcPatternCreate", "FcCharSetCreate", "FcObjectSetCreate", "FcFontList"):
            getattr(library, name).restype = ctypes.c_void_p
        pointer = ctypes.c_void_p
        library.FcCharSetAddChar.argtypes = [pointer, ctypes.c_uint32]
        library.FcPatternAddCharSet.argtypes = [pointer, ctypes.c_char_p, pointer]
        library.FcFontList.argtypes = [pointer, pointer, pointer]
        for name in ("FcFontSetDestroy", "FcObjectSetDestroy", "FcCharSetDestroy", "FcPatternDestroy"):
            getattr(library, name).argtypes = [pointer]
        return library
    return None
