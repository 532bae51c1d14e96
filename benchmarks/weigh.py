"""Counts the bytes and requests of a visit with a relay before the server, which web workers' requests pass too."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial

_REQUEST = re.compile(rb"^(?:GET|POST|HEAD) ", re.MULTILINE)
CHUNK = 16_384


@dataclass
class Weight:
    """Bytes towards the browser, headers included, and requests."""

    received_bytes: int = 0
    requests: int = 0


@contextmanager
def relay(port: int) -> Iterator[tuple[str, Weight]]:
    """An address that leads to ``port`` on this machine, and the count of what has passed it."""
    weight, loop = Weight(), asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    connect = partial(_connect, port=port, weight=weight)
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


async def _connect(near: asyncio.StreamReader, back: asyncio.StreamWriter, *, port: int, weight: Weight) -> None:
    with suppress(asyncio.CancelledError):
        far, forth = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_upwards(near, forth, weight), _downwards(far, back, weight))


async def _upwards(near: asyncio.StreamReader, forth: asyncio.StreamWriter, weight: Weight) -> None:
    with suppress(OSError):
        while chunk := await near.read(CHUNK):
            weight.requests += len(_REQUEST.findall(chunk))
            forth.write(chunk)
    forth.close()


async def _downwards(far: asyncio.StreamReader, back: asyncio.StreamWriter, weight: Weight) -> None:
    with suppress(OSError):
        while chunk := await far.read(CHUNK):
            weight.received_bytes += len(chunk)
            back.write(chunk)
    back.close()
