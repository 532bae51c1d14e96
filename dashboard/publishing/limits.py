"""How often one address may ask for what costs: searches and downloads, counted in each worker by itself.

The address is the one that ``trusted_proxies`` gives. Where a proxy stands before a server that trusts none, all
readers share the proxy's address; the log says so when that refuses somebody.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address
from typing import Final

from flask import Flask, request
from flask.wrappers import Response

from dashboard.publishing.answers import refusal
from dashboard.settings import Settings

WINDOW_SECONDS: Final = 60
MOST_ADDRESSES: Final = 10_000
"""Counted one by one in a window; all that come after them in it share one count, so memory has its end."""
IPV6_NET: Final = 64
"""Bits: a reader's line has a whole net of that size, so one address of it is no one."""
Clock = Callable[[], float]
_log = logging.getLogger(__name__)


class Counts:
    """How many requests each address has made in the present window of a minute."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock  # of seconds that only grow, whatever the calendar says
        self._lock = threading.Lock()
        self._window = -1
        self._made: Counter[str] = Counter()

    def hit(self, address: str, allowed: int) -> int:
        """Count one request of ``address``; the seconds (at least 1) until it may ask again, 0 where it may now."""
        window, passed = divmod(self._clock(), WINDOW_SECONDS)
        with self._lock:
            if window != self._window:
                self._window = int(window)
                self._made.clear()
            counted = address if address in self._made or len(self._made) < MOST_ADDRESSES else ""
            self._made[counted] += 1
            return 0 if self._made[counted] <= allowed else max(1, round(WINDOW_SECONDS - passed))


def limit_costly(server: Flask, settings: Settings, costly: Iterable[tuple[int, frozenset[str]]]) -> None:
    """Answer 429 to an address that asks more often than it may.

    Args:
        server: where the routes are.
        settings: for the log's advice about proxies.
        costly: the number of requests that one address has a minute (0: no limit), with the paths that are counted
            together for it.
    """
    groups = [(allowed, paths, Counts()) for allowed, paths in costly if allowed]

    @server.before_request
    def too_many() -> Response | None:
        for allowed, paths, counts in groups:
            if request.path in paths and (seconds := counts.hit(network_of(request.remote_addr or ""), allowed)):
                if "X-Forwarded-For" in request.headers and not settings.trusted_proxies:
                    _log.warning("a proxy's address is refused; if the proxy is yours, set ATLAS_TRUSTED_PROXIES")
                answer = refusal(429, f"at most {allowed} a minute from one address", seconds=seconds)
                answer.headers["Retry-After"] = str(seconds)
                return answer
        return None


def network_of(address: str) -> str:
    """What is counted for an address: an IPv4 address as it is, an IPv6 address by its /64 net."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return f"{IPv6Address(int(known) >> IPV6_NET << IPV6_NET)}/{IPV6_NET}"
    return str(known)
