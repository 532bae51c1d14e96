"""``/preview/<path>.png``: the picture of a link to a page, 1200 × 630 pixels."""

import logging
from collections.abc import Callable
from typing import Final

import resvg_py
from flask import Blueprint, Response, request

from dashboard.atlas import Atlas, version_of
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.caching import FOREVER
from dashboard.http.child_process import ChildProcess
from dashboard.http.responses import add_not_found, error_response, revalidated
from dashboard.map.svg.link_preview import HEIGHT_PX, WIDTH_PX
from dashboard.map.svg.text_lines import FAMILIES

PREFIX: Final = "/preview"
HOME: Final = "home"
SAMPLES: Final = {"Latin": "Əğışçöü", "Arabic": "تجربة"}
"""By script, letters that a font needs for the atlas's texts."""

FindDrawing = Callable[[str, str], Callable[[], str] | None]
"""The function that draws the picture as SVG, by path and language; None where the atlas has no such page."""


def preview_version(atlas: Atlas, version: str) -> str:
    """The version in a preview's address: a hash of the data version and the program's (``version``)."""
    return version_of(f"{atlas.version} {version}".encode())


def preview_path(path: str, language: str, version: str) -> str:
    """The address of the picture of the page at ``path``; under one version it never changes."""
    name = path.strip("/") or HOME
    return f"{PREFIX}/{name}.png?lang={language}&v={version}"


def preview_blueprint(find_drawing: FindDrawing, version: str, child_process: ChildProcess) -> Blueprint:
    """The route of the pictures; ``version`` changes with their content, ``child_process`` makes and caches them.

    Without a font for the atlas's scripts, texts are missing in the pictures; the log says so once.
    """
    blueprint = Blueprint("preview", __name__)
    for script in scripts_without_font():
        logging.getLogger(__name__).warning("No font for %s letters: previews lack them; fonts-dejavu has all", script)

    @blueprint.get(f"{PREFIX}/<path:name>.png")
    def preview(name: str) -> Response:
        language = request.args.get("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            return error_response(400, f"lang: {language!r} is none of the page's languages", allowed=LANGUAGES)
        draw = find_drawing("/" if name == HOME else f"/{name}", language)
        if draw is None:
            return error_response(404, "no such page")
        body = child_process.answer((PREFIX, name, language), lambda: render_png(draw()))
        response = revalidated(body, "image/png")
        if request.args.get("v") == version:
            response.headers["Cache-Control"] = FOREVER
        return response

    add_not_found(blueprint, PREFIX, error="no such picture")
    return blueprint


def render_png(svg: str, *, system_fonts: bool = True) -> bytes:
    """An SVG as PNG in its own size, with the fonts of the machine or without fonts."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=not system_fonts))


def scripts_without_font(*, system_fonts: bool = True) -> list[str]:
    """The scripts of ``SAMPLES`` that no font of the machine can write.

    Without any font the picture is empty; without the letters it has the boxes of unassigned code points.
    """
    empty = _text_png("", system_fonts)

    def is_missing(sample: str) -> bool:
        return _text_png(sample, system_fonts) in (empty, _text_png("\U0010fffd" * len(sample), system_fonts))

    return [script for script, sample in SAMPLES.items() if is_missing(sample)]


def _text_png(text: str, system_fonts: bool) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="{FAMILIES}">'
    return render_png(f'{head}<text x="5" y="30" font-size="20">{text}</text></svg>', system_fonts=system_fonts)


def preview_tags(address: str, alt: str) -> list[tuple[str, str, str]]:
    """The picture at ``address`` as (attribute, name, content) of meta elements: Open Graph and Twitter's card."""
    return [
        ("property", "og:image", address),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", str(WIDTH_PX)),
        ("property", "og:image:height", str(HEIGHT_PX)),
        ("property", "og:image:alt", alt),
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:image", address),
        ("name", "twitter:image:alt", alt),
    ]
