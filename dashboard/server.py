"""The application that gunicorn serves: ``dashboard.server:server``. An error in the data ends the process."""

import sys

from flask import Flask

from dashboard.catalogue.findings import CatalogueError, listing
from dashboard.database.errors import DatabaseError
from dashboard.server_reload import make_server, start_serving
from dashboard.settings import Settings, SettingsError


def _server_or_exit() -> Flask:
    """The server of this environment; where it cannot start, every reason on stderr and exit code 1, no traceback."""
    try:
        return start_serving(make_server(Settings.from_environment()))
    except CatalogueError as error:
        sys.exit(f"{listing(error.findings)}\nThe atlas does not start until these are put right.")
    except (SettingsError, DatabaseError, OSError) as error:
        sys.exit(str(error))


server = _server_or_exit()
