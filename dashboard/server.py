"""What gunicorn serves: ``dashboard.server:server``. Loads once; where the data has an error there is no server."""

import sys

from flask import Flask

from dashboard.app import create_app
from dashboard.catalogue.findings import CatalogueError
from dashboard.loading import listing
from dashboard.settings import Settings, SettingsError
from dashboard.snapshot import load_kept


def make_server(settings: Settings) -> Flask:
    """The whole atlas as one Flask server: page, data, map files, headers.

    Raises:
        CatalogueError: the data has an error; the message lists every finding.
    """
    app = create_app(load_kept(settings.root), settings)
    assert isinstance(app.server, Flask)  # Dash could sit on another framework; the atlas does not
    return app.server


def _server_or_exit() -> Flask:
    """The server of this environment; else every reason on stderr and exit code 1, without a traceback."""
    try:
        return make_server(Settings.from_environment())
    except CatalogueError as error:
        sys.exit(f"{listing(error.findings)}\nThe atlas does not start until these are put right.")
    except SettingsError as error:
        sys.exit(str(error))


server = _server_or_exit()
