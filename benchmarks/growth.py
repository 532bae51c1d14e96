"""What grows with the catalogue: ``python -m benchmarks.growth [--sizes 1 10 100] [--keep] [--only first next …]``.

For each size a root of so many times the real catalogue is written into ``build/growth/x<size>`` and measured, every
phase in a process of its own. The numbers go to ``benchmarks/results/growth.json``, size by size, and from there into
``docs/PERFORMANCE.md``. Nothing here asserts a time.
"""

import argparse
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.environment import ROOT
from benchmarks.growth_catalogue import write_grown
from benchmarks.growth_report import write_report
from benchmarks.processes import ATLAS, answers, free_port, memory_kb, running, wait_until

RESULTS = ROOT / "benchmarks" / "results" / "growth.json"
SIZES = (1, 10, 100)
PHASES = ("first", "next", "page", "workers")
LIMIT_S = 600
POLL_S = 0.5
WORKERS = 2
ASKED = ("/healthz", "/search.json?q=rogun", "/data/projects.json?country=AZ", "/list/en/place.json")


def main() -> None:
    """Write, measure, report."""
    parser = argparse.ArgumentParser("python -m benchmarks.growth")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--only", nargs="*", choices=PHASES, default=list(PHASES))
    parser.add_argument("--keep", action="store_true", help="measure the roots that are there, write none")
    chosen = parser.parse_args()
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    for size in chosen.sizes:
        root = ROOT / "build" / "growth" / f"x{size}"
        if not (chosen.keep and root.is_dir()):
            write_grown(ROOT, root, size)
        found = results.setdefault(str(size), {})
        for phase in chosen.only:
            found[phase] = workers(root) if phase == "workers" else measured(phase, root)
            print(size, phase, found[phase], flush=True)
        found["when"] = datetime.now(UTC).isoformat(timespec="seconds")
        found["machine"] = {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(write_report(results))


def measured(phase: str, root: Path) -> dict[str, Any]:
    """One phase of ``growth_measures`` in a process of its own; what failed is told, and the rest goes on."""
    command = [sys.executable, "-m", "benchmarks.growth_measures", phase, str(root)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=True)
    except subprocess.TimeoutExpired:
        return {"failed": f"not within {LIMIT_S} s"}
    except subprocess.CalledProcessError as error:
        return {"failed": (error.stderr.strip().splitlines() or ["?"])[-1][:200]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def workers(root: Path) -> dict[str, Any]:
    """The memory of a real gunicorn with two workers, loaded before they are made, after each has answered."""
    try:
        with gunicorn(root) as (address, master):
            for path in ASKED * 4 * WORKERS:
                urllib.request.urlopen(address + path, timeout=60).read()
            children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
            own = [memory_mb(int(child)) for child in children]
            whole = memory_mb(master)
    except (TimeoutError, RuntimeError, OSError) as error:
        return {"failed": str(error)[:200]}
    return {
        "workers": len(own),
        "worker_rss_mb": max(one["Rss"] for one in own),
        "worker_pss_mb": max(one["Pss"] for one in own),
        "worker_own_mb": max(one["Private_Dirty"] for one in own),
        "whole_pss_mb": round(sum(one["Pss"] for one in [*own, whole])),
    }


@contextmanager
def gunicorn(root: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a server of ``root``, for as long as it is needed."""
    port = free_port()
    environment = {"PORT": port, "ATLAS_ROOT": str(root), "WEB_CONCURRENCY": str(WORKERS)}
    with running([sys.executable, *ATLAS], environment) as process:
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: answers(f"{address}/healthz"), process, LIMIT_S, POLL_S)
        yield address, process.pid


def memory_mb(process: int) -> dict[str, float]:
    """Resident, proportional (a shared page counts for each with its share) and own memory of a process, in MB."""
    found = memory_kb(process)
    return {name: round(found[name] * 1024 / 1e6) for name in ("Rss", "Pss", "Private_Dirty")}


if __name__ == "__main__":
    main()
