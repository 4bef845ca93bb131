"""Visitors: a second process that asks over loopback as fast as it is answered.

    python -m bench.visitors        jobs as lines of JSON in, answers as lines of JSON out

It speaks just enough HTTP over a kept-open socket: the less a client costs, the less it hides.
"""

import contextlib
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bench.workplace import HOST, HOUSE


class Fault(Exception):
    """An answer that was not what the job expects."""


@dataclass
class Job:
    """`requests` in turn for `seconds`, or each of them `once`; `{n}` in a request is its running number."""

    port: int
    requests: list[str]
    expected: str
    seconds: float
    clients: int = 8
    once: bool = False


def get(path: str, *headers: str) -> str:
    """A request for a page, as a proxy in front would pass it on."""
    return "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {HOST}", "X-Forwarded-Proto: https", *headers, "", ""])


def post(path: str, body: str, *headers: str) -> str:
    return "\r\n".join(
        [
            f"POST {path} HTTP/1.1",
            f"Host: {HOST}",
            "X-Forwarded-Proto: https",
            f"Origin: https://{HOST}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            *headers,
            "",
            body,
        ]
    )


class Visitor:
    """One kept-open connection."""

    def __init__(self, port: int):
        self.port = port
        self.line = None

    def ask(self, request: bytes) -> bytes:
        """The status of the answer, such as b"200"; a connection that had been closed is opened anew."""
        for _try in range(2):
            if self.line is None:
                self.line = socket.create_connection(("127.0.0.1", self.port), timeout=60)
                self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.line.sendall(request)
                return self._answer()
            except (ConnectionError, EOFError):
                self.close()
        raise Fault("The server hung up twice.")

    def _answer(self) -> bytes:
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = got[:end].lower()
        _, _, rest = head.partition(b"content-length:")
        if not rest:
            raise Fault(f"An answer without a length: {got[:200]!r}")
        missing = end + 4 + int(rest.split(b"\r\n")[0]) - len(got)
        while missing > 0:
            missing -= len(self._more())
        if b"connection: close" in head:
            self.close()
        return got[9:12]

    def _more(self) -> bytes:
        part = self.line.recv(1 << 20)
        if not part:
            raise EOFError
        return part

    def close(self) -> None:
        if self.line is not None:
            self.line.close()
        self.line = None


def do(job: Job) -> float:
    """How many requests a second were answered as expected. Any other answer is a Fault.

    A round lasts until every client has had an answer, however busy the machine; a socket waits a minute at most.
    """
    numbers, faults, done = itertools.count(), [], [0] * job.clients
    start = time.perf_counter()

    def visit(client: int) -> None:
        try:
            with contextlib.closing(Visitor(job.port)) as visitor:
                for request in _in_turn(job, numbers):
                    status = visitor.ask(request).decode()
                    if status != job.expected:
                        raise Fault(f"{status} instead of {job.expected} for {request[:60]!r}")
                    done[client] += 1
                    if time.perf_counter() - start >= job.seconds or faults:
                        return
        except (Fault, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=visit, args=(client,)) for client in range(job.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(done) / (time.perf_counter() - start)


def _in_turn(job: Job, numbers: Iterator[int]) -> Iterator[bytes]:
    for number in numbers:
        if job.once and number >= len(job.requests):
            raise Fault("There were not enough requests for that long.")
        yield job.requests[number % len(job.requests)].replace("{n}", str(number)).encode()


class Crowd:
    """`with Crowd() as crowd:` the second process; `crowd.rate(job)` answers a second."""

    def __enter__(self) -> "Crowd":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.visitors"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_) -> None:
        self.process.stdin.close()
        self.process.wait(70)

    def rate(self, job: Job) -> float:
        self.process.stdin.write(json.dumps(asdict(job)) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "fault" in answer:
            raise Fault(answer["fault"])
        return answer["rate"]


def main() -> None:
    for line in sys.stdin:
        try:
            answer = {"rate": do(Job(**json.loads(line)))}
        except (Fault, OSError) as fault:
            answer = {"fault": f"{type(fault).__name__}: {fault}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
