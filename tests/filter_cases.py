"""The cases of ``tests/cases/filters.json`` and ``tests/cases/days.json``, and the catalogues to which they belong.

In both catalogues a line goes from Baku through Ganja to Tbilisi, with its second half under construction, and a cable
from Baku to Aktau is retired. The catalogue of the days has a history too. The first half of the line operates since
2011, its second half is under construction since May 2012. The cable was proposed on 1 March 2008 and retired in June
2020. The railway was announced in 2009. The interview is from 29 December 2025, the speech has no date. The data last
changed on 1 March 2026.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.models import Change
from tests import factories

DAYS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "days.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "filters.json").read_text("utf-8"))


def catalogue_of_cases(root: Path) -> Catalogue:
    cable = factories.cable_route_table()
    cable["segments"][0]["status"] = "retired"
    return load_catalogue(factories.write_catalogue(root, routes=[factories.route_table(), cable]))


def catalogue_of_days(root: Path) -> Catalogue:
    line = factories.route_table(
        history=[
            _status("operating", "2011", segments=["baku-to-ganja"]),
            _status("construction", "2012-05", segments=["ganja-to-tbilisi"]),
        ]
    )
    cable = factories.cable_route_table(history=[_status("proposed", "2008-03-01"), _status("retired", "2020-06")])
    cable["segments"][0]["status"] = "retired"
    railway = factories.railway_table(history=[_status("announced", "2009")])
    interview, (speech, *facts) = factories.default_documents()
    speech = {name: value for name, value in speech.items() if name != "published"} | {
        "published_basis": "inferred",
        "dated_by": factories.local_text(),
    }
    documents = [interview, (speech, *facts)]
    factories.write_catalogue(
        root, routes=[line, cable], projects=[factories.project_table(), railway], documents=documents
    )
    change = {
        "id": "first",
        "version": "0.1.0",
        "released": "2026-03-01",
        "kind": "added",
        "what": factories.local_text(),
    }
    return replace(load_catalogue(root), changes=(Change.model_validate(change),))


def _status(value: str, as_of: str, **over: object) -> factories.Table:
    return {"value": value, "basis": "reference", "as_of": as_of, "source": "a source", **over}
