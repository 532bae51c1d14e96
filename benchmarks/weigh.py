"""What a visit moves over the wire, and a slow line: a relay before the server that workers' requests pass as well.

The browser's own throttling leaves out what a map's workers ask for; a relay does not.
"""

import asyncio
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

_REQUEST = re.compile(rb"^(?:GET|POST|HEAD) ", re.MULTILINE)
CHUNK = 16_384


@dataclass
class Line:
    """A line: bytes a second towards the browser (all its connections share them) and seconds there and back."""

    bytes_per_second: float
    round_trip_s: float
    free_at: float = 0.0

    def due(self, size: int) -> float:
        """When ``size`` more bytes have come through, if they are sent now."""
        self.free_at = max(self.free_at, time.monotonic()) + size / self.bytes_per_second
        return self.free_at + self.round_trip_s / 2


@dataclass
class Weight:
    """Bytes towards the browser, headers included, and requests."""

    received_bytes: int = 0
    requests: int = 0


@contextmanager
def relay(port: int, line: Line | None = None) -> Iterator[tuple[str, Weight]]:
    """An address that leads to ``port`` on this machine, through ``line`` where one is given; what has passed it."""
    weight, loop = Weight(), asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    connect = partial(_connect, port=port, weight=weight, line=line)
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(connect, "127.0.0.1", 0), loop).result()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", weight
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)


async def _stop(server: asyncio.Server) -> None:
    server.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _connect(
    near: asyncio.StreamReader, back: asyncio.StreamWriter, *, port: int, weight: Weight, line: Line | None
) -> None:
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(line.round_trip_s if line else 0)  # the handshake
        far, there = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_upwards(near, there, weight, line), _downwards(far, back, weight, line))


async def _upwards(near: asyncio.StreamReader, there: asyncio.StreamWriter, weight: Weight, line: Line | None) -> None:
    """Requests are small: they wait, but take no room."""
    with suppress(OSError):
        while chunk := await near.read(CHUNK):
            weight.requests += len(_REQUEST.findall(chunk))
            await asyncio.sleep(line.round_trip_s / 2 if line else 0)
            there.write(chunk)
    there.close()


async def _downwards(far: asyncio.StreamReader, back: asyncio.StreamWriter, weight: Weight, line: Line | None) -> None:
    """What is read is given a time of arrival at once and passed on then, so that a chunk under way holds none up."""
    loop = asyncio.get_running_loop()
    due = 0.0
    with suppress(OSError):
        while chunk := await far.read(CHUNK):
            weight.received_bytes += len(chunk)
            due = line.due(len(chunk)) if line else 0.0
            loop.call_at(due, back.write, chunk) if line else back.write(chunk)
    loop.call_at(due, back.close)
