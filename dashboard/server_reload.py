"""Makes a server from the project's folders, and replaces a running server by one with newer data.

The replacement happens in gunicorn's master, after the signal and before it forks new workers. So the data of a worker
never changes: old workers finish their requests, new workers begin with the new server.
"""

import logging
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dash import Dash
from flask import Flask

from dashboard.api.search import search_of
from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.database.errors import DatabaseError, check_packages
from dashboard.load_atlas import load_atlas, load_basemap
from dashboard.settings import Settings, SettingsError
from dashboard.web.database_contact import DatabaseContact
from dashboard.web.server_state import MOST_FINDINGS, Reload, server_state_of

_LOG = logging.getLogger(__name__)


def make_server(settings: Settings) -> Flask:
    """The complete atlas as one Flask server: page, data, map files, headers.

    Raises
    ------
    CatalogueError
        The data has an error; the message lists every finding.
    DatabaseError
        The data is in a database that cannot be read.
    SettingsError
        A file that a setting names cannot be used.
    """
    if settings.database is None:
        return _server_of(load_atlas(settings.root), settings)
    check_packages()
    folder = Path(tempfile.mkdtemp(prefix="atlas-data-"))
    try:
        server = _from_database(settings.database.get_secret_value(), folder, settings)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    state = server_state_of(server)
    state.folders, state.contact = (folder,), DatabaseContact()
    return server


def _server_of(atlas: Atlas, settings: Settings) -> Flask:
    search_of(atlas)  # before the workers are forked, so that they share its index
    return _flask_of(create_app(atlas, settings))


def _flask_of(app: Dash) -> Flask:
    server = app.server
    assert isinstance(server, Flask)  # Dash also takes other frameworks
    return server


def _from_database(url: str, folder: Path, settings: Settings) -> Flask:
    """The server of the newest version: loaded from its files, or, where it is too large, a server with queries."""
    from dashboard.database.stored_files import newest_size, read_basemap, read_newest

    version, size = newest_size(url)
    if size <= settings.largest_loaded:
        read_newest(url, folder)
        return _server_of(load_atlas(folder), settings)
    from dashboard.large.app import create_large_app
    from dashboard.large.store import Store

    read_basemap(url, version, folder)
    return _flask_of(create_large_app(Store(url, version), settings, load_basemap(folder)))


def watch_database(serving: Callable[[], Flask], settings: Settings) -> None:
    """Begin to watch the database, if there is one; a new version sends SIGHUP to this process."""
    contact = server_state_of(serving()).contact
    if settings.database is None or contact is None:
        return
    from dashboard.database.watch import DatabaseWatch

    DatabaseWatch(
        settings.database.get_secret_value(),
        serving=lambda: server_state_of(serving()).data,
        renew=lambda: os.kill(os.getpid(), signal.SIGHUP),
        reached=contact.reached,
        lost=contact.lost,
    ).start()


def remove_folders(server: Flask, keep: int = 0) -> None:
    """Delete the folders with data from a database, except the last ``keep``."""
    state = server_state_of(server)
    number = max(0, len(state.folders) - keep)
    for folder in state.folders[:number]:
        shutil.rmtree(folder, ignore_errors=True)
    state.folders = state.folders[number:]


def start_serving(server: Flask) -> Flask:
    """The same server; from now on it counts and logs its requests."""
    server_state_of(server).serving = True
    return server


def reload_server(serving: Flask, settings: Settings) -> Flask:
    """The server to go on with: a new one with the data as it is now, where nothing is wrong with it; else ``serving``.

    The log and the state of the returned server tell the outcome. Nothing is raised: all workers depend on the process
    that calls this.
    """
    began = datetime.now(UTC)
    try:
        candidate = make_server(settings)
        _try_page(candidate, settings)
    except CatalogueError as error:
        errors = tuple(finding for finding in error.findings if finding.level == "error")
    except DatabaseError as error:
        errors = (_error(str(error)),)
    except SettingsError as error:  # its message names a file of this machine, and the state of a server is public
        _LOG.error("a setting cannot be used: %s", error)
        errors = (_error("a setting cannot be used any more; the server's log tells why"),)
    except Exception:
        _LOG.exception("new data could not be loaded")
        errors = (_error("the data could not be loaded, for a reason that the server's log tells"),)
    else:
        return _replace(serving, candidate, began)
    reload = Reload(began, server_state_of(serving).data, errors)
    server_state_of(serving).note(reload)
    findings = [str(finding) for finding in errors]
    fields = {"data": reload.data, "errors": len(findings), "findings": findings[:MOST_FINDINGS]}
    _LOG.error("new data refused, the old is kept", extra={"fields": fields})
    return serving


def _error(message: str) -> Finding:
    return Finding("error", "", "", "", message)


def _replace(serving: Flask, candidate: Flask, began: datetime) -> Flask:
    server_state = server_state_of(candidate)
    server_state.follow(server_state_of(serving))
    server_state.note(Reload(began, server_state.data))
    remove_folders(candidate, keep=2)  # workers of the previous server still read in its folder
    _LOG.info("new data taken", extra={"fields": {"data": server_state.data}})
    return start_serving(candidate)


def _try_page(server: Flask, settings: Settings) -> None:
    status = server.test_client().get("/", headers={"Host": settings.own_host}).status_code
    if status != 200:
        raise RuntimeError(f"the page answers {status}")
