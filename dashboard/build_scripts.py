"""Bundles the page's own modules into one small script, by esbuild. Without npm, pages load each module by itself.

``package.json`` and ``package-lock.json`` hold esbuild's version and the hashes of its files.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from dashboard.web.static_files import ENTRY, MODULES, StaticFiles

NPM_SECONDS: Final = 90
NPM_OPTIONS: Final = ("--fetch-retries=0", "--no-update-notifier", "--no-audit", "--no-fund")
"""Without them and without a network, npm tries again for minutes in silence."""
TARGET: Final = "es2022"
OPTIONS: Final = ("--bundle", "--format=iife", "--minify", f"--target={TARGET}", "--charset=utf8", "--log-level=error")


def bundle_modules(root: Path, files: StaticFiles) -> str:
    """Write the bundle of ``assets/src`` as it is now; returns the outcome in words.

    The bundle is a classic script: unlike a module, it loads in a frame without an origin, without CORS headers.
    """
    wanted = files.bundled_modules()
    if wanted.is_file():
        return "the page's scripts are bundled"
    failed = "the page loads its modules one by one"
    if shutil.which("npm") is None:
        return f"npm is not here: {failed}"
    try:
        esbuild = install_packages(root, Path(".bin/esbuild"))
        half = wanted.with_suffix(".half.js")
        command = [esbuild, str(root / "assets" / MODULES / ENTRY), *OPTIONS, f"--outfile={half}"]
        subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS)
        half.replace(wanted)
    except (subprocess.SubprocessError, OSError) as error:
        return f"the page's scripts could not be bundled ({type(error).__name__}): {failed}"
    return "the page's scripts bundled by esbuild"


def install_packages(root: Path, wanted: Path) -> str:
    """The path of ``wanted`` in ``node_modules``; where it is missing, npm installs ``package.json``."""
    path = root / "node_modules" / wanted
    if not path.exists():
        print(f"Asking npm for {wanted.name} ({NPM_SECONDS} s at most) ...", flush=True)
        command = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--silent", *NPM_OPTIONS]
        subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=root)
    return str(path)


def write_at_once(target: Path, content: bytes) -> None:
    """Write the complete file or nothing: a running server may read it at any time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(target)
