"""The page's own modules as one small script, made by esbuild where npm is; else pages load the modules themselves.

``package.json`` and ``package-lock.json`` hold esbuild's version and the hashes of its files.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from dashboard.web.static_files import ENTRY, MODULES, StaticFiles

NPM_SECONDS: Final = 90
ONCE: Final = ("--fetch-retries=0", "--no-update-notifier", "--no-audit", "--no-fund")
"""Without a network npm would try again for minutes, and say nothing meanwhile."""
TARGET: Final = "es2022"
OPTIONS: Final = ("--bundle", "--format=iife", "--minify", f"--target={TARGET}", "--charset=utf8", "--log-level=error")


def bundle_modules(root: Path, files: StaticFiles) -> str:
    """Write the bundle of ``assets/src`` as it is now; what was done, in words.

    The bundle is a classic script: unlike modules it loads in a frame without an origin of its own, whatever the server
    says of origins.
    """
    wanted = files.bundled_modules()
    if wanted.is_file():
        return "the page's scripts are bundled"
    failed = "the page loads its modules one by one"
    if shutil.which("npm") is None:
        return f"npm is not here: {failed}"
    try:
        esbuild = bring_packages(root, Path(".bin/esbuild"))
        half = wanted.with_suffix(".half.js")
        command = [esbuild, str(root / "assets" / MODULES / ENTRY), *OPTIONS, f"--outfile={half}"]
        subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS)
        half.replace(wanted)
    except (subprocess.SubprocessError, OSError) as error:
        return f"the page's scripts could not be bundled ({type(error).__name__}): {failed}"
    return "the page's scripts bundled by esbuild"


def bring_packages(root: Path, wanted: Path) -> str:
    """The path of ``wanted`` in ``node_modules``; where it is not there yet, npm brings what ``package.json`` names."""
    path = root / "node_modules" / wanted
    if not path.exists():
        print(f"Asking npm for {wanted.name} ({NPM_SECONDS} s at most) ...", flush=True)
        command = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--silent", *ONCE]
        subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=root)
    return str(path)
