"""What the page loads besides itself, in which order: all is asked for at once, nothing twice, nothing unused."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.publishing.static_files import ASSETS, StaticFiles

GRAPH_CHUNK: Final = ("dash", "dcc/async-graph.js")
"""The part of dcc that draws graphs: dcc asks for it when it first meets one, which is late."""
_UNUSED: Final = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\s*')
"""Dash puts its table into every page; the atlas has no such table."""
_SOURCE: Final = re.compile(r'<script[^>]* src="([^"]+)"')


def head_parts(files: StaticFiles, map_data: Iterable[str], parts: Mapping[str, str]) -> dict[str, str]:
    """``parts`` as Dash made them, with the addresses of ``files``, and what the page's head has to add.

    ``boot`` is the first script: it tells Dash where plotly.js is, begins to fetch the map's data, and lets all other
    scripts run once the page has been painted; ``preload`` asks for all of them at once, also for those that Dash
    would come to only later.

    Args:
        files: the static files.
        map_data: addresses of what the map reads at once.
        parts: what Dash gives to its template, by name.
    """
    library, chunk = files.map_library(), files.address(*GRAPH_CHUNK)
    scripts = files.rewritten(_UNUSED.sub("", parts["scripts"]))
    early = [*_SOURCE.findall(scripts), chunk, library]
    boot = files.address(ASSETS, "boot.js")
    return {
        **parts,
        "css": files.rewritten(parts["css"]),
        "scripts": _later(scripts),
        "renderer": _later(parts["renderer"]),
        "boot": f'<script src="{boot}" data-plotly="{library}" data-map="{" ".join(map_data)}"></script>',
        "preload": "\n".join(f'<link rel="preload" as="script" href="{address}">' for address in early),
    }


def _later(tags: str) -> str:
    """Scripts that a browser leaves alone until ``assets/boot.js`` makes real ones of them."""
    return tags.replace(' type="application/javascript"', "").replace("<script", '<script type="text/plain"')
