"""Files out of their form are findings, and `check --fix` puts them right; no record is changed."""

import json
from pathlib import Path

import pytest

from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.curation.checksums import fixed_checksums
from dashboard.curation.file_form import fixed_files, form_findings
from tests.factories import write_catalogue

DOCUMENT = "data/documents/interview.toml"
ROUTE = "data/routes/sea-cable.geojson"
PLACES = "data/places.csv"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A good tree in its form."""
    write_catalogue(tmp_path)
    fixed_files(tmp_path)
    return tmp_path


def told(root: Path) -> list[tuple[str, str]]:
    return [(finding.file, finding.message) for finding in form_findings(root)]


def test_what_is_in_its_form_is_left_alone(tree: Path) -> None:
    assert told(tree) == []
    assert fixed_files(tree) == []


def test_rows_out_of_order_are_told_and_sorted(tree: Path) -> None:
    before = (tree / PLACES).read_text(encoding="utf-8")
    header, *rows = before.splitlines(keepends=True)
    (tree / PLACES).write_text("".join([header, *reversed(rows)]), encoding="utf-8")
    assert [file for file, _ in told(tree)] == [PLACES]
    assert fixed_files(tree) == [PLACES]
    assert (tree / PLACES).read_text(encoding="utf-8") == before


def test_points_of_a_segment_are_sorted_as_numbers(tree: Path) -> None:
    via = tree / "data/routes/via.csv"
    rows = [f"line-01,{at},50,40,point,own\n" for at in range(1, 12)]
    via.write_text("".join(["segment,seq,lon,lat,name,source\n", *reversed(rows)]), encoding="utf-8")
    fixed_files(tree)
    assert via.read_text(encoding="utf-8").splitlines(keepends=True)[1:] == rows


def test_a_route_in_another_form_is_told_and_written_anew(tree: Path) -> None:
    content = json.loads((tree / ROUTE).read_text(encoding="utf-8"))
    (tree / ROUTE).write_text(json.dumps(content), encoding="utf-8")
    assert [file for file, _ in told(tree)] == [ROUTE]
    fixed_files(tree)
    assert json.loads((tree / ROUTE).read_text(encoding="utf-8")) == content
    assert told(tree) == []


def test_a_mark_goes_and_nothing_else_of_a_toml_file(tree: Path) -> None:
    before = b"# a comment\r\n" + (tree / DOCUMENT).read_bytes()
    (tree / DOCUMENT).write_bytes(b"\xef\xbb\xbf" + before)
    assert told(tree) == [(DOCUMENT, "begins with a byte order mark; `python -m dashboard check --fix` puts it right")]
    fixed_files(tree)
    assert (tree / DOCUMENT).read_bytes() == before


@pytest.mark.parametrize(
    ("file", "content"), [(ROUTE, b"{"), (ROUTE, b'{"a": 1, "a": 2}'), (PLACES, b'id\n"'), (PLACES, b"\xff")]
)
def test_what_cannot_be_read_is_not_written(tree: Path, file: str, content: bytes) -> None:
    (tree / file).write_bytes(content)
    assert fixed_files(tree) == []
    assert (tree / file).read_bytes() == content


def test_a_text_of_no_document_is_told(tree: Path) -> None:
    (tree / "seeds/stray.txt").write_text("a text", encoding="utf-8")
    [(file, message)] = told(tree)
    assert file == "seeds/stray.txt"
    assert message.startswith("is the text of no document")
    (tree / "data/drafts").mkdir()
    (tree / "data/drafts/stray.toml").write_text('file = "seeds/stray.txt"\n', encoding="utf-8")
    assert told(tree) == []


def test_no_text_is_called_unused_while_a_header_cannot_be_read(tree: Path) -> None:
    (tree / DOCUMENT).write_text('id = "', encoding="utf-8")
    assert told(tree) == []


def test_a_sum_is_written_only_where_a_person_says_so(tree: Path) -> None:
    seed = tree / "seeds/interview.txt"
    seed.write_bytes(seed.read_bytes() + b"One more line.\n")
    before = (tree / DOCUMENT).read_bytes()
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    assert list(fixed_checksums(tree, no)) == [f"{DOCUMENT}: sum left as it is"]
    assert (tree / DOCUMENT).read_bytes() == before
    assert len(asked) == 1
    assert list(fixed_checksums(tree, lambda _: True)) == [f"{DOCUMENT}: sum of seeds/interview.txt written"]
    load_catalogue(tree)
    assert list(fixed_checksums(tree, no)) == []
