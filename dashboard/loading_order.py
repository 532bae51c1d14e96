"""What the page loads besides itself, in which order: all is asked for at once, nothing twice, nothing unused.

First the map and the page's own scripts. Dash's renderer and its components come when a view of the dock is opened.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.publishing.static_files import BUNDLE, StaticFiles

_UNUSED: Final = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\s*')
"""Dash puts its table into every page; the atlas has no such table."""


def head_parts(files: StaticFiles, map_data: Iterable[str], parts: Mapping[str, str]) -> dict[str, str]:
    """What the page's head has to add to ``parts``, as Dash made them.

    ``boot`` is the first script: it begins to fetch the map's data, and lets the other scripts run once the page has
    been painted; ``preload`` asks for them at once. ``dash`` is all that lets Dash live, where no browser runs it:
    ``assets/dock_live.js`` takes it from there when it is wanted.

    Args:
        files: the static files.
        map_data: addresses of what the map reads at once.
        parts: what Dash gives to its template, by name.
    """
    library, page = files.map_library(), files.address(BUNDLE, "page.js")
    boot = files.address(BUNDLE, "boot.js")
    scripts = files.rewritten(_UNUSED.sub("", parts["scripts"]))
    about = f'data-page="{page}" data-plotly="{library}" data-map="{" ".join(map_data)}"'
    return {
        "metas": parts["metas"],
        "dash": f'<template id="atlas-dash">{files.rewritten(parts["css"])}{scripts}{parts["renderer"]}</template>',
        "config": parts["config"],
        "css": f'<link rel="stylesheet" href="{files.address(BUNDLE, "page.css")}">',
        "boot": f'<script src="{boot}" {about}></script>',
        "preload": "\n".join(f'<link rel="preload" as="script" href="{address}">' for address in (page, library)),
    }
