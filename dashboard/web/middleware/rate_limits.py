"""How often one address may ask for what costs: searches and downloads, counted in each worker by itself.

The address is the one that ``trusted_proxies`` gives. Where a proxy stands before a server that trusts none, all
readers share the proxy's address; the log says so when that refuses somebody.
"""

import logging
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Final

from cachetools import TTLCache
from flask import Flask, request
from flask.wrappers import Response

from dashboard.http.responses import error_response
from dashboard.settings import Settings

WINDOW_SECONDS: Final = 60
MOST_ADDRESSES: Final = 5_000
"""So many are counted at a time, some 4 MB; beyond that, those that have not asked for longest are forgotten."""
IPV6_NET: Final = 64
"""Bits: a reader's line has a whole net of that size, so one address of it is no one."""
_WITH_PORT: Final = re.compile(r"\[(?P<v6>[^\]]*)\](?::\d*)?|(?P<v4>[\d.]+):\d*")
Clock = Callable[[], float]
_log = logging.getLogger(__name__)


class Counts:
    """When each address asked in the last minute: in no minute, wherever it begins, more often than it may."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock  # of seconds that only grow, whatever the calendar says
        self._lock = threading.Lock()
        self._made: TTLCache[str, deque[float]] = TTLCache(MOST_ADDRESSES, WINDOW_SECONDS, timer=clock)

    def hit(self, address: str, allowed: int) -> int:
        """Count one request of ``address``; the seconds (at least 1) until it may ask again, 0 where it may now.

        Who is refused is not counted, so that asking again too early makes nothing worse.
        """
        now = self._clock()
        with self._lock:
            made = self._made.pop(address, None) or deque(maxlen=allowed)
            wait = made[0] + WINDOW_SECONDS - now if len(made) == allowed else 0
            if wait <= 0:
                made.append(now)
            self._made[address] = made  # put back, so it stays for another minute
            return max(0, ceil(wait))


def limit_costly(server: Flask, settings: Settings, costly: Iterable[tuple[int, Callable[[str], bool]]]) -> None:
    """Answer 429 to an address that asks more often than it may.

    Parameters
    ----------
    server
        Where the routes are.
    settings
        For the log's advice about proxies.
    costly
        The number of requests that one address has a minute (0: no limit), with what tells whether a path is counted
        for it.
    """
    groups = [(allowed, counted, Counts()) for allowed, counted in costly if allowed]

    @server.before_request
    def too_many() -> Response | None:
        for allowed, counted, counts in groups:
            if counted(request.path) and (seconds := counts.hit(network_of(request.remote_addr or ""), allowed)):
                if "X-Forwarded-For" in request.headers and not settings.trusted_proxies:
                    _log.warning("a proxy's address is refused; if the proxy is yours, set ATLAS_TRUSTED_PROXIES")
                answer = error_response(429, f"at most {allowed} a minute from one address", seconds=seconds)
                answer.headers["Retry-After"] = str(seconds)
                return answer
        return None


def network_of(address: str) -> str:
    """What is counted for an address: IPv4 as it is, IPv6 by its /64 net, and all that is no address as one.

    Some proxies say the port too.
    """
    found = _WITH_PORT.fullmatch(address)
    try:
        known = ip_address((found["v6"] or found["v4"] if found else address).partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return f"{IPv6Address(int(known) >> IPV6_NET << IPV6_NET)}/{IPV6_NET}"
    return str(known)
