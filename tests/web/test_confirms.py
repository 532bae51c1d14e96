"""A fact that confirms another says so in every form in which facts leave the atlas."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import frictionless
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.registration import register_all

ROOT = Path(__file__).parents[2]
PROMISE, LATER = "cable-laid-by-end-of-2026", "cop29-azerbaijan-ready"
"""No two facts of the data stand so; that the second confirms the first is made up, and never checked here."""


@pytest.fixture(scope="module")
def asked(atlas: Atlas) -> FlaskClient:
    facts = {**atlas.catalogue.facts}
    facts[LATER] = facts[LATER].model_copy(update={"confirms": PROMISE})
    changed = replace(atlas, catalogue=replace(atlas.catalogue, facts=MappingProxyType(facts)))
    server = Flask("confirmed", static_folder=None)
    register_all(server, changed, Settings(root=ROOT))
    return server.test_client()


def test_in_json(asked: FlaskClient) -> None:
    facts: Any = asked.get("/data/facts.json").json
    assert {fact["id"]: fact["confirms"] for fact in facts if fact["confirms"]} == {LATER: PROMISE}


def test_in_the_table(asked: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(asked.get("/data/facts.csv").data.decode("utf-8-sig"), newline="")))
    assert {row["id"]: row["confirms"] for row in rows if row["confirms"]} == {LATER: PROMISE}


def test_in_the_annotation(asked: FlaskClient) -> None:
    body = asked.get(f"/fact/{LATER}.jsonld").get_json(force=True)["body"]
    linked = [part["source"] for part in body if part["purpose"] == "linking"]
    assert linked == [f"http://localhost/fact/{PROMISE}.jsonld"]
    assert f"confirms: {PROMISE}" in [part.get("value") for part in body]
    other = asked.get(f"/fact/{PROMISE}.jsonld").get_json(force=True)["body"]
    assert [part for part in other if part["purpose"] == "linking"] == []


@pytest.mark.parametrize("query", ["", "?project=cop29"])
def test_in_the_package_with_the_fact_that_it_refers_to(asked: FlaskClient, tmp_path: Path, query: str) -> None:
    with zipfile.ZipFile(io.BytesIO(asked.get(f"/data/atlas.zip{query}").data)) as archive:
        archive.extractall(tmp_path)
    descriptor = tmp_path / "datapackage.json"
    assert frictionless.validate(str(descriptor)).flatten(["type", "fieldName", "message"]) == []
    facts = next(
        resource for resource in json.loads(descriptor.read_text("utf-8"))["resources"] if resource["name"] == "facts"
    )
    field = next(field for field in facts["schema"]["fields"] if field["name"] == "confirms")
    assert (field["type"], "came about" in field["description"]) == ("string", True)
    assert {"fields": ["confirms"], "reference": {"resource": "", "fields": ["id"]}} in facts["schema"]["foreignKeys"]
    table = tmp_path / "data" / "facts.csv"
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"), newline="")))
    assert {PROMISE, LATER} <= {row["id"] for row in rows}


def test_a_confirmation_that_leads_nowhere_would_be_seen(asked: FlaskClient, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(asked.get("/data/atlas.zip?project=cop29").data)) as archive:
        archive.extractall(tmp_path)
    table, descriptor = tmp_path / "data" / "facts.csv", tmp_path / "datapackage.json"
    table.write_bytes(table.read_bytes().replace(f',"{PROMISE}",'.encode(), b',"no-such-fact",'))
    package = json.loads(descriptor.read_text("utf-8"))
    for resource in package["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    assert "foreign-key" in {finding[0] for finding in frictionless.validate(str(descriptor)).flatten(["type"])}
