"""A tiny atlas of another region: a railway in Africa and a cable under the Atlantic.

Its texts are written for the tests. Its basemap is a few boxes, because a real one is large.
"""

import json
from pathlib import Path
from typing import Any

import shapely

from dashboard.authoring.tile_writer import TileLayer, write_mbtiles
from tests.factories import (
    document_table,
    fact_table,
    identity_table,
    local_text,
    place_table,
    project_table,
    segment_table,
    speaker_table,
    write_catalogue,
)

TITLES = {"en": "Lobito Atlas", "az": "Lobito Atlası", "ar": "أطلس لوبيتو"}
QUOTE = "A linha terá capacidade para 4 milhões de toneladas em 2029"
PORTUGUESE = f"O corredor cresce\n\nO minério chega ao porto do Lobito em oito dias. {QUOTE}, disse o ministro.\n"
ENGLISH = "Cable news\n\nThe cable carries traffic from Luanda to Fortaleza without a detour through Europe.\n"
FRENCH = "La voie de Kolwezi\n\nLe ministre a annoncé que la voie de Kolwezi sera rénovée. Il faisait beau.\n"
REGION = (-45.0, -25.0, 42.0, 8.0)
COUNTRIES = {
    "AO": ("Angola", "Anqola", "أنغولا", (12.0, -18.0, 22.3, -5.0)),
    "BR": ("Brazil", "Braziliya", "البرازيل", (-45.0, -20.0, -38.4, -2.0)),
    "CD": ("Congo", "Konqo", "الكونغو", (22.3, -13.0, 30.0, -5.0)),
}


def write_second_atlas(root: Path) -> Path:
    """Write ``data/`` and ``seeds/`` below ``root``, and nothing else; return ``root``."""
    write_catalogue(
        root,
        identity=identity_table(
            id="lobito-atlas",
            title=TITLES,
            tagline=local_text("Ways out of Africa, in their words", "Mərkəzi Afrikadan yollar", "طرق وسط أفريقيا"),
            headline=local_text("What has been said of the ways to the Atlantic", "Atlantik yolları", "طرق الأطلسي"),
            subject="The railways and cables of the Lobito corridor",
            contributors="The Lobito Atlas contributors",
            keywords=["Lobito corridor"],
            licence="CC0-1.0",
        ),
        speakers=[speaker_table(id="minister", names=local_text("The minister", "Nazir", "الوزير"))],
        documents=[_document("corridor", "pt", PORTUGUESE, _capacity()), _document("cable", "en", ENGLISH, _traffic()),
                   _document("track", "fr", FRENCH, _works())],
        projects=_projects(),
        routes=_routes(),
        places=_places(),
    )  # fmt: skip
    write_basemap(root / "data/basemap")
    return root


def _document(name: str, language: str, text: str, fact: dict[str, Any]) -> tuple[dict[str, Any], str, list[Any]]:
    title = text.partition("\n")[0]
    fields = {"id": f"{name}-news", "file": f"seeds/{name}.txt", "language": language, "title": title}
    translated = local_text(f"News of the {name}", "Xəbər", "خبر")
    return document_table(**fields, titles=translated), text, [fact]


def _fact(**fields: object) -> dict[str, Any]:
    return fact_table(speaker="minister", **fields)


def _capacity() -> dict[str, Any]:
    words = local_text("The line will take 4 million tonnes in 2029.", "Xətt 4 milyon ton aparacaq.", "٤ ملايين طن")
    number = {"target": 4, "unit": "million tonnes", "due": "2029"}
    return _fact(id="line-capacity", about=["lobito-line"], kind="capacity", statement=words, quote=QUOTE, **number)


def _traffic() -> dict[str, Any]:
    words = local_text("The cable carries traffic without a detour.", "Kabel birbaşadır.", "الكابل مباشر")
    quote = "without a detour through Europe"
    fields = {"id": "cable-direct", "about": ["atlantic-cable"], "kind": "route", "modality": "achieved"}
    return _fact(**fields, statement=words, quote=quote)


def _works() -> dict[str, Any]:
    words = local_text("The track of Kolwezi will be renewed.", "Yol yenilənəcək.", "سيجدد الخط")
    fields = {"id": "track-renewed", "about": ["lobito-line"], "kind": "construction"}
    return _fact(**fields, statement=words, quote="la voie de Kolwezi sera rénovée")


def _projects() -> list[dict[str, Any]]:
    reference = {"basis": "reference", "as_of": "2024", "source": "a source of the tests"}
    line = {"id": "lobito-corridor", "kind": "corridor", "names": local_text("Lobito corridor", "Lobito", "لوبيتو")}
    cable = {"id": "atlantic-cable", "kind": "cable", "names": local_text("Atlantic cable", "Kabel", "كابل")}
    summary = local_text("A way to the sea.", "Dənizə yol.", "طريق إلى البحر")
    return [
        project_table(**line, summary=summary, status={"value": "operating", **reference}, routes=["lobito-line"]),
        project_table(**cable, summary=summary, status={"value": "operating", **reference}, routes=["atlantic-line"]),
    ]


def _routes() -> list[dict[str, Any]]:
    rails = {"gauge_mm": 1067, "gauge_source": "a source of the tests", "route": "lobito-line"}
    west = segment_table(id="lobito-to-luau", **rails, **{"from": "lobito", "to": "luau"},
                         coordinates=[[13.54, -12.35], [17.5, -12.0], [22.22, -10.71]])  # fmt: skip
    east = segment_table(id="luau-to-kolwezi", **rails, **{"from": "luau", "to": "kolwezi", "status": "construction"},
                         coordinates=[[22.22, -10.71], [25.47, -10.71]])  # fmt: skip
    sea = segment_table(id="luanda-to-fortaleza", route="atlantic-line", mode="subsea-cable", precision="schematic",
                        method="between-landings", licence="CC-BY-4.0", **{"from": "luanda", "to": "fortaleza"},
                        coordinates=[[13.23, -8.84], [-12.0, -6.0], [-38.52, -3.73]])  # fmt: skip
    return [
        {"id": "lobito-line", "names": local_text("Lobito line", "Lobito xətti", "خط"), "segments": [west, east]},
        {"id": "atlantic-line", "names": local_text("Atlantic line", "Atlantik", "خط"), "segments": [sea]},
    ]


def _places() -> list[dict[str, Any]]:
    coordinates = {
        "fortaleza": ("BR", -38.52, -3.73), "kolwezi": ("CD", 25.47, -10.71), "lobito": ("AO", 13.54, -12.35),
        "luanda": ("AO", 13.23, -8.84), "luau": ("AO", 22.22, -10.71),
    }  # fmt: skip
    return [
        place_table(id=name, names=local_text(name.title(), name.title(), "مدينة"), country=code, lon=lon, lat=lat)
        for name, (code, lon, lat) in coordinates.items()
    ]


def write_basemap(folder: Path) -> None:
    """Write a basemap of a few boxes into ``folder``, which may exist."""
    folder.mkdir(exist_ok=True)
    land = [_feature(shapely.box(*box), **_named(code), layer="land") for code, (*_, box) in COUNTRIES.items()]
    labels = [
        _feature(shapely.box(*box).centroid, **_named(code), layer="country-label", rank=2)
        for code, (*_, box) in COUNTRIES.items()
    ]
    for file, features in (("countries", land), ("coarse", [*land, *labels])):
        collection = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        (folder / f"{file}.geojson").write_text(collection, encoding="utf-8")
    shapes = [(shapely.box(*box), {"code": code}) for code, (*_, box) in COUNTRIES.items()]
    layers = {
        "ground": TileLayer("land", ("code",), lambda _: shapes),
        "railways": TileLayer("railway", (), lambda _: []),
        "roads": TileLayer("road", ("sketch",), lambda _: []),
    }
    for name, layer in layers.items():
        write_mbtiles(folder / f"{name}.mbtiles", [layer], range(5, 6), REGION, {"name": name})


def _named(code: str) -> dict[str, str]:
    english, azerbaijani, arabic, _ = COUNTRIES[code]
    return {"code": code, "name_en": english, "name_az": azerbaijani, "name_ar": arabic}


def _feature(shape: shapely.Geometry, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}
