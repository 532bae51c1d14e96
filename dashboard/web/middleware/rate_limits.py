"""Limits how often one address may ask for what is costly: searches and downloads. Each worker counts for itself.

``trusted_proxies`` decides which address is counted. Behind a proxy that the server does not trust, all readers share
the proxy's address; the log says so when a request is refused for it.
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
"""The most addresses counted at a time, some 4 MB; beyond that, the least recently seen are forgotten."""
IPV6_NET: Final = 64
"""In bits. A connection gets a whole IPv6 /64, so a single address does not identify a reader."""
_WITH_PORT: Final = re.compile(r"\[(?P<v6>[^\]]*)\](?::\d*)?|(?P<v4>[\d.]+):\d*")
Clock = Callable[[], float]
_log = logging.getLogger(__name__)


class Counts:
    """The times of each address's requests in the last 60 seconds (a sliding window)."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock  # seconds that only grow, unlike the time of day
        self._lock = threading.Lock()
        self._times: TTLCache[str, deque[float]] = TTLCache(MOST_ADDRESSES, WINDOW_SECONDS, timer=clock)

    def hit(self, address: str, allowed: int) -> int:
        """Count one request of ``address``; return the seconds (at least 1) until it may ask again, or 0 if it may now.

        Refused requests are not counted, so asking again too early does not lengthen the wait.
        """
        now = self._clock()
        with self._lock:
            times = self._times.pop(address, None) or deque(maxlen=allowed)
            wait = times[0] + WINDOW_SECONDS - now if len(times) == allowed else 0
            if wait <= 0:
                times.append(now)
            self._times[address] = times  # put back, so it stays for another minute
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
        Pairs: the number of requests that one address may make a minute (0: no limit), and a function that tells
        whether a path counts.
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
    """The key under which an address is counted: IPv4 as it is, IPv6 by its /64 net, an empty text for no address.

    Some proxies add the port, which is left out.
    """
    match = _WITH_PORT.fullmatch(address)
    try:
        known = ip_address((match["v6"] or match["v4"] if match else address).partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return f"{IPv6Address(int(known) >> IPV6_NET << IPV6_NET)}/{IPV6_NET}"
    return str(known)
