"""Makes `.venv` hold exactly what a lock says. Runs on the machine's own Python, so standard library only.

    python3 .setup/environment.py           what the site runs on
    python3 .setup/environment.py --dev     what building and testing need as well

Done once per lock: a stamp in `.venv` remembers the lock's hash.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
VENV = HOUSE / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def check_python() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"This needs Python 3.11 or newer; {sys.executable} is {found}. "
            "Say which one to take: make run PYTHON=/path/to/python3.11"
        )


def make_venv() -> None:
    if PYTHON.exists():
        return
    print("Making the virtual environment .venv", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
        sys.exit(
            "Python could not make a virtual environment. On Debian and Ubuntu this mends it: "
            "apt-get install python3-venv"
        )


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def install(lock: Path) -> None:
    """Installs every line of `lock`, hashes checked, unless that was done already."""
    stamp = VENV / f".{lock.name}"
    if stamp.exists() and stamp.read_text() == digest(lock):
        return
    print(f"Installing {lock.name} into .venv (a minute or so, once)", flush=True)
    # Twice quiet: pip's warnings about a machine's own mirrors mean nothing here; errors still show.
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--require-hashes", "--requirement", str(lock)]
    quiet = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run(command, env=quiet).returncode:
        sys.exit(f"pip could not install {lock.name}: its message is above. Try again, or look at the network.")
    stamp.write_text(digest(lock))


def main() -> None:
    check_python()
    make_venv()
    runtime, development = HOUSE / "requirements.lock", HOUSE / "requirements-dev.lock"
    if "--dev" in sys.argv[1:]:
        install(development)
        # The development lock holds the runtime one whole (tests/architecture/test_toolchain.py).
        (VENV / f".{runtime.name}").write_text(digest(runtime))
    else:
        install(runtime)


if __name__ == "__main__":
    main()
