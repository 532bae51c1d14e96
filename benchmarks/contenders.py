"""The pages that are compared: how each is started, and where in it the map, a filter and the facts are."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import atlas_page

GUNICORN = ("-m", "gunicorn", "--threads", "4", "--preload", "--log-level", "error", "--no-control-socket")


@dataclass(frozen=True)
class Contender:
    """One page. The fields after ``command`` are expressions of JavaScript.

    ``map`` is one of the kinds of ``page.js``; ``filter`` is the box that leaves only the railways; ``heading`` and
    ``first_fact`` appear after a click on a line; ``picture`` is true once land and routes are visible before the map.
    """

    name: str
    title: str
    command: tuple[str, ...]
    map: str
    filter: str
    heading: str
    first_fact: str
    picture: str = "false"

    @property
    def script(self) -> str:
        """The script that its page runs first, after ``page.js``."""
        facts = f"() => ({self.first_fact}) && ({self.heading})?.textContent"
        return f"startBench({{map: {self.map}, picture: () => ({self.picture}), facts: {facts}}});"


def _plain(heading: str) -> tuple[str, str]:
    return f"document.querySelector('{heading} h2')", f"document.querySelector('{heading} blockquote')"


def _maplibre(find: str, layers: str) -> str:
    return f"benchMaps.maplibre(() => {find}, (m) => {layers})"


CONTENDERS: tuple[Contender, ...] = (
    Contender(
        "floor",
        "floor: static page, MapLibre from npm",
        ("-m", "benchmarks.peers.floor", "{port}"),
        _maplibre("window.map", "['segments']"),
        "document.querySelector('#modes input[value=rail]')",
        *_plain("#facts"),
    ),
    Contender(
        "atlas",
        "the atlas",
        ("-m", "dashboard", "run"),
        _maplibre(atlas_page.MAP, atlas_page.LINES),
        atlas_page.FILTER,
        atlas_page.HEADING,
        atlas_page.FIRST_FACT,
        atlas_page.PICTURE,
    ),
    Contender(
        "plain-dash",
        "plain Dash, figure rebuilt by a callback",
        (*GUNICORN, "--bind", "127.0.0.1:{port}", "benchmarks.peers.plain_dash:server"),
        _maplibre(
            "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map",
            "m.getStyle().layers.filter(({ type }) => type === 'line').map(({ id }) => id)",
        ),
        "document.querySelector('#modes input')",
        *_plain("#facts"),
    ),
)


def contenders(names: Sequence[str]) -> list[Contender]:
    """The contenders with these names; all of them where ``names`` is empty."""
    return [contender for contender in CONTENDERS if not names or contender.name in names]
