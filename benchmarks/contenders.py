"""Who is measured: how each is started, and where in its page the map, a filter and the facts are."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLOTLY_MAP = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"
GUNICORN = ("-m", "gunicorn", "--workers", "2", "--threads", "4", "--preload", "--log-level", "error")
START_SECONDS = 90


@dataclass(frozen=True)
class Contender:
    """One page. The last four are JavaScript: live map, its routes' layers, a filter's box, the heading of facts."""

    name: str
    title: str
    command: tuple[str, ...]
    live: str
    layers: str
    filter: str
    heading: str
    picture: str = "false"


CONTENDERS: tuple[Contender, ...] = (
    Contender(
        "floor",
        "floor: static page, MapLibre from npm",
        ("-m", "benchmarks.peers.floor", "{port}"),
        "window.map",
        "['segments']",
        "document.querySelector('#modes input[value=rail]')",
        "#facts h2",
    ),
    Contender(
        "atlas",
        "the atlas",
        ("-m", "dashboard", "run"),
        PLOTLY_MAP,
        "['segments-line', 'segments-sketch']",
        "document.querySelector('[data-count=\"mode:rail\"]').closest('.mantine-Checkbox-root').querySelector('input')",
        "#react-entry-point #panel h2",
        picture="document.querySelector('.first-picture ~ .map-buttons')",
    ),
    Contender(
        "plain-dash",
        "plain Dash, the figure rebuilt by a callback",
        (*GUNICORN, "--bind", "127.0.0.1:{port}", "benchmarks.peers.plain_dash:server"),
        PLOTLY_MAP,
        "m.getStyle().layers.filter(one => one.type === 'line').map(one => one.id)",
        "document.querySelector('#modes input')",
        "#facts h2",
    ),
)


@contextmanager
def served(contender: Contender) -> Iterator[str]:
    """The address of the contender's server, for as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, *(part.format(port=port) for part in contender.command)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PORT": port}, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=30).close()
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"the server ended with {process.returncode}") from None
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(address)


def named(names: Sequence[str]) -> list[Contender]:
    """The contenders of these names, all of them where none is named."""
    return [one for one in CONTENDERS if not names or one.name in names]
