"""Protomaps' layers for a basemap of the deployment's own (``ATLAS_BASEMAP``), made by their package where npm is.

``package.json`` and ``package-lock.json`` hold the package's version and its hash. Without npm the setting is refused,
and nothing else is missing.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

from dashboard.build_scripts import NPM_SECONDS, bring_packages
from dashboard.load_own_basemap import style_file
from dashboard.map.style.own_basemap import OWN
from dashboard.map.theme import BASEMAP_COLOURS

PACKAGE: Final = "@protomaps/basemaps"
SCRIPT: Final = """
import { layers, namedFlavor } from "@protomaps/basemaps";
const [source, colours] = process.argv.slice(1);
const made = Object.entries(JSON.parse(colours)).map(([theme, own]) => [
  theme,
  layers(source, { ...namedFlavor(theme), ...own }, { lang: "en" }),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(made)));
"""
"""Names are put into the page's language later (``map/style/own_basemap.py``): the package knows no Azerbaijani."""


def own_colours() -> dict[str, dict[str, str]]:
    """By theme, the colours of Protomaps' that the atlas has its own of: routes were chosen to stand out against them.

    So there is no seam at the file's edge either.
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
    """Write Protomaps' layers of the version that ``package.json`` names; what was done, in words."""
    wanted = style_file(root)
    failed = "ATLAS_BASEMAP cannot be set"
    if shutil.which("npm") is None or shutil.which("node") is None:
        return f"npm is not here: {failed}"
    try:
        package = json.loads((root / "package.json").read_text(encoding="utf-8"))
        source = {"package": package["dependencies"][PACKAGE], "colours": own_colours()}
        if _source_of(wanted) == source:
            return "Protomaps' layers are there"
        bring_packages(root, Path(PACKAGE))
        command = ["node", "--input-type=module", "--eval", SCRIPT, OWN, json.dumps(own_colours())]
        made = subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=root, text=True)
        half = wanted.with_suffix(".half")
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(json.dumps({"source": source, **json.loads(made.stdout)}), encoding="utf-8")
        half.replace(wanted)
    except (subprocess.SubprocessError, OSError, ValueError, KeyError) as error:
        return f"Protomaps' layers could not be made ({type(error).__name__}): {failed}"
    return "Protomaps' layers made"


def _source_of(made: Path) -> object:
    """The package's version and the colours that the layers were made of; None where there are none."""
    try:
        return json.loads(made.read_text(encoding="utf-8"))["source"]
    except (OSError, ValueError, KeyError):
        return None
