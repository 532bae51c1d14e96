"""The filters of ``tests/cases/filters.json``, and the small catalogue that they are asked of.

A line runs from Baku by Ganja to Tbilisi, its second half under construction; a cable from Baku to Aktau is retired.
"""

import json
from pathlib import Path
from typing import Any

from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from tests import factories

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "filters.json").read_text("utf-8"))


def catalogue_of_cases(root: Path) -> Catalogue:
    cable = factories.cable_route_table()
    cable["segments"][0]["status"] = "retired"
    return load_catalogue(factories.write_catalogue(root, routes=[factories.route_table(), cable]))
