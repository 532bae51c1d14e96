"""Brings the npm packages of the benchmark into ``build/``; their files are unpacked, and none of them is run."""

import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOWNLOADS = ROOT / "build" / "bench"


def npm_files(package: str, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files of these names from a package (``name@version``) of npm. Raises OSError, CalledProcessError."""
    folder = DOWNLOADS / "npm" / package.replace("/", "_")
    if not any(folder.glob("*.tgz")):
        folder.mkdir(parents=True, exist_ok=True)
        pack = ["npm", "pack", package, "--silent", "--pack-destination", str(folder)]
        subprocess.run(pack, check=True, capture_output=True, text=True)
    (archive,) = folder.glob("*.tgz")
    contents: dict[str, bytes] = {}
    with tarfile.open(archive) as packed:
        for member in sorted(packed, key=lambda entry: ("/dist/" not in entry.name, len(entry.name))):
            name = member.name.rsplit("/", 1)[-1]
            if name in names and name not in contents and (content := packed.extractfile(member)):
                contents[name] = content.read()
    missing = set(names) - set(contents)
    if missing:
        raise FileNotFoundError(f"{package} has no {', '.join(sorted(missing))}")
    return contents
