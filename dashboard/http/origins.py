"""The origin (scheme and host) of the complete addresses in pages and files."""

import re
from typing import Final

from flask import current_app, request

BASE_URL, OWN_ADDRESS = "ATLAS_BASE_URL", "ATLAS_ADDRESS"
"""The keys of the server's configuration that hold ``Settings.base_url`` and ``Settings.address``."""
_THIS_MACHINE: Final = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])(:\d+)?")


def origin_of_request() -> str:
    """Scheme and host of absolute addresses: those of the deployment, else those of the present request."""
    return current_app.config.get(BASE_URL) or request.host_url.rstrip("/")


def origin_of_files() -> str:
    """Scheme and host of the addresses in files, which readers cache and share: never an unchecked Host header.

    They are those of the deployment; without these, those of the request where its host is in ``ATLAS_HOSTS`` or this
    machine, else the address at which the server listens.
    """
    config = current_app.config
    trusted = config.get("TRUSTED_HOSTS") or _THIS_MACHINE.fullmatch(request.host)
    return origin_of_request() if trusted or config.get(BASE_URL) else str(config.get(OWN_ADDRESS, ""))
