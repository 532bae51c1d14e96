"""What the benchmark needs beside the atlas's own environment, brought into ``build/``, not into ``.venv``.

The peers' Python packages stand in an environment of their own; scripts from npm are unpacked, none is run.
"""

import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
VENV = ROOT / "build" / "bench-venv"
BROUGHT = ROOT / "build" / "bench"


def install_peers() -> str:
    """Install the peers' packages where that is not done; what stands in the way, nothing where they are there."""
    stamp = VENV / ".installed"
    if stamp.is_file() and stamp.stat().st_mtime > REQUIREMENTS.stat().st_mtime:
        return ""
    python = VENV / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)]
    print("Installing the peers' packages into build/bench-venv ...", flush=True)
    try:
        if not python.is_file():
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, capture_output=True)
        subprocess.run(pip, check=True, capture_output=True, text=True)
    except (subprocess.CalledProcessError, OSError) as error:
        words = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        return f"not installed: {words[-1][:120] if words else error}"
    stamp.touch()
    return ""


def npm_files(package: str, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files of these names from a package (``name@version``) of npm. Raises OSError, CalledProcessError."""
    kept = BROUGHT / "npm" / package.replace("/", "_")
    if not any(kept.glob("*.tgz")):
        kept.mkdir(parents=True, exist_ok=True)
        pack = ["npm", "pack", package, "--silent", "--pack-destination", str(kept)]
        subprocess.run(pack, check=True, capture_output=True, text=True)
    (archive,) = kept.glob("*.tgz")
    found: dict[str, bytes] = {}
    with tarfile.open(archive) as packed:
        for member in sorted(packed, key=lambda one: ("/dist/" not in one.name, len(one.name))):
            name = member.name.rsplit("/", 1)[-1]
            if name in names and name not in found and (content := packed.extractfile(member)):
                found[name] = content.read()
    missing = set(names) - set(found)
    if missing:
        raise FileNotFoundError(f"{package} has no {', '.join(sorted(missing))}")
    return found
