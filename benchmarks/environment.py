"""What the benchmark needs from npm, brought into ``build/``: unpacked, none of it is run."""

import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
BROUGHT = ROOT / "build" / "bench"


def npm_files(package: str, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files of these names from a package (``name@version``) of npm. Raises OSError, CalledProcessError."""
    kept = BROUGHT / "npm" / package.replace("/", "_")
    if not any(kept.glob("*.tgz")):
        kept.mkdir(parents=True, exist_ok=True)
        pack = ["npm", "pack", package, "--silent", "--pack-destination", str(kept)]
        subprocess.run(pack, check=True, capture_output=True, text=True)
    (archive,) = kept.glob("*.tgz")
    licences: dict[str, bytes] = {}
    with tarfile.open(archive) as packed:
        for member in sorted(packed, key=lambda entry: ("/dist/" not in entry.name, len(entry.name))):
            name = member.name.rsplit("/", 1)[-1]
            if name in names and name not in licences and (content := packed.extractfile(member)):
                licences[name] = content.read()
    missing = set(names) - set(licences)
    if missing:
        raise FileNotFoundError(f"{package} has no {', '.join(sorted(missing))}")
    return licences
