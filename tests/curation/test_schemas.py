"""The schemas that editors use are those of the models, and every file of the real data keeps to them."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dashboard.curation.schemas import FOLDER, as_text, schemas

ROOT = Path(__file__).parents[2]
SCHEMAS = schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_that_of_its_model(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    written = (ROOT / FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert written == as_text(SCHEMAS[name]), "run `python -m dashboard schemas`"


def test_no_schema_is_left_over() -> None:
    assert {path.stem for path in (ROOT / FOLDER).iterdir()} == set(SCHEMAS)


def content(path: Path) -> Any:  # noqa: ANN401 (whatever a file holds)
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)


FILES = [
    *(("document", path) for path in sorted(ROOT.glob("data/documents/*.toml"))),
    *(("project", path) for path in sorted(ROOT.glob("data/projects/*.toml"))),
    *(("route", path) for path in sorted(ROOT.glob("data/routes/*.geojson"))),
    *(("story", path) for path in sorted(ROOT.glob("data/stories/*.toml"))),
    *(("translation", path) for path in sorted(ROOT.glob("data/translations/*.toml"))),
    ("speakers", ROOT / "data/speakers.toml"),
    ("changes", ROOT / "data/changes.toml"),
    ("atlas", ROOT / "data/atlas.toml"),
]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda part: getattr(part, "stem", part))
def test_a_file_keeps_to_its_schema(kind: str, path: Path) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMAS[kind]).iter_errors(content(path))] == []


def test_the_schemas_of_the_editors_are_there() -> None:
    rules = tomllib.loads((ROOT / ".taplo.toml").read_text(encoding="utf-8"))["rule"]
    assert all((ROOT / rule["schema"]["path"]).is_file() for rule in rules)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("document", {"colour": "red"}),
        ("document", {"facts": [{"id": "x"}]}),
        ("project", {"kind": "pipeline"}),
        ("route", {"crs": {}}),
        ("story", {"steps": []}),
        ("translation", {"paragraphs": []}),
        ("route", {"features": []}),
    ],
)
def test_an_editor_complains_of_what_loading_complains_of(kind: str, change: dict[str, object]) -> None:
    path = next(path for kind_of_file, path in FILES if kind_of_file == kind)
    assert not Draft202012Validator(SCHEMAS[kind]).is_valid({**content(path), **change})


def test_the_columns_of_places_are_those_of_the_file() -> None:
    with (ROOT / "data/places.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(SCHEMAS["place"]["properties"])
