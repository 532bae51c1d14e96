"""Measures the catalogue several times over (with ids such as ``…-c3``): ``python -m benchmarks.grow [factor]``."""

import csv
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
import rtoml

from dashboard.app import create_app
from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings

ROOT = Path(__file__).parent.parent
PATHS = (
    *("/", "/?mode=rail", "/panel/project/tasim", "/data/facts.json?mode=rail"),
    *("/search.json?q=alat", "/search.json?q=az", "/search.json?q=380%20km"),
    *("/map/x/segments.geojson", "/map/x/places.geojson", "/index/x/en.json"),
)


def write_grown(real: Path, target: Path, numbers: Sequence[str], *, top_project: str = "") -> None:
    """Write a root with copies of the catalogue of ``real`` to ``target``, an empty folder.

    Each of ``numbers`` is appended to the ids and names of a copy. Every fourth statement of each document in all but
    the first copy is also about the project ``top_project`` of the first copy.
    """
    catalogue = load_catalogue(real)
    kinds = (catalogue.documents, catalogue.facts, catalogue.projects, catalogue.routes, catalogue.segments)
    known = {record_id for records in (*kinds, catalogue.places) for record_id in records}
    for folder in ("data", "data/documents", "data/projects", "data/routes", "data/translations", "seeds"):
        (target / folder).mkdir()
    for name in ("assets", "build", "data/basemap", "data/atlas.toml", "data/speakers.toml"):
        (target / name).symlink_to((real / name).resolve())
    changes = copied(rtoml.loads((real / "data/changes.toml").read_text("utf-8")), numbers[0], known)
    (target / "data/changes.toml").write_text(rtoml.dumps(changes), "utf-8")
    files = [*(real / "data").glob("[dpt]*/*.toml"), *(real / "data/routes").glob("*.geojson")]
    places = list(csv.DictReader((real / "data/places.csv").read_text("utf-8").splitlines()))
    first_copy = copied(top_project, numbers[0], {top_project})
    for number in numbers:
        for path in files:
            record = copied((rtoml if path.suffix == ".toml" else json).loads(path.read_text("utf-8")), number, known)
            if "sha256" in record:
                text = f"{(real / record['file']).read_text('utf-8').rstrip()} {number}".rstrip().encode()
                record |= {"file": f"seeds/{record['id']}.txt", "sha256": sha256(text).hexdigest()}
                (target / record["file"]).write_bytes(text)
                for fact in record["facts"][::4] if top_project and number != numbers[0] else ():
                    fact["about"].append(first_copy)
            own = target / "data" / path.parent.name / f"{record.get('route', record)['id']}{path.suffix}"
            own.write_text((rtoml if path.suffix == ".toml" else json).dumps(record), "utf-8")
    with (target / "data/places.csv").open("w", encoding="utf-8", newline="") as opened:
        table = csv.DictWriter(opened, places[0])
        table.writeheader()
        rows = [copied(place, number, known) for number in numbers for place in places]
        table.writerows(sorted(rows, key=lambda row: row["id"]))


def copied(value: Any, number: str, known: set[str], *, name: bool = False) -> Any:  # noqa: ANN401
    """``value`` with the ids of one copy instead of ``known`` ones, and the copy's number appended to names."""
    if isinstance(value, dict):
        is_name = {key: name or key.startswith(("name", "alias", "publisher")) or key == "titles" for key in value}
        return {key: copied(part, number, known, name=is_name[key]) for key, part in value.items()}
    if isinstance(value, list):
        return [copied(part, number, known, name=name) for part in value]
    if not number or not value or not isinstance(value, str):
        return value
    return f"{value}-c{number}" if value in known else f"{value} {number}" if name else value


def main(factor: int) -> None:
    """Print the costs of a catalogue that is ``factor`` times as large."""
    with tempfile.TemporaryDirectory() as folder:
        write_grown(ROOT, Path(folder), ["", *map(str, range(1, factor))])
        began = time.process_time()
        client = create_app(load_atlas(Path(folder)), Settings(root=Path(folder))).server.test_client()
        print(f"start: {time.process_time() - began:.1f} s of processor")
        for path in PATHS:
            client.get(path)  # fills the caches
            began = time.process_time()
            body = [client.get(path, follow_redirects=True).data for _ in range(20)][-1]
            spent = (time.process_time() - began) * 1000 / 20
            print(f"{path}: {spent:.1f} ms of processor, {len(brotli.compress(body, quality=9)):,} bytes")
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
