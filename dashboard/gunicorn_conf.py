"""Gunicorn's settings, from the environment (``gunicorn --config python:dashboard.gunicorn_conf``)."""

import gc
import resource
import sys
from contextlib import suppress
from typing import Any, Final

from dashboard.settings import Settings, SettingsError
from dashboard.web.middleware.counters import ROWS
from dashboard.web.server_state import server_state_of
from dashboard.web.worker import LONGEST_LINE, AtlasWorker, JsonLog

STALL_SECONDS: Final = 30
"""So long a client may send nothing of a body, or take to receive a piece of an answer."""

try:
    _settings = Settings.from_environment()
except SettingsError as error:
    sys.exit(str(error))

bind = _settings.address.removeprefix("http://")
workers = _settings.workers
worker_class = AtlasWorker
worker_connections = 1_000  # a worker; one that sends nothing costs some 20 KB, for as long as ``keepalive``
preload_app = True  # what is loaded once is shared by the workers, and a wrong catalogue stops the start
worker_tmp_dir = None
keepalive = 10  # seconds for the next request on a connection, and for a request line with its headers to come whole
graceful_timeout = 30
control_socket_disable = True  # it would write into the home folder
forwarded_allow_ips = ""  # nobody: proxies are believed by ``ATLAS_TRUSTED_PROXIES`` (web/registration.py)
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
limit_request_line = LONGEST_LINE
limit_request_fields = 64
http_parser = "python"  # the one that ``web/worker.py`` makes lenient, whatever else is installed
logger_class = JsonLog
loglevel = "warning"


def on_starting(_: Any) -> None:  # noqa: ANN401 (gunicorn's arbiter has no types)
    """Before anything listens: as many open files as the system lets this process have, for each connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * worker_connections
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def when_ready(server: Any) -> None:  # noqa: ANN401
    """Say where the page is, once it is really there."""
    for listener in server.LISTENERS:
        with suppress(OSError):  # a full disk or a closed pipe is no reason not to serve
            print(f"The atlas is at {listener}{_settings.base_path} (Ctrl+C stops it)", flush=True)

    from dashboard.server_reload import watch_database

    watch_database(lambda: server.app.callable, _settings)


def on_exit(server: Any) -> None:  # noqa: ANN401
    """In the master, when all workers have gone: leave nothing behind."""
    from dashboard.server_reload import remove_folders

    remove_folders(server.app.callable)


def on_reload(server: Any) -> None:  # noqa: ANN401
    """On SIGHUP, before the new workers are forked: give them new data where it is right."""
    from dashboard import server as first
    from dashboard.server_reload import with_new_data

    first.server = server.app.callable = with_new_data(server.app.callable, _settings)
    gc.unfreeze()  # what ``pre_fork`` froze would never be collected, and that is the whole old server
    gc.collect()


def pre_fork(_: Any, __: Any) -> None:  # noqa: ANN401
    """What is loaded stays: no worker looks for garbage in it, which would make a copy of every page it is on."""
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:  # noqa: ANN401
    """Let the new worker count into a row of its own: ``age`` numbers the workers of a server from the first on."""
    server_state_of(server.app.callable).counters.claim(worker.age % ROWS)


def pre_request(_: Any, req: Any) -> None:  # noqa: ANN401
    """Bound how long a client may stall; after a body the connection ends, for nobody knows what is left of it."""
    req.unreader.sock.settimeout(STALL_SECONDS)
    if any(name in ("CONTENT-LENGTH", "TRANSFER-ENCODING") for name, _ in req.headers):
        req.force_close()
