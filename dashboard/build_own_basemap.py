"""Makes Protomaps' layers for a basemap of the deployment's own (``ATLAS_BASEMAP``), with Protomaps' npm package.

``package.json`` and ``package-lock.json`` hold the package's version and its hash. Without npm, only that setting
cannot be used.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

from dashboard.build_scripts import NPM_SECONDS, install_packages, write_at_once
from dashboard.load_own_basemap import style_file
from dashboard.map.style.own_basemap import OWN
from dashboard.map.theme import BASEMAP_COLOURS

PACKAGE: Final = "@protomaps/basemaps"
SCRIPT: Final = """
import { layers, namedFlavor } from "@protomaps/basemaps";
const [source, colours] = process.argv.slice(1);
const styles = Object.entries(JSON.parse(colours)).map(([theme, own]) => [
  theme,
  layers(source, { ...namedFlavor(theme), ...own }, { lang: "en" }),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(styles)));
"""
"""``map/style/own_basemap.py`` puts names into the page's language later: the package has no Azerbaijani."""


def own_colours() -> dict[str, dict[str, str]]:
    """By theme, the atlas's own colours in place of Protomaps': routes stand out against them.

    With the same colours, the edge of the file is no visible seam.
    """
    return {
        theme.value: {
            "earth": colours.land,
            "water": colours.water,
            "city_label": colours.town_label,
            "city_label_halo": colours.land_halo,
            "country_label": colours.country_label,
            "ocean_label": colours.water_label,
        }
        for theme, colours in BASEMAP_COLOURS.items()
    }


def make_own_basemap_style(root: Path) -> str:
    """Write Protomaps' layers, of the version in ``package.json``; returns the outcome in words."""
    wanted = style_file(root)
    failed = "ATLAS_BASEMAP cannot be set"
    if shutil.which("npm") is None or shutil.which("node") is None:
        return f"npm is not here: {failed}"
    try:
        package = json.loads((root / "package.json").read_text(encoding="utf-8"))
        source = {"package": package["dependencies"][PACKAGE], "colours": own_colours()}
        if _source_of(wanted) == source:
            return "Protomaps' layers are there"
        install_packages(root, Path(PACKAGE))
        command = ["node", "--input-type=module", "--eval", SCRIPT, OWN, json.dumps(own_colours())]
        layers = subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=root).stdout
        write_at_once(wanted, json.dumps({"source": source, **json.loads(layers)}).encode())
    except (subprocess.SubprocessError, OSError, ValueError, KeyError) as error:
        return f"Protomaps' layers could not be made ({type(error).__name__}): {failed}"
    return "Protomaps' layers made"


def _source_of(style: Path) -> object:
    """The package's version and the colours that the layers in ``style`` were made from; None without the file."""
    try:
        return json.loads(style.read_text(encoding="utf-8"))["source"]
    except (OSError, ValueError, KeyError):
        return None
