"""Gunicorn's settings, from the environment (``gunicorn --config python:dashboard.gunicorn_conf``)."""

import atexit
import gc
import os
import resource
import sys
from contextlib import suppress
from typing import Any, Final

from dashboard.settings import Settings, SettingsError
from dashboard.web.middleware.counters import ROWS
from dashboard.web.server_state import server_state_of
from dashboard.web.worker import LONGEST_LINE, AtlasWorker, JsonLog

STALL_SECONDS: Final = 30
"""The longest that a client may pause within a body, or take to receive a piece of an answer."""

gc.disable()  # what a start loads stays, and searching it for garbage is a fifth of the start; ``pre_fork`` ends this
# psycopg is imported before a worker has gevent's functions; its own choice would stop the worker while it waits.
os.environ["PSYCOPG_WAIT_FUNC"] = "wait_poll"
try:
    _settings = Settings.from_environment()
except SettingsError as error:
    sys.exit(str(error))

bind = _settings.address.removeprefix("http://")
workers = _settings.workers
worker_class = AtlasWorker
worker_connections = 1_000  # of one worker; an idle one costs some 20 KB, for as long as ``keepalive``
preload_app = True  # workers share the memory of one load, and a wrong catalogue stops the start
worker_tmp_dir = None
keepalive = 10  # seconds for the next request on a connection, and for all of its request line and headers
graceful_timeout = 30
control_socket_disable = True  # it would write into the home folder
forwarded_allow_ips = ""  # no address: ``ATLAS_TRUSTED_PROXIES`` decides about proxies (web/registration.py)
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
limit_request_line = LONGEST_LINE
limit_request_fields = 64
http_parser = "python"  # ``web/worker.py`` extends this one, whatever else is installed
logger_class = JsonLog
loglevel = "warning"


def on_starting(server: Any) -> None:  # noqa: ANN401 (gunicorn's arbiter has no types)
    """Raise the limit of open files before the server listens: each connection is one."""
    atexit.register(_remove_folders, server, os.getpid())  # ``on_exit`` is not called where the port is taken
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * worker_connections
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def when_ready(server: Any) -> None:  # noqa: ANN401
    """Print the address of the page, once it can be opened."""
    for listener in server.LISTENERS:
        with suppress(OSError):  # a full disk or a closed pipe must not stop the server
            print(f"The atlas is at {listener}{_settings.base_path} (Ctrl+C stops it)", flush=True)

    from dashboard.server_reload import watch_database

    watch_database(lambda: server.app.callable, _settings)


def _remove_folders(server: Any, master: int) -> None:  # noqa: ANN401
    """Remove temporary folders, in the master, when all workers have ended."""
    from dashboard.server_reload import remove_folders

    if os.getpid() == master:  # workers have inherited the call
        remove_folders(server.app.callable)


def on_reload(server: Any) -> None:  # noqa: ANN401
    """Load new data on SIGHUP, before the new workers are forked."""
    from dashboard import server as first
    from dashboard.server_reload import reload_server

    gc.disable()  # as at the start
    first.server = server.app.callable = reload_server(server.app.callable, _settings)
    gc.unfreeze()  # ``pre_fork`` froze the old server, which must be collected now
    gc.collect()


def pre_fork(_: Any, __: Any) -> None:  # noqa: ANN401
    """Keep the loaded data out of garbage collection, which would copy its memory pages into every worker."""
    gc.freeze()
    gc.enable()


def post_fork(server: Any, worker: Any) -> None:  # noqa: ANN401
    """Give the new worker its own row of counters; ``age`` is the number of the worker."""
    server_state_of(server.app.callable).counters.claim(worker.age % ROWS)


def pre_request(_: Any, req: Any) -> None:  # noqa: ANN401
    """Limit the pauses of a client. A connection ends after a body, because an unread rest may follow it."""
    req.unreader.sock.settimeout(STALL_SECONDS)
    if any(name in ("CONTENT-LENGTH", "TRANSFER-ENCODING") for name, _ in req.headers):
        req.force_close()
