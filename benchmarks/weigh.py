"""How much a first visit moves over the wire: a counting relay before the server, workers' requests included."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_REQUEST = re.compile(rb"^(?:GET|POST|HEAD) ", re.MULTILINE)


@dataclass
class Weight:
    """Bytes towards the browser, headers included, and requests."""

    received_bytes: int = 0
    requests: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def relay(port: int) -> Iterator[tuple[str, Weight]]:
    """An address that leads to ``port`` on this machine, and what has passed through it."""
    weight = Weight()
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_accept, args=(listener, port, weight), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", weight
    finally:
        listener.close()


def _accept(listener: socket.socket, port: int, weight: Weight) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        far = socket.create_connection(("127.0.0.1", port))
        for one, other, to_browser in ((near, far, False), (far, near, True)):
            threading.Thread(target=_pass, args=(one, other, weight, to_browser), daemon=True).start()


def _pass(one: socket.socket, other: socket.socket, weight: Weight, to_browser: bool) -> None:
    try:
        while chunk := one.recv(65_536):
            with weight.lock:
                if to_browser:
                    weight.received_bytes += len(chunk)
                else:
                    weight.requests += len(_REQUEST.findall(chunk))
            other.sendall(chunk)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        one.close()
        other.close()
