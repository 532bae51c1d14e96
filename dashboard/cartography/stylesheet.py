"""The map's colours and dashes as CSS, so that the page shows the samples of what the map draws."""

from dataclasses import asdict

from dashboard.cartography.theme import DASH, GROUND, MODE_COLOUR, Theme
from dashboard.catalogue.vocabulary import Mode, Status

_WIDTH_PX = 3  # of a sample line; DASH counts in widths


def stylesheet() -> str:
    """CSS variables of both themes, a class for each mode (``.mode-rail``) and each status (``.dash-planned``).

    ``.s-rail`` and the like are strokes of the first picture (``first_picture.py``).
    """
    dark = ':root[data-theme="dark"]'
    rules = [f":root{{{_variables(Theme.LIGHT)}}}", f"{dark}{{{_variables(Theme.DARK)}}}"]
    rules += [f".mode-{mode.value}{{background:var(--mode-{mode.value})}}" for mode in Mode]
    rules += [f".first-picture .s-{mode.value}{{stroke:var(--mode-{mode.value})}}" for mode in Mode]
    rules += [f".dash-{status.value}{{background:{_dashes(status)}}}" for status in Status]
    return "".join(rules)


def _variables(theme: Theme) -> str:
    ground = GROUND[theme]
    colours = {f"mode-{mode.value}": MODE_COLOUR[theme][mode] for mode in Mode}
    colours |= {f"ground-{field.replace('_', '-')}": colour for field, colour in asdict(ground).items()}
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _dashes(status: Status) -> str:
    stroke, gap = (length * _WIDTH_PX for length in DASH[status])
    if not gap:
        return "currentcolor"
    return f"repeating-linear-gradient(90deg,currentcolor 0 {stroke:g}px,transparent {stroke:g}px {stroke + gap:g}px)"
