"""A document, two speakers, two places, a route and a project, as a curator can add them to the data.

They are valid and unlike the records of the atlas: the text is in English with glosses in one language, it has no
publisher, and the operating railway has no gauge.
"""

from collections.abc import Callable
from pathlib import Path

from dashboard.curation.saving.records import project_text, route_text, with_place, with_speaker
from dashboard.curation.saving.statements import new_document, with_statement
from tests.factories import Table, feature, place_table, segment_table, sha256, speaker_table

TEXT = (
    "A railway to the sea\n\nThe railway from Zugdidi to Anaklia was opened on 12 May 2026. "
    "It carries 40 percent of the freight of the Port of Alat. "
    "The harbour master said the port of Anaklia will handle 2 million passengers by 2035. "
    "The TASIM cable was discussed as well.\n"
)
DOCUMENT, PROJECT, ROUTE = "added-article", "added-railway", "added-line"
FACTS: tuple[Table, ...] = (
    {
        "id": "added-opened",
        "about": [PROJECT],
        "kind": "event",
        "modality": "achieved",
        "quote": "The railway from Zugdidi to Anaklia was opened on 12 May 2026.",
        "as_of": "2026-05-12",
    },
    {
        "id": "added-share",
        "about": [PROJECT, "port-of-alat"],
        "kind": "trade",
        "modality": "under-way",
        "quote": "It carries 40 percent of the freight of the Port of Alat.",
        "value": 40,
        "unit": "%",
    },
    {
        "id": "added-passengers",
        "about": ["added-port", ROUTE],
        "kind": "capacity",
        "modality": "planned",
        "quote": "the port of Anaklia will handle 2 million passengers by 2035",
        "target": 2,
        "unit": "million passengers",
        "due": "2035",
        "speaker": "added-speaker",
    },
    {
        "id": "added-tasim",
        "about": ["tasim"],
        "kind": "event",
        "modality": "achieved",
        "quote": "The TASIM cable was discussed as well.",
    },
)


def add_records(root: Path) -> None:
    """Add the records to the data below ``root``, in the form that the workbench writes."""
    _change(
        root / "data/speakers.toml", with_speaker, speaker_table(id="added-speaker", names={"en": "Harbour master"})
    )
    _change(
        root / "data/speakers.toml", with_speaker, speaker_table(id="added-voice", names={"en": "The added article"})
    )
    for id_, lon, lat in (("added-port", 41.55, 42.39), ("added-station", 41.87, 42.51)):
        place = place_table(id=id_, country="GE", lon=lon, lat=lat)
        _change(root / "data/places.csv", with_place, {**place, "name_en": f"{id_.title()} of Anaklia"})
    ends = {"from": "added-station", "to": "added-port", "coordinates": [[41.87, 42.51], [41.55, 42.39]]}
    segment = feature(segment_table(id=f"{ROUTE}-01", route=ROUTE, **ends))
    _write(root / f"data/routes/{ROUTE}.geojson", route_text({"id": ROUTE, "names": {"en": "Added line"}}, [segment]))
    project = {
        "id": PROJECT,
        "kind": "railway",
        "names": {"en": "Added railway"},
        "summary": {"en": "A railway to the sea."},
        "status": {"value": "operating", "basis": "stated", "as_of": "2026-05-12", "fact": "added-opened"},
        "routes": [ROUTE],
        "places": ["added-port"],
    }
    _write(root / f"data/projects/{PROJECT}.toml", project_text(project))
    _add_document(root)


def _add_document(root: Path) -> None:
    seed = f"seeds/{DOCUMENT}.txt"
    _write(root / seed, TEXT)
    text = new_document(
        {
            "id": DOCUMENT,
            "file": seed,
            "sha256": sha256(TEXT),
            "language": "en",
            "title": "A railway to the sea",
            "published": "2026-06-01",
            "url": "https://news.example/added",
        }
    )
    for index, fact in enumerate(FACTS):
        statement = {"speaker": "added-voice", "statement": {"en": fact["quote"]}, **fact}
        text = with_statement(text, statement, [fact["id"] for fact in FACTS[:index]])
    _write(root / f"data/documents/{DOCUMENT}.toml", text)


def _change(path: Path, change: Callable[[str, Table], str], record: Table) -> None:
    _write(path, change(path.read_text(encoding="utf-8"), record))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
