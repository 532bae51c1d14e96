"""What a person reads first in the package: README and CITATION."""

from collections.abc import Sequence

from dashboard.publishing.csv_files import Table
from dashboard.publishing.package_descriptor import DESCRIPTION, TITLE


def read_me(tables: Sequence[Table], origin: str, version: str, data_version: str) -> str:
    """What is in the package, how to check it, and under which licence each part stands."""
    rows = "\n".join(f"| `data/{table.name}.csv` | {table.title} | {len(table.rows)} |" for table in tables)
    return f"""# {TITLE}

{DESCRIPTION}

From {origin}, program {version}, data {data_version}. `datapackage.json` describes every column
(Data Package 2: https://datapackage.org).

| file | holds | rows |
|---|---|---|
{rows}

- `data/routes.geojson`, `data/places.geojson`: lines and points, longitude before latitude, WGS84.
- `data/annotations.jsonld`: every fact as a W3C Web Annotation.
- `texts/`: the documents as received, byte for byte.

## How to check a quotation

`start` and `end` in `data/facts.csv` count Unicode code points of the document's text:

    text = open(f"texts/{{row['document']}}.txt", encoding="utf-8", newline="").read()
    text[int(row["start"]):int(row["end"])] == row["quote"]

A text cell that begins like a spreadsheet formula (= + - @, tab, carriage return) has an apostrophe before it in the
CSV files; `data/annotations.jsonld` has the words without it.

## How to read it

- A target is not a capacity: `modality` says how firm the words are, `target` stands apart from `value`.
- Facts are quoted from the documents. What other sources report is not in these tables.
- A length is the drawn line's. `precision` says how far the line may be off; a schematic line has only its ends right.

## Licences by part

| part | licence |
|---|---|
| `texts/` | none granted to us: they are their publishers', and stand here as evidence for the quotations |
| the column `quote` | short quotations, with their source |
| statements, projects, speakers, classification | CC BY 4.0, the Trans-Caspian Atlas contributors |
| routes and segments | each segment's `licence`: ODbL 1.0 (© OpenStreetMap contributors) or CC BY 4.0 |
| places | by `source`: ODbL 1.0 (© OpenStreetMap contributors) or CC BY 4.0 (GeoNames) |
"""


def citation_file(origin: str, version: str, data_version: str) -> str:
    """The package as the Citation File Format (1.2.0) has it."""
    return f"""cff-version: 1.2.0
message: Please cite the atlas as below, and the document behind each fact that you quote.
type: dataset
title: {TITLE}
abstract: >-
  {DESCRIPTION}
authors:
  - name: The Trans-Caspian Atlas contributors
url: "{origin}"
version: "{version}+{data_version}"
license:
  - CC-BY-4.0
  - ODbL-1.0
"""
