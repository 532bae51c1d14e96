"""The MapLibre expressions that several modules use. https://maplibre.org/maplibre-style-spec/expressions/."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.map.theme import WIDTH_PX

Expression = list[Any]
Layer = dict[str, Any]

MATCH_NONE: Final[Expression] = ["==", ["get", "fid"], ""]
NOT_WITHDRAWN: Final[Expression] = ["!", ["in", ["get", "status"], ["literal", sorted(WITHDRAWN)]]]


def match(key: str, values: Mapping[Any, Any], otherwise: Any) -> Expression:  # noqa: ANN401
    """The value in ``values`` for the feature's property ``key``; lists become literals."""
    cases: Expression = []
    for word, value in values.items():
        cases += [str(word), _quoted(value)]
    return ["match", ["get", key], *cases, _quoted(otherwise)]


def for_each(value: Any) -> Expression:  # noqa: ANN401
    """``value`` for every feature, in a form that depends on data for MapLibre. An expression stays as it is."""
    if isinstance(value, list) and isinstance(value[0], str):
        return value
    return ["match", ["get", "fid"], "", _quoted(value), _quoted(value)]


def by_zoom(stops: Sequence[tuple[float, Any]]) -> Expression:
    """Linear interpolation between (zoom, value) stops."""
    return ["interpolate", ["linear"], ["zoom"], *[part for stop in stops for part in stop]]


def line_width(factor: float | Expression = 1.0, extra_px: float = 0.0) -> Expression:
    """The width of a line by zoom in CSS pixels, times ``factor``, plus ``extra_px``."""
    if isinstance(factor, list):
        return by_zoom([(zoom, ["+", ["*", width, factor], extra_px]) for zoom, width in WIDTH_PX])
    return by_zoom([(zoom, round(width * factor + extra_px, 3)) for zoom, width in WIDTH_PX])


def one_of(key: str, words: Collection[str]) -> Expression:
    """True where the feature's property ``key`` is one of ``words``."""
    return ["in", ["get", key], ["literal", [str(word) for word in words]]]


def name(language: str) -> Expression:
    """The feature's name in ``language``, else in English, else nothing."""
    return ["coalesce", ["get", f"name_{language}"], ["get", "name_en"], ""]


def short_name(language: str) -> Expression:
    """The name without the part in brackets. A symbol says the same, and MapLibre mirrors brackets in Arabic."""
    full_name, bracket = ["var", "name"], ["index-of", " (", ["var", "name"]]
    return ["let", "name", name(language), ["case", [">", bracket, 0], ["slice", full_name, 0, bracket], full_name]]


def _quoted(value: Any) -> Any:  # noqa: ANN401
    return ["literal", list(value)] if isinstance(value, list | tuple) else value
