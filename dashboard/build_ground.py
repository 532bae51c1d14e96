"""Protomaps' layers for a ground of the deployment's own (``ATLAS_BASEMAP``), made by their package where npm is.

``package.json`` and ``package-lock.json`` hold the package's version and its hash. Without npm the setting is refused,
and nothing else is missing.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

from dashboard.build_scripts import NPM_SECONDS, bring_packages
from dashboard.load_ground import style_file
from dashboard.map.style.own_ground import OWN
from dashboard.map.theme import Theme

PACKAGE: Final = "@protomaps/basemaps"
SCRIPT: Final = """
import { layers, namedFlavor } from "@protomaps/basemaps";
const [source, ...themes] = process.argv.slice(1);
const made = themes.map((theme) => [theme, layers(source, namedFlavor(theme), { lang: "en" })]);
process.stdout.write(JSON.stringify(Object.fromEntries(made)));
"""
"""Names are put into the page's language later (``map/style/own_ground.py``): the package knows no Azerbaijani."""


def make_ground_style(root: Path) -> str:
    """Write Protomaps' layers of the version that ``package.json`` names; what was done, in words."""
    wanted = style_file(root)
    failed = "ATLAS_BASEMAP cannot be set"
    if shutil.which("npm") is None or shutil.which("node") is None:
        return f"npm is not here: {failed}"
    try:
        version = json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"][PACKAGE]
        if _version_of(wanted) == version:
            return "Protomaps' layers are there"
        bring_packages(root, Path(PACKAGE))
        command = ["node", "--input-type=module", "--eval", SCRIPT, OWN, *Theme]
        made = subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=root, text=True)
        half = wanted.with_suffix(".half")
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(json.dumps({"version": version, **json.loads(made.stdout)}), encoding="utf-8")
        half.replace(wanted)
    except (subprocess.SubprocessError, OSError, ValueError, KeyError) as error:
        return f"Protomaps' layers could not be made ({type(error).__name__}): {failed}"
    return "Protomaps' layers made"


def _version_of(made: Path) -> str | None:
    try:
        return str(json.loads(made.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None
