"""One server made from the project's folders, and the exchange of a running one for another with newer data.

The exchange happens in gunicorn's master, between the signal and the forking of the workers that will serve it. So a
worker never changes under a request: the old ones finish what they do, the new ones begin with what was decided.
"""

import gc
import logging
from datetime import UTC, datetime

from flask import Flask

from dashboard.app import create_app
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.publishing.standing import MOST_FINDINGS, Reload, standing_of
from dashboard.settings import Settings
from dashboard.snapshot import load_kept

_LOG = logging.getLogger(__name__)


def make_server(settings: Settings) -> Flask:
    """The whole atlas as one Flask server: page, data, map files, headers.

    Raises:
        CatalogueError: the data has an error; the message lists every finding.
    """
    server = create_app(load_kept(settings.root), settings).server
    assert isinstance(server, Flask)  # Dash could sit on another framework; the atlas does not
    return server


def let_in(server: Flask) -> Flask:
    """The same server, from now on counting and logging what is asked of it."""
    standing_of(server).serving = True
    return server


def with_new_data(serving: Flask, settings: Settings) -> Flask:
    """The server to go on with: one with the data as it is now, where all is right with it; else ``serving``.

    What came of it is in the log and in the standing of the server that is returned. Nothing is raised: the process
    that calls this holds everything else together.
    """
    began = datetime.now(UTC)
    try:
        candidate = make_server(settings)
        _try_page(candidate)
    except CatalogueError as error:
        errors = tuple(finding for finding in error.findings if finding.level == "error")
        return _kept(serving, Reload(began, standing_of(serving).data, errors))
    except Exception:
        _LOG.exception("new data could not be loaded")
        unknown = Finding("error", "", "", "", "the data could not be loaded, for a reason that the server's log tells")
        return _kept(serving, Reload(began, standing_of(serving).data, (unknown,)))
    standing = standing_of(candidate)
    standing.follow(standing_of(serving))
    standing.note(Reload(began, standing.data))
    _LOG.info("new data taken", extra={"fields": {"data": standing.data}})
    gc.collect()  # what only the old server needed goes before the new workers inherit it
    return let_in(candidate)


def _kept(serving: Flask, reload: Reload) -> Flask:
    standing_of(serving).note(reload)
    findings = [str(finding) for finding in reload.errors]
    fields = {"data": reload.data, "errors": len(findings), "findings": findings[:MOST_FINDINGS]}
    _LOG.error("new data refused, the old is kept", extra={"fields": fields})
    return serving


def _try_page(server: Flask) -> None:
    status = server.test_client().get("/").status_code
    if status != 200:
        raise RuntimeError(f"the page answers {status}")
