"""Restricts access: the workbench answers only this machine, and writes only for its own page."""

import ipaddress
import secrets
from collections.abc import Sequence
from typing import Final

from flask import Flask, request
from werkzeug.wrappers import Response

from dashboard.http.responses import error_response
from dashboard.settings import Settings, SettingsError

TOKEN_HEADER: Final = "X-Curate-Token"
OTHER_NAME: Final = "the workbench answers under its own name only, such as localhost"
_NAME: Final = "localhost"


def check_loopback(settings: Settings) -> None:
    """Raise SettingsError where the address could be reached from another machine."""
    try:
        is_local = settings.host == _NAME or ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        raise SettingsError(f"HOST={settings.host}: curating is for this machine alone; leave HOST out, or 127.0.0.1")


def own_hosts(settings: Settings) -> tuple[str, ...]:
    """The host names accepted from a browser on this machine; a foreign name that resolves here is not accepted."""
    names = dict.fromkeys((_NAME, "127.0.0.1", "[::1]", settings.address.removeprefix("http://").rsplit(":", 1)[0]))
    return tuple(f"{name}:{settings.port}" for name in names)


def new_token() -> str:
    """A secret that only the page of this server has."""
    return secrets.token_urlsafe(32)


def answer_own_names(server: Flask, hosts: Sequence[str]) -> None:
    """Refuse every request under another host name: a foreign page may have a name that resolves here."""

    @server.before_request
    def refuse_name() -> Response | None:
        return None if request.host in hosts else error_response(403, OTHER_NAME)


def guard_writing(server: Flask, hosts: Sequence[str], token: str) -> None:
    """Refuse every request to write that has no token or comes from another page."""

    @server.before_request
    def refuse() -> Response | None:
        if request.method in ("GET", "HEAD"):
            return None
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return error_response(403, "another page may not write here")
        if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
            return error_response(403, "the page is from before a restart; load it again")
        return None
