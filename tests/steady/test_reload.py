"""SIGHUP to a real gunicorn: new data only where it is right, and nobody notices the exchange."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.steady.conftest import BIG_BYTES
from tests.steady.running import People, Running
from tests.steady.slowly import asking_for, begun, big, connection, rest

PROJECT = "data/projects/tasim.toml"
NAME = "Trans-Eurasian Information Super Highway (TASIM)"
PATHS = ("/data/projects.json", "/project/tasim?lang=en", "/readyz")


def names(server: Running) -> set[str]:
    """The project's name as several requests tell it, so that each worker is likely to be asked."""
    told = [server.get("/data/projects.json").json for _ in range(8)]
    return {next(project["names"]["en"] for project in projects if project["id"] == "tasim") for projects in told}


def test_right_data_is_served_after_a_reload_and_no_request_fails(server: Running, copy: Path) -> None:
    file, before = copy / PROJECT, server.get("/readyz").json
    assert before["last_reload"] is None
    good = file.read_text(encoding="utf-8")
    address, workers = big(server), server.workers()
    with connection(server, asking_for(address)) as slow, People(server, PATHS).asking() as people:
        first = begun(slow)
        file.write_text(good.replace(NAME, "The Highway"), encoding="utf-8")
        said = server.hang_up()
        asked = len(people.answered)
        whole = len(first) + rest(slow)
        server.renewed(workers)
        assert names(server) == {"The Highway"}
    assert people.failed == [[], [], [], []]
    assert len(people.answered) > asked > 0
    assert whole > BIG_BYTES - 7
    after = server.get("/readyz").json
    assert said["event"] == "new data taken"
    assert after["data"] == said["data"] != before["data"]
    assert (after["last_reload"]["outcome"], after["last_reload"]["data"]) == ("taken", after["data"])
    assert "The Highway" in server.get("/project/tasim?lang=en").body.decode()
    file.write_text(good, encoding="utf-8")


def half(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 + 7])


def a_letter_of_a_quotation(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quote = next(line for line in text.splitlines() if line.startswith("quote = "))
    path.write_text(text.replace(quote, quote[:-3] + "#" + quote[-2:]), encoding="utf-8")


def a_file_in_its_place(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("no folder", encoding="utf-8")


def a_folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS = {
    PROJECT: half,
    "data/documents/tasim-international-cooperation.toml": a_letter_of_a_quotation,
    "data/basemap/countries.geojson": a_folder_in_its_place,
}


@pytest.mark.parametrize("harms", [HARMS, {"data": a_file_in_its_place}], ids=["three-files", "unreadable"])
def test_wrong_data_is_refused_and_the_old_is_served(
    server: Running, copy: Path, harms: dict[str, Callable[[Path], None]]
) -> None:
    before, kept = server.get("/readyz").json, copy.parent / "kept"
    shutil.copytree(copy / "data", kept)
    try:
        for file, harm in harms.items():
            harm(copy / file)
        with People(server, PATHS).asking(2) as people:
            said = server.reload()
        assert people.failed == [[], []]
        assert (said["level"], said["data"]) == ("error", before["data"])
        health = server.get("/healthz").json
        assert (health["status"], health["data"]) == ("ok", before["data"])
        assert health["last_reload"]["outcome"] == "refused"
        assert health["last_reload"]["findings"] == said["findings"]
        assert health["last_reload"]["errors"] == said["errors"] >= len(harms)
        for file in harms:
            assert any(finding.startswith(file) for finding in said["findings"]), (file, said["findings"])
        assert str(copy) not in str(health)
        assert names(server) == {"The Highway"}
    finally:
        if (copy / "data").is_file():
            (copy / "data").unlink()
        shutil.rmtree(copy / "data", ignore_errors=True)
        kept.rename(copy / "data")
    assert server.traces() == []


def test_after_a_refusal_right_data_is_taken_again_and_counted(server: Running) -> None:
    assert server.reload()["event"] == "new data taken"
    assert server.get("/healthz").json["last_reload"]["outcome"] == "taken"
    assert names(server) == {NAME}
    metrics = server.get("/metrics").body.decode()
    assert 'atlas_reloads_total{outcome="taken"} 2' in metrics
    assert 'atlas_reloads_total{outcome="refused"} 2' in metrics


def test_what_a_reload_replaces_is_gone_from_memory(server: Running) -> None:
    """A server that stayed would be some 20 MB more each time."""
    for _ in range(2):
        server.reload()
    before = sum(server.memory().values())
    for _ in range(4):
        assert server.reload()["event"] == "new data taken"
    assert sum(server.memory().values()) - before < 30_000_000
