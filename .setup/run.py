"""The demonstration college, from an empty folder to a served site: what `make run` does last.

Brings the database up to date, loads the demonstration, then becomes the supervisor that keeps
web server and workers running until Ctrl-C. PORT (8000) and HOST (127.0.0.1) may be set.
"""

import getpass
import os
import socket
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
RUN_FOLDERS = HOUSE / ".cache" / "run"


def refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            sys.exit(f"Port {port} is already in use. Choose another: make run PORT={port + 1}")


def prepare_college() -> None:
    """Migrates and loads the demonstration in one process: Django and Wagtail take a second to load."""
    sys.path.insert(0, str(HOUSE))
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    print("Bringing the database up to date", flush=True)
    try:
        call_command("migrate", verbosity=0)
        print("Loading the demonstration college", flush=True)
        call_command("demonstration")
    except CommandError as error:
        sys.exit(f"The college could not be set up: {error}")


def main() -> None:
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdigit():
        sys.exit(f"PORT must be a number, such as 8000; it is {port!r}.")
    refuse_taken(host, int(port))
    os.chdir(HOUSE)
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "college.settings.development")
    os.environ.setdefault("BASE_URL", f"http://{shown}:{port}")
    prepare_college()
    run_folder = RUN_FOLDERS / port
    run_folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "ADDRESS": f"{host}:{port}",
        "PYTHON": sys.executable,
        "PYTHONUNBUFFERED": "1",
        "RUN_AS": getpass.getuser(),
        "RUN_FOLDER": str(run_folder),
    }
    print(f"\n  The Recovery College is open at http://{shown}:{port}/   (Ctrl-C stops everything)\n", flush=True)
    supervisor = [sys.executable, "-m", "supervisor.supervisord", "--nodaemon", "--configuration", "supervisord.conf"]
    os.execv(sys.executable, supervisor)


if __name__ == "__main__":
    main()
