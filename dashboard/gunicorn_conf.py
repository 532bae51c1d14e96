"""Gunicorn's settings, from the environment (``gunicorn --config python:dashboard.gunicorn_conf``)."""

import gc
import sys
from typing import Any

from dashboard.publishing.counters import ROWS
from dashboard.publishing.standing import standing_of
from dashboard.settings import Settings, SettingsError
from dashboard.worker import JsonLog, SteadyWorker

try:
    _settings = Settings.from_environment()
except SettingsError as error:
    sys.exit(str(error))

bind = _settings.address.removeprefix("http://")
workers = _settings.workers
worker_class = SteadyWorker
threads = _settings.threads
preload_app = True  # what is loaded once is shared by the workers, and a wrong catalogue stops the start
worker_tmp_dir = None
keepalive = 5
graceful_timeout = 30
control_socket_disable = True  # it would write into the home folder
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 8_190  # bytes; the atlas itself refuses half of that, with a reason (publishing/bounds.py)
limit_request_fields = 64
logger_class = JsonLog
loglevel = "warning"


def when_ready(server: Any) -> None:  # noqa: ANN401 (gunicorn's arbiter has no types)
    """Say where the page is, once it is really there."""
    for listener in server.LISTENERS:
        print(f"The atlas is at {listener} (Ctrl+C stops it)", flush=True)


def on_reload(server: Any) -> None:  # noqa: ANN401
    """On SIGHUP, before the new workers are forked: give them new data where it is right."""
    from dashboard.serving import with_new_data

    server.app.callable = with_new_data(server.app.callable, _settings)


def pre_fork(server: Any, worker: Any) -> None:  # noqa: ANN401
    """Give the new worker a row of the counters that no living one has.

    What is loaded stays: no worker looks for garbage in it, which would make a copy of every page it is on.
    """
    gc.freeze()
    taken = {getattr(one, "row", None) for one in server.WORKERS.values()}
    worker.row = next((row for row in range(ROWS) if row not in taken), ROWS - 1)


def post_fork(server: Any, worker: Any) -> None:  # noqa: ANN401
    """Let the new worker count into its row."""
    standing_of(server.app.callable).counters.claim(worker.row)
