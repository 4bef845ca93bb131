"""GOV.UK Notify of a few lines for tests: takes texts and letters over HTTP, or misbehaves as it is told."""

import base64
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "college-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"


@dataclass
class Taken:
    """What the service was handed."""

    path: str
    body: dict
    authorization: str

    @property
    def pdf(self) -> bytes:
        return base64.b64decode(self.body["content"])


class _Answers(BaseHTTPRequestHandler):
    server: "TextService"

    def do_GET(self) -> None:
        sought = parse_qs(urlsplit(self.path).query).get("reference", [""])[0]
        known = [
            {"status": "sending", "reference": taken.body["reference"]}
            for taken in self.server.taken
            if taken.body["reference"] == sought
        ]
        self._answer(200, {"notifications": known, "links": {}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.orders.status >= 400:
            self._answer(self.server.orders.status, {"errors": [{"message": "phone_number 07700 is wrong"}]})
            return
        self.server.taken.append(Taken(self.path, body, self.headers.get("Authorization", "")))
        if self.server.orders.hangs_up:
            self.close_connection = True  # taken, but the caller never hears of it
            return
        self._answer(201, {"message_id": "m", "id": f"n{len(self.server.taken)}", "reference": body.get("reference")})

    def _answer(self, status: int, words: dict) -> None:
        content = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args) -> None:
        pass


@dataclass
class Orders:
    status: int = 201
    hangs_up: bool = False


@dataclass
class TextService(ThreadingHTTPServer):
    """`with TextService() as service:` listens at `service.url` until the end."""

    orders: Orders = field(default_factory=Orders)
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> "TextService":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
        self.server_close()
