"""Loads and checks a basemap of the deployment's own (``ATLAS_BASEMAP``)."""

import json
import logging
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dashboard.api.map_urls import tile_address
from dashboard.atlas import TileSet, version_of
from dashboard.map.style.own_basemap import OWN, OwnBasemap
from dashboard.map.theme import Theme
from dashboard.settings import Settings, SettingsError

if TYPE_CHECKING:
    from dashboard.geo.pmtiles_file import PmtilesHead

SCHEMA: Final = frozenset({"earth", "water", "roads", "boundaries", "places"})
"""Layers that every file in the Protomaps schema has (https://docs.protomaps.com/basemaps/layers)."""
FORMER_SCHEMA: Final = "pmap:kind"
"""A field of the schema's versions 2 and 3, whose layers the present style does not draw."""
USUAL_ATTRIBUTION: Final = (("Protomaps © OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),)
"""The attribution of a file that has none: all data in the schema comes from OpenStreetMap."""
EXTRACT: Final = "`pmtiles extract` of a daily build of Protomaps makes one (docs/DEPLOY.md)"


def style_file(root: Path) -> Path:
    """The file with Protomaps' layers, by theme (``build_own_basemap.py`` writes it)."""
    return root / "build" / "vendor" / "protomaps.json"


class LoadedBasemap(NamedTuple):
    """The tiles for the server, and the basemap for the style."""

    tiles: TileSet
    basemap: OwnBasemap


def load_own_basemap(settings: Settings, first_view: tuple[float, float, float, float]) -> LoadedBasemap | None:
    """The basemap that ``settings`` name, or None where they name none.

    Parameters
    ----------
    settings
        The deployment's choices.
    first_view
        West, south, east, north of the map's first view, in degrees on WGS84. A file that does not cover it is
        accepted with a warning in the log.

    Raises
    ------
    SettingsError
        The file cannot be used; the message says why and what to do.
    """
    if settings.basemap is None:
        return None
    from dashboard.geo.pmtiles_file import read_head, read_pmtile

    path = settings.basemap
    try:
        head = read_head(path)
        fields = _checked(head)
        layers = _style(settings.assets_root)
    except FileNotFoundError:
        raise SettingsError(f"ATLAS_BASEMAP={path}: there is no such file; {EXTRACT}") from None
    except ValueError as error:
        raise SettingsError(f"ATLAS_BASEMAP={path}: {error}") from error
    except OSError as error:
        raise SettingsError(f"ATLAS_BASEMAP={path}: {error.strerror or error}; {EXTRACT}") from error
    _warn_of_view(path, head.bounds, first_view)
    version = version_of(head.content)
    tiles = TileSet(OWN, path.absolute(), version, head.minzoom, head.maxzoom, read=read_pmtile)
    languages = frozenset(name.removeprefix("name:") for name in fields if name.startswith("name:"))
    attribution = tuple(attribution_parts(str(head.metadata.get("attribution") or "")) or USUAL_ATTRIBUTION)
    address = tile_address(tiles.name, tiles.version, settings.base_path)
    basemap = OwnBasemap(address, head.minzoom, head.maxzoom, head.bounds, languages, attribution, layers)
    return LoadedBasemap(tiles, basemap)


def _checked(head: "PmtilesHead") -> frozenset[str]:
    """The fields of the file's places. Raises ValueError where the file is not in the Protomaps schema."""
    if head.tile_type != "MVT":
        raise ValueError(f"it has no vector tiles (its tiles are {head.tile_type}); {EXTRACT}")
    try:
        described = head.metadata.get("vector_layers") or []
        fields = {str(layer["id"]): frozenset(layer.get("fields") or ()) for layer in described}
    except (TypeError, KeyError, AttributeError):
        raise ValueError(f"its metadata cannot be read (vector_layers); {EXTRACT}") from None
    if missing := SCHEMA - set(fields):
        lacking, layers = ", ".join(sorted(missing)), ", ".join(sorted(fields)) or "none"
        raise ValueError(f"it is not in the Protomaps schema: no {lacking}, its layers are {layers}; {EXTRACT}")
    if FORMER_SCHEMA in fields["places"]:
        raise ValueError(f"it is of a former version of the Protomaps schema, 4 is needed; {EXTRACT}")
    return fields["places"]


def _style(root: Path) -> Mapping[Theme, list[dict[str, Any]]]:
    try:
        style = json.loads(style_file(root).read_text(encoding="utf-8"))
        return {theme: style[theme.value] for theme in Theme}
    except (OSError, ValueError, KeyError):
        raise ValueError("the style of Protomaps is not here; `make build` makes it, where npm is") from None


def _warn_of_view(path: Path, bounds: tuple[float, ...], first_view: tuple[float, ...]) -> None:
    west, south, east, north = bounds
    if west <= first_view[0] and south <= first_view[1] and first_view[2] <= east and first_view[3] <= north:
        return
    wanted = ",".join(f"{degrees:g}" for degrees in first_view)
    logging.getLogger(__name__).warning(
        "ATLAS_BASEMAP=%s ends within the first view: beyond it the atlas's own basemap is drawn; --bbox=%s covers it",
        path,
        wanted,
        extra={"fields": {"bounds": list(bounds), "first_view": list(first_view)}},
    )


def attribution_parts(html: str) -> list[tuple[str, str | None]]:
    """The text of an attribution in HTML, in pieces, each with the ``https:`` address of its link, if it has one."""
    reader = _Attribution()
    reader.feed(html)
    reader.close()
    return [part for part in reader.parts if part[0].strip()]


class _Attribution(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, str | None]] = []
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            address = dict(attrs).get("href") or ""
            self._link = address if address.startswith("https://") else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        self.parts.append((data, self._link))
