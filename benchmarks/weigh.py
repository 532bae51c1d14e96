"""What a visit moves over the wire, and a slow line: a relay before the server that workers' requests pass as well.

The browser's own throttling leaves out what a map's workers ask for; a relay does not.
"""

import queue
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_REQUEST = re.compile(rb"^(?:GET|POST|HEAD) ", re.MULTILINE)
CHUNK = 16_384


@dataclass
class Line:
    """A line: bytes a second towards the browser (all its connections share them) and seconds there and back."""

    bytes_per_second: float
    round_trip_s: float
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def due(self, size: int) -> float:
        """When ``size`` more bytes have come through, if they are sent now."""
        with self.lock:
            self.free_at = max(self.free_at, time.monotonic()) + size / self.bytes_per_second
            return self.free_at + self.round_trip_s / 2


@dataclass
class Weight:
    """Bytes towards the browser, headers included, and requests."""

    received_bytes: int = 0
    requests: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def relay(port: int, line: Line | None = None) -> Iterator[tuple[str, Weight]]:
    """An address that leads to ``port`` on this machine, through ``line`` where one is given; what has passed it."""
    weight = Weight()
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    threading.Thread(target=_accept, args=(listener, port, weight, line), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", weight
    finally:
        listener.close()


def _accept(listener: socket.socket, port: int, weight: Weight, line: Line | None) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_connect, args=(near, port, weight, line), daemon=True).start()


def _connect(near: socket.socket, port: int, weight: Weight, line: Line | None) -> None:
    if line:
        time.sleep(line.round_trip_s)  # the handshake
    far = socket.create_connection(("127.0.0.1", port))
    threading.Thread(target=_upwards, args=(near, far, weight, line), daemon=True).start()
    _downwards(far, near, weight, line)


def _upwards(near: socket.socket, far: socket.socket, weight: Weight, line: Line | None) -> None:
    """Requests are small: they wait, but take no room."""
    try:
        while chunk := near.recv(CHUNK):
            with weight.lock:
                weight.requests += len(_REQUEST.findall(chunk))
            if line:
                time.sleep(line.round_trip_s / 2)
            far.sendall(chunk)
        far.shutdown(socket.SHUT_WR)
    except OSError:
        near.close()
        far.close()


def _downwards(far: socket.socket, near: socket.socket, weight: Weight, line: Line | None) -> None:
    """What is read is given a time of arrival at once and passed on then, so that a chunk under way holds none up."""
    arriving: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_deliver, args=(arriving, near, far), daemon=True).start()
    try:
        while chunk := far.recv(CHUNK):
            with weight.lock:
                weight.received_bytes += len(chunk)
            arriving.put((line.due(len(chunk)) if line else 0.0, chunk))
    except OSError:
        near.close()
    arriving.put((0.0, b""))


def _deliver(arriving: "queue.SimpleQueue[tuple[float, bytes]]", near: socket.socket, far: socket.socket) -> None:
    try:
        while (one := arriving.get())[1]:
            due, chunk = one
            time.sleep(max(0.0, due - time.monotonic()))
            near.sendall(chunk)
        near.shutdown(socket.SHUT_WR)
    except OSError:
        near.close()
        far.close()
