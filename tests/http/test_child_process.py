"""What is made in a child: it comes back whole, or fails as it would here; it ends in time, and is kept in bounds."""

import os
import threading
import time
from pathlib import Path

import pytest
from werkzeug.exceptions import ServiceUnavailable

from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.http import child_process as module
from dashboard.http.child_process import MOST_WAITING, ChildProcess

LARGE = b"0123456789" * 1_000_000


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()


@pytest.fixture
def own() -> list[str]:
    """The children that this process has for other reasons, such as a browser's driver."""
    return children()


def fails(error: Exception) -> bytes:
    raise error


def test_what_is_made_comes_whole_from_another_process(own: list[str]) -> None:
    child_process = ChildProcess()
    assert child_process.answer("large", lambda: LARGE) == LARGE
    assert int(child_process.answer("pid", lambda: str(os.getpid()).encode())) != os.getpid()
    assert int(child_process.answer("nice", lambda: str(os.nice(0)).encode())) > os.nice(0)
    assert children() == own


def test_it_is_made_once_and_kept_within_bounds() -> None:
    child_process = ChildProcess(cache_bytes=1_000)
    first = child_process.answer("a", lambda: os.urandom(400))
    assert child_process.answer("a", lambda: os.urandom(400)) == first
    child_process.answer("b", lambda: os.urandom(400))
    child_process.answer("c", lambda: os.urandom(400))
    assert child_process.answer("a", lambda: os.urandom(400)) != first
    assert len(child_process.answer("too large to keep", lambda: bytes(2_000))) == 2_000
    assert child_process._cache.currsize <= 1_000


def test_a_failure_is_the_same_as_it_would_be_here(own: list[str]) -> None:
    findings = (Finding("error", "seeds/a.txt", "", "", "gone"),)
    with pytest.raises(CatalogueError) as caught:
        ChildProcess().answer("text", lambda: fails(CatalogueError(findings)))
    assert caught.value.findings == findings
    with pytest.raises(ZeroDivisionError) as other:
        ChildProcess().answer("nought", lambda: bytes(1 // 0))
    assert "in <lambda>" in other.value.__notes__[0]
    assert children() == own


@pytest.mark.parametrize("make", [lambda: time.sleep(60), lambda: sum(iter(int, 1)), lambda: os._exit(3)])
def test_what_comes_to_no_end_is_ended(own: list[str], make: object) -> None:
    began = time.monotonic()
    with pytest.raises(ServiceUnavailable) as caught:
        ChildProcess(budget=0.5).answer("endless", make)  # type: ignore[arg-type]
    assert time.monotonic() - began < 5
    assert dict(caught.value.get_headers())["Retry-After"]
    assert children() == own


def test_only_so_many_wait_and_one_is_made_at_a_time(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 30)
    child_process, answers, most = ChildProcess(), [], 0

    def ask(number: int) -> None:
        try:
            answers.append(child_process.answer(number, lambda: time.sleep(0.2) or b"made"))
        except ServiceUnavailable:
            answers.append(b"busy")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(MOST_WAITING + 4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, len(set(children()) - set(own)))
        time.sleep(0.02)
    assert most <= 1
    assert answers.count(b"made") == MOST_WAITING + 1
    assert answers.count(b"busy") == 3
