"""README and CITATION of the package."""

import json
import re

from dashboard.catalogue.identity import Identity
from dashboard.catalogue.schema import SCHEMA
from dashboard.catalogue.tables import Tables


def read_me(identity: Identity, tables: Tables, about: str, origin: str, version: str, data_version: str) -> str:
    """The content of the package, how to check it, and the licence of each part; ``about`` describes the atlas."""
    rows = "\n".join(
        f"| `data/{table.file}.csv` | {table.title} | {len(tables[name])} |" for name, table in SCHEMA.items()
    )
    licence = licence_name(identity.licence)
    contributors = re.sub("^The ", "the ", identity.contributors)
    return f"""# {identity.title.in_language("en")}

{about}

From {origin}, program {version}, data {data_version}. `datapackage.json` describes every column
(Data Package 2: https://datapackage.org).

| file | holds | rows |
|---|---|---|
{rows}

- `data/routes.geojson`, `data/places.geojson`: lines and points, longitude before latitude, WGS84.
- `data/annotations.jsonld`: every statement as a W3C Web Annotation.
- `texts/`: the documents as received, byte for byte.

## How to check a quotation

`start` and `end` in `data/facts.csv` count Unicode code points of the document's text:

    text = open(f"texts/{{row['document']}}.txt", encoding="utf-8", newline="").read()
    text[int(row["start"]):int(row["end"])] == row["quote"]

A text cell that begins like a spreadsheet formula (= + - @, these in full width, tab, line feed, carriage
return) has an apostrophe before it in the CSV files; `data/annotations.jsonld` has the words without it.

## How to read it

- A target is not a capacity: `modality` says how firm the words are, `target` stands apart from `value`.
- Statements are quoted from the documents. What other sources report stands in `data/figures.csv`.
- A length is the drawn line's. `precision` says how far the line may be off; a schematic line has only its ends right.

## Licences by part

| part | licence |
|---|---|
| `texts/` | none granted to us: they are their publishers', and stand here as evidence for the quotations |
| the column `quote` | short quotations, with their source |
| statements, projects, speakers, figures, classification | {licence}, {contributors} |
| routes and segments | each segment's `licence`: ODbL 1.0 (© OpenStreetMap contributors) or CC BY 4.0 |
| places | by `source`: ODbL 1.0 (© OpenStreetMap contributors) or CC BY 4.0 (GeoNames) |
"""


def citation_file(identity: Identity, about: str, origin: str, version: str, changed_on: str | None) -> str:
    """The citation of the package in the Citation File Format (1.2.0), with ``about`` as its abstract.

    ``changed_on`` is the day of the last change of the data; citation styles take the year from it.
    """
    released = f'date-released: "{changed_on}"\n' if changed_on else ""
    return f"""cff-version: 1.2.0
message: Please cite the atlas as below, and the document behind each statement that you quote.
type: dataset
title: {_scalar(identity.title.in_language("en"))}
abstract: >-
  {about}
authors:
  - name: {_scalar(identity.contributors)}
url: "{origin}"
version: "{version}"
{released}license:
  - {identity.licence}
  - ODbL-1.0
"""


def licence_name(licence: str) -> str:
    """The usual form of an SPDX name: ``CC BY 4.0``."""
    return licence.replace("CC-BY-", "CC BY-").replace("-4.0", " 4.0").replace("-1.0", " 1.0")


def _scalar(text: str) -> str:
    """``text`` as a YAML value, quoted where it has characters with a meaning in YAML."""
    return text if re.fullmatch(r"[^\W\d_][\w ().-]*", text) else json.dumps(text, ensure_ascii=False)
