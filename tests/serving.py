"""Runs a real server in a thread of the tests' process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from socketserver import BaseServer

    from _typeshed.wsgi import WSGIApplication

POLL_SECONDS = 0.02
"""The interval in which a server checks whether it must stop."""


@contextmanager
def serving(application: "WSGIApplication") -> Iterator[str]:
    """Serve ``application`` on a free port while the block runs; yield the address."""
    with running(make_server("127.0.0.1", 0, application, threaded=True)) as address:
        yield address


@contextmanager
def running(server: "BaseServer") -> Iterator[str]:
    """Run ``server`` while the block runs; yield its address."""
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
