"""What gunicorn serves: ``dashboard.server:server``. Loads once; where the data has an error there is no server."""

import sys

from flask import Flask

from dashboard.catalogue.findings import CatalogueError, listing
from dashboard.database.errors import DatabaseError
from dashboard.server_reload import let_in, make_server
from dashboard.settings import Settings, SettingsError


def _server_or_exit() -> Flask:
    """The server of this environment; else every reason on stderr and exit code 1, without a traceback."""
    try:
        return let_in(make_server(Settings.from_environment()))
    except CatalogueError as error:
        sys.exit(f"{listing(error.findings)}\nThe atlas does not start until these are put right.")
    except (SettingsError, DatabaseError, OSError) as error:
        sys.exit(str(error))


server = _server_or_exit()
