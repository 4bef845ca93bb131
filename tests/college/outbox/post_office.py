"""A mail server of a few lines for tests: takes mail, or misbehaves as it is told."""

import socket
import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes


@dataclass
class Letter:
    recipients: list[str]
    content: bytes

    @property
    def message_id(self) -> str:
        return message_from_bytes(self.content)["Message-ID"]


@dataclass
class Orders:
    """How to behave: what to answer at each command, and where to fall silent."""

    answers: dict[str, str] = field(default_factory=dict)
    silent_at: str = ""
    letters: list[Letter] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    after_letter: threading.Event | None = None


class _Conversation(socketserver.StreamRequestHandler):
    server: "PostOffice"

    def handle(self) -> None:
        orders = self.server.orders
        self.server.asked.set()
        self._say(orders.answers.get("HELLO", "220 post office"))
        recipients: list[str] = []
        while line := self.rfile.readline():
            command = line[:4].decode().strip().upper()
            if orders.silent_at == command:
                self.rfile.read()  # until the caller gives up
                return
            if command in orders.answers:
                self._say(orders.answers[command])
            elif command == "RCPT":
                recipients.append(line.decode().split("<")[1].split(">")[0])
                self._say("250 ok")
            elif command == "DATA":
                self._say("354 go on")
                self._take(recipients)
                recipients = []
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, recipients: list[str]) -> None:
        orders = self.server.orders
        content = b""
        while not content.endswith(b"\r\n.\r\n") and (line := self.rfile.readline()):
            content += line
        if not content.endswith(b"\r\n.\r\n"):
            return
        if "AFTER" in orders.answers:
            self._say(orders.answers["AFTER"])
            return
        orders.letters.append(Letter(list(recipients), content))
        orders.arrived.set()
        if orders.after_letter:
            orders.after_letter.wait(30)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        try:
            self.wfile.write(line.encode() + b"\r\n")
        except OSError:
            return


class PostOffice(socketserver.ThreadingTCPServer):
    """`with PostOffice() as office:` listens on `office.port` until the end."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, **orders):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.orders = Orders(**orders)
        self.port = self.server_address[1]
        self.asked = threading.Event()

    def __enter__(self) -> "PostOffice":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address) -> None:
        pass  # a caller killed in mid-sentence is what some tests are about


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
