"""What the page loads besides itself, in which order: all is asked for at once, nothing twice, nothing unused.

First the map and the page's own scripts. Dash's renderer and its components come when a view of the dock is opened.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.map.camera import LARGE_FROM_PX
from dashboard.web.static_files import BUNDLE, StaticFiles

_UNUSED: Final = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\s*')
"""Dash puts its table into every page; the atlas has no such table."""


PHONE: Final = f"(max-width: {LARGE_FROM_PX - 1}px) and (pointer: coarse)"
"""Where the live map comes only when it is wanted (assets/boot.js)."""


def head_parts(
    files: StaticFiles, map_data: Iterable[str], parts: Mapping[str, str], *, saves_data: bool = False
) -> dict[str, str]:
    """What the page's head has to add to ``parts``, as Dash made them.

    ``boot`` is the first script: it begins to fetch the map's data, and lets the other scripts run once the page has
    been painted; ``preload`` asks for them at once. ``dash`` is all that lets Dash live, where no browser runs it:
    ``assets/src/dock/dash.js`` takes it from there when it is wanted.

    Parameters
    ----------
    files
        The static files.
    map_data
        Addresses of what the map reads at once.
    parts
        What Dash gives to its template, by name.
    saves_data
        The reader wants as little as can be.
    """
    library, (page, *modules) = files.map_library(), files.page_scripts()
    boot = files.address(BUNDLE, "boot.js")
    scripts = files.rewritten(_UNUSED.sub("", parts["scripts"]))
    kind = "module" if modules else ""
    about = f'data-page="{page}" data-page-type="{kind}" data-plotly="{library}" data-map="{" ".join(map_data)}"'
    about += f' data-phone="{PHONE}"'
    large = "" if saves_data else _early("", library, f' media="not all and {PHONE}"')
    return {
        "metas": parts["metas"],
        "dash": f'<template id="atlas-dash">{files.rewritten(parts["css"])}{scripts}{parts["renderer"]}</template>',
        "config": parts["config"],
        "css": f'<link rel="stylesheet" href="{files.address(BUNDLE, "page.css")}">',
        "boot": f'<script src="{boot}" {about}></script>',
        "preload": "\n".join([*(_early(kind, module) for module in (page, *modules)), large]),
    }


def _early(kind: str, address: str, where: str = "") -> str:
    how = 'rel="modulepreload"' if kind == "module" else 'rel="preload" as="script"'
    return f'<link {how} href="{address}"{where}>'
