"""Faults around a running server: it stays up, answers without details, and reports the fault in its log."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.steady.running import ROOT, Answer, Running, until
from tests.steady.slowly import big_file_address, connection, read_first_bytes, request_for, reset_connection

SEED = "seeds/000_578e92cd4bf51ed6.txt"
EXPECTED = ("the tiles cannot be read", "a download could not be made")
DATA = ("/data/facts.json", "/data/atlas.gpkg?mode=rail", "/?lang=en", "/project/tasim?lang=en", "/search.json?q=alat")


@contextmanager
def replaced_by_a_file(path: Path) -> Iterator[None]:
    """Move a folder away and put a file in its place, which even root cannot read as a folder."""
    moved = path.with_name(f"{path.name}.kept")
    path.rename(moved)
    path.write_text("no folder", encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()
        moved.rename(path)


def hides_details(answer: Answer) -> bool:
    """Whether an answer has no details of the fault, but the id of the line in the log."""
    text = answer.body.decode()
    return "Traceback" not in text and "/tmp" not in text and ".py" not in text and bool(answer.headers["X-Request-ID"])


def document_of(seed: str) -> str:
    return next(
        path.stem for path in (ROOT / "data/documents").glob("*.toml") if f'"{seed}"' in path.read_text("utf-8")
    )


def test_without_its_data_folder_a_server_serves_what_it_has_loaded(server: Running, copy: Path) -> None:
    tile = "/tiles/ground/5/20/11.mvt"
    assert server.get(tile).status in (200, 204)
    with replaced_by_a_file(copy / "data"):
        assert [server.get(path).status for path in DATA] == [200] * len(DATA)
        answer = server.get(tile)
        assert (answer.status, hides_details(answer)) == (503, True)
        assert "trace" in server.line(id=answer.headers["X-Request-ID"], event="the tiles cannot be read")
    assert server.get(tile).status in (200, 204)


def test_a_document_whose_text_was_replaced_is_not_shown_and_all_else_is(server: Running, copy: Path) -> None:
    document = document_of(SEED)
    fact = next(fact["id"] for fact in server.get("/data/facts.json").json if fact["document"] == document)
    seed, original = copy / SEED, (copy / SEED).read_bytes()
    try:
        seed.write_bytes(original.replace(b"\n", b" another\n", 1))
        for path, preferred in ((f"/document/{document}?lang=az", "en"), (f"/fact/{fact}", "az-AZ,en;q=0.5")):
            page = server.get(path, Accept="text/html", Accept_Language=preferred)
            assert (page.status, page.headers["Content-Type"]) == (503, "text/html; charset=utf-8"), path
            assert hides_details(page)
            assert page.headers["X-Request-ID"] in page.body.decode()
            assert '<html lang="az"' in page.body.decode()
            assert page.headers["Retry-After"]
        for path in (f"/document/{document}.txt", f"/data/atlas.zip?document={document}", f"/fact/{fact}.jsonld"):
            answer = server.get(path)
            assert (answer.status, answer.json["id"]) == (503, answer.headers["X-Request-ID"]), path
            assert any(finding.startswith(SEED) for finding in answer.json["findings"])
        assert server.line(event="a text is gone")["findings"]
        assert [server.get(path).status for path in DATA] == [200] * len(DATA)
    finally:
        seed.write_bytes(original)
    assert server.get(f"/document/{document}.txt").body == original
    assert server.get(f"/document/{document}").status == 200


@pytest.mark.parametrize(
    ("size", "modes"), [(0, "sea,power"), (4_096, "sea"), (100_000, "rail,sea"), (311_000, "rail,sea,subsea-cable")]
)
def test_a_full_disk_gives_no_half_a_file(server: Running, size: int, modes: str) -> None:
    """A limit of ``size`` bytes for each file has the same effect on temporary files as a full disk.

    Each case requests other modes, because finished files are cached.
    """
    path = f"/data/atlas.gpkg?mode={modes}"
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.workers()}
    try:
        for pid, (_, most) in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))
        answers = [server.get(path) for _ in range(3)]
        assert [server.get(other).status for other in DATA if "gpkg" not in other] == [200] * (len(DATA) - 1)
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
    for answer in answers:
        assert answer.status == 503
        assert hides_details(answer)
        assert "Content-Disposition" not in answer.headers
        assert "trace" in server.line(id=answer.headers["X-Request-ID"], event="a download could not be made")
    assert is_intact(server.get(path).body)


def is_intact(geopackage: bytes) -> bool:
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(geopackage)
        rows = connection.execute("PRAGMA integrity_check").fetchall()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return rows == [("ok",)] and {"places", "rtree_places_geom"} <= tables


@pytest.mark.parametrize("path", ["/data/atlas.zip?country=GE", "/data/atlas.gpkg?country=AZ"])
def test_an_export_that_nobody_waits_for_harms_nothing(server: Running, path: str) -> None:
    served = lambda: (answer := server.get(path)).status == 200 and answer  # noqa: E731
    original = until(served)  # a busy machine may refuse it at first
    for _ in range(10):
        with connection(server, request_for(path)) as client:
            reset_connection(client)
    # The exports for these clients may still be running, and other requests are refused meanwhile.
    assert until(served).body == original.body
    assert [line for line in server.traces() if line["event"] not in EXPECTED] == []


def test_an_answer_that_was_cut_off_is_told_as_such(server: Running) -> None:
    address = big_file_address(server)
    with connection(server, request_for(address)) as client:
        read_first_bytes(client)
        reset_connection(client)
    assert server.line(path=address, cut=True)["status"] == 200
    until(lambda: "atlas_answers_cut_total 0" not in server.get("/metrics").body.decode())
    assert [line for line in server.traces() if line["event"] not in EXPECTED] == []


def test_the_log_is_json_and_has_one_line_a_request(server: Running) -> None:
    ids = [f"asked-for-{number:04}" for number in range(10)]
    for request_id in ids:
        assert server.get("/data/projects.json", X_Request_ID=request_id).headers["X-Request-ID"] == request_id
    assert [server.line(id=request_id)["event"] for request_id in ids] == ["request"] * 10
    assert [len(server.lines(id=request_id)) for request_id in ids] == [1] * 10
    with connection(server, "NO REQUEST\r\n\r\n") as client:
        assert read_first_bytes(client).startswith(b"HTTP/1.1 400 ")
    assert server.line(level="warning", event="an invalid request")["why"] == "InvalidRequestLine"
    assert server.other_lines == []
