"""Many readers at once walk the real stories against a real gunicorn: ``python -m benchmarks.crowd``.

Bounded (200 readers, two minutes, this machine only) and never asserted. It tells, and writes to
``results/crowd.json``: requests and failures, the slowest in twenty of each kind, and the workers' memory before, on
the way and after (flat is what it should be once each worker has served everything once). Readers, server and
whatever else runs share the cores: the numbers say what the whole machine does.
"""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.environment import ROOT, VENV, install_peers
from benchmarks.processes import ATLAS, Process, free_port, running, wait_until

RESULTS = Path(__file__).parent / "results"
START_SECONDS = 120
POLL_SECONDS = 0.3
PARTS = 5  # the workers' memory is read after each
WITHOUT_LIMITS = {"ATLAS_SEARCHES_A_MINUTE": "0", "ATLAS_EXPORTS_A_MINUTE": "0"}  # all readers have one address here
MEMORY = re.compile(r'^atlas_worker_resident_bytes\{worker="(\d+)"\} (\d+)$', re.MULTILINE)


def main() -> None:
    """Serve, let the readers walk, tell what came of it."""
    parser = argparse.ArgumentParser("python -m benchmarks.crowd")
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", action="store_true", help="kill one worker in the middle")
    chosen = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    with served(chosen.workers) as (address, process):
        sizes = {0: memory(address)}
        for part in range(1, PARTS):
            second = chosen.seconds * part // PARTS
            threading.Timer(second, note_memory, [sizes, second, address]).start()
        if chosen.kill:
            threading.Timer(chosen.seconds / 2, kill_one, [process]).start()
        walked = walk(address, chosen.users, chosen.seconds)
        sizes[chosen.seconds] = memory(address)
        numbers = urllib.request.urlopen(f"{address}/readyz", timeout=30).read()
    result = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "load": os.getloadavg()[0]},
        "asked": {"users": chosen.users, "seconds": chosen.seconds, "workers": chosen.workers, "killed": chosen.kill},
        "served": json.loads(numbers),
        "memory": dict(sorted(sizes.items())),
        **walked,
    }
    (RESULTS / "crowd.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(table(result))


@contextmanager
def served(workers: int) -> Iterator[tuple[str, Process]]:
    """The address of a server of its own, and its process."""
    port = free_port()
    environment = {"PORT": port, "HOST": "127.0.0.1", "WEB_CONCURRENCY": str(workers), **WITHOUT_LIMITS}
    with running([sys.executable, *ATLAS], environment) as process:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: all_there(address, workers), process, START_SECONDS, POLL_SECONDS)
        yield address, process


def all_there(address: str, workers: int) -> bool:
    """Whether so many workers tell of themselves."""
    try:
        return len(memory(address)) == workers
    except OSError:
        return False


def memory(address: str) -> dict[str, int]:
    """Resident bytes by worker, as the server tells them."""
    with urllib.request.urlopen(f"{address}/metrics", timeout=60) as answer:
        return {worker: int(size) for worker, size in MEMORY.findall(answer.read().decode())}


def note_memory(sizes: dict[int, dict[str, int]], second: int, address: str) -> None:
    """Add the memory at this moment to ``sizes``, where the worker that is asked lives to tell it."""
    with suppress(OSError):
        sizes[second] = memory(address)


def kill_one(server: Process) -> None:
    """Kill one of the server's workers, as a system without memory would."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
    os.kill(int(random.choice(children)), 9)


def walk(address: str, users: int, seconds: int) -> dict[str, Any]:
    """Let readers walk in a process of their own; what they saw, by kind of request."""
    command = [readers_python(), "-m", "benchmarks.readers", address, str(users), str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds + 180)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def readers_python() -> str:
    """The Python that has locust: this one, else the one of the benchmark's own environment."""
    if find_spec("locust"):
        return sys.executable
    missing = install_peers()
    if missing:
        sys.exit(missing)
    return str(VENV / "bin" / "python")


def table(result: dict[str, Any]) -> str:
    """The result as it is printed."""
    asked, whole = result["asked"], result["total"]
    lines = [
        f"{asked['users']} readers for {asked['seconds']} s, {asked['workers']} workers: {whole['requests']} requests, "
        f"{whole['a_second']} a second, {whole['failures']} failed, at most {result['worst']} of one reader",
        f"{'kind':<12}{'requests':>9}{'failed':>8}{'median ms':>11}{'p95 ms':>9}{'max ms':>9}",
    ]
    lines += [
        f"{kind:<12}{one['requests']:>9}{one['failures']:>8}{one['median_ms']:>11}{one['p95_ms']:>9}{one['max_ms']:>9}"
        for kind, one in result["kinds"].items()
    ]
    for second, found in result["memory"].items():
        sizes = ", ".join(f"{size / 2**20:.0f}" for size in found.values())
        lines.append(f"memory of the workers after {second} s: {sizes} MiB")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
