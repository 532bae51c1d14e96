"""Clients that are slow, or leave."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from tests.steady.running import SECONDS, Running

AT_ONCE = struct.pack("ii", 1, 0)  # linger for no time: closing throws the connection away


@contextmanager
def connection(server: Running, sent: str) -> Iterator[socket.socket]:
    """A connection on which ``sent`` went out. The big file does not fit into its buffers."""
    with socket.socket() as opened:
        opened.settimeout(SECONDS)
        opened.connect(("127.0.0.1", server.port))
        opened.sendall(sent.encode())
        yield opened


def asking_for(path: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def big(server: Running) -> str:
    """The address of the big file."""
    return server.get("/static/any/assets/big.txt").headers["Location"]


def begun(client: socket.socket) -> bytes:
    """The first bytes of an answer: from here on it is under way."""
    return client.recv(100)


def rest(client: socket.socket) -> int:
    """How many bytes still come."""
    number = 0
    while part := client.recv(1_000_000):
        number += len(part)
    return number


def leave(client: socket.socket) -> None:
    """Throw the connection away."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    client.close()
