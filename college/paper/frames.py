"""What the web process and its printing child say to each other: one JSON head, then bodies.

Never pickle: the child reads words that strangers typed, and whoever broke
into it must not be able to run code in the web process.
"""

import json
import socket
import struct
import time
from collections.abc import Sequence

HEAD = struct.Struct("!I")
LARGEST_HEAD = 1024 * 1024
LARGEST_BODY = 256 * 1024 * 1024


class Closed(Exception):
    """The other side is gone, or does not speak this language."""


def send(line: socket.socket, head: dict, bodies: Sequence[bytes] = (), *, until: float | None = None) -> None:
    """Send `head` and `bodies`; `until` is a `time.monotonic()` moment after which TimeoutError is raised."""
    text = json.dumps(head | {"bodies": [len(body) for body in bodies]}).encode()
    try:
        line.settimeout(_left(until))
        line.sendall(HEAD.pack(len(text)) + text)
        for body in bodies:
            line.settimeout(_left(until))
            line.sendall(body)
    except TimeoutError:
        raise
    except OSError as error:
        raise Closed from error


def receive(line: socket.socket, *, until: float | None = None) -> tuple[dict, list[bytes]]:
    """Wait for the next head and its bodies; sizes beyond the largest allowed are refused."""
    (length,) = HEAD.unpack(_read(line, HEAD.size, until))
    if length > LARGEST_HEAD:
        raise Closed
    try:
        head = json.loads(_read(line, length, until))
        sizes = [int(size) for size in head.pop("bodies")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Closed from error
    if any(size < 0 for size in sizes) or sum(sizes) > LARGEST_BODY:
        raise Closed
    return head, [_read(line, size, until) for size in sizes]


def _read(line: socket.socket, size: int, until: float | None) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        line.settimeout(_left(until))
        try:
            part = line.recv(min(size - len(parts), 1024 * 1024))
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed from error
        if not part:
            raise Closed
        parts += part
    return bytes(parts)


def _left(until: float | None) -> float | None:
    if until is None:
        return None
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
