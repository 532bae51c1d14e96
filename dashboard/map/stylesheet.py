"""The map's colours and dashes as CSS, for the samples on the page."""

from dataclasses import asdict

from dashboard.catalogue.vocabulary import Mode, Status
from dashboard.map.theme import BASEMAP_COLOURS, MODE_COLOUR, PLACE_SYMBOL, STATUS_DASH, Fill, Theme

_WIDTH_PX = 3  # of a sample line; STATUS_DASH counts in widths


def stylesheet() -> str:
    """CSS variables of both themes, a class for each mode (``.mode-rail``) and each status (``.dash-planned``).

    ``.ink-rail`` colours the dashes of a status, ``.kind-port`` is a place's marker.

    ``.s-rail`` and the like are strokes of the first picture (``map/svg/map_picture.py``).
    """
    dark = ':root[data-theme="dark"]'
    rules = [f":root{{{_variables(Theme.LIGHT)}}}", f"{dark}{{{_variables(Theme.DARK)}}}"]
    rules += [
        f".mode-{mode.value}{{background:var(--mode-{mode.value});fill:var(--mode-{mode.value})}}" for mode in Mode
    ]
    rules += [f".first-picture .s-{mode.value}{{stroke:var(--mode-{mode.value})}}" for mode in Mode]
    rules += [f".ink-{mode.value}{{color:var(--mode-{mode.value})}}" for mode in Mode]
    rules += [
        f".kind-{kind.value}{{background:{_variable(symbol.fill)};border-color:{_variable(symbol.stroke)}}}"
        for kind, symbol in PLACE_SYMBOL.items()
    ]
    rules += [f".dash-{status.value}{{background:{_dashes(status)}}}" for status in Status]
    return "".join(rules)


def _variables(theme: Theme) -> str:
    basemap = BASEMAP_COLOURS[theme]
    colours = {f"mode-{mode.value}": MODE_COLOUR[theme][mode] for mode in Mode}
    colours |= {f"basemap-{field.replace('_', '-')}": colour for field, colour in asdict(basemap).items()}
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _variable(fill: Fill) -> str:
    of_basemap = {Fill.PAPER: "casing", Fill.INK: "ink"}
    return f"var(--basemap-{of_basemap[fill]})" if fill in of_basemap else f"var(--mode-{fill.value})"


def _dashes(status: Status) -> str:
    stroke, gap = (length * _WIDTH_PX for length in STATUS_DASH[status])
    if not gap:
        return "currentcolor"
    return f"repeating-linear-gradient(90deg,currentcolor 0 {stroke:g}px,transparent {stroke:g}px {stroke + gap:g}px)"
