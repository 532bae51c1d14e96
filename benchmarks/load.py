"""How many requests a second one process of a contender's server answers, and how soon (p95), asked by ``wrk``.

One process, whatever threads it has by default; client and server share the machine.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks import atlas_page
from benchmarks.contenders import Contender
from benchmarks.environment import PEERS, ROOT, VENV
from benchmarks.processes import answers
from benchmarks.serving import Served, served

SCRIPT = Path(__file__).parent / "wrk.lua"
CONNECTIONS = 8
LAYOUT = "/_dash-layout"
"""What Dash's own renderer asks first; a page that needs no renderer need not have it."""
Numbers = dict[str, Any]


def install_wrk() -> str:
    """Bring ``wrk`` where it is missing; what stands in the way, nothing where it is there."""
    if shutil.which("wrk"):
        return ""
    done = subprocess.run([ROOT / ".ci" / "apt-install", "wrk"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 and shutil.which("wrk") else "wrk could not be installed"


def ask_server(contender: Contender, asked: dict[str, list[dict[str, str]]], seconds: int) -> Numbers:
    """``started_ms``, ``memory_mb`` before and after, and numbers of each kind of request that there is."""
    with served(contender, workers=1) as at:
        found: Numbers = {"started_ms": at.started_ms, "memory_mb": at.memory_mb(), "load": {}}
        for name, request in _requests(contender, at, asked).items():
            found["load"][name] = {**request, **_wrk(at.address, request, seconds)}
        if contender.name == "shiny":
            found["load"]["filter"] = _shiny(at, seconds)
        found["memory_after_mb"] = at.memory_mb()
    return found


def _requests(contender: Contender, at: Served, asked: dict[str, list[dict[str, str]]]) -> dict[str, dict[str, str]]:
    """Page, layout and data where there are such, and what the page itself asked for when it was acted on."""
    found = {"page": {"method": "GET", "path": "/", "body": ""}}
    for name, path in (("layout", LAYOUT), ("data", contender.data)):
        if path and answers(at.address + path):
            found[name] = {"method": "GET", "path": path, "body": ""}
    for name, requests in asked.items():
        if requests:  # the largest is the one that the facts or the figure come from
            found[name] = max(requests, key=lambda one: (one["method"] == "POST", len(one["body"])))
    if contender.name == "atlas" and answers(at.address + atlas_page.SELECTION):
        found["selection"] = {"method": "GET", "path": atlas_page.SELECTION, "body": ""}
    return found


def _wrk(address: str, request: dict[str, str], seconds: int) -> Numbers:
    environment = {**os.environ, "BENCH_METHOD": request["method"], "BENCH_BODY": request["body"]}
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "-s",
        str(SCRIPT),
        address + request["path"],
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=seconds + 60)
    found: Numbers = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _shiny(at: Served, seconds: int) -> Numbers:
    """Shiny's filter goes over its socket: a client of its own, from the peers' environment."""
    command = [
        str(VENV / "bin" / "python"),
        str(PEERS / "shiny_client.py"),
        str(at.port),
        str(seconds),
        str(CONNECTIONS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    found: Numbers = json.loads(done.stdout)
    return {"method": "socket", "path": "filter", "body": "", **found}
