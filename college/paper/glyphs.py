"""Which letters this computer can print.

A letter that no font here has would become a box without a letter behind it, which PDF/UA
forbids. An emoji or a sign is left out; where a letter is missing stands an open square
that is a letter itself, so that nobody takes half a word for a whole one, and the paper
says which letters they were. Where that would change somebody's name, ask `lost_letters` first.
"""

import ctypes
import functools
import re
import unicodedata
from pathlib import Path

FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
# Latin, Greek, Cyrillic and everyday punctuation are in every font we ask for.
BEYOND = re.compile("[^\x00-\u052f\u1e00-\u1eff\u2000-\u206f\u20ac]")
# A picture or a sign of punctuation is no letter; nor is what only says how the letter before it is drawn.
NO_LETTERS = ("C", "P", "S", "Z")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Gaiji stand in private use, letters newer than this Python are not assigned to it.
LETTERS_ALL_THE_SAME = ("Co", "Cn")
# What `make assets` unpacks.
PAPER_FONTS = Path(__file__).resolve().parents[2] / "build" / "fonts"
SQUARE = "\u25a1"
LEFT_OVER = re.compile("[\ufe0e\ufe0f\u200d]+(?=[\\s<]|$)")


def printable(html: str) -> tuple[str, str]:
    """The page as it can be printed, and the letters of it that no font here has (empty: all are there)."""
    strangers = {letter for letter in BEYOND.findall(html) if not is_in_some_font(letter)}
    if not strangers:
        return html, ""
    missing = lost_letters(html)
    squares = {letter for letter in missing if not unicodedata.category(letter).startswith("M")}
    page = html.translate({ord(letter): SQUARE if letter in squares else None for letter in strangers})
    return LEFT_OVER.sub("", page), "".join(sorted(missing))


def lost_letters(words: str) -> str:
    """The letters, marks and figures of `words` that no font here has, each once; "" where all can be printed.

    Fonts are looked at once a process: after installing one, the processes are started anew.
    """
    return "".join(
        letter
        for letter in dict.fromkeys(BEYOND.findall(SELECTORS.sub("", words)))
        if _is_letter(letter) and not is_in_some_font(letter)
    )


def _is_letter(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category in LETTERS_ALL_THE_SAME or not category.startswith(NO_LETTERS)


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
        # The printing child is told of them by fonts.conf; whoever asks beforehand, here.
        library.FcConfigAppFontAddDir.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.FcConfigAppFontAddDir(None, str(PAPER_FONTS).encode())
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
