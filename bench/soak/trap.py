"""A mail server on loopback that keeps every letter and misbehaves now and then."""

import email
import random
import socketserver
import threading
import time
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """What the mailbox of `recipient` got, by its Message-ID."""

    message_id: str
    recipient: str


class HungUp(Exception):
    """The trap ends the conversation in the middle, as a failing server does."""


class _Conversation(socketserver.StreamRequestHandler):
    server: "Trap"

    def handle(self) -> None:
        self._say("220 trap")
        recipient = ""
        try:
            while line := self.rfile.readline():
                command = line[:4].decode().strip().upper()
                if command == "RCPT":
                    recipient = line.decode().split("<")[1].split(">")[0]
                    self._say("451 come back later" if self.server.misbehaves("refused", 0.02) else "250 ok")
                elif command == "DATA":
                    self._take(recipient)
                elif command == "QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._say("250 ok")
        except (HungUp, OSError):
            return

    def _take(self, recipient: str) -> None:
        if self.server.misbehaves("hung up before the letter", 0.01):
            raise HungUp
        self._say("354 go on")
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            if not (line := self.rfile.readline()):
                return  # its sender was killed in mid-sentence
            content += line
        if self.server.misbehaves("slow", 0.02):
            time.sleep(0.5)
        if self.server.misbehaves("refused after the letter", 0.01):
            self._say("451 come back later")
            return
        self.server.letters.append(_letter(recipient, content))
        if self.server.misbehaves("took it and hung up", 0.005):
            raise HungUp
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


def _letter(recipient: str, content: bytes) -> Letter:
    return Letter(email.message_from_bytes(content)["Message-ID"], recipient)


class Trap(socketserver.ThreadingTCPServer):
    """`with Trap() as trap:` listens on `trap.port`; `trap.letters` is what came, `trap.faults` what it did."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port = self.server_address[1]
        self.letters: list[Letter] = []
        self.faults: Counter[str] = Counter()
        self.is_kind = False
        self._chance = random.Random(2)

    def misbehaves(self, how: str, share: float) -> bool:
        if self.is_kind or self._chance.random() >= share:
            return False
        self.faults[how] += 1
        return True

    def __enter__(self) -> "Trap":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address) -> None:
        pass  # a worker killed in mid-sentence is what this is about
