"""What a document may contain: our own static and media pictures, and pictures handed over with it.

Imported only by the printing child: it loads WeasyPrint.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

__all__ = ["BASE_ADDRESS", "FatalURLFetchingError", "PaperFetcher"]

# Relative addresses resolve against a host that can never exist.
BASE_ADDRESS = "https://paper.invalid/"
KINDS = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class PaperFetcher(URLFetcher):
    """Opens pictures from `pictures` and files under `roots`; refuses every other address.

    roots: address prefix (`/static/`) -> folders searched in turn.
    pictures: address (`qr:code`) -> bytes. strict: a refusal ends the whole rendering.
    """

    def __init__(
        self, *, roots: Mapping[str, list[str]], pictures: Mapping[str, bytes] | None = None, strict: bool = False
    ):
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=strict)
        # No handler stays that could open an address, should a later release call one.
        for table in (self.handlers, self.handle_open, self.process_request):
            table.clear()
        self.roots = roots
        self.pictures = pictures or {}

    def fetch(self, url, headers=None):
        if url in self.pictures:
            return URLFetcherResponse(url, self.pictures[url])
        address = urlsplit(url)
        if f"{address.scheme}://{address.netloc}/" != BASE_ADDRESS:
            raise ValueError("This address may not be opened from a printed page.")
        path = unquote(address.path)
        for prefix, folders in self.roots.items():
            if path.startswith(prefix):
                file = self._inside(folders, path.removeprefix(prefix))
                return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": KINDS[file.suffix.lower()]})
        raise ValueError("Only static and media files may be printed.")

    @staticmethod
    def _inside(folders: list[str], name: str) -> Path:
        """The file `name` in the first folder that has it, once links and dots are resolved."""
        for folder in folders:
            root = Path(folder).resolve()
            try:
                file = (root / name).resolve(strict=True)
            except (OSError, RuntimeError, ValueError):
                continue
            if file.is_relative_to(root) and file.is_file() and file.suffix.lower() in KINDS:
                return file
        raise ValueError("There is no such picture among our files.")
