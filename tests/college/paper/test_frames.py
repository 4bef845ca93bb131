"""What comes back from the child is read as data, and only as much as was agreed."""

import json
import socket
import struct

import pytest

from college.paper import frames


@pytest.fixture
def line():
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def test_a_head_and_its_bodies_arrive_as_sent(line):
    frames.send(line[0], {"pages": 3}, [b"", b"two", bytes(100_000)][:2])
    assert frames.receive(line[1]) == ({"pages": 3}, [b"", b"two"])


def test_a_side_that_hung_up_is_noticed(line):
    line[0].close()
    with pytest.raises(frames.Closed):
        frames.receive(line[1])


def head(value) -> bytes:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return struct.pack("!I", len(text)) + text


@pytest.mark.parametrize(
    "words",
    [
        struct.pack("!I", 2**31),
        head(b"\x80\x04pickle"),
        head([]),
        head({}),
        head({"bodies": [10**12]}),
        head({"bodies": [-1]}),
        head({"bodies": ["many"]}),
    ],
)
def test_words_out_of_the_agreement_are_refused(line, words):
    line[0].sendall(words)
    with pytest.raises(frames.Closed):
        frames.receive(line[1])


def test_silence_ends_at_the_agreed_moment(line):
    with pytest.raises(TimeoutError):
        frames.receive(line[1], until=0)
