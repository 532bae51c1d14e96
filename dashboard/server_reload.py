"""One server made from the project's folders, and the exchange of a running one for another with newer data.

The exchange happens in gunicorn's master, between the signal and the forking of the workers that will serve it. So a
worker never changes under a request: the old ones finish what they do, the new ones begin with what was decided.
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
    """The whole atlas as one Flask server: page, data, map files, headers.

    Raises
    ------
    CatalogueError
        The data has an error; the message lists every finding.
    DatabaseError
        The data is in a database, which cannot be had.
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
    assert isinstance(server, Flask)  # Dash could sit on another framework; the atlas does not
    return server


def _from_database(url: str, folder: Path, settings: Settings) -> Flask:
    """The server of the newest version: loaded from its files, or where it is too large for that, asking as it goes."""
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
    """Begin to watch the database, if there is one: at a new version this process is told to exchange its server."""
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
    """Delete the folders that data was brought to from a database, but for the last ``keep``."""
    state = server_state_of(server)
    gone = state.folders[: len(state.folders) - keep] if keep else state.folders
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    state.folders = state.folders[len(gone) :]


def let_in(server: Flask) -> Flask:
    """The same server, from now on counting and logging what is asked of it."""
    server_state_of(server).serving = True
    return server


def with_new_data(serving: Flask, settings: Settings) -> Flask:
    """The server to go on with: one with the data as it is now, where all is right with it; else ``serving``.

    What came of it is in the log and in the state of the server that is returned. Nothing is raised: the process
    that calls this holds everything else together.
    """
    began = datetime.now(UTC)
    try:
        candidate = make_server(settings)
        _try_page(candidate, settings)
    except DatabaseError as error:
        return _kept(serving, Reload(began, server_state_of(serving).data, (Finding("error", "", "", "", str(error)),)))
    except SettingsError as error:  # names a file of this machine, and the state of a server is public
        _LOG.error("a setting cannot be used: %s", error)
        unusable = Finding("error", "", "", "", "a setting cannot be used any more; the server's log tells why")
        return _kept(serving, Reload(began, server_state_of(serving).data, (unusable,)))
    except CatalogueError as error:
        errors = tuple(finding for finding in error.findings if finding.level == "error")
        return _kept(serving, Reload(began, server_state_of(serving).data, errors))
    except Exception:
        _LOG.exception("new data could not be loaded")
        unknown = Finding("error", "", "", "", "the data could not be loaded, for a reason that the server's log tells")
        return _kept(serving, Reload(began, server_state_of(serving).data, (unknown,)))
    server_state = server_state_of(candidate)
    server_state.follow(server_state_of(serving))
    server_state.note(Reload(began, server_state.data))
    remove_folders(candidate, keep=2)  # the workers of the server before still read in its own
    _LOG.info("new data taken", extra={"fields": {"data": server_state.data}})
    return let_in(candidate)


def _kept(serving: Flask, reload: Reload) -> Flask:
    server_state_of(serving).note(reload)
    findings = [str(finding) for finding in reload.errors]
    fields = {"data": reload.data, "errors": len(findings), "findings": findings[:MOST_FINDINGS]}
    _LOG.error("new data refused, the old is kept", extra={"fields": fields})
    return serving


def _try_page(server: Flask, settings: Settings) -> None:
    status = server.test_client().get("/", headers={"Host": settings.own_host}).status_code
    if status != 200:
        raise RuntimeError(f"the page answers {status}")
