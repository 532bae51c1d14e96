"""Clients that are slow, or close their connection early."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from tests.steady.running import SECONDS, Running

NO_LINGER = struct.pack("ii", 1, 0)  # closing resets the connection at once


@contextmanager
def connection(server: Running, request: str) -> Iterator[socket.socket]:
    """Open a connection and send ``request``. The big file does not fit into its buffers."""
    with socket.socket() as client:
        client.settimeout(SECONDS)
        client.connect(("127.0.0.1", server.port))
        client.sendall(request.encode())
        yield client


def request_for(path: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def big_file_address(server: Running) -> str:
    """The address of the big file."""
    return server.get("/static/any/assets/big.txt").headers["Location"]


def read_first_bytes(client: socket.socket) -> bytes:
    """The first bytes of an answer, which is under way afterwards."""
    return client.recv(100)


def count_remaining_bytes(client: socket.socket) -> int:
    """Read to the end; return the number of bytes."""
    number = 0
    while part := client.recv(1_000_000):
        number += len(part)
    return number


def reset_connection(client: socket.socket) -> None:
    """Reset the connection."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
    client.close()
