"""The map's colours, dashes and symbols as styles for QGIS (QML), which reads the table ``layer_styles``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas

from dashboard.catalogue.tables import Frame, Tables
from dashboard.catalogue.vocabulary import Mode, PlaceKind, Precision, Status
from dashboard.map.theme import BASEMAP_COLOURS, MODE_COLOUR, PLACE_SYMBOL, SKETCH_DASH, STATUS_DASH, Theme, fill_colour

WIDTH_MM = 0.7
MM_OF_A_PIXEL = 25.4 / 96
VERSION = "3.22.0"


@dataclass(frozen=True)
class Symbol:
    """The style of one kind of feature: ``when`` is its values by column, ``layer`` the QGIS class that draws it."""

    when: Mapping[str, str]
    layer: str
    properties: Mapping[str, Any]


def style_table(tables: Tables, when: str) -> Frame:
    """A style for each layer in ``tables``, in the columns that QGIS expects."""
    looks = tables["segments"][["mode", "status", "precision"]].drop_duplicates().sort_values(["mode", "status"])
    kinds = sorted(tables["places"]["kind"].unique())
    styles = {
        "routes": _style("line", [Symbol({}, "SimpleLine", _line(BASEMAP_COLOURS[Theme.LIGHT].filtered_out, (1, 0)))]),
        "segments": _style("line", [_segment(*look) for look in looks.itertuples(index=False)]),
        "places": _style("marker", [_place(kind) for kind in kinds]),
    }
    return pandas.DataFrame(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": list(styles),
            "f_geometry_column": "geom",
            "styleName": [f"atlas: {layer}" for layer in styles],
            "styleQML": list(styles.values()),
            "styleSLD": "",
            "useAsDefault": True,
            "description": "as on the atlas's own map, in light colours",
            "owner": "",
            "ui": "",
            "update_time": pandas.to_datetime([when] * len(styles)),
        }
    )


def _segment(mode: str, status: str, precision: str) -> Symbol:
    dash = (SKETCH_DASH if precision == Precision.SCHEMATIC else STATUS_DASH)[Status(status)]
    colour = MODE_COLOUR[Theme.LIGHT][Mode(mode)]
    return Symbol({"mode": mode, "status": status, "precision": precision}, "SimpleLine", _line(colour, dash))


def _line(colour: str, dash: tuple[float, ...]) -> dict[str, Any]:
    solid = dash == (1, 0)
    dashes = {"customdash": ";".join(f"{part * WIDTH_MM:.2f}" for part in dash), "customdash_unit": "MM"}
    return {
        "line_color": colour,
        "line_width": WIDTH_MM,
        "line_width_unit": "MM",
        "capstyle": "flat",
        "use_custom_dash": int(not solid),
        **({} if solid else dashes),
    }


def _place(kind: str) -> Symbol:
    symbol = PLACE_SYMBOL[PlaceKind(kind)]
    look = {
        "name": "circle",
        "color": fill_colour(symbol.fill, Theme.LIGHT),
        "outline_color": fill_colour(symbol.stroke, Theme.LIGHT),
        "outline_width": f"{symbol.stroke_px * MM_OF_A_PIXEL:.2f}",
        "size": f"{2 * symbol.radius_px * MM_OF_A_PIXEL:.2f}",
    }
    return Symbol({"kind": kind}, "SimpleMarker", look)


def _style(kind: str, symbols: Sequence[Symbol]) -> str:
    """The rules with their symbols as QML; ``kind`` is ``line`` or ``marker``."""
    root = Element("qgis", version=VERSION, styleCategories="Symbology")
    renderer = SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0")
    rules = SubElement(renderer, "rules", key="root")
    symbol_list = SubElement(renderer, "symbols")
    for number, symbol in enumerate(symbols):
        expression = " AND ".join(f"\"{column}\" = '{value}'" for column, value in symbol.when.items())
        condition = {"filter": expression, "label": ", ".join(symbol.when.values())} if symbol.when else {}
        SubElement(rules, "rule", {"key": f"rule{number}", "symbol": str(number), **condition})
        element = SubElement(symbol_list, "symbol", type=kind, name=str(number), alpha="1", clip_to_extent="1")
        layer = SubElement(element, "layer", {"class": symbol.layer, "enabled": "1", "locked": "0", "pass": "0"})
        for name, value in symbol.properties.items():
            SubElement(layer, "prop", k=name, v=str(value))
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{tostring(root, encoding='unicode')}"
