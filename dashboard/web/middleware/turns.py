"""Readers take turns: what takes processor time is done one after another, and each address gets every second turn.

A worker does one thing at a time anyway. Without turns it would do all that has come in before it looks at what comes
next, so that somebody with forty connections would make everybody wait for forty pages. With them, what costs next to
nothing (health, files, what is kept) waits for one page at most, and a page of one address for one of each other.
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
"""The kinds of what waits for its turn."""
MOMENT_SECONDS: Final = 0.0005
"""Long enough for gevent to look at connections; of what needs no time at all it does fifty things before it looks."""


class Turns:
    """Who may go on, of those who wait; addresses in rounds, and of each the one that came first."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: dict[str, deque[Event]] = {}

    def take(self, who: str) -> None:
        """Return when it is the turn of ``who``.

        Each sleeps a moment before it begins: all that has come in meanwhile and is quick is done in it.
        """
        if not self._taken:
            self._taken = True
            gevent.sleep(0)
            return
        called = Event()
        self._waiting.setdefault(who, deque()).append(called)
        called.wait()
        gevent.sleep(MOMENT_SECONDS)

    def give(self) -> None:
        """Call the next one, who goes on when this one waits for something."""
        if not self._waiting:
            self._taken = False
            return
        who = next(iter(self._waiting))
        queue = self._waiting.pop(who)
        queue.popleft().set()
        if queue:
            self._waiting[who] = queue  # behind all others


def take_turns(server: Flask, serving: Callable[[], bool], elsewhere: Callable[[str], bool]) -> None:
    """Let requests of ``server`` wait for their turns once it is ``serving``.

    What is ``elsewhere``, by its path, waits for another process, and nobody shall wait for that.
    """
    turns = Turns()

    @server.before_request
    def take() -> None:
        if serving() and kind_of(request.path) in COSTLY and not elsewhere(request.path):
            turns.take(network_of(request.remote_addr or ""))
            g.has_the_turn = True

    @server.teardown_request
    def give(_: BaseException | None) -> None:
        if g.pop("has_the_turn", False):
            turns.give()
