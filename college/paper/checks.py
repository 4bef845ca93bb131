"""What pip can't bring: the libraries that lay out text. Found missing, the command is printed."""

import ctypes

from django.core import checks

from college.paper.glyphs import PAPER_FONTS

COMMAND = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-noto-core"
PANGO = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
}
HARFBUZZ_SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")


@checks.register
def libraries_for_print(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The site works without Pango, but prints nothing; with Pango alone it prints eight times slower."""
    missing = [name for name, files in PANGO.items() if not _opens(files)]
    if missing:
        return [
            checks.Warning(
                f"{' and '.join(missing)} is missing: certificates, registers and letters can't be printed.",
                hint=f"Install what print needs: {COMMAND}",
                id="paper.W001",
            )
        ]
    if not _opens(HARFBUZZ_SUBSET):
        return [
            checks.Error(
                "HarfBuzz-Subset is missing: every PDF would take eight times as long and carry whole fonts.",
                hint=f"Install what print needs: {COMMAND}",
                id="paper.E002",
            )
        ]
    return []


@checks.register
def letters_for_print(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Without them Urdu, Punjabi and their like print as open squares, unless the system has fonts of its own."""
    if any(PAPER_FONTS.glob("*.ttf")):
        return []
    return [
        checks.Warning(
            "The letters of other scripts are missing: Urdu, Punjabi and Bengali can't be printed.",
            hint="Run: make assets",
            id="paper.W003",
        )
    ]


def _opens(files: tuple[str, ...]) -> bool:
    """Whether the system finds one of these; opening is cheap, importing WeasyPrint is not."""
    for file in files:
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return False
