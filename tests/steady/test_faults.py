"""What can go wrong around a running server: each time it stays up, answers cleanly, and says so in its log."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.steady.running import ROOT, Answer, Running, until
from tests.steady.slowly import asking_for, begun, big, connection, leave

SEED = "seeds/000_578e92cd4bf51ed6.txt"
EXPECTED = ("the tiles cannot be read", "a download could not be made")
DATA = ("/data/facts.json", "/data/atlas.gpkg?mode=rail", "/?lang=en", "/project/tasim?lang=en", "/search.json?q=alat")


@contextmanager
def away(path: Path) -> Iterator[None]:
    """A folder moved, and a file in its place: nobody can read that, not even root."""
    kept = path.with_name(f"{path.name}.kept")
    path.rename(kept)
    path.write_text("no folder", encoding="utf-8")
    try:
        yield
    finally:
        path.unlink()
        kept.rename(path)


def clean(answer: Answer) -> bool:
    """Whether an answer keeps what happened to itself, and names the line in the log."""
    text = answer.body.decode()
    return "Traceback" not in text and "/tmp" not in text and ".py" not in text and bool(answer.headers["X-Request-ID"])


def document_of(seed: str) -> str:
    return next(
        path.stem for path in (ROOT / "data/documents").glob("*.toml") if f'"{seed}"' in path.read_text("utf-8")
    )


def test_without_its_data_folder_a_server_serves_what_it_has_loaded(server: Running, copy: Path) -> None:
    tile = "/tiles/ground/5/20/11.mvt"
    assert server.get(tile).status in (200, 204)
    with away(copy / "data"):
        assert [server.get(path).status for path in DATA] == [200] * len(DATA)
        answer = server.get(tile)
        assert (answer.status, clean(answer)) == (503, True)
        assert "trace" in server.line(id=answer.headers["X-Request-ID"], event="the tiles cannot be read")
    assert server.get(tile).status in (200, 204)


def test_a_document_whose_text_was_replaced_is_not_shown_and_all_else_is(server: Running, copy: Path) -> None:
    document = document_of(SEED)
    fact = next(fact["id"] for fact in server.get("/data/facts.json").json if fact["document"] == document)
    seed, good = copy / SEED, (copy / SEED).read_bytes()
    try:
        seed.write_bytes(good.replace(b"\n", b" another\n", 1))
        for path in (f"/document/{document}?lang=az", f"/fact/{fact}?lang=az"):
            page = server.get(path, Accept="text/html")
            assert (page.status, page.headers["Content-Type"]) == (503, "text/html; charset=utf-8"), path
            assert clean(page)
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
        seed.write_bytes(good)
    assert server.get(f"/document/{document}.txt").body == good
    assert server.get(f"/document/{document}").status == 200


@pytest.mark.parametrize(
    ("room", "modes"), [(0, "sea,power"), (4_096, "sea"), (100_000, "rail,sea"), (311_000, "rail,sea,subsea-cable")]
)
def test_a_full_disk_gives_no_half_a_file(server: Running, room: int, modes: str) -> None:
    """A worker that may not write past ``room`` bytes has, for its temporary files, a disk that is full there.

    Each time for other modes: what was made once is kept.
    """
    path = f"/data/atlas.gpkg?mode={modes}"
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.workers()}
    try:
        for pid, (_, most) in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, most))
        answers = [server.get(path) for _ in range(3)]
        assert [server.get(other).status for other in DATA if "gpkg" not in other] == [200] * (len(DATA) - 1)
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
    for answer in answers:
        assert answer.status == 503
        assert clean(answer)
        assert "Content-Disposition" not in answer.headers
        assert "trace" in server.line(id=answer.headers["X-Request-ID"], event="a download could not be made")
    assert whole(server.get(path).body)


def whole(geopackage: bytes) -> bool:
    with sqlite3.connect(":memory:") as opened:
        opened.deserialize(geopackage)
        rows = opened.execute("PRAGMA integrity_check").fetchall()
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
    return rows == [("ok",)] and {"places", "rtree_places_geom"} <= tables


@pytest.mark.parametrize("path", ["/data/atlas.zip?country=GE", "/data/atlas.gpkg?country=AZ"])
def test_an_export_that_nobody_waits_for_harms_nothing(server: Running, path: str) -> None:
    until(lambda: server.get(path).status == 200)  # a busy machine may have no time for it at first
    good = server.get(path)
    for _ in range(10):
        with connection(server, asking_for(path)) as client:
            leave(client)
    # What was begun for them may still be under way, and whoever comes meanwhile is asked to come again.
    until(lambda: server.get(path).status == 200)
    assert server.get(path).body == good.body
    assert [line for line in server.traces() if line["event"] not in EXPECTED] == []


def test_an_answer_that_was_cut_off_is_told_as_such(server: Running) -> None:
    address = big(server)
    with connection(server, asking_for(address)) as client:
        begun(client)
        leave(client)
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
        assert begun(client).startswith(b"HTTP/1.1 400 ")
    assert server.line(level="warning", event="an invalid request")["why"] == "InvalidRequestLine"
    assert server.other == []
