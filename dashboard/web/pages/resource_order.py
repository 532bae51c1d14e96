"""The files that the page loads, and their order: all requests start at once, and each file is used and loaded once.

The map and the page's own scripts come first. Dash's renderer and its components come with the first view of the dock.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.map.camera import LARGE_FROM_PX
from dashboard.web.static_files import BUNDLE, StaticFiles

_UNUSED: Final = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\s*')
"""Dash puts its table into every page; the atlas does not use it."""


PHONE: Final = f"(max-width: {LARGE_FROM_PX - 1}px) and (pointer: coarse)"
"""The media query of devices that load the live map only on demand (assets/boot.js)."""


def head_parts(
    files: StaticFiles, map_data: Iterable[str], parts: Mapping[str, str], *, saves_data: bool = False
) -> dict[str, str]:
    """The parts of the page's head, from ``parts`` as Dash made them.

    ``boot`` is the first script: it starts to fetch the map's data, and runs the other scripts after the first paint;
    ``preload`` requests them at once. ``dash`` has all scripts of Dash in a template, where no browser runs them:
    ``assets/src/dock/dash.js`` takes them from there on demand.

    Parameters
    ----------
    files
        The static files.
    map_data
        The addresses of the data that the map loads first.
    parts
        The variables of Dash's template, by name.
    saves_data
        Whether the browser asks to save data (``Save-Data``).
    """
    library, (page, *modules) = files.map_library(), files.page_scripts()
    boot = files.address(BUNDLE, "boot.js")
    scripts = files.rewritten(_UNUSED.sub("", parts["scripts"]))
    kind = "module" if modules else ""
    about = f'data-page="{page}" data-page-type="{kind}" data-plotly="{library}" data-map="{" ".join(map_data)}"'
    about += f' data-phone="{PHONE}"'
    large = "" if saves_data else _preload("", library, f' media="not all and {PHONE}"')
    return {
        "metas": parts["metas"],
        "dash": f'<template id="atlas-dash">{files.rewritten(parts["css"])}{scripts}{parts["renderer"]}</template>',
        "config": parts["config"],
        "css": f'<link rel="stylesheet" href="{files.address(BUNDLE, "page.css")}">',
        "boot": f'<script src="{boot}" {about}></script>',
        "preload": "\n".join([*(_preload(kind, module) for module in (page, *modules)), large]),
    }


def _preload(kind: str, address: str, where: str = "") -> str:
    how = 'rel="modulepreload"' if kind == "module" else 'rel="preload" as="script"'
    return f'<link {how} href="{address}"{where}>'
