"""A real server of this machine, in a thread of the tests' own process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from socketserver import BaseServer

    from _typeshed.wsgi import WSGIApplication

POLL_SECONDS = 0.02
"""So long a server takes to see that it is to stop."""


@contextmanager
def serving(application: "WSGIApplication") -> Iterator[str]:
    """The address of a server of ``application``, on a port of the system's choosing, while the block runs."""
    with running(make_server("127.0.0.1", 0, application, threaded=True)) as address:
        yield address


@contextmanager
def running(server: "BaseServer") -> Iterator[str]:
    """The address of ``server`` while the block runs."""
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
