"""Saving writes what was meant and nothing else: real files, real git."""

import json
import resource
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.text.quote_offsets import find_quote
from dashboard.curation.saving.overlay import overlaid
from dashboard.curation.saving.records import project_text, with_member, with_place, with_speaker, with_via
from dashboard.curation.saving.statements import (
    new_document,
    with_changed_statement,
    with_statement,
    without_candidates,
    without_statement,
)
from dashboard.curation.saving.store import NO_FILE, ConflictError, FileChange, FileStore, version_of
from dashboard.curation.shortest_quote import shortest_quote, trimmed

ROOT = Path(__file__).parents[2]
TASIM = "data/documents/tasim-international-cooperation.toml"
STATEMENT = {
    "statement": {"en": "It's new."},
    "id": "new-one",
    "about": ["tasim"],
    "kind": "event",
    "speaker": "tasim-page",
    "modality": "achieved",
    "quote": 'the words, it\'s "so"',
    "value": 3.0,
    "unit": "countries",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the curated files, under git."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("basemap"))
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def difference(root: Path) -> tuple[list[str], list[str]]:
    """The lines that git sees taken away and put in."""
    subprocess.run(["git", "add", "-AN", "data"], cwd=root, check=True)
    told = subprocess.run(["git", "diff", "-U0"], cwd=root, check=True, capture_output=True, text=True).stdout
    lines = [line for line in told.splitlines() if not line.startswith(("+++", "---"))]
    return [line[1:] for line in lines if line[:1] == "-"], [line[1:] for line in lines if line[:1] == "+"]


def put(root: Path, file: str, content: str | None) -> None:
    store = FileStore(root)
    store.save([FileChange(file, content, store.version(file))], "a test")


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_new_statement_is_its_lines_and_no_other(root: Path, place: str) -> None:
    text = (root / TASIM).read_text(encoding="utf-8")
    ids = [fact["id"] for fact in tomllib.loads(text)["facts"]]
    after = {"first": [], "middle": ids[:3], "last": ids}[place]
    put(root, TASIM, with_statement(text, STATEMENT, after))
    gone, come = difference(root)
    assert gone == []
    assert [line for line in come if line] == [
        "[[facts]]",
        'id = "new-one"',
        'about = ["tasim"]',
        'kind = "event"',
        'speaker = "tasim-page"',
        'modality = "achieved"',
        'quote = "the words, it\'s \\"so\\""',
        "value = 3",
        'unit = "countries"',
        'statement.en = "It\'s new."',
    ]
    read = tomllib.loads((root / TASIM).read_text(encoding="utf-8"))["facts"]
    assert read[len(after)] == {**STATEMENT, "value": 3}


def test_a_changed_statement_changes_its_own_lines(root: Path) -> None:
    text = (root / TASIM).read_text(encoding="utf-8")
    old = tomllib.loads(text)["facts"][2]
    new = {**old, "modality": "planned", "due": "2030", "statement": {**old["statement"], "en": "Grows."}}
    new["note"] = {"en": "A note."}
    put(root, TASIM, with_changed_statement(text, old["id"], new))
    gone, come = difference(root)
    assert gone == ['modality = "under-way"', f'statement.en = "{old["statement"]["en"]}"']
    assert come == ['modality = "planned"', 'statement.en = "Grows."', 'due = "2030"', 'note.en = "A note."']
    assert tomllib.loads((root / TASIM).read_text(encoding="utf-8"))["facts"][2] == new
    put(root, TASIM, with_changed_statement((root / TASIM).read_text(encoding="utf-8"), old["id"], old))
    assert tomllib.loads((root / TASIM).read_text(encoding="utf-8"))["facts"][2] == old


def test_a_statement_goes_with_its_lines(root: Path) -> None:
    text = (root / TASIM).read_text(encoding="utf-8")
    ids = [fact["id"] for fact in tomllib.loads(text)["facts"]]
    put(root, TASIM, without_statement(text, ids[1]))
    gone, come = difference(root)
    assert come == []
    assert f'id = "{ids[1]}"' in gone
    assert len([line for line in gone if line.startswith("id = ")]) == 1


@pytest.mark.parametrize("folder", ["data/documents", "data/projects", "data"])
def test_every_curated_file_comes_back_letter_for_letter(folder: str) -> None:
    for path in (ROOT / folder).glob("*.toml"):
        text = path.read_bytes().decode()
        assert tomlkit.dumps(tomlkit.parse(text)) == text


def test_a_new_document_has_its_header_and_statements() -> None:
    header = {"id": "news", "file": "seeds/news.txt", "titles": {"en": "News"}}
    text = with_statement(with_statement(new_document(header), STATEMENT, []), {**STATEMENT, "id": "b"}, ["new-one"])
    assert tomllib.loads(text) == {**header, "facts": [{**STATEMENT, "value": 3}, {**STATEMENT, "id": "b", "value": 3}]}


def test_a_draft_loses_the_candidate_and_keeps_what_a_person_wrote() -> None:
    draft = "# mine\nid = 'a'\n\n[[candidates]]\nquote = 'x'\n\n[[candidates]]\nquote = 'x'\nprefix = 'y' # why\n"
    left = "# mine\nid = 'a'\n\n[[candidates]]\nquote = 'x'\nprefix = 'y' # why\n"
    assert without_candidates(draft, [{"quote": "x"}]) == left
    assert "candidates" not in without_candidates(draft, [{"quote": "x"}, {"quote": "x", "prefix": "y"}])


def test_records_go_where_a_person_would_put_them(root: Path) -> None:
    read = {file: (root / file).read_text(encoding="utf-8") for file in ("data/speakers.toml", "data/places.csv")}
    put(root, "data/speakers.toml", with_speaker(read["data/speakers.toml"], {"id": "b", "names": {"en": "B"}}))
    place = {"id": "neka", "name_en": "Neka", "country": "IR", "kind": "port", "lon": 53.3, "lat": 36.65}
    put(root, "data/places.csv", with_place(read["data/places.csv"], {**place, "precision_m": 3000, "source": "a, b"}))
    via = "data/routes/via.csv"
    put(root, via, with_via((root / via).read_text(encoding="utf-8"), [["neka-baku-01", 1, 52.0, 38.5, "", "drawn"]]))
    project = "data/projects/cica-youth-council.toml"
    put(root, project, with_member(with_member(read_text(root, project), "routes", "neka-baku"), "places", "neka"))
    gone, come = difference(root)
    assert gone == ['places = ["baku"]']
    assert [line for line in come if line] == [
        'neka,Neka,,,,IR,port,53.3,36.65,3000,"a, b"',
        'places = ["baku", "neka"]',
        'routes = ["neka-baku"]',
        "neka-baku-01,1,52.0,38.5,,drawn",
        "[[speakers]]",
        'id = "b"',
        'names = { en = "B" }',
    ]


def read_text(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def test_a_new_project_reads_back() -> None:
    project = {
        "id": "a", "kind": "port", "aliases": [], "places": ["baku"], "names": {"en": "A"}, "summary": {"en": "An A."},
        "status": {"value": "planned", "basis": "inferred", "as_of": "2025", "note": {"en": "why"}},
    }  # fmt: skip
    assert tomllib.loads(project_text(project)) == {key: value for key, value in project.items() if value}


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    base = store.version("a")
    (tmp_path / "a").write_text("theirs", encoding="utf-8")
    with pytest.raises(ConflictError) as told:
        store.save([FileChange("b", "new", NO_FILE), FileChange("a", "wanted", base)], "both")
    assert told.value.versions == {"a": ("wanted", "theirs")}
    assert (tmp_path / "a").read_text(encoding="utf-8") == "theirs"
    assert not (tmp_path / "b").exists()


def test_the_last_saves_are_taken_back_in_turn(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.save([FileChange("data/a", "1", NO_FILE), FileChange("data/b", "1", NO_FILE)], "first")
    store.save([FileChange("data/a", "2", version_of("1")), FileChange("data/b", None, version_of("1"))], "second")
    assert store.read("data/b") is None
    assert store.undo() == "second"
    assert (store.read("data/a"), store.read("data/b")) == ("1", "1")
    (tmp_path / "data/a").write_text("by hand", encoding="utf-8")
    with pytest.raises(ConflictError):
        store.undo()
    assert (store.read("data/a"), store.read("data/b")) == ("by hand", "1")
    (tmp_path / "data/a").write_text("1", encoding="utf-8")
    assert store.undo() == "first"
    assert store.undo() is None
    assert list((tmp_path / "data").iterdir()) == []


def test_two_workbenches_lose_no_save_and_no_step_back(tmp_path: Path) -> None:
    saves = (
        "import sys; from pathlib import Path\n"
        "from dashboard.curation.saving.store import NO_FILE, FileChange, FileStore\n"
        "store = FileStore(Path(sys.argv[1]))\n"
        "sys.stdin.readline()\n"
        "for number in range(20):\n"
        "    store.save([FileChange(f'data/{sys.argv[2]}{number}.toml', 'a', NO_FILE)], f'{sys.argv[2]}{number}')\n"
        "    store.recover()\n"
    )
    command = [sys.executable, "-c", saves, str(tmp_path)]
    both = [subprocess.Popen([*command, name], cwd=ROOT, stdin=subprocess.PIPE, text=True) for name in "ab"]
    for process in both:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.wait() for process in both] == [0, 0]
    store = FileStore(tmp_path)
    undone = [store.undo() for _ in range(40)]
    assert sorted(filter(None, undone)) == sorted(f"{name}{number}" for name in "ab" for number in range(20))
    assert not list((tmp_path / "data").glob("*"))


def test_a_save_that_fails_leaves_everything(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.save([FileChange("a", "1", NO_FILE)], "first")
    (tmp_path / "b").mkdir()  # nothing can be moved onto a folder
    (tmp_path / "b/c").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="b"):
        store.save([FileChange("a", "2", version_of("1")), FileChange("b/c/d", "x", NO_FILE)], "second")
    assert store.read("a") == "1"
    assert store.undo() == "first"


def test_a_full_disk_leaves_nothing_of_a_save(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk; the journal and the first file fit into it."""
    store = FileStore(tmp_path)
    store.save([FileChange("a", "1", NO_FILE)], "first")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            store.save([FileChange("a", "2", version_of("1")), FileChange("b", "\u0259" * 3000, NO_FILE)], "second")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a", "00000001.json"]
    assert store.read("a") == "1"
    assert store.undo() == "first"


def test_a_save_that_was_broken_off_is_taken_back(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.save([FileChange("a", "1", NO_FILE), FileChange("b", "1", NO_FILE)], "first")
    [entry] = (tmp_path / "build/curation").glob("*.json")
    content = json.loads(entry.read_text(encoding="utf-8"))
    entry.write_text(json.dumps({**content, "done": False}), encoding="utf-8")
    (tmp_path / "b").unlink()  # as if only the first file had been moved
    assert FileStore(tmp_path).recover() == ["a"]
    assert store.read("a") is None


def test_an_overlay_looks_like_the_project_with_the_changes(root: Path) -> None:
    with overlaid(
        root,
        [
            FileChange(TASIM, "x", ""),
            FileChange("data/drafts/n.toml", "y", ""),
            FileChange("data/places.csv", None, ""),
        ],
    ) as top:
        assert (top / TASIM).read_text(encoding="utf-8") == "x"
        assert (top / "data/drafts/n.toml").read_text(encoding="utf-8") == "y"
        assert not (top / "data/places.csv").exists()
        assert {path.name for path in (top / "data/projects").iterdir()} == {
            path.name for path in (root / "data/projects").iterdir()
        }
    assert difference(root) == ([], [])


@given(st.text(alphabet="ab \n", min_size=3, max_size=60), st.data())
def test_a_quotation_leads_back_to_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    start, end = trimmed(text, start, end)
    if start < end:
        made = shortest_quote(text, start, end)
        assert find_quote(text, made.quote, made.prefix, made.suffix) == (start, end)
