"""A new atlas from an empty folder, in the order of docs/EXTENDING.md: each command works before the next step."""

import re
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.catalogue.load.catalogue import INHABITED
from dashboard.curation.check import survey
from dashboard.curation.saving.store import FileStore
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.workbench.desk import Desk, StatementForm
from dashboard.workbench.new_records import RecordForm, RouteForm, add_record, add_route
from dashboard.workbench.working_data import WorkingData
from tests.commands import dashboard_here
from tests.conftest import Closing
from tests.listings import errors_of
from tests.second_atlas import write_basemap

GUIDE = (Path(__file__).parent.parent / "docs/EXTENDING.md").read_text(encoding="utf-8")
TEXT = "The Lobito line\n\nThe railway will carry 4 million tonnes a year by 2030, said the minister.\n"
QUOTE = "The railway will carry 4 million tonnes a year by 2030"
PAGES = (
    "/", "/?lang=ar", "/?tab=statements", "/?tab=coverage", "/?tab=table", "/?tab=promises", "/changes", "/api",
    "/data", "/openapi.json", "/data/routes.geojson", "/data/facts.csv", "/data/atlas.zip", "/data/atlas.gpkg",
    "/due.ics", "/data/dcat.jsonld", "/data/croissant.json", "/preview/home.png", "/readyz", "/point/-12/13",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folders of the first step of the guide."""
    [command] = re.findall(r"^mkdir -p (.+)$", GUIDE, re.MULTILINE)
    for name in command.split():
        stem, _, inner = name.partition("{")
        for folder in inner.removesuffix("}").split(","):
            (tmp_path / (stem + folder)).mkdir(parents=True)
    return tmp_path / "lobito"


def write_identity(root: Path, first_view: bool = False) -> None:
    """``data/atlas.toml`` as the guide has it."""
    text = GUIDE.split("```toml\n")[1].split("```")[0]
    (root / "data/atlas.toml").write_text(text.replace("# first_view", "first_view") if first_view else text)


def draft(root: Path) -> str:
    (root / "news.txt").write_text(TEXT, encoding="utf-8")
    done = dashboard_here("draft", str(root / "news.txt"), ATLAS_ROOT=str(root))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_an_empty_folder_lacks_its_name_and_its_basemap_and_nothing_else(root: Path) -> None:
    done = dashboard_here("check", ATLAS_ROOT=str(root))
    assert done.returncode == 1
    lacking = {line.partition(":")[0] for line in errors_of(done.stdout)}
    assert all("the file is missing" in line for line in errors_of(done.stdout))
    assert {file for file in lacking if "basemap" not in file} == {"data/atlas.toml"}


def test_a_text_is_brought_in_before_there_is_a_basemap(root: Path) -> None:
    write_identity(root)
    assert draft(root).startswith("data/drafts/news.toml: 1 candidate")


@pytest.mark.parametrize("first_view", [False, True])
def test_an_atlas_without_a_line_is_checked_and_served(root: Path, *, first_view: bool) -> None:
    write_identity(root, first_view)
    write_basemap(root / "data/basemap")
    assert [str(finding) for finding in survey(root) if finding.level == "error"] == []
    atlas = load_atlas(root)
    assert atlas.catalogue.first_view == atlas.stats.box == ((11, -18, 34, -4) if first_view else INHABITED)
    server = create_app(atlas, Settings(root=root)).server
    server.test_client_class = Closing
    client = server.test_client()
    assert [(page, client.get(page).status_code) for page in PAGES] == [(page, 200) for page in PAGES]


def test_the_workbench_makes_the_first_of_everything(root: Path) -> None:
    write_identity(root)
    draft(root)
    write_basemap(root / "data/basemap")
    working_data = WorkingData(Settings(root=root), ())
    desk = Desk(FileStore(root), working_data)
    speaker = {"names": {"en": "The minister"}, "role": {"en": "of transport"}}
    place = {"country": "AO", "kind": "port", "lat": -12.3, "precision_m": 900, "source": "x"}
    places = [
        {**place, "names": {"en": name}, "lon": lon}
        for name, lon in (("Lobito", 13.5), ("Huambo", 15.7))
    ]  # fmt: skip
    project = {
        "names": {"en": "Lobito line"}, "kind": "railway", "summary": {"en": "A railway."},
        "status": {"value": "operating", "basis": "inferred", "as_of": "2024", "note": {"en": "from the text"}},
    }  # fmt: skip
    for kind, fields in (("speaker", speaker), *(("place", place) for place in places), ("project", project)):
        answer = add_record(desk, kind, RecordForm(fields=fields))
        assert not answer.get("findings"), answer
        working_data._load()  # as its thread does, so that the next record can name this one
    line = RouteForm(
        names={"en": "Line to Huambo"}, stops=("lobito", "huambo"), mode="rail", status="operating", method="sketch",
        precision="schematic", source="x", project="lobito-line", via=(((14.5, -12.4),),),
    )  # fmt: skip
    add_route(desk, line)
    working_data._load()
    about = {"kind": "capacity", "modality": "planned", "speaker": "the-minister", "statement": {"en": QUOTE}}
    start = TEXT.index(QUOTE)
    desk.save(
        StatementForm(
            document="news",
            start=start,
            end=start + len(QUOTE),
            fields={"about": ["lobito-line"], **about, "due": "2030"},
        )
    )
    catalogue = load_atlas(root).catalogue
    assert [fact.quote for fact in catalogue.facts.values()] == [QUOTE]
    assert set(catalogue.speakers) == {"the-minister"}
    assert set(catalogue.places) == {"huambo", "lobito"}
    assert set(catalogue.segments) == {"line-to-huambo-01"}
    assert {finding.message for finding in survey(root) if "form" in finding.message} == set()
