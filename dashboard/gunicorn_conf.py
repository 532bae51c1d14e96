"""Gunicorn's settings, from the environment (``gunicorn --config python:dashboard.gunicorn_conf``)."""

import gc
import sys
from typing import Any

from dashboard.settings import Settings, SettingsError

try:
    _settings = Settings.from_environment()
except SettingsError as error:
    sys.exit(str(error))

bind = _settings.address.removeprefix("http://")
workers = _settings.workers
worker_class = "gthread"
threads = _settings.threads
preload_app = True  # what is loaded once is shared by the workers, and a wrong catalogue stops the start
worker_tmp_dir = None
keepalive = 5
graceful_timeout = 30
control_socket_disable = True  # it would write into the home folder
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 8_190  # bytes; the atlas itself refuses half of that, with a reason (publishing/bounds.py)
limit_request_fields = 64
loglevel = "warning"


def pre_fork(_server: Any, _worker: Any) -> None:  # noqa: ANN401
    """What is loaded stays: no worker looks for garbage in it, which would make a copy of every page it is on."""
    gc.freeze()


def when_ready(server: Any) -> None:  # noqa: ANN401 (gunicorn's arbiter has no types)
    """Say where the page is, once it is really there."""
    for listener in server.LISTENERS:
        print(f"The atlas is at {listener} (Ctrl+C stops it)", flush=True)
