"""What pip cannot bring: Pango for PDF, and Chromium for the browser tests.

    python3 .setup/system.py pdf            libraries and letters WeasyPrint draws with
    python3 .setup/system.py browser        Debian's Chromium

Installs by apt-get where it may (root, or sudo without a password); else prints the exact
command and goes on, unless REQUIRE_EVERYTHING=1: then it stops.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
LETTERS = Path("/usr/share/fonts/truetype")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NEEDS = {
    "pdf": (
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation", "fonts-noto-core"),
        "certificates and registers cannot be printed as PDF",
    ),
    "browser": (("chromium",), "the tests that drive a browser are skipped"),
}


def has_pdf() -> bool:
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return any(LETTERS.glob("liberation*")) or not LETTERS.exists()


def has_browser() -> bool:
    return bool(os.environ.get("CHROMIUM") or any(shutil.which(name) for name in BROWSERS))


def root_prefix() -> list[str] | None:
    """How this user becomes root: [] as root already, ["sudo", "-n"], or None when they may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def apt_install(packages: tuple[str, ...]) -> bool:
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return False
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    print("Installing " + " ".join(packages), flush=True)
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(
            [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *command], stdout=subprocess.DEVNULL, check=False
        )
    return done.returncode == 0


def main() -> None:
    present = {"pdf": has_pdf, "browser": has_browser}
    for need in sys.argv[1:]:
        packages, without = NEEDS[need]
        if present[need]() or (apt_install(packages) and present[need]()):
            continue
        print(f"Missing: {without}. To have it: sudo apt-get install {' '.join(packages)}", flush=True)
        if os.environ.get("REQUIRE_EVERYTHING") == "1":
            sys.exit(1)


if __name__ == "__main__":
    main()
