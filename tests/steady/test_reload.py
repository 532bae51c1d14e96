"""SIGHUP to a real gunicorn: it takes new data only if the data is right, and no reader notices the exchange."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.steady.conftest import BIG_BYTES
from tests.steady.running import People, Running
from tests.steady.slowly import big_file_address, connection, count_remaining_bytes, read_first_bytes, request_for

PROJECT = "data/projects/tasim.toml"
NAME = "Trans-Eurasian Information Super Highway (TASIM)"
PATHS = ("/data/projects.json", "/project/tasim?lang=en", "/readyz")


def project_names(server: Running) -> set[str]:
    """The names of the project in several answers, so that probably each worker gives one."""
    answers = [server.get("/data/projects.json").json for _ in range(8)]
    return {next(project["names"]["en"] for project in projects if project["id"] == "tasim") for projects in answers}


def test_right_data_is_served_after_a_reload_and_no_request_fails(server: Running, copy: Path) -> None:
    file, before = copy / PROJECT, server.get("/readyz").json
    assert before["last_reload"] is None
    original = file.read_text(encoding="utf-8")
    big_file, workers = big_file_address(server), server.workers()
    with connection(server, request_for(big_file)) as slow_client, People(server, PATHS).asking() as people:
        first_bytes = read_first_bytes(slow_client)
        file.write_text(original.replace(NAME, "The Highway"), encoding="utf-8")
        outcome = server.request_reload()
        number_answered = len(people.answered)
        received_bytes = len(first_bytes) + count_remaining_bytes(slow_client)
        server.wait_for_new_workers(workers)
        assert project_names(server) == {"The Highway"}
    assert people.failed == [[], [], [], []]
    assert len(people.answered) > number_answered > 0
    assert received_bytes > BIG_BYTES - 7
    after = server.get("/readyz").json
    assert outcome["event"] == "new data taken"
    assert after["data"] == outcome["data"] != before["data"]
    assert (after["last_reload"]["outcome"], after["last_reload"]["data"]) == ("taken", after["data"])
    assert "The Highway" in server.get("/project/tasim?lang=en").body.decode()
    file.write_text(original, encoding="utf-8")


def cut_in_half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 7])


def change_a_quotation(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quote = next(line for line in text.splitlines() if line.startswith("quote = "))
    path.write_text(text.replace(quote, quote[:-3] + "#" + quote[-2:]), encoding="utf-8")


def replace_by_a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("no folder", encoding="utf-8")


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS = {
    PROJECT: cut_in_half,
    "data/documents/tasim-international-cooperation.toml": change_a_quotation,
    "data/basemap/countries.geojson": replace_by_a_folder,
}


@pytest.mark.parametrize("harms", [HARMS, {"data": replace_by_a_file}], ids=["three-files", "unreadable"])
def test_wrong_data_is_refused_and_the_old_is_served(
    server: Running, copy: Path, harms: dict[str, Callable[[Path], None]]
) -> None:
    before, backup = server.get("/readyz").json, copy.parent / "kept"
    shutil.copytree(copy / "data", backup)
    try:
        for file, harm in harms.items():
            harm(copy / file)
        with People(server, PATHS).asking(2) as people:
            outcome = server.reload()
        assert people.failed == [[], []]
        assert (outcome["level"], outcome["data"]) == ("error", before["data"])
        health = server.get("/healthz").json
        assert (health["status"], health["data"]) == ("ok", before["data"])
        assert health["last_reload"]["outcome"] == "refused"
        assert health["last_reload"]["findings"] == outcome["findings"]
        assert health["last_reload"]["errors"] == outcome["errors"] >= len(harms)
        for file in harms:
            assert any(finding.startswith(file) for finding in outcome["findings"]), (file, outcome["findings"])
        assert str(copy) not in str(health)
        assert project_names(server) == {"The Highway"}
    finally:
        if (copy / "data").is_file():
            (copy / "data").unlink()
        shutil.rmtree(copy / "data", ignore_errors=True)
        backup.rename(copy / "data")
    assert server.traces() == []


def test_after_a_refusal_right_data_is_taken_again_and_counted(server: Running) -> None:
    assert server.reload()["event"] == "new data taken"
    assert server.get("/healthz").json["last_reload"]["outcome"] == "taken"
    assert project_names(server) == {NAME}
    metrics = server.get("/metrics").body.decode()
    assert 'atlas_reloads_total{outcome="taken"} 2' in metrics
    assert 'atlas_reloads_total{outcome="refused"} 2' in metrics


def test_what_a_reload_replaces_is_gone_from_memory(server: Running) -> None:
    """An old server that stayed in memory would add some 32 MB each time: 64, where 14 were measured."""
    server.reload()  # the first adds some 50 MB, because then the master also has memory of its own
    before = sum(server.memory().values())
    for _ in range(2):
        assert server.reload()["event"] == "new data taken"
    assert sum(server.memory().values()) - before < 30_000_000
