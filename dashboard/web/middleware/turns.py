"""Readers take turns: costly requests are answered one after another, and waiting addresses are served in rounds.

A worker does one thing at a time anyway. Without turns it would answer all that has come in before it looks for new
requests, so one reader with forty connections would make all others wait for forty pages. With turns, cheap requests
(health, files, cached answers) wait for at most one page, and a page waits for at most one page of each other address.
"""

from collections import deque
from collections.abc import Callable
from typing import Final

import gevent
from flask import Flask, g, request
from gevent.event import Event

from dashboard.web.middleware.rate_limits import network_of
from dashboard.web.middleware.route_groups import kind_of

COSTLY: Final = frozenset({"page", "selection", "data", "search"})
"""The groups of routes whose requests wait for their turn."""
MOMENT_SECONDS: Final = 0.0005
"""Long enough for gevent to look at connections; it runs about fifty instant tasks before it looks."""


class Turns:
    """The waiting requests: addresses take turns, and each address is served in the order of arrival."""

    def __init__(self) -> None:
        self._busy = False
        self._waiting: dict[str, deque[Event]] = {}

    def take(self, address: str) -> None:
        """Return when it is the turn of ``address``.

        Each request sleeps a moment first, so that quick requests that have arrived meanwhile are answered.
        """
        if not self._busy:
            self._busy = True
            gevent.sleep(0)
            return
        turn = Event()
        self._waiting.setdefault(address, deque()).append(turn)
        turn.wait()
        gevent.sleep(MOMENT_SECONDS)

    def give(self) -> None:
        """Wake the next request, which continues when this one waits for something."""
        if not self._waiting:
            self._busy = False
            return
        address = next(iter(self._waiting))
        queue = self._waiting.pop(address)
        queue.popleft().set()
        if queue:
            self._waiting[address] = queue  # after all other addresses


def take_turns(server: Flask, serving: Callable[[], bool], made_elsewhere: Callable[[str], bool]) -> None:
    """Let requests of ``server`` wait for their turns once it is ``serving``.

    Paths for which ``made_elsewhere`` is true take no turn: a child process or the database makes their answers.
    """
    turns = Turns()

    @server.before_request
    def take() -> None:
        if serving() and kind_of(request.path) in COSTLY and not made_elsewhere(request.path):
            turns.take(network_of(request.remote_addr or ""))
            g.has_the_turn = True

    @server.teardown_request
    def give(_: BaseException | None) -> None:
        if g.pop("has_the_turn", False):
            turns.give()
